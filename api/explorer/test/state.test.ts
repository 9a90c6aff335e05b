import { describe, expect, it } from "vitest";

import type { Entity } from "../src/contract";
import { EMPTY } from "../src/picture";
import { initialState, readingOf, ready, reduce, selectionOf, type State } from "../src/state";

const start = initialState("zh");
const entity = (id: string): Entity => ({
  id,
  label: "Agency",
  name: id,
  title: "单位",
  properties: {},
  neighbours: [],
});
const at = (state: State, place: State["place"]) => reduce(state, { type: "place", place });

describe("the address decides what is open", () => {
  it("loads what it names and nothing else", () => {
    const state = at(start, { entity: "甲", document: "文" });
    expect([state.entity.state, state.evidence.state, state.whole.state]).toEqual(["loading", "none", "loading"]);
    expect(state.tab).toBe("entity");
  });

  it("keeps what is loaded already", () => {
    const loaded = reduce(at(start, { entity: "甲" }), { type: "entity", id: "甲", entity: ready(entity("甲")) });
    expect(at(loaded, { entity: "甲", edge: "e" }).entity).toBe(loaded.entity);
    expect(at(loaded, { entity: "乙" }).entity.state).toBe("loading");
  });

  it("leaves the answer in front when only the passage changes", () => {
    const selected = reduce(at(start, { entity: "甲" }), { type: "tab", tab: "answer" });
    expect(at(selected, { entity: "甲", edge: "e" }).tab).toBe("answer");
    expect(at(selected, { edge: "e" }).tab).toBe("answer");
  });

  it("drops an answer that comes after the reader went on", () => {
    const moved = at(at(start, { entity: "甲" }), { entity: "乙" });
    expect(reduce(moved, { type: "entity", id: "甲", entity: ready(entity("甲")) })).toBe(moved);
  });

  it("prefers the node to the edge, and the document to the passage", () => {
    expect(selectionOf({ entity: "甲", edge: "e" })).toEqual({ kind: "node", id: "甲" });
    expect(selectionOf({ edge: "e" })).toEqual({ kind: "edge", id: "e" });
    expect(selectionOf({ document: "文" })).toBeNull();
    expect(readingOf({ edge: "e", document: "文" })).toBe("document");
    expect(readingOf({ entity: "甲" })).toBe("closed");
  });
});

describe("the picture", () => {
  it("is laid out anew when it is drawn, not when it grows", () => {
    const busy = reduce(start, { type: "drawing" });
    const drawn = reduce(busy, { type: "draw", picture: EMPTY, arrangement: "force", cut: null });
    const grown = reduce(drawn, { type: "grow", picture: EMPTY, cut: { shown: 50, total: 80 } });
    expect([busy.drawing, drawn.drawing, drawn.generation, grown.generation]).toEqual([true, false, 1, 1]);
    expect(grown.cut).toEqual({ shown: 50, total: 80 });
  });

  it("stops waiting when something went wrong, and says what", () => {
    const failed = reduce(reduce(start, { type: "drawing" }), { type: "trouble", message: "没有取到" });
    expect([failed.drawing, failed.trouble]).toEqual([false, "没有取到"]);
    expect(reduce(failed, { type: "drawing" }).trouble).toBeNull();
  });
});

import { describe, expect, it } from "vitest";

import { add, degrees, drawn, EMPTY, tiedIn } from "../src/picture";
import { edge, node, picture } from "./samples";

describe("add", () => {
  it("draws an edge only when both ends are drawn", () => {
    const one = add(EMPTY, [node("a")], [edge("a", "m")]);
    expect(one.edges.size).toBe(0);
    expect(add(one, [node("m", "Measure")], [edge("a", "m")]).edges.size).toBe(1);
  });

  it("leaves the earlier picture as it was", () => {
    const before = picture();
    add(before, [node("z")], [edge("z", "m")]);
    expect(before.nodes.has("z")).toBe(false);
    expect(before.edges.size).toBe(5);
  });

  it("never draws a source text", () => {
    expect(add(EMPTY, [node("t", "Source")], []).nodes.size).toBe(0);
  });
});

describe("tiedIn", () => {
  it("brings only the neighbours that are drawn, where some are", () => {
    const ids = tiedIn(picture(), node("z"), [node("m", "Measure"), node("y")]).map(({ id }) => id);
    expect(ids).toEqual(["z", "m"]);
  });

  it("brings all of them into a picture that knows none", () => {
    expect(tiedIn(picture(), node("z"), [node("x"), node("y")])).toHaveLength(3);
  });
});

it("counts edges by end, type, direction and kind", () => {
  const shown = picture();
  expect(degrees(shown).get("m")).toBe(3);
  expect(drawn(shown, "m", "RESPONSIBLE_FOR", "in", "Agency")).toBe(2);
  expect(drawn(shown, "m", "RESPONSIBLE_FOR", "out", "Agency")).toBe(0);
  expect(drawn(shown, "m", "NAMES", "out", "Project")).toBe(1);
});

import { describe, expect, it } from "vitest";

import { layColumns } from "../src/drawing/columns";
import { boxAround, matrices, PER_EDGE, PER_NODE, seat, startPositions } from "../src/drawing/force";
import { placeLabels, type Anchor } from "../src/drawing/labels";
import { nearestLine } from "../src/drawing/nearest";
import { blend } from "../src/drawing/palette";
import { picture } from "./samples";

describe("columns", () => {
  const layout = layColumns(picture(), 900, 700, () => 6);
  const at = (id: string) => layout.positions.get(id) as { x: number; y: number };

  it("sets bodies, measures and projects from left to right, one column a kind", () => {
    expect(at("a").x).toBe(at("c").x);
    expect(at("a").x).toBeLessThan(at("m").x);
    expect(at("m").x).toBeLessThan(at("p").x);
  });

  it("orders a column by its neighbours, so that lines do not cross", () => {
    expect(Math.sign(at("m").y - at("n").y)).toBe(Math.sign(at("q").y - at("p").y));
    expect(Math.sign(at("b").y - at("c").y)).toBe(Math.sign(at("m").y - at("n").y));
  });

  it("keeps everything inside its box", () => {
    for (const { x, y } of layout.positions.values()) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(layout.box.x[1]);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(layout.box.y[1]);
    }
  });

  it("is the same each time", () => {
    expect(layColumns(picture(), 900, 700, () => 6).positions).toEqual(layout.positions);
  });
});

describe("force", () => {
  it("starts each name at a place of its own, the same each time", () => {
    expect(seat("安岳县")).toEqual(seat("安岳县"));
    expect(seat("安岳县")).not.toEqual(seat("乐至县"));
  });

  it("keeps what has a place and puts the rest beside its neighbours", () => {
    const start = startPositions(picture(), new Map([["m", { x: 1000, y: 1000 }]]));
    expect(start.get("m")).toEqual({ x: 1000, y: 1000 });
    const a = start.get("a") as { x: number; y: number };
    expect(Math.hypot(a.x - 1000, a.y - 1000)).toBeLessThan(101);
  });

  it("writes the matrices of ForceAtlas2", () => {
    const shown = picture();
    const { ids, nodes, edges } = matrices(shown, startPositions(shown, new Map()), (id) => id === "m", () => 4);
    expect(nodes.length).toBe(ids.length * PER_NODE);
    expect(edges.length).toBe(shown.edges.size * PER_EDGE);
    const m = ids.indexOf("m") * PER_NODE;
    expect([nodes[m + 6], nodes[m + 8], nodes[m + 9]]).toEqual([4, 4, 1]);
    expect(edges[0]).toBe(ids.indexOf("a") * PER_NODE);
  });

  it("gives one point a box with room around it", () => {
    const box = boxAround([{ x: 5, y: 5 }], 160);
    expect(box.x).toEqual([-75, 85]);
  });
});

describe("labels", () => {
  const window = { width: 400, height: 200 };
  const anchor = (id: string, x: number, y: number, more: Partial<Anchor> = {}): Anchor => ({
    id,
    x,
    y,
    radius: 5,
    text: id,
    width: 80,
    sides: ["right", "left"],
    always: false,
    ...more,
  });

  it("never lets two collide", () => {
    const anchors = Array.from({ length: 24 }, (_, index) => anchor(`n${index}`, (index * 37) % 400, (index * 23) % 200));
    const placed = placeLabels(anchors, 16, window);
    expect(placed.length).toBeGreaterThan(3);
    for (const one of placed) {
      for (const other of placed) {
        if (one === other) continue;
        expect(Math.abs(one.x - other.x) >= 80 || Math.abs(one.y - other.y) >= 16).toBe(true);
      }
    }
  });

  it("tries the other side before it gives up", () => {
    const placed = placeLabels([anchor("a", 150, 100), anchor("b", 190, 104)], 16, window);
    expect(placed.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(placed[0]?.x).toBeLessThan(150);
  });

  it("stays inside the window, and draws what is pointed at whatever is there", () => {
    expect(placeLabels([anchor("a", 390, 100)], 16, window)[0]?.x).toBeLessThan(390);
    const crowd = [anchor("a", 200, 100), anchor("b", 200, 100, { always: true })];
    expect(placeLabels(crowd, 16, window).some(({ id }) => id === "b")).toBe(true);
  });
});

describe("the line under the pointer", () => {
  const lines = [
    { id: "flat", from: { x: 0, y: 0 }, to: { x: 100, y: 0 } },
    { id: "steep", from: { x: 0, y: 0 }, to: { x: 0, y: 100 } },
  ];
  it("is the nearest within reach", () => {
    expect(nearestLine({ x: 50, y: 4 }, lines, 7)).toBe("flat");
    expect(nearestLine({ x: 3, y: 60 }, lines, 7)).toBe("steep");
    expect(nearestLine({ x: 50, y: 50 }, lines, 7)).toBeNull();
    expect(nearestLine({ x: 110, y: 0 }, lines, 7)).toBeNull();
  });
});

it("mixes opaque colours", () => {
  expect(blend("#ffffff", "#000000", 0.5)).toBe("#808080");
  expect(blend("#abc", "#000000", 1)).toBe("#aabbcc");
});

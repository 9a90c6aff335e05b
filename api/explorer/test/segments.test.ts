import { describe, expect, it } from "vitest";

import { cut, runs, SourceText, type Mark } from "../src/text/segments";

const mark = (start: number, end: number, label: string): Mark => ({ start, end, label, id: label, edge: "e" });

describe("SourceText", () => {
  it("counts code points, not UTF-16 units", () => {
    const source = new SourceText("𠮷林省𠀀县");
    expect(source.length).toBe(5);
    expect(source.slice(0, 3)).toBe("𠮷林省");
    expect(source.slice(3, 5)).toBe("𠀀县");
  });

  it("gives lines without blank ones, each with its own offsets", () => {
    const source = new SourceText("一、总则\n\n　　\n（一）目标\n");
    const lines = source.lines();
    expect(lines.map(({ start, end }) => source.slice(start, end))).toEqual(["一、总则", "（一）目标"]);
    expect(lines[1]).toEqual({ start: 9, end: 14 });
  });
});

describe("cut", () => {
  const source = new SourceText("加快建设广元至平武高速公路（责任单位：省发展改革委）");
  const whole = { start: 0, end: source.length };
  const project = mark(4, 13, "Project");
  const place = mark(4, 6, "Region");

  it("loses and adds nothing", () => {
    const segments = cut(source, whole, [project, place, mark(19, 25, "Agency")], { start: 4, end: 13 });
    expect(segments.map((segment) => segment.text).join("")).toBe(source.slice(0, source.length));
  });

  it("keeps every mark over a stretch, the longest first", () => {
    const segments = cut(source, whole, [place, project], null);
    expect(segments.find(({ text }) => text === "广元")?.marks).toEqual([project, place]);
    expect(segments.find(({ text }) => text === "至平武高速公路")?.marks).toEqual([project]);
    expect(segments[0]?.marks).toEqual([]);
  });

  it("marks exactly the quotation, across marks", () => {
    const quoted = cut(source, whole, [place], { start: 4, end: 13 }).filter((segment) => segment.quoted);
    expect(quoted.map((segment) => segment.text).join("")).toBe("广元至平武高速公路");
  });

  it("does not mark a part of what a mark covers only partly", () => {
    const line = { start: 5, end: 9 };
    const segments = cut(source, line, [mark(0, 6, "Agency")], null);
    expect(segments.map(({ text, marks }) => [text, marks.length])).toEqual([
      ["元", 1],
      ["至平武", 0],
    ]);
  });

  it("puts a quotation into one run", () => {
    const found = runs(cut(source, whole, [place], { start: 4, end: 13 }));
    expect(found.map(({ quoted, segments }) => [quoted, segments.length])).toEqual([
      [false, 1],
      [true, 2],
      [false, 1],
    ]);
  });
});

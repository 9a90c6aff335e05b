import { expect, it } from "vitest";

import { partsOf } from "../src/text/markup";

it("sets a converter's leavings apart and keeps every character", () => {
  const text = "# 方案\n[bookmark: _GoBack]为落实（**责任单位**：市水务局）";
  const parts = partsOf(text);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.filter((part) => part.markup).map((part) => part.text)).toEqual(["# ", "[bookmark: _GoBack]", "**", "**"]);
});

it("takes nothing for markup that a document prints", () => {
  for (const text of ["2*3", "〔2022〕6号", "[附件]", "第#1号"]) {
    expect(partsOf(text)).toEqual([{ text, markup: false }]);
  }
});

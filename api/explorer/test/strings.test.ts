import { expect, it } from "vitest";

import { STRINGS } from "../src/strings";

const tables = ["kinds", "columnsOf", "properties", "values", "relations"] as const;

it.each(tables)("the table %s has the same words in both languages", (table) => {
  expect(Object.keys(STRINGS.en[table]).sort()).toEqual(Object.keys(STRINGS.zh[table]).sort());
});

it("no sentence is empty", () => {
  for (const words of Object.values(STRINGS)) {
    for (const [key, value] of Object.entries(words)) expect(value, key).not.toBe("");
  }
});

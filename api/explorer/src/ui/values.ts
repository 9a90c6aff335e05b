/** Values of the graph as a person reads them. */

import type { Value } from "../contract";
import type { Strings } from "../strings";

/** A value as one line; a measure's key as its document and outline number; maps give their name or, failing that, all they hold. */
export function valueText(value: Value | undefined, words: Strings): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) {
    const parts = value.map((one) => valueText(one, words)).filter((part) => part !== "");
    return value.every((one) => typeof one === "number") ? parts.join(".") : [...new Set(parts)].join(words.list);
  }
  if (typeof value === "object") {
    return value.name !== undefined ? valueText(value.name, words) : valueText(Object.values(value), words);
  }
  const text = String(value);
  const measure = /^(.+)#([\d-]+)$/.exec(text);
  if (measure) return `${measure[1]} ${measure[2]?.replaceAll("-", ".")}`;
  return words.values[text] ?? text;
}

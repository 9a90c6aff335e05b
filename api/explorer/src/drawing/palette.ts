/** The style sheet's colours as numbers, because a canvas cannot read a custom property. */

import { KIND_LABELS, kindOf } from "../kinds";

type Rgb = readonly [number, number, number];

export function parseHex(hex: string): Rgb {
  const digits = hex.trim().replace(/^#/, "");
  const full = digits.length === 3 ? Array.from(digits, (digit) => digit + digit).join("") : digits;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** `part` of `front` over `back`, opaque: sigma's lines do not blend. */
export function blend(front: string, back: string, part: number): string {
  const [a, b] = [parseHex(front), parseHex(back)];
  return `#${a
    .map((value, index) => Math.round(value * part + (b[index] as number) * (1 - part)))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;
}

export interface Palette {
  ground: string;
  ink: string;
  quiet: string;
  accent: string;
  kinds: Record<string, string>;
  font: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: color("--ground"),
    ink: color("--ink"),
    quiet: color("--quiet"),
    accent: color("--accent"),
    kinds: Object.fromEntries(KIND_LABELS.map((label) => [label, color(kindOf(label).color)])),
    font: style.fontFamily,
  };
}

/** Kinds as they are drawn. Colours live in the style sheet (Okabe–Ito), one custom property a kind. */

import type { GraphNode, Value } from "./contract";
import { pathText } from "./text/marks";
import type { Shape } from "./drawing/shapes";

interface Kind {
  shape: Shape;
  /** Radius in pixels of a node with one edge. */
  size: number;
  /** The style sheet's custom property. */
  color: string;
}

const KINDS: Record<string, Kind> = {
  Agency: { shape: "disc", size: 8, color: "--agency" },
  Measure: { shape: "square", size: 6, color: "--measure" },
  Project: { shape: "diamond", size: 7, color: "--project" },
  Region: { shape: "triangle", size: 7, color: "--region" },
  Document: { shape: "page", size: 9, color: "--document" },
};
const OTHER: Kind = { shape: "disc", size: 5, color: "--quiet" };

export const KIND_LABELS = Object.keys(KINDS);

export const kindOf = (label: string): Kind => KINDS[label] ?? OTHER;

export function clip(text: string, length: number): string {
  const points = Array.from(text);
  return points.length > length ? `${points.slice(0, length - 1).join("")}…` : text;
}

const isPath = (value: Value | undefined): value is number[] => Array.isArray(value);

/** What a node is called where there is little room. A measure is known by its place in the outline. */
export function shortName(node: GraphNode, length = 16): string {
  if (node.label === "Measure") {
    const path = node.properties.path;
    const place = isPath(path) ? pathText(path) : "";
    return `${place} ${clip(node.name, Math.max(6, length - 6))}`.trim();
  }
  return clip(node.name, length);
}

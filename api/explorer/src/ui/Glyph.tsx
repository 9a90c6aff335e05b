/** The shape of a kind, as it is drawn in the graph. */

import { kindOf } from "../kinds";
import type { Shape } from "../drawing/shapes";

const PATHS: Record<Shape, string> = {
  disc: "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 1.5l7 12.2H1z",
  page: "M3.5 1.5h9v13h-9z",
};

export function Glyph({ label }: { label: string }) {
  return (
    <svg class={`glyph kind-${label}`} viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      <path d={PATHS[kindOf(label).shape]} />
    </svg>
  );
}

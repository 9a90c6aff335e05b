/** The line under the pointer. Lines are thin; a hand is not: anything within `reach` pixels counts. */

import type { Point } from "./columns";

export function distanceToLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - (from.x + t * dx), point.y - (from.y + t * dy));
}

export interface Line {
  id: string;
  from: Point;
  to: Point;
}

export function nearestLine(point: Point, lines: Iterable<Line>, reach: number): string | null {
  let best: string | null = null;
  let least = reach;
  for (const line of lines) {
    const distance = distanceToLine(point, line.from, line.to);
    if (distance < least) [best, least] = [line.id, distance];
  }
  return best;
}

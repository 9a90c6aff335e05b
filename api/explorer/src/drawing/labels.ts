/** Where names go, so that no two collide: each takes the first free side of its node, or is left out. */

export type Side = "right" | "left" | "below" | "above";

export interface Anchor {
  id: string;
  x: number;
  y: number;
  /** Pixels from the node's centre to its rim. */
  radius: number;
  text: string;
  width: number;
  /** Sides to try, best first. */
  sides: readonly Side[];
  /** Drawn even where it collides: what is selected or pointed at. */
  always: boolean;
}

export interface Placed {
  id: string;
  text: string;
  /** Left edge and vertical middle of the text. */
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const GAP = 5;
const CELL = 64;

/** Boxes by grid cell, so that a collision is looked for only nearby. */
class Occupied {
  private readonly cells = new Map<string, Box[]>();

  private *keys(box: Box): Generator<string> {
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1) {
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1) {
        yield `${column}:${row}`;
      }
    }
  }

  add(box: Box): void {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        const apart =
          box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom;
        if (!apart) return true;
      }
    }
    return false;
  }
}

function boxAt(anchor: Anchor, side: Side, height: number): Box {
  const { x, y, radius, width } = anchor;
  const left =
    side === "right" ? x + radius + GAP : side === "left" ? x - radius - GAP - width : x - width / 2;
  const middle =
    side === "below" ? y + radius + 2 + height / 2 : side === "above" ? y - radius - 2 - height / 2 : y;
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}

/** `anchors` in order of importance; `height` is a line's height, `window` the drawing's size, in pixels. */
export function placeLabels(
  anchors: readonly Anchor[],
  height: number,
  window: { width: number; height: number },
): Placed[] {
  const within = (box: Box): boolean =>
    box.left >= 0 && box.top >= 0 && box.right <= window.width && box.bottom <= window.height;
  const occupied = new Occupied();
  for (const { x, y, radius } of anchors) {
    occupied.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
  const placed: Placed[] = [];
  for (const anchor of anchors) {
    const boxes = anchor.sides.map((side) => boxAt(anchor, side, height));
    const fitting = boxes.filter(within);
    const free = fitting.find((box) => !occupied.hits(box)) ?? (anchor.always ? (fitting[0] ?? boxes[0]) : undefined);
    if (!free) continue;
    occupied.add(free);
    placed.push({ id: anchor.id, text: anchor.text, x: free.left, y: (free.top + free.bottom) / 2 });
  }
  return placed;
}

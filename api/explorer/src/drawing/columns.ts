/**
 * An answer set in columns: documents, bodies, measures, projects, places, each kind one column, its members
 * ordered so that few lines cross. Read from left to right it says who does what, where.
 */

import type { Picture } from "../picture";

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  positions: Map<string, Point>;
  /** What the window should show, in the same units as the positions: pixels at zoom 1. */
  box: { x: [number, number]; y: [number, number] };
}

export const ORDER = ["Document", "Agency", "Measure", "Project", "Region"] as const;
const SWEEPS = 6;
/** Rows of a column: no closer than a label is high, no farther than the eye follows. */
const GAP = { least: 26, most: 64 };
/** Room for the labels that stand outside the first and last column. */
const MARGIN = { beside: 34, top: 72 };
const LETTER = 13;

function columnsOf(picture: Picture): string[][] {
  const columns = new Map<string, string[]>();
  for (const node of picture.nodes.values()) {
    const column = columns.get(node.label);
    if (column) column.push(node.id);
    else columns.set(node.label, [node.id]);
  }
  const rank = (label: string) => {
    const index = ORDER.indexOf(label as (typeof ORDER)[number]);
    return index < 0 ? ORDER.length : index;
  };
  return [...columns.entries()].sort(([a], [b]) => rank(a) - rank(b)).map(([, ids]) => ids);
}

function neighboursOf(picture: Picture): Map<string, string[]> {
  const neighbours = new Map<string, string[]>([...picture.nodes.keys()].map((id) => [id, []]));
  for (const edge of picture.edges.values()) {
    neighbours.get(edge.source)?.push(edge.target);
    neighbours.get(edge.target)?.push(edge.source);
  }
  return neighbours;
}

/** Barycentre sweeps: each column is sorted by where its neighbours in the other columns stand. */
function order(columns: string[][], neighbours: Map<string, string[]>): void {
  const place = new Map<string, number>();
  const columnOf = new Map<string, number>();
  const note = (column: string[], index: number) => {
    column.forEach((id, row) => {
      place.set(id, (row + 0.5) / column.length);
      columnOf.set(id, index);
    });
  };
  columns.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forward = sweep % 2 === 0;
    for (let step = 0; step < columns.length; step += 1) {
      const index = forward ? step : columns.length - 1 - step;
      const column = columns[index] as string[];
      const centre = (id: string): number => {
        const others = (neighbours.get(id) ?? []).filter((other) => columnOf.get(other) !== index);
        if (others.length === 0) return place.get(id) ?? 0;
        return others.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / others.length;
      };
      const centres = new Map(column.map((id) => [id, centre(id)]));
      column.sort((a, b) => (centres.get(a) ?? 0) - (centres.get(b) ?? 0) || (a < b ? -1 : 1));
      note(column, index);
    }
  }
}

/**
 * Positions for a window of `width` × `height` pixels; a taller column makes the box taller. `letters` tells how
 * long a node's label is.
 */
export function layColumns(
  picture: Picture,
  width: number,
  height: number,
  letters: (id: string) => number,
): Layout {
  const columns = columnsOf(picture);
  order(columns, neighboursOf(picture));
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const boxHeight = Math.max(height, tallest * GAP.least + 2 * MARGIN.top);
  const boxWidth = Math.max(width, (width / height) * boxHeight);
  const room = (column: string[] | undefined, most: number): number => {
    const longest = Math.max(0, ...(column ?? []).map((id) => letters(id)));
    return Math.min((longest * LETTER + MARGIN.beside) * (boxWidth / width), boxWidth * most);
  };
  const left = room(columns[0], 0.38);
  const right = room(columns.at(-1), 0.26);
  const positions = new Map<string, Point>();
  columns.forEach((column, index) => {
    const x =
      columns.length === 1
        ? boxWidth / 2
        : left + (index * (boxWidth - left - right)) / (columns.length - 1);
    const gap = Math.min(GAP.most, (boxHeight - 2 * MARGIN.top) / Math.max(1, column.length - 1));
    column.forEach((id, row) => {
      // sigma's y axis points up; the first row belongs at the top.
      positions.set(id, { x, y: boxHeight / 2 - (row - (column.length - 1) / 2) * gap });
    });
  });
  return { positions, box: { x: [0, boxWidth], y: [0, boxHeight] } };
}

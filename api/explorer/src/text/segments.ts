/**
 * A text cut at the edges of its marks. Offsets are Unicode code points, as the service counts them; a
 * JavaScript string counts UTF-16 units, so nothing outside this module slices a source text.
 */

import type { Span } from "../contract";

export interface Mark extends Span {
  /** Label of the node the mark leads to. */
  label: string;
  id: string;
  edge: string;
}

export interface Segment extends Span {
  text: string;
  /** The marks over this stretch, the longest first. */
  marks: Mark[];
  quoted: boolean;
}

export class SourceText {
  private readonly points: string[];

  constructor(text: string) {
    this.points = Array.from(text);
  }

  get length(): number {
    return this.points.length;
  }

  slice(start: number, end: number): string {
    return this.points.slice(start, end).join("");
  }

  /** The lines with their offsets, the break itself left out; blank lines are dropped. */
  lines(): Span[] {
    const lines: Span[] = [];
    let start = 0;
    for (let index = 0; index <= this.points.length; index += 1) {
      if (index < this.points.length && this.points[index] !== "\n") continue;
      if (this.slice(start, index).trim() !== "") lines.push({ start, end: index });
      start = index + 1;
    }
    return lines;
  }
}

const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && outer.end >= inner.end;

/** `span` of `source` as consecutive segments; together they are exactly the text of the span. */
export function cut(source: SourceText, span: Span, marks: readonly Mark[], quote: Span | null): Segment[] {
  const near = marks.filter((mark) => mark.start < span.end && mark.end > span.start);
  const edges = new Set([span.start, span.end]);
  for (const other of quote ? [...near, quote] : near) {
    for (const edge of [other.start, other.end]) if (edge > span.start && edge < span.end) edges.add(edge);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let index = 0; index + 1 < sorted.length; index += 1) {
    const piece = { start: sorted[index] as number, end: sorted[index + 1] as number };
    const over = near
      .filter((mark) => covers(mark, piece))
      .sort((a, b) => b.end - b.start - (a.end - a.start));
    const quoted = quote !== null && covers(quote, piece);
    segments.push({ ...piece, text: source.slice(piece.start, piece.end), marks: over, quoted });
  }
  return segments;
}

/** Consecutive segments in runs of the same `quoted`, so that a quotation is one element. */
export function runs(segments: readonly Segment[]): { quoted: boolean; segments: Segment[] }[] {
  const result: { quoted: boolean; segments: Segment[] }[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last && last.quoted === segment.quoted) last.segments.push(segment);
    else result.push({ quoted: segment.quoted, segments: [segment] });
  }
  return result;
}

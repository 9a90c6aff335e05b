/**
 * ForceAtlas2 in a worker of our own. The package's own worker is built from a string and needs `blob:` in the
 * Content-Security-Policy; this one is a file of the page, so `default-src 'self'` covers it.
 */

import type { Picture } from "../picture";
import type { Layout, Point } from "./columns";
import type { ForceAnswer, ForceRequest } from "./force.worker";

/** Numbers per node and per edge in the matrices of graphology-layout-forceatlas2. */
export const PER_NODE = 10;
export const PER_EDGE = 3;

/** A fixed place on the unit circle for a name, so that the same picture is drawn the same way every time. */
export function seat(id: string): Point {
  let hash = 2166136261;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 16777619) >>> 0;
  const angle = (hash / 2 ** 32) * 2 * Math.PI;
  const radius = 0.5 + ((hash >>> 8) % 1000) / 2000;
  return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
}

/** Where layout starts: known places stay, a new node sits near one of its placed neighbours. */
export function startPositions(picture: Picture, known: ReadonlyMap<string, Point>): Map<string, Point> {
  const spread = 100;
  const positions = new Map<string, Point>();
  for (const id of picture.nodes.keys()) {
    const place = known.get(id);
    if (place) positions.set(id, place);
  }
  const beside = new Map<string, Point>();
  for (const edge of picture.edges.values()) {
    const [source, target] = [positions.get(edge.source), positions.get(edge.target)];
    if (source && !target) beside.set(edge.target, source);
    if (target && !source) beside.set(edge.source, target);
  }
  for (const id of picture.nodes.keys()) {
    if (positions.has(id)) continue;
    const own = seat(id);
    const anchor = beside.get(id) ?? { x: 0, y: 0 };
    positions.set(id, { x: anchor.x + own.x * spread, y: anchor.y + own.y * spread });
  }
  return positions;
}

export function matrices(
  picture: Picture,
  start: ReadonlyMap<string, Point>,
  fixed: (id: string) => boolean,
  size: (id: string) => number,
): { ids: string[]; nodes: Float32Array; edges: Float32Array } {
  const ids = [...picture.nodes.keys()];
  const row = new Map(ids.map((id, index) => [id, index * PER_NODE]));
  const nodes = new Float32Array(ids.length * PER_NODE);
  ids.forEach((id, index) => {
    const { x, y } = start.get(id) as Point;
    nodes.set([x, y, 0, 0, 0, 0, 1, 1, size(id), fixed(id) ? 1 : 0], index * PER_NODE);
  });
  const edges = new Float32Array(picture.edges.size * PER_EDGE);
  let offset = 0;
  for (const edge of picture.edges.values()) {
    const [source, target] = [row.get(edge.source) as number, row.get(edge.target) as number];
    nodes[source + 6] = (nodes[source + 6] as number) + 1;
    nodes[target + 6] = (nodes[target + 6] as number) + 1;
    edges.set([source, target, 1], offset);
    offset += PER_EDGE;
  }
  return { ids, nodes, edges };
}

/** The box around `points`, with room for labels, never narrower than `least` units. */
export function boxAround(points: Iterable<Point>, least: number): Layout["box"] {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [low, high] = [Math.min(low, y), Math.max(high, y)];
  }
  if (left > right) return { x: [-least / 2, least / 2], y: [-least / 2, least / 2] };
  const padX = Math.max((right - left) * 0.14, (least - (right - left)) / 2);
  const padY = Math.max((high - low) * 0.08, (least - (high - low)) / 2);
  return { x: [left - padX, right + padX], y: [low - padY, high + padY] };
}

const LEAST_BOX = 160;

export class Force {
  private worker: Worker | null = null;
  private run = 0;

  /** Lay `picture` out; `done` is called with each better layout and may be called several times. */
  lay(
    picture: Picture,
    known: ReadonlyMap<string, Point>,
    size: (id: string) => number,
    done: (layout: Layout) => void,
  ): void {
    this.stop();
    if (picture.nodes.size === 0) return;
    this.worker ??= new Worker(new URL("./force.worker.ts", import.meta.url), { type: "module" });
    const start = startPositions(picture, known);
    const { ids, nodes, edges } = matrices(picture, start, (id) => known.has(id), size);
    const run = this.run;
    this.worker.onmessage = ({ data }: MessageEvent<ForceAnswer>) => {
      if (data.run !== run) return;
      const positions = new Map<string, Point>();
      ids.forEach((id, index) => {
        positions.set(id, { x: data.places[2 * index] as number, y: data.places[2 * index + 1] as number });
      });
      done({ positions, box: boxAround(positions.values(), LEAST_BOX) });
      if (!data.settled) requestAnimationFrame(() => this.goOn(run));
    };
    const request: ForceRequest = { run, nodes, edges };
    this.worker.postMessage(request, [nodes.buffer, edges.buffer]);
  }

  /** Ask for more once the last places are painted. */
  private goOn(run: number): void {
    if (run === this.run) this.worker?.postMessage("more");
  }

  /** What a running layout still sends is ignored. */
  stop(): void {
    this.run += 1;
  }
}

/**
 * The layout thread: iterates ForceAtlas2 on the matrices it is given and sends places back. After each report it
 * waits to be asked for more, so that a page that is slow to draw is never buried in places.
 */

import iterate from "graphology-layout-forceatlas2/iterate";

export interface ForceRequest {
  run: number;
  nodes: Float32Array;
  edges: Float32Array;
}

export interface ForceAnswer {
  run: number;
  /** x and y of every node, in the order of the request. */
  places: Float32Array;
  settled: boolean;
}

const PER_NODE = 10;
const REPORT_MS = 700;
const LARGE = 1000;

let work: { request: ForceRequest; settings: Record<string, number | boolean>; rounds: number } | null = null;

function settingsFor(order: number): Record<string, number | boolean> {
  const large = order > LARGE;
  return {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: !large,
    edgeWeightInfluence: 1,
    scalingRatio: large ? 10 : 60,
    strongGravityMode: false,
    gravity: large ? 1 : 0.6,
    slowDown: 1 + Math.log(Math.max(order, 2)),
    barnesHutOptimize: large,
    barnesHutTheta: 0.6,
  };
}

function places(nodes: Float32Array): Float32Array {
  const out = new Float32Array((nodes.length / PER_NODE) * 2);
  for (let row = 0, at = 0; row < nodes.length; row += PER_NODE, at += 2) {
    out[at] = nodes[row] as number;
    out[at + 1] = nodes[row + 1] as number;
  }
  return out;
}

function goOn(): void {
  if (!work) return;
  const { request, settings } = work;
  const began = performance.now();
  while (work.rounds > 0 && performance.now() - began < REPORT_MS) {
    iterate(settings, request.nodes, request.edges);
    work.rounds -= 1;
  }
  const answer: ForceAnswer = { run: request.run, places: places(request.nodes), settled: work.rounds === 0 };
  self.postMessage(answer, { transfer: [answer.places.buffer] });
}

self.onmessage = ({ data }: MessageEvent<ForceRequest | "more">) => {
  if (data !== "more") {
    const order = data.nodes.length / PER_NODE;
    work = { request: data, settings: settingsFor(order), rounds: order > LARGE ? 200 : 600 };
  }
  goOn();
};

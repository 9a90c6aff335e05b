/** The layout thread: iterates ForceAtlas2 on the matrices it is given and sends places back. */

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
}

const PER_NODE = 10;
const REPORT_MS = 400;
const LARGE = 1000;

function places(nodes: Float32Array): Float32Array {
  const out = new Float32Array((nodes.length / PER_NODE) * 2);
  for (let row = 0, at = 0; row < nodes.length; row += PER_NODE, at += 2) {
    out[at] = nodes[row] as number;
    out[at + 1] = nodes[row + 1] as number;
  }
  return out;
}

function send(run: number, nodes: Float32Array): void {
  const answer: ForceAnswer = { run, places: places(nodes) };
  self.postMessage(answer, { transfer: [answer.places.buffer] });
}

self.onmessage = ({ data }: MessageEvent<ForceRequest>) => {
  const { run, nodes, edges } = data;
  const order = nodes.length / PER_NODE;
  const large = order > LARGE;
  const settings = {
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
  const rounds = large ? 200 : 600;
  let reported = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    iterate(settings, nodes, edges);
    if (performance.now() - reported > REPORT_MS) {
      send(run, nodes);
      reported = performance.now();
    }
  }
  send(run, nodes);
};

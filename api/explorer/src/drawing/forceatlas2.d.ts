declare module "graphology-layout-forceatlas2/iterate" {
  /** One round of ForceAtlas2, in place: ten numbers a node, three an edge. */
  export default function iterate(
    settings: Record<string, number | boolean>,
    nodes: Float32Array,
    edges: Float32Array,
  ): void;
}

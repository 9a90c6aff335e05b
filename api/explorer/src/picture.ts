/** What is drawn: nodes and edges by id. Values are never changed in place, so every step can be kept. */

import type { GraphEdge, GraphNode } from "./contract";

export interface Picture {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
}

export const EMPTY: Picture = { nodes: new Map(), edges: new Map() };

/** The source text is a node of the graph, but it is read in the reading pane, never drawn. */
const drawable = (node: GraphNode): boolean => node.label !== "Source";

/** The picture with more in it. An edge is drawn only when both its ends are. */
export function add(picture: Picture, nodes: Iterable<GraphNode>, edges: Iterable<GraphEdge>): Picture {
  const allNodes = new Map(picture.nodes);
  for (const node of nodes) if (drawable(node)) allNodes.set(node.id, node);
  const allEdges = new Map(picture.edges);
  for (const edge of edges) {
    if (allNodes.has(edge.source) && allNodes.has(edge.target)) allEdges.set(edge.id, edge);
  }
  return { nodes: allNodes, edges: allEdges };
}

/**
 * Of `nodes`, those that are drawn already or that `edges` tie to something drawn; all of them when none is.
 * Opening one node from a text must not bring its whole neighbourhood with it.
 */
export function tiedIn(picture: Picture, entity: GraphNode, nodes: GraphNode[]): GraphNode[] {
  const known = nodes.filter((node) => picture.nodes.has(node.id));
  return known.length > 0 ? [entity, ...known] : [entity, ...nodes];
}

export function degrees(picture: Picture): Map<string, number> {
  const count = new Map<string, number>();
  for (const edge of picture.edges.values()) {
    count.set(edge.source, (count.get(edge.source) ?? 0) + 1);
    count.set(edge.target, (count.get(edge.target) ?? 0) + 1);
  }
  return count;
}

/** How many drawn edges of this type tie `id` to nodes of this kind. */
export function drawn(picture: Picture, id: string, type: string, direction: "in" | "out", label: string): number {
  let count = 0;
  for (const edge of picture.edges.values()) {
    if (edge.type !== type) continue;
    const [near, far] = direction === "out" ? [edge.source, edge.target] : [edge.target, edge.source];
    if (near === id && picture.nodes.get(far)?.label === label) count += 1;
  }
  return count;
}

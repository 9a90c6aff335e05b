import type { GraphEdge, GraphNode } from "../src/contract";
import { add, EMPTY, type Picture } from "../src/picture";

export const node = (id: string, label = "Agency"): GraphNode => ({ id, label, name: id, title: "", properties: {} });

export const edge = (source: string, target: string, type = "RESPONSIBLE_FOR"): GraphEdge => ({
  id: `${source}>${target}`,
  type,
  title: "",
  source,
  target,
  properties: {},
  evidence: true,
});

/** Bodies a, b, c; measures m, n; projects p, q: a and b do m, which names q; c does n, which names p. */
export function picture(): Picture {
  const nodes = [
    ...["a", "c", "b"].map((id) => node(id)),
    ...["m", "n"].map((id) => node(id, "Measure")),
    ...["p", "q"].map((id) => node(id, "Project")),
  ];
  const edges = [edge("a", "m"), edge("b", "m"), edge("c", "n"), edge("m", "q", "NAMES"), edge("n", "p", "NAMES")];
  return add(EMPTY, nodes, edges);
}

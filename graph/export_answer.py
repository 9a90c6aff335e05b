"""The part of the graph that an answer speaks of: nodes and edges in its rows, and what its evidence says."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from graph.errors import QueryError
from graph.export_reading import Subgraph
from graph.model import Edge, Node
from graph.rows import EDGE_TYPES, NODE_TYPES, Row
from graph.schema import EdgeType, NodeType
from graph.store import GraphStore

End = tuple[str, str]


@runtime_checkable
class Answer(Protocol):
    """What a query answers: a `graph.store.Result`, or one whose rows have evidence."""

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Plain values by column, see `graph.values`."""


def _properties(kind: NodeType | EdgeType, stored: Mapping[str, Any]) -> Row:
    """What is `stored`, without the id, in the order of the schema."""
    names = [prop.name for prop in kind.properties if prop.name != "id"]
    return {name: stored[name] for name in names if stored.get(name) is not None}


@dataclass(slots=True)
class _Found:
    """What rows hold: nodes, and edges by id as rows give them."""

    nodes: dict[End, Node] = field(default_factory=dict)
    edges: dict[str, Row] = field(default_factory=dict)

    def take(self, value: Any) -> None:
        """Note the nodes and edges in `value`, however deep."""
        if isinstance(value, Mapping):
            if value.keys() == {"id", "label", "properties"}:
                self._take_node(value)
            elif value.keys() == {"id", "type", "source", "target", "properties"}:
                self._take_edge(value)
            else:
                for part in value.values():
                    self.take(part)
        elif isinstance(value, list | tuple):
            for part in value:
                self.take(part)

    def _take_node(self, value: Mapping[str, Any]) -> None:
        if value["label"] in NODE_TYPES and value["id"] is not None:
            key = (value["label"], value["id"])
            self.nodes[key] = Node(*key, _properties(NODE_TYPES[value["label"]], value["properties"]))

    def _take_edge(self, value: Mapping[str, Any]) -> None:
        if value["type"] in EDGE_TYPES and value["id"] is not None:
            self.edges[value["id"]] = dict(value)

    def joined(self, row: Row) -> Edge | None:
        """The edge `row` if its ends are among the nodes, else None."""
        kind = EDGE_TYPES[row["type"]]
        ends = [
            [(label, row[side]) for label in labels if (label, row[side]) in self.nodes]
            for side, labels in (("source", kind.sources), ("target", kind.targets))
        ]
        if not all(ends):
            return None
        return Edge(kind.type, ends[0][0], ends[1][0], row["id"], _properties(kind, row["properties"]))


def read_answer(store: GraphStore | None, answer: Answer) -> Subgraph:
    """The nodes, edges and paths of `answer`, and what its evidence was read from.

    `store` is asked for edges whose ends are not in the rows; every edge of the evidence is such.
    Raises QueryError where the rows speak of no node and no edge, and where `store` is needed and None.
    """
    found = _Found()
    for row in answer.rows:
        found.take(row)
    given = {key: found.joined(row) for key, row in found.edges.items()}
    edges = [edge for edge in given.values() if edge]
    wanted = {key for key, edge in given.items() if edge is None}
    wanted |= {one.edge for one in getattr(answer, "evidence", ())} - given.keys()
    if wanted and store is None:
        raise QueryError("export_needs_graph")
    if wanted and store is not None:
        for edge, source, target in _find_edges(store, wanted):
            found.nodes |= {edge.source: source, edge.target: target}
            edges.append(edge)
    if answer.rows and not found.nodes:
        raise QueryError("export_no_graph")
    return Subgraph.of(found.nodes.values(), edges)


def _find_edges(store: GraphStore, ids: Collection[str]) -> Iterator[tuple[Edge, Node, Node]]:
    """The edges `ids` that a document said, each with its ends; edges have no index, their documents do."""
    groups: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key in ids:
        document, _, kind = key.rpartition("~")[0].rpartition("~")
        groups[kind, document].add(key)
    for (kind, document), keys in sorted(groups.items(), key=lambda group: group[0]):
        for source, target, query in _ways(kind):
            for row in store.read_all(query, {"document": document}):
                if row["edge"]["id"] in keys:
                    first = Node(source, row["source"]["id"], _properties(NODE_TYPES[source], row["source"]))
                    last = Node(target, row["target"]["id"], _properties(NODE_TYPES[target], row["target"]))
                    ends = ((source, first.id), (target, last.id))
                    yield (
                        Edge(kind, *ends, row["edge"]["id"], _properties(EDGE_TYPES[kind], row["edge"])),
                        first,
                        last,
                    )


def _ways(kind: str) -> Iterator[tuple[str, str, str]]:
    """How the edges of `kind` that a document said are found: the labels of their ends, and the statement."""
    declared = EDGE_TYPES.get(kind)
    ends = (
        [(source, target) for source in declared.sources for target in declared.targets] if declared else []
    )
    for source, target in ends:
        edge = f"(s)-[r:{kind}]->(t:{target})"
        if target == "Measure":
            match = f"MATCH (t:Measure {{document: $document}})<-[r:{kind}]-(s:{source})"
        elif source == "Measure":
            match = f"MATCH (s:Measure {{document: $document}}) WITH s MATCH {edge}"
        elif source == "Document":
            match = f"MATCH (s:Document {{id: $document}}) WITH s MATCH {edge}"
        elif source == "Project":
            match = (
                f"MATCH (:Measure {{document: $document}})-[:NAMES]->(s:Project) WITH DISTINCT s MATCH {edge}"
            )
        else:
            continue
        yield (
            source,
            target,
            f"{match} RETURN properties(s) AS source, properties(t) AS target, properties(r) AS edge",
        )

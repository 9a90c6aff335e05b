"""One node and what stands around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from graph.errors import NotFoundError, QueryError
from graph.schema import EDGES, NODES
from queries.linking import Reader
from queries.names import shown

# A text is a node of its own for the engine's sake; to a reader it is part of the document.
NODE_TYPES = {node.label: node for node in NODES if node.label != "Source"}
EDGE_TYPES = {edge.type: edge for edge in EDGES if "Source" not in (*edge.sources, *edge.targets)}
_SHOWN_EDGES = "|".join(EDGE_TYPES)


Direction = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node as people see it; `title` is the Chinese name of its kind."""

    id: str
    label: str
    name: str
    title: str
    properties: Mapping[str, Any]

    @classmethod
    def from_properties(cls, label: str, properties: Mapping[str, Any]) -> "NodeView":
        """The view of a node of `label` with its stored `properties`."""
        kind = NODE_TYPES[label]
        name = properties.get(kind.name_of) or properties.get("name") or properties["id"]
        return cls(properties["id"], label, name, kind.title, properties)


@dataclass(frozen=True, slots=True)
class EdgeView:
    """An edge as people see it; `evidence`: it was read from a passage that can be shown."""

    id: str
    type: str
    title: str
    source: str
    target: str
    properties: Mapping[str, Any]
    evidence: bool

    @classmethod
    def from_properties(cls, type_: str, ends: tuple[str, str], properties: Mapping[str, Any]) -> "EdgeView":
        """The view of an edge of `type_` between the nodes `ends` with its stored `properties`."""
        kind = EDGE_TYPES[type_]
        return cls(properties["id"], type_, kind.title, *ends, properties, kind.read)


@dataclass(frozen=True, slots=True)
class NeighbourCount:
    """How many edges of `type` join an entity to nodes of `label`; "out": it is their source."""

    type: str
    direction: Direction
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Entity(NodeView):
    """A node and its edges counted."""

    neighbours: list[NeighbourCount]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Some of an entity's edges and the nodes at their other ends; `total`: all edges asked for."""

    entity: NodeView
    nodes: list[NodeView]
    edges: list[EdgeView]
    total: int
    truncated: bool


def find_entity(store: Reader, id_: str) -> NodeView:
    """The node `id_`. Raises NotFoundError."""
    for label in NODE_TYPES:
        found = store.read(
            f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS properties", {"id": id_}, 1
        )
        if found.rows:
            return NodeView.from_properties(label, found.rows[0]["properties"])
    raise NotFoundError("unknown_entity", id=shown(id_))


def _directed(direction: str, edge: str, far: str) -> str:
    return f"-[r:{edge}]->({far})" if direction == "out" else f"<-[r:{edge}]-({far})"


def count_neighbours(store: Reader, entity: NodeView) -> list[NeighbourCount]:
    """The entity's edges counted by type, direction and the label at the other end; ordered so."""
    counts: list[NeighbourCount] = []
    for direction in get_args(Direction):
        found = store.read(
            f"MATCH (n:{entity.label} {{id: $id}}){_directed(direction, _SHOWN_EDGES, 'm')}"
            " RETURN type(r) AS type, head(labels(m)) AS label, count(r) AS count",
            {"id": entity.id},
        )
        counts.extend(
            NeighbourCount(row["type"], direction, row["label"], row["count"]) for row in found.rows
        )
    return sorted(counts, key=lambda count: (count.type, count.direction, count.label))


def describe_entity(store: Reader, id_: str) -> Entity:
    """The node `id_` and its edges counted. Raises NotFoundError."""
    node = find_entity(store, id_)
    return Entity(node.id, node.label, node.name, node.title, node.properties, count_neighbours(store, node))


def _known(name: str, value: str | None, known: Mapping[str, object]) -> None:
    if value is not None and value not in known:
        raise QueryError("bad_choice", name=name, value=shown(value), choices="、".join(known))


def find_neighbours(
    store: Reader,
    id_: str,
    *,
    edge_type: str | None = None,
    label: str | None = None,
    direction: Direction | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Neighbours:
    """The edges of the node `id_` and their other ends, of one edge type, label or direction ("in", "out").

    Ordered by type, direction, document and place in it, name. Raises NotFoundError for an unknown node,
    QueryError for an edge type or a label that the schema does not have.
    """
    _known("type", edge_type, EDGE_TYPES)
    _known("label", label, NODE_TYPES)
    entity = find_entity(store, id_)
    counts = [
        count
        for count in count_neighbours(store, entity)
        if edge_type in (None, count.type)
        and label in (None, count.label)
        and direction in (None, count.direction)
    ]
    nodes: dict[tuple[str, str], NodeView] = {}
    edges: list[EdgeView] = []
    skip = offset
    for count in counts:
        if skip >= count.count or len(edges) >= limit:
            skip = max(0, skip - count.count)
            continue
        edge = _directed(count.direction, count.type, f"m:{count.label}")
        found = store.read(
            f"MATCH (n:{entity.label} {{id: $id}}){edge}"
            " RETURN properties(r) AS edge, properties(m) AS node"
            " ORDER BY coalesce(m.document, ''), coalesce(m.position, 0), coalesce(m.name, ''), m.id, r.id"
            " SKIP $skip LIMIT $limit",
            {"id": entity.id, "skip": skip, "limit": limit - len(edges)},
            limit,
        )
        skip = 0
        for row in found.rows:
            node = NodeView.from_properties(count.label, row["node"])
            ends = (entity.id, node.id) if count.direction == "out" else (node.id, entity.id)
            edges.append(EdgeView.from_properties(count.type, ends, row["edge"]))
            nodes[(node.label, node.id)] = node
    total = sum(count.count for count in counts)
    return Neighbours(entity, list(nodes.values()), edges, total, offset + len(edges) < total)

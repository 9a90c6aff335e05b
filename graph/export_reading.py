"""The graph, or a part of it, as nodes and edges one after the other."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, Self

from graph.errors import QueryError
from graph.model import Edge, Node
from graph.rows import EDGE_TYPES, NODE_TYPES, Row
from graph.schema import EDGES, HIDDEN, NODES, Property
from graph.store import GraphStore

PAGE = 2000  # nodes a statement reads
TEXTS_A_PAGE = 5  # whole texts of documents


class GraphPart(Protocol):
    """Nodes grouped by label; edges, whose ends are among them, by type and the labels of their ends."""

    @property
    def nodes(self) -> Iterable[Node]:
        """Each node once; its properties are those stored, without `id`."""

    @property
    def edges(self) -> Iterable[Edge]:
        """Each edge once; its properties are those stored, without `id`."""


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the graph in memory."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge]) -> Self:
        """The given ones in the order of `graph.schema`, then of their ids; no edge without both ends."""
        known = {(node.label, node.id): node for node in nodes}
        whole = {(edge.type, edge.id): edge for edge in edges if {edge.source, edge.target} <= known.keys()}
        labels, types = list(NODE_TYPES), list(EDGE_TYPES)
        return cls(
            tuple(sorted(known.values(), key=lambda node: (labels.index(node.label), node.id))),
            tuple(
                sorted(
                    whole.values(),
                    key=lambda edge: (types.index(edge.type), edge.source[0], edge.target[0], edge.id),
                )
            ),
        )


class WholeGraph:
    """All that a store holds, read a page at a time in an order of its own.

    `labels`: nodes of these labels alone and the edges between them. `hidden`: also what the store notes for
    itself, without which a copy could not be kept up to date. What another program writes meanwhile may be in
    it or not. Raises QueryError for a label that is not in `graph.schema`.
    """

    def __init__(self, store: GraphStore, labels: Collection[str] = (), hidden: bool = False) -> None:
        shown = [node.label for node in NODES]
        if unknown := sorted(set(labels) - set(shown)):
            raise QueryError("export_label", label=unknown[0], labels=", ".join(shown))
        self._store = store
        self._labels = [label for label in shown if not labels or label in labels]
        self._labels += [node.label for node in HIDDEN] if hidden else []

    @cached_property
    def _ids(self) -> dict[str, dict[str, None]]:
        """Label → ids, in order."""
        found = {
            label: self._store.read_all(f"MATCH (n:{label}) RETURN n.id AS id") for label in self._labels
        }
        return {label: dict.fromkeys(sorted(row["id"] for row in rows)) for label, rows in found.items()}

    def _pages(self, label: str, size: int = PAGE) -> Iterator[list[str]]:
        ids = list(self._ids[label])
        for start in range(0, len(ids), size):
            yield ids[start : start + size]

    @property
    def nodes(self) -> Iterator[Node]:
        """Each node once, by label and id."""
        for label in self._labels:
            names = _names(NODE_TYPES[label].properties)
            query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN {_told('n', names, 'id')}"
            for ids in self._pages(label, TEXTS_A_PAGE if label == "Source" else PAGE):
                for key, *values in sorted(self._page(query, ids), key=lambda told: told[0]):
                    yield Node(label, key, _present(names, values))

    @property
    def edges(self) -> Iterator[Edge]:
        """Each edge between the nodes once, by type and the labels of its ends."""
        for edge in EDGES:
            for source in edge.sources:
                for target in edge.targets:
                    if source in self._labels and target in self._labels:
                        yield from self._between(edge.type, source, target)

    def _between(self, kind: str, source: str, target: str) -> Iterator[Edge]:
        # A measure has few edges and what it speaks of may have very many, so a page of measures is small.
        near, far = (target, source) if target == "Measure" else (source, target)
        pattern = f"<-[r:{kind}]-" if target == "Measure" else f"-[r:{kind}]->"
        names = _names(EDGE_TYPES[kind].properties)
        query = (
            f"UNWIND $ids AS id MATCH (n:{near} {{id: id}}){pattern}(f:{far})"
            f" RETURN {_told('r', names, 'id', 'r.id', 'f.id')}"
        )
        for ids in self._pages(near):
            for here, key, there, *values in sorted(self._page(query, ids), key=lambda told: told[:2]):
                if there in self._ids[far]:
                    ends = ((near, here), (far, there))
                    first, last = reversed(ends) if target == "Measure" else ends
                    yield Edge(kind, first, last, key, _present(names, values))

    def _page(self, query: str, ids: list[str]) -> list[list[Any]]:
        (row,) = self._store.read_all(query, {"ids": ids})
        told: list[list[Any]] = row["told"]
        return told


def _names(properties: Iterable[Property]) -> list[str]:
    return [prop.name for prop in properties if prop.name != "id"]


def _told(variable: str, names: Iterable[str], *first: str) -> str:
    """All rows in one, each a list of `first` and of the properties `names`.

    A record of its own for each row takes the driver twice as long, and so do maps, for their keys.
    """
    return f"collect([{', '.join((*first, *(f'{variable}.{name}' for name in names)))}]) AS told"


def _present(names: list[str], values: list[Any]) -> Row:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}

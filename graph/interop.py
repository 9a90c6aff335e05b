"""The graph, or an answer, in the hands of other Python libraries. They come with the extra `interop`.

`found` is the open graph (all of it), a part of it, or an answer: then its nodes, edges and paths, and what
its evidence was read from, for which `store` is asked.
"""

import importlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graph.errors import QueryError
from graph.export_answer import Answer, read_answer
from graph.export_attributes import edge_attributes, node_attributes, node_key
from graph.export_reading import GraphPart, WholeGraph
from graph.store import GraphStore

if TYPE_CHECKING:
    import networkx
    import pandas
    import py2neo

    from graph.interop_pyvis import OfflineNetwork

Found = GraphStore | GraphPart | Answer


def _extra(module: str) -> Any:
    """The module, or QueryError where the extra that brings it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise QueryError("interop_extra", module=error.name) from error


def read_part(found: Found, store: GraphStore | None = None, labels: Collection[str] = ()) -> GraphPart:
    """The nodes and edges of `found`; of a whole graph those of `labels` alone, where any are given.

    Raises QueryError for an unknown label and for an answer without nodes, edges and evidence.
    """
    if isinstance(found, GraphStore):
        return WholeGraph(found, labels)
    return read_answer(store, found) if isinstance(found, Answer) else found


def to_networkx(
    found: Found, store: GraphStore | None = None, labels: Collection[str] = ()
) -> "networkx.MultiDiGraph":
    """A networkx graph whose nodes are called `Label:id` and whose edges have their ids as keys.

    Nodes and edges have the attributes `type`, `label` (a name to show), `id` and all their properties, as
    str, int, bool or lists. Raises QueryError as `read_part`.
    """
    drawn = _extra("networkx").MultiDiGraph()
    part = read_part(found, store, labels)
    drawn.add_nodes_from((node_key(node.label, node.id), node_attributes(node)) for node in part.nodes)
    drawn.add_edges_from(
        (node_key(*edge.source), node_key(*edge.target), edge.id, edge_attributes(edge))
        for edge in part.edges
    )
    return drawn


def to_frame(answer: Answer) -> "pandas.DataFrame":
    """The rows of an answer, with its columns."""
    columns = getattr(answer, "columns", None)
    return _extra("pandas").DataFrame(list(answer.rows), columns=columns)


def to_frames(
    found: Found, store: GraphStore | None = None, labels: Collection[str] = ()
) -> dict[str, "pandas.DataFrame"]:
    """A data frame for each label and each type of edge, by that name, indexed by id.

    Edges tell their ends by `source_label`, `source`, `target_label` and `target`. Raises QueryError as
    `read_part`.
    """
    pandas = _extra("pandas")
    part = read_part(found, store, labels)
    rows: dict[str, list[dict[str, Any]]] = {}
    for node in part.nodes:
        rows.setdefault(node.label, []).append({"id": node.id, **node.properties})
    for edge in part.edges:
        ends = dict(zip(("source_label", "source"), edge.source, strict=True))
        ends |= zip(("target_label", "target"), edge.target, strict=True)
        rows.setdefault(edge.type, []).append({"id": edge.id, **ends, **edge.properties})
    return {name: pandas.DataFrame(listed).set_index("id") for name, listed in rows.items()}


def to_pyvis(
    found: "Found | networkx.Graph", store: GraphStore | None = None, labels: Collection[str] = ()
) -> "OfflineNetwork":
    """A pyvis network whose `write_html(path)` writes a page that asks the network for nothing.

    A networkx graph is drawn by its attributes: of nodes `label`, `type` (a colour each), `size`, of edges
    `label` and `weight`. Raises QueryError as `read_part`.
    """
    interop_pyvis, networkx = _extra("graph.interop_pyvis"), _extra("networkx")
    drawn = found if isinstance(found, networkx.Graph) else to_networkx(found, store, labels)
    network: OfflineNetwork = interop_pyvis.draw(drawn)
    return network


def to_py2neo(store: GraphStore) -> "py2neo.Graph":
    """A py2neo graph over the same database; on the embedded engine it can only read."""
    access = store.access
    return _extra("py2neo").Graph(access.uri, auth=(access.user, access.password), name=access.database)

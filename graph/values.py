"""What the driver returns, as plain Python that JSON can hold."""

from __future__ import annotations

from typing import Any

from graph.driver import neo4j


def _node(node: neo4j.graph.Node) -> dict[str, Any]:
    properties = {name: plain(node[name]) for name in sorted(node)}
    labels = sorted(node.labels)
    return {"id": properties.get("id"), "label": labels[0] if labels else None, "properties": properties}


def _end(node: neo4j.graph.Node | None) -> Any:
    return None if node is None else node.get("id")


def _edge(edge: neo4j.graph.Relationship) -> dict[str, Any]:
    properties = {name: plain(edge[name]) for name in sorted(edge)}
    return {
        "id": properties.get("id"),
        "type": edge.type,
        "source": _end(edge.start_node),
        "target": _end(edge.end_node),
        "properties": properties,
    }


def _of_graph(value: neo4j.graph.Node | neo4j.graph.Relationship | neo4j.graph.Path) -> dict[str, Any]:
    if isinstance(value, neo4j.graph.Node):
        return _node(value)
    if isinstance(value, neo4j.graph.Relationship):
        return _edge(value)
    return {
        "nodes": [_node(node) for node in value.nodes],
        "edges": [_edge(edge) for edge in value.relationships],
    }


def plain(value: Any) -> Any:
    """`value` of a Bolt record as str, int, float, bool, None, list or dict.

    A node is {id, label, properties}, an edge {id, type, source, target, properties} (source and target: ids
    of its ends, None where the record does not hold them), a path {nodes, edges}. Dates and times are ISO,
    anything else is its text.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (neo4j.graph.Node, neo4j.graph.Relationship, neo4j.graph.Path)):
        return _of_graph(value)
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if type(value) in (list, tuple, set):  # a point and a duration are tuples too, by subclass
        return [plain(part) for part in value]
    iso = getattr(value, "iso_format", None)
    return iso() if iso else str(value)

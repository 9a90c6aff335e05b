"""What is told of a node or an edge where one flat set of attributes must say all."""

from graph.model import Edge, Node, Value
from graph.rows import EDGE_TYPES, NODE_TYPES


def node_key(label: str, id_: str) -> str:
    """What a node is called where one name must do: ids are unique within their label only."""
    return f"{label}:{id_}"


def node_attributes(node: Node) -> dict[str, Value]:
    """What is told of `node`: `type` its label, `label` the name people read, `id`, and its properties."""
    name = node.properties.get(NODE_TYPES[node.label].name_of) or node.id
    return {"type": node.label, "label": name, "id": node.id, **node.properties}


def edge_attributes(edge: Edge) -> dict[str, Value]:
    """What is told of `edge`: `type`, `label` the Chinese word for it, `id`, and its properties."""
    return {"type": edge.type, "label": EDGE_TYPES[edge.type].title, "id": edge.id, **edge.properties}

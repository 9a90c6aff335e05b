"""GraphML and GEXF, as Gephi, yEd and networkx open them, written an element at a time.

Both formats know strings, numbers and true or false: a list is the JSON text of it, an absent value and an
empty string are left out, and a character that XML forbids is U+FFFD. Keys of GraphML begin with `n_` and
`e_`: Gephi takes some bare ones (d3, d7, id) for something else.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from graph.export_attributes import edge_attributes, node_attributes, node_key
from graph.export_reading import GraphPart
from graph.model import Edge, Value
from graph.rows import EDGE_TYPES, NODE_TYPES
from graph.schema import EdgeType, NodeType

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"INTEGER": "long", "BOOLEAN": "boolean"}
Attributes = dict[str, str | int | bool]


def flat(attributes: Mapping[str, Value]) -> Attributes:
    """`attributes` as both formats can hold them."""
    out: Attributes = {}
    for name, value in attributes.items():
        plain = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        if isinstance(plain, str):
            plain = _FORBIDDEN.sub("\ufffd", plain)
        if plain is not None and plain != "" and not isinstance(plain, float):
            out[name] = plain
    return out


def _declared(types: Iterable[NodeType | EdgeType]) -> dict[str, str]:
    """Attribute → its type, of all that nodes or edges may have."""
    names = {"type": "string", "label": "string"}
    for kind in types:
        names |= {prop.name: _TYPES.get(prop.type, "string") for prop in kind.properties}
    return names


def _text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_graphml(part: GraphPart, path: Path) -> None:
    """Write `part` to the file `path`."""
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: GRAPHML}):
            for scope, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
                for name, kind in _declared(types.values()).items():
                    key = {"id": f"{scope[0]}_{name}", "for": scope, "attr.name": name, "attr.type": kind}
                    file.write("\n", etree.Element("key", key))
            with file.element("graph", edgedefault="directed"):
                for element in _graphml_elements(part):
                    file.write("\n", element)


def _graphml_elements(part: GraphPart) -> Iterator[Any]:
    for node in part.nodes:
        element = etree.Element("node", id=_name(node.label, node.id))
        yield _with_data(element, "n_", flat(node_attributes(node)))
    for edge in part.edges:
        yield _with_data(etree.Element("edge", _ends(edge)), "e_", flat(edge_attributes(edge)))


def _name(label: str, id_: str) -> str:
    return _FORBIDDEN.sub("\ufffd", node_key(label, id_))


def _ends(edge: Edge) -> dict[str, str]:
    key = _FORBIDDEN.sub("\ufffd", edge.id)
    return {"id": key, "source": _name(*edge.source), "target": _name(*edge.target)}


def _with_data(element: Any, prefix: str, attributes: Attributes) -> Any:
    for name, value in attributes.items():
        etree.SubElement(element, "data", key=prefix + name).text = _text(value)
    return element


def write_gexf(part: GraphPart, path: Path) -> None:
    """Write `part` to the file `path`. Edges of different types between two nodes stay apart by `kind`."""
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with (
            file.element("gexf", nsmap={None: GEXF}, version="1.2"),
            file.element("graph", defaultedgetype="directed", mode="static"),
        ):
            for scope, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
                with file.element("attributes", {"class": scope, "mode": "static"}):
                    for name, kind in _declared(types.values()).items():
                        if name != "label":
                            key = {"id": f"{scope[0]}_{name}", "title": name, "type": kind}
                            file.write("\n", etree.Element("attribute", key))
            with file.element("nodes"):
                for node in part.nodes:
                    told = {"id": _name(node.label, node.id)}
                    file.write("\n", _with_values("node", "n_", told, flat(node_attributes(node))))
            with file.element("edges"):
                for edge in part.edges:
                    told = {**_ends(edge), "kind": edge.type}
                    file.write("\n", _with_values("edge", "e_", told, flat(edge_attributes(edge))))


def _with_values(tag: str, prefix: str, told: dict[str, str], attributes: Attributes) -> Any:
    element = etree.Element(tag, {**told, "label": str(attributes.pop("label", ""))})
    values = etree.SubElement(element, "attvalues")
    for name, value in attributes.items():
        etree.SubElement(values, "attvalue", {"for": prefix + name, "value": _text(value)})
    return element

"""JSON-LD, for programs that know linked data.

Every edge is there twice: as a plain link between its ends, and as an `rdf:Statement` about that link with
its evidence. Where schema.org has a word of the same meaning it is used. The context stands in the file,
which names no address to be fetched.
"""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graph.export_attributes import node_attributes
from graph.export_reading import GraphPart
from graph.export_tables import write_elements
from graph.model import Edge, Node, Value
from graph.rows import EDGE_TYPES, NODE_TYPES

TERMS = "urn:zhengtu:term:"
_SAME = {
    "label": "rdfs:label",
    "aliases": "schema:alternateName",
    "text": "schema:text",
    "CITES": "schema:citation",
    "PART_OF": "schema:containedInPlace",
    "LOCATED_IN": "schema:location",
}
_ORDERED = {
    prop.name for node in NODE_TYPES.values() for prop in node.properties if prop.type == "LIST<INTEGER>"
}


def context() -> dict[str, Any]:
    """What the names in the file mean."""
    told: dict[str, Any] = {
        "@vocab": TERMS,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "subject": {"@id": "rdf:subject", "@type": "@id"},
        "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
        "object": {"@id": "rdf:object", "@type": "@id"},
    }
    nodes = (prop for node in NODE_TYPES.values() for prop in node.properties)
    edges = (prop for edge in EDGE_TYPES.values() for prop in edge.properties)
    for prop in chain(nodes, edges):
        told[prop.name] = {"@id": _SAME.get(prop.name, TERMS + prop.name)}
    told["label"] = _SAME["label"]
    for kind in EDGE_TYPES:
        told[kind] = {"@id": _SAME.get(kind, TERMS + kind), "@type": "@id"}
    return told


def iri(label: str, id_: str) -> str:
    """The name of a node for the whole world."""
    return f"urn:zhengtu:{label}:{quote(id_, safe='')}"


def _value(name: str, value: Value) -> Any:
    return {"@list": value} if name in _ORDERED and isinstance(value, list) else value


def _node(node: Node) -> dict[str, Any]:
    told = {name: _value(name, value) for name, value in node_attributes(node).items() if name != "type"}
    return {"@id": iri(node.label, node.id), "@type": node.label, **told}


def _edge(edge: Edge) -> Iterator[dict[str, Any]]:
    source, target = iri(*edge.source), iri(*edge.target)
    yield {"@id": source, edge.type: target}
    yield {
        "@id": iri(edge.type, edge.id),
        "@type": "rdf:Statement",
        "subject": source,
        "predicate": edge.type,
        "object": target,
        "id": edge.id,
        **edge.properties,
    }


def write_jsonld(part: GraphPart, path: Path) -> None:
    """Write one object with `@context` and `@graph`, an element a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": {json.dumps(context(), ensure_ascii=False)},\n"@graph": [')
        edges = chain.from_iterable(map(_edge, part.edges))
        write_elements(file.write, chain(map(_node, part.nodes), edges))
        file.write("]}\n")

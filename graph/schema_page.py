"""Writes `docs/schema.md` from `graph.schema`: `python -m graph.schema_page > docs/schema.md`."""

import sys
from collections.abc import Iterable, Iterator

from graph.schema import EDGES, HIDDEN, NODES, EdgeType, NodeType, Property

_HEAD = """\
# The graph's schema

Generated from `graph/schema.py` by `python -m graph.schema_page > docs/schema.md`; a test holds the two
together. Every node has a key `id`, unique for its label. Edges marked *read* were read from a text: their
`start_char` and `end_char` count characters of the text of the document's `Source`.
"""


def _properties(properties: Iterable[Property]) -> Iterator[str]:
    yield "| property | type | meaning |"
    yield "| --- | --- | --- |"
    for prop in properties:
        indexed = " (indexed)" if prop.index else ""
        yield f"| `{prop.name}` | {prop.type} | {prop.description}{indexed} |"


def _node(node: NodeType) -> Iterator[str]:
    yield f"### {node.label} {node.title}"
    yield ""
    yield node.description
    yield ""
    yield from _properties(node.properties)
    yield ""
    if node.words:
        words = ", ".join(f"`{word}`" for word in node.words)
        yield f"Full text on Neo4j: index `{node.label.lower()}_words` over {words}."
        yield ""


def _edge(edge: EdgeType) -> Iterator[str]:
    ends = f"({'|'.join(edge.sources)})-[:{edge.type}]->({'|'.join(edge.targets)})"
    yield f"### {edge.type} {edge.title}"
    yield ""
    yield f"`{ends}`{' *read*' if edge.read else ''}: {edge.description}"
    yield ""
    yield from _properties(edge.properties)
    yield ""


def schema_page() -> str:
    """The page, in Markdown."""
    lines = [_HEAD, "## Nodes", ""]
    for node in (*NODES, *HIDDEN):
        lines.extend(_node(node))
    lines.extend(["## Edges", ""])
    for edge in EDGES:
        lines.extend(_edge(edge))
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_page().encode())

"""What a shared node is called, from all that loaded documents call it.

A document's word for a node stands on its edge to it, so that a name comes out the same in whatever order
documents are loaded, and goes with the document that said it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.model import Edge, Node
from graph.rows import Row, find_nodes, put_nodes
from graph.store import Transaction

# label → the edges whose property is a word for the node, and how they are matched from it
_WORDS = {
    "Agency": (
        "MATCH (n:Agency {id: id})-[r:RESPONSIBLE_FOR]->() RETURN id, collect(DISTINCT r.as_written) AS names"
    ),
    "Project": (
        "MATCH (n:Project {id: id})<-[r:NAMES|SEGMENT_OF]-() RETURN id, collect(DISTINCT r.name) AS names"
    ),
    "Document": (
        "MATCH (n:Document {id: id})<-[r:CITES]-()"
        " RETURN id, collect(DISTINCT r.title) AS names, collect(DISTINCT r.number) AS numbers"
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What documents call one node: names (titles, for a document) and numbers."""

    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)


def longest(words: Iterable[str]) -> str | None:
    """The longest of `words`, of several the last in code point order; None of none."""
    return max(words, key=lambda word: (len(word), word), default=None)


def tell_edges(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[Edge]:
    """`edges` with the document's words for their targets: a cited title and number, a whole's name."""
    names = {(node.label, node.id): node.properties for node in nodes}
    told = []
    for edge in edges:
        target = names.get(edge.target, {})
        if edge.type == "CITES":
            words: dict[str, Any] = {"title": target.get("title"), "number": target.get("number")}
        elif edge.type == "SEGMENT_OF":
            words = {"name": target.get("name")}
        else:
            told.append(edge)
            continue
        told.append(replace(edge, properties={**words, **edge.properties}))
    return told


def words_of(edges: Iterable[Edge]) -> Mapping[tuple[str, str], Words]:
    """(label, id) → what these edges, told, call it."""
    found: defaultdict[tuple[str, str], Words] = defaultdict(Words)
    for edge in edges:
        if edge.type == "RESPONSIBLE_FOR":
            found[edge.source].names.add(edge.properties["as_written"])  # type: ignore[arg-type]
        elif edge.type in ("NAMES", "SEGMENT_OF", "CITES"):
            for key, words in (("name", "names"), ("title", "names"), ("number", "numbers")):
                if word := edge.properties.get(key):
                    getattr(found[edge.target], words).add(word)
    return found


def name_agency(row: Row, words: Words) -> Row:
    """`row` with the forms in which documents write the body."""
    return {**row, "aliases": sorted(words.names)} if words.names else row


def name_project(row: Row, words: Words) -> Row:
    """`row` with its fullest name and all its names."""
    if not words.names:
        return row
    return {**row, "name": longest(words.names), "aliases": sorted(words.names)}


def name_cited(row: Row, words: Words) -> Row:
    """`row` of a document that is not loaded, as its citations give it."""
    title, number = longest(words.names), longest(words.numbers)
    given = {"title": title, "number": number, "name": title or number or row["id"], "core": row.get("core")}
    return {"id": row["id"], "loaded": False, **{key: value for key, value in given.items() if value}}


_NAME = {"Agency": name_agency, "Project": name_project, "Document": name_cited}


def rename(transaction: Transaction, label: str, ids: Iterable[str]) -> None:
    """Name the nodes `ids` of `label` anew from the edges there are; a loaded document keeps its name."""
    if label not in _NAME:
        return
    found = find_nodes(transaction, label, ids)
    if label == "Document":
        found = {key: row for key, row in found.items() if not row.get("loaded")}
    rows = transaction.run(f"UNWIND $ids AS id {_WORDS[label]}", {"ids": sorted(found)})
    words = {row["id"]: Words(set(row["names"]), set(row.get("numbers", ()))) for row in rows}
    bare = {
        key: {name: value for name, value in row.items() if name != "aliases"} for key, row in found.items()
    }
    wanted = {key: _NAME[label](row, words.get(key, Words())) for key, row in bare.items()}
    put_nodes(transaction, label, wanted, found)

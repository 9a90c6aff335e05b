"""Writes documents and reference data into the graph, each in one transaction.

Loading twice changes nothing, nor does the order of loading; removing a document leaves the graph as if it
had never been loaded.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.change import Change
from graph.corrections import read_corrections, said_of_documents
from graph.errors import NotFoundError
from graph.files import (
    file_of,
    files_of,
    files_with,
    forget_copies,
    forget_files,
    put_files,
    related,
    same_files,
)
from graph.joining import find_joined, part
from graph.model import DocumentGraph, Edge, Reference
from graph.naming import Words, name_agency, name_cited, name_project, tell_edges, words_of
from graph.removal import sweep, take_away
from graph.rows import (
    EDGE_TYPES,
    Row,
    create_edges,
    edge_row,
    find_nodes,
    missing_edges,
    node_row,
    present,
    put_nodes,
)
from graph.sameness import speaker
from graph.settling import JOINABLE
from graph.store import GraphStore, Transaction

REFERENCE = "reference"
# An edge of these types is said by one document; the others are the same whoever says them.
_OWNED = {"HAS_MEASURE", "READ_FROM"} | {
    kind for kind, edge in EDGE_TYPES.items() if any(prop.name == "document" for prop in edge.properties)
}


class Outcome(StrEnum):
    """What writing a document did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    COPY = "copy"  # it holds a document that another file holds; nothing else is new


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document that is loaded. `date` is ISO; `sha256` is of its decoded source text."""

    id: str
    name: str
    title: str | None
    number: str | None
    date: str | None
    jurisdiction: str | None
    sha256: str | None


def write_document(store: GraphStore, document: DocumentGraph) -> Outcome:
    """Bring the graph to what `document` says, in one transaction.

    Raises DocumentError where an edge ends at a node that neither the document nor the reference has,
    KeyError for a label, type or property not in `graph.schema`, EngineError where the engine fails.
    """
    digest = content_digest(document)
    return store.transact(lambda transaction: _write(transaction, document, digest))


def content_digest(document: DocumentGraph) -> str:
    """SHA-256 of all that `document` says; the order of its nodes and edges does not matter."""
    nodes = sorted((node.label, node.id, _canonical(node_row(node))) for node in document.nodes)
    edges = sorted(
        (edge.type, edge.source, edge.target, edge.id, _canonical(edge_row(edge))) for edge in document.edges
    )
    said = [document.document, document.sha256, document.text is not None, nodes, edges]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _canonical(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _write(transaction: Transaction, document: DocumentGraph, digest: str) -> Outcome:
    file = file_of(document, digest)
    said = said_of_documents(read_corrections(transaction))
    known = related(transaction, file, said)
    before = next((other for other in known if other.id == file.id), None)
    if before and before.digest == digest:
        return Outcome.UNCHANGED
    others = same_files(transaction, file, known, said)
    speaking = [other for other in others if other.speaks]
    speaks = speaker([file, *speaking])
    silenced = [other for other in (before, *speaking) if other and other.speaks and other is not speaks]
    change = Change()
    for other in silenced:
        change.note(take_away(transaction, other.document))
    if speaks is file:
        change.said(document, part(transaction, find_joined(transaction, keys=_keys(document))))
        _add(transaction, document, digest)
    put_files(transaction, [file, *others], speaks.own_id, speaks)
    change.settle(transaction, [file, *others, *silenced], said)
    if speaks is not file:
        return Outcome.COPY
    return Outcome.REPLACED if silenced else Outcome.ADDED


def _keys(document: DocumentGraph) -> dict[str, list[str]]:
    """Label → keys of what `document` speaks of and may be joined."""
    return {label: [node.id for node in document.nodes if node.label == label] for label in JOINABLE}


def _add(transaction: Transaction, document: DocumentGraph, digest: str) -> None:
    edges = tell_edges(document.nodes, {edge.id: edge for edge in document.edges}.values())
    words = words_of(edges)
    by_label: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for node in document.nodes:
        if node.label != "File":
            by_label[node.label][node.id] = node_row(node)
    by_label["Document"][document.document] |= {"loaded": True, "digest": digest}
    for label, given in by_label.items():
        found = find_nodes(transaction, label, given)
        wanted = {
            key: _merged(label, row, found.get(key), words.get((label, key), Words()))
            for key, row in given.items()
        }
        put_nodes(transaction, label, wanted, found)
    create_edges(transaction, (edge for edge in edges if edge.type in _OWNED))
    shared = [edge for edge in edges if edge.type not in _OWNED]
    create_edges(transaction, missing_edges(transaction, _possible(transaction, shared)))


def _possible(transaction: Transaction, edges: Iterable[Edge]) -> list[Edge]:
    """`edges` without a body's successors and predecessors that no document speaks of."""
    edges = list(edges)
    ends = {end[1] for edge in edges if edge.type == "SUCCEEDED_BY" for end in (edge.source, edge.target)}
    there = find_nodes(transaction, "Agency", ends).keys() if ends else set()
    return [
        edge for edge in edges if edge.type != "SUCCEEDED_BY" or {edge.source[1], edge.target[1]} <= there
    ]


def _merged(label: str, given: Row, found: Row | None, words: Words) -> Row:
    """The node as it shall be: the document gives `given` and calls it `words`, and `found` is there."""
    if label == "Region" and found and found.get("reference"):
        return found
    if label == "Document":
        return _merged_document(given, found, words)
    merged = {**(found or {}), **given}
    if label in ("Agency", "Project"):
        known = words.names | set((found or {}).get("aliases", ()))
        merged.pop("aliases", None)
        return (name_agency if label == "Agency" else name_project)(merged, Words(known))
    return merged


def _merged_document(given: Row, found: Row | None, words: Words) -> Row:
    """The document itself as it says, a loaded one as it is, a cited one by all that is known of it."""
    if given.get("loaded"):
        return given
    if found and found.get("loaded"):
        return found
    known = found or {}
    return name_cited(
        given,
        Words(
            words.names | {known["title"]} if "title" in known else words.names,
            words.numbers | {known["number"]} if "number" in known else words.numbers,
        ),
    )


def remove_document(store: GraphStore, document_id: str) -> tuple[str, ...]:
    """Take away what the document said, in one transaction; returns the other files that hold it.

    They go with it, for what they say is not kept; the id that a copy alone gives the document means that
    copy alone. Raises NotFoundError if it is not loaded.
    """
    return store.transact(lambda transaction: _remove(transaction, document_id))


def _remove(transaction: Transaction, document_id: str) -> tuple[str, ...]:
    files = files_of(transaction, [document_id])
    said = said_of_documents(read_corrections(transaction))
    change = Change()
    if files:
        change.note(take_away(transaction, document_id))
        forget_files(transaction, files)
    elif copies := files_with(transaction, "own_id", [document_id]):
        files = copies
        forget_copies(transaction, copies)
    else:
        raise NotFoundError("document_unknown", document=document_id)
    change.settle(transaction, files, said)
    return tuple(sorted(file.path for file in files if file.path and not file.speaks))


def loaded_documents(store: GraphStore) -> tuple[LoadedDocument, ...]:
    """The loaded documents, by id."""
    fields = ", ".join(f"d.{name} AS {name}" for name in LoadedDocument.__slots__)
    rows = store.read_all(f"MATCH (d:Document) WHERE d.loaded RETURN {fields} ORDER BY d.id")
    return tuple(LoadedDocument(**row) for row in rows)


def write_reference(store: GraphStore, reference: Reference) -> bool:
    """Bring divisions and areas to `reference`, in one transaction. False: this version is there already."""
    return store.transact(lambda transaction: _write_reference(transaction, reference))


def _write_reference(transaction: Transaction, reference: Reference) -> bool:
    state = find_nodes(transaction, "State", [REFERENCE])
    if state and state[REFERENCE].get("version") == reference.version:
        return False
    regions = transaction.run("MATCH (n:Region) RETURN properties(n) AS properties")
    found = {row["properties"]["id"]: row["properties"] for row in regions}
    wanted = {node.id: {**node_row(node), "reference": True} for node in reference.nodes}
    dropped = {key for key, row in found.items() if row.get("reference") and key not in wanted}
    for key in dropped:
        wanted[key] = present({**found[key], "reference": None})
    kept = _drop_stale_part_of(transaction, {edge.id: edge for edge in reference.edges})
    put_nodes(transaction, "Region", wanted, found)
    create_edges(transaction, (edge for edge in reference.edges if edge.id not in kept))
    sweep(transaction, {"Region": dropped})
    put_nodes(transaction, "State", {REFERENCE: {"id": REFERENCE, "version": reference.version}}, state)
    return True


def _drop_stale_part_of(transaction: Transaction, wanted: Mapping[str, Edge]) -> set[str]:
    """Delete the edges from reference regions that are not as `wanted` (id → edge). Returns the ids kept."""
    rows = transaction.run(
        "MATCH (s:Region)-[r:PART_OF]->(:Region) WHERE s.reference"
        " RETURN s.id AS source, properties(r) AS edge"
    )
    kept = {row["edge"]["id"] for row in rows if _same(row["edge"], wanted.get(row["edge"]["id"]))}
    stale = [
        {"source": row["source"], "id": row["edge"]["id"]} for row in rows if row["edge"]["id"] not in kept
    ]
    transaction.run(
        "UNWIND $rows AS row MATCH (:Region {id: row.source})-[r:PART_OF]->() WHERE r.id = row.id DELETE r",
        {"rows": stale},
    )
    return kept


def _same(found: Row, wanted: Edge | None) -> bool:
    return wanted is not None and edge_row(wanted) == found

"""Points every citation at the document it means, as far as what is loaded can tell.

A citation that finds no document ends at one that is only cited, under its number, else its title in 《》.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.files import files_named, files_of, files_with
from graph.model import Edge
from graph.naming import rename
from graph.removal import sweep
from graph.rows import Row, create_edges, create_nodes, find_nodes, present, put_nodes
from graph.sameness import Citing, FileFacts, Resolution, Said, resolve_citation
from graph.store import Transaction

_FACTS = ("title", "number", "core", "title_issuer", "tail")


@dataclass(frozen=True, slots=True)
class _Citation:
    """A CITES edge: its properties, where it begins and where it ends now."""

    source: tuple[str, str]
    target: str
    properties: Row

    @property
    def key(self) -> str:
        """The cited document under the key that the citing one alone gives it."""
        key: str = self.properties.get("own_id", self.target)
        return key


def find_targets(transaction: Transaction, files: Iterable[FileFacts]) -> set[str]:
    """The documents, loaded or only cited, whose citations may mean another now that `files` came or went."""
    files = list(files)
    names = {file.own_id for file in files} | {file.document for file in files}
    names |= {file.number for file in files if file.number}
    cores = {file.core for file in files if file.core}
    unnumbered = {file.core for file in files if file.core and not file.number}
    asked = (
        ("UNWIND $given AS given MATCH (d:Document {id: given}) RETURN d.id AS id", names),
        ("UNWIND $given AS given MATCH (d:Document {core: given}) RETURN d.id AS id", cores),
        ("UNWIND $given AS given MATCH (f:File {core: given}) RETURN DISTINCT f.document AS id", cores),
        (
            "UNWIND $given AS given MATCH (j:Joined {own_id: given}) WHERE j.label = 'Document'"
            " RETURN DISTINCT j.entity AS id",
            names,
        ),
        # Only a document without a number is found by the title of a citation with one.
        (
            "MATCH (d:Document)<-[r:CITES]-()"
            " WHERE NOT d.loaded AND d.number IS NOT NULL AND r.core IN $given RETURN DISTINCT d.id AS id",
            unnumbered,
        ),
    )
    return names | {
        row["id"]
        for query, given in asked
        if given
        for row in transaction.run(query, {"given": sorted(given)})
    }


def settle_citations(transaction: Transaction, targets: Iterable[str], said: Said) -> None:
    """Decide anew what the citations mean that end at `targets`."""
    targets = set(targets)
    citations = _read(transaction, targets)
    files = {
        file.id: file
        for file in (
            *files_with(transaction, "number", (one.properties.get("number") for one in citations)),
            *files_with(transaction, "core", (one.properties.get("core") for one in citations)),
            *(files_named(transaction, said) if citations else ()),
        )
    }
    citing = {
        file.document: file
        for file in files_of(transaction, {one.properties["document"] for one in citations})
        if file.speaks
    }
    moved = []
    for one in citations:
        found = resolve_citation(_citing(one, citing.get(one.properties["document"])), files.values(), said)
        edge = _wanted(one, found, {file.document for file in files.values()})
        if (edge.target[1], present(edge.properties)) != (one.target, _without_id(one.properties)):
            moved.append((one, edge))
    touched = targets | (_move(transaction, moved) if moved else set())
    _note_joined(transaction, touched)
    sweep(transaction, {"Document": touched})
    rename(transaction, "Document", touched)


def _read(transaction: Transaction, targets: Iterable[str]) -> list[_Citation]:
    rows = transaction.run(
        "UNWIND $ids AS id MATCH (d:Document {id: id})<-[r:CITES]-(s)"
        " RETURN d.id AS target, labels(s)[0] AS label, s.id AS source, properties(r) AS edge",
        {"ids": sorted(set(targets))},
    )
    return [_Citation((row["label"], row["source"]), row["target"], row["edge"]) for row in rows]


def _citing(one: _Citation, file: FileFacts | None) -> Citing:
    facts = {name: one.properties.get(name) for name in _FACTS}
    return Citing(
        one.key,
        one.properties["document"],
        **facts,
        place=file.place if file else None,
        date=file.date if file else None,
    )


def _without_id(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "id"}


def _wanted(one: _Citation, found: Resolution, loaded: set[str]) -> Edge:
    target = found.document or one.key
    if not found.document and target in loaded:  # it has the number, and a correction says it is not meant
        target = f"《{one.properties.get('title', target)}》"
    properties = _without_id(one.properties) | {
        "status": found.status,
        "rule": found.rule,
        "candidates": list(found.candidates) or None,
        "own_id": None if target == one.key else one.key,
    }
    return Edge("CITES", one.source, ("Document", target), one.properties["id"], properties)


def _move(transaction: Transaction, moved: list[tuple[_Citation, Edge]]) -> set[str]:
    """Move the edges; returns the documents they left and came to."""
    transaction.run(
        "UNWIND $rows AS row MATCH (d:Document {id: row.target})<-[r:CITES]-() WHERE r.id = row.id DELETE r",
        {"rows": [{"target": one.target, "id": one.properties["id"]} for one, _ in moved]},
    )
    targets = {edge.target[1] for _, edge in moved}
    missing = targets - find_nodes(transaction, "Document", targets).keys()
    cores = {
        edge.target[1]: edge.properties.get("core") for _, edge in moved if edge.target[1].startswith("《")
    }
    rows = [
        present({"id": key, "name": key, "loaded": False, "core": cores.get(key)}) for key in sorted(missing)
    ]
    create_nodes(transaction, "Document", rows)
    create_edges(transaction, [edge for _, edge in moved])
    return targets | {one.target for one, _ in moved}


def _note_joined(transaction: Transaction, targets: set[str]) -> None:
    """Keep on record under which other keys citations come to `targets`."""
    given = {"ids": sorted(targets)}
    rows = transaction.run(
        "UNWIND $ids AS id MATCH (d:Document {id: id})<-[r:CITES]-() WHERE r.own_id IS NOT NULL"
        " RETURN DISTINCT id AS entity, r.own_id AS own_id",
        given,
    )
    wanted = {f"Document|{row['own_id']}|{row['entity']}": {**row, "label": "Document"} for row in rows}
    found = {
        row["properties"]["id"]: row["properties"]
        for row in transaction.run(
            "UNWIND $ids AS id MATCH (j:Joined {entity: id}) WHERE j.label = 'Document'"
            " RETURN properties(j) AS properties",
            given,
        )
    }
    stale = sorted(found.keys() - wanted.keys())
    transaction.run("UNWIND $ids AS id MATCH (j:Joined {id: id}) DETACH DELETE j", {"ids": stale})
    put_nodes(transaction, "Joined", {key: {"id": key, **row} for key, row in wanted.items()}, found)

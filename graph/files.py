"""The files that hold loaded documents, and which of them hold one document."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from graph.errors import DocumentError
from graph.model import DocumentGraph
from graph.rows import Row, find_nodes, present, put_nodes
from graph.sameness import FileFacts, Said, clash, same_document
from graph.store import Transaction

_KEYS = ("own_id", "number", "core", "fingerprint")
_NAMES = ("own_id", "number", "title", "path")


def file_of(document: DocumentGraph, digest: str) -> FileFacts:
    """The file that `document` was read from, as if it were the only one."""
    nodes = {(node.label, node.id): node.properties for node in document.nodes}
    told = nodes.get(("Document", document.document), {}) | next(
        (properties for (label, _), properties in nodes.items() if label == "File"), {}
    )
    known = {name: value for name, value in told.items() if name in FileFacts.__slots__}
    return FileFacts.from_row(
        {
            **present(known),
            "id": f"{document.document}@{told.get('path') or ''}",
            "document": document.document,
            "own_id": document.document,
            "digest": digest,
        }
    )


def _read(transaction: Transaction, query: str, given: object) -> list[FileFacts]:
    rows = transaction.run(f"{query} RETURN properties(f) AS properties ORDER BY f.id", {"given": given})
    return [FileFacts.from_row(row["properties"]) for row in rows]


def files_of(transaction: Transaction, documents: Iterable[str]) -> list[FileFacts]:
    """The files of `documents`, by id."""
    query = "UNWIND $given AS document MATCH (f:File {document: document})"
    return _read(transaction, query, sorted(set(documents)))


def files_with(transaction: Transaction, name: str, values: Iterable[str | None]) -> list[FileFacts]:
    """The files whose indexed property `name` is one of `values`."""
    given = sorted({value for value in values if value is not None})
    return (
        _read(transaction, f"UNWIND $given AS value MATCH (f:File {{{name}: value}})", given) if given else []
    )


def files_named(transaction: Transaction, said: Said) -> list[FileFacts]:
    """The files that corrections name."""
    names = sorted({name for pair in (*said.same, *said.different) for name in pair})
    if not names:
        return []
    where = " OR ".join(f"f.{name} IN $given" for name in _NAMES)
    return _read(transaction, f"MATCH (f:File) WHERE {where}", names)


def related(transaction: Transaction, file: FileFacts, said: Said) -> list[FileFacts]:
    """The files that may hold the same document as `file`, itself too if it is there. Ordered by id."""
    found = {
        other.id: other for name in _KEYS for other in files_with(transaction, name, [getattr(file, name)])
    }
    found |= {other.id: other for other in files_named(transaction, said)}
    return [found[key] for key in sorted(found)]


def same_files(
    transaction: Transaction, file: FileFacts, known: Iterable[FileFacts], said: Said
) -> list[FileFacts]:
    """All other files of the documents that `file` holds, and of the one it held before.

    Raises DocumentError where its number is another document's.
    """
    documents = set()
    for other in known:
        if other.id == file.id:
            documents.add(other.document)
        elif clash(file, other):
            raise DocumentError(
                "number_taken",
                path=file.path or file.own_id,
                number=file.number,
                other=other.path or other.document,
            )
        elif same_document(file, other, said):
            documents.add(other.document)
    return [other for other in files_of(transaction, documents) if other.id != file.id]


def put_files(transaction: Transaction, files: Iterable[FileFacts], document: str, speaks: FileFacts) -> None:
    """Write that `files` hold `document`, and which of them speaks."""
    rows = {file.id: _row(replace(file, document=document, speaks=file.id == speaks.id)) for file in files}
    put_nodes(transaction, "File", rows, find_nodes(transaction, "File", rows))
    copies = sorted(str(row.get("path", key)) for key, row in rows.items() if key != speaks.id)
    found = find_nodes(transaction, "Document", [document])
    wanted = {key: present({**row, "copies": copies or None}) for key, row in found.items()}
    put_nodes(transaction, "Document", wanted, found)


def _row(file: FileFacts) -> Row:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in present(asdict(file)).items()
        if value != ()
    }


def forget_files(transaction: Transaction, files: Iterable[FileFacts]) -> None:
    """Delete the record of `files`."""
    ids = [file.id for file in files]
    transaction.run("UNWIND $ids AS id MATCH (f:File {id: id}) DETACH DELETE f", {"ids": ids})


def forget_copies(transaction: Transaction, copies: Iterable[FileFacts]) -> None:
    """Forget files that hold a document and do not speak."""
    gone = {copy.id for copy in copies}
    for document in sorted({copy.document for copy in copies}):
        files = files_of(transaction, [document])
        forget_files(transaction, [file for file in files if file.id in gone])
        kept = [file for file in files if file.id not in gone]
        put_files(transaction, kept, document, next(file for file in kept if file.speaks))

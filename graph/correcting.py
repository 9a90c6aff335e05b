"""Puts corrections into the graph and decides anew what is joined and cited."""

from collections.abc import Iterable, Sequence

from graph.change import Change
from graph.citing import settle_citations
from graph.corrections import find_corrected, put_corrections, read_corrections, said_of_documents
from graph.files import files_named, forget_copies, put_files, related, same_files
from graph.model import Correction
from graph.removal import take_away
from graph.rows import find_nodes
from graph.sameness import FileFacts, Said, are_parted, speaker
from graph.settling import settle
from graph.store import GraphStore, Transaction


def write_corrections(store: GraphStore, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """Put `corrections` in the place of those that are there, and decide anew what is joined and cited.

    Returns the files that were copies of a document and now are not: they must be loaded again.
    """
    return store.transact(lambda transaction: _write_corrections(transaction, corrections))


def _write_corrections(transaction: Transaction, corrections: Sequence[Correction]) -> tuple[str, ...]:
    if read_corrections(transaction) == tuple(corrections):
        return ()
    # What a correction kept apart is joined again once it is gone.
    spoken_of = find_nodes(transaction, "Project", find_corrected(transaction)["Project"].keys)
    put_corrections(transaction, corrections)
    said = said_of_documents(corrections)
    change = Change()
    named = files_named(transaction, said)
    parted = [file for file in named if not file.speaks and _is_parted(file, named, said)]
    forget_copies(transaction, parted)
    named = files_named(transaction, said)
    for file in named:
        _merge(transaction, file, said, change)
    settle(transaction, {row["core"] for row in spoken_of.values() if "core" in row}, everything=True)
    cited = transaction.run("MATCH (d:Document)<-[:CITES]-() RETURN DISTINCT d.id AS id")
    change.settle(transaction, named, said)
    settle_citations(transaction, [row["id"] for row in cited], said)
    return tuple(file.path or file.own_id for file in parted)


def _is_parted(file: FileFacts, named: Iterable[FileFacts], said: Said) -> bool:
    return any(
        other.document == file.document and are_parted(file, other, said)
        for other in named
        if other.id != file.id
    )


def _merge(transaction: Transaction, file: FileFacts, said: Said, change: Change) -> None:
    """Make one document of those that `file`, which is there, is now said to hold."""
    known = related(transaction, file, said)
    file = next((other for other in known if other.id == file.id), file)
    files = [file, *same_files(transaction, file, known, said)]
    speaking = [other for other in files if other.speaks]
    speaks = speaker(speaking)
    for other in speaking:
        if other is not speaks:
            change.note(take_away(transaction, other.document))
    if len(speaking) > 1:
        put_files(transaction, files, speaks.document, speaks)

"""Brings what is joined to what the keys that are there, and the corrections, say."""

from collections.abc import Iterable

from graph.corrections import Corrected, find_corrected
from graph.joining import Joined, find_joined, join, part, rejoin
from graph.likeness import Join, Key, join_keys
from graph.model import Form
from graph.naming import rename
from graph.rows import Row, find_nodes, present, put_nodes
from graph.store import Transaction

JOINABLE = ("Agency", "Project", "Region")


def key_of(row: Row) -> Key:
    """The key that a node's properties tell."""
    return Key(
        row["id"],
        row.get("core"),
        row.get("own", ""),
        Form(row.get("form", Form.FULL)),
        tuple(row.get("places", ())),
    )


def settle(transaction: Transaction, cores: Iterable[str], *, everything: bool = False) -> None:
    """Join and part the projects of `cores` and whatever corrections name.

    `everything`: the corrections have changed, so that whatever is joined is decided anew.
    """
    corrected = find_corrected(transaction)
    for label in JOINABLE:
        _settle(transaction, label, set(cores) if label == "Project" else set(), corrected[label], everything)


def _settle(
    transaction: Transaction, label: str, cores: set[str], corrected: Corrected, everything: bool
) -> None:
    named = corrected.keys
    live = find_nodes(transaction, label, named)
    joined = find_joined(transaction, keys={label: named}, label=label if everything else None)
    cores |= {row["core"] for row in live.values() if "core" in row} | {
        one.core for one in joined if one.core
    }
    live |= _of_cores(transaction, cores) if label == "Project" else {}
    live |= find_nodes(transaction, label, {one.entity for one in joined})
    joined = [*{one.own_id: one for one in (*joined, *find_joined(transaction, cores=cores))}.values()]
    keys = [key_of(row) for row in (*live.values(), *(one.node for one in joined))]
    if keys:
        wanted = join_keys(keys, corrected.same, corrected.different)
        _apply(transaction, label, wanted, live, {one.own_id: one for one in joined})


def _of_cores(transaction: Transaction, cores: set[str]) -> dict[str, Row]:
    rows = transaction.run(
        "UNWIND $cores AS core MATCH (n:Project {core: core})"
        " RETURN n.id AS id, core, n.own AS own, n.form AS form, n.places AS places,"
        " n.candidates AS candidates",
        {"cores": sorted(cores)},
    )
    return {row["id"]: present(row) for row in rows}


def _apply(
    transaction: Transaction,
    label: str,
    wanted: dict[str, Join],
    live: dict[str, Row],
    joined: dict[str, Joined],
) -> None:
    """Parts first, for what is parted may be what others are joined into."""
    touched: set[str] = set()
    parted = [one for key, one in sorted(joined.items()) if wanted[key].entity == key]
    part(transaction, parted)
    for key, one in sorted(joined.items()):
        to = wanted[key]
        if to.entity != key and (to.entity, to.rule) != (one.entity, one.rule):
            rejoin(transaction, one, to.entity, to.rule)
            touched |= {one.entity, to.entity}
    for key, row in sorted(live.items()):
        to = wanted[key]
        if to.entity != key and key not in joined:
            join(transaction, label, row, to.entity, to.rule)
            touched.add(to.entity)
    rename(transaction, label, touched)
    if label == "Project":
        _note_candidates(transaction, wanted, live, touched | {one.own_id for one in parted})


def _note_candidates(
    transaction: Transaction, wanted: dict[str, Join], live: dict[str, Row], touched: set[str]
) -> None:
    """Write which projects a project may be, where that has changed."""
    stale = {key for key, row in live.items() if list(wanted[key].candidates) != row.get("candidates", [])}
    standing = {key for key, to in wanted.items() if to.entity == key}
    found = find_nodes(transaction, "Project", standing & (touched | stale))
    rows = {
        key: present({**row, "candidates": list(wanted[key].candidates) or None})
        for key, row in found.items()
    }
    put_nodes(transaction, "Project", rows, found)

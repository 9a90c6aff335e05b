"""Corrections made by hand, kept in the graph so that every load and removal heeds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.likeness import Pair
from graph.model import Correction, CorrectionRule
from graph.rows import put_nodes
from graph.sameness import Said
from graph.store import Transaction

LABELS = {"agency": "Agency", "document": "Document", "project": "Project", "region": "Region"}
# label → how the keys that documents mean by names are found; $names: names or ids
_KEYS = {
    "Agency": (
        "MATCH (n:Agency) WHERE any(alias IN n.aliases WHERE alias IN $names)"
        " MATCH (n)-[r:RESPONSIBLE_FOR]->() WHERE r.as_written IN $names"
        " RETURN DISTINCT r.as_written AS name, coalesce(r.own_id, n.id) AS key"
    ),
    "Project": (
        "MATCH (n:Project) WHERE any(alias IN n.aliases WHERE alias IN $names)"
        " MATCH (n)<-[r:NAMES]-() WHERE r.name IN $names"
        " RETURN DISTINCT r.name AS name, coalesce(r.own_id, n.id) AS key"
    ),
    "Region": (
        "MATCH (n:Region) WHERE n.name IN $names RETURN n.name AS name, n.id AS key"
        " UNION MATCH (n:Region) WHERE n.full_name IN $names RETURN n.full_name AS name, n.id AS key"
    ),
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Pairs of keys that corrections say are one (the first stands for both), or are not."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[Pair, ...] = ()

    @property
    def keys(self) -> set[str]:
        """All keys of the pairs."""
        return {key for pair in (*self.same, *self.different) for key in pair}


def read_corrections(transaction: Transaction) -> tuple[Correction, ...]:
    """The corrections in the graph, in the order of their file."""
    rows = transaction.run(
        "MATCH (c:Correction) RETURN c.kind AS kind, c.rule AS rule, c.name AS name, c.other AS other,"
        " coalesce(c.note, '') AS note, c.line AS line ORDER BY c.line"
    )
    return tuple(Correction(**{**row, "rule": CorrectionRule(row["rule"])}) for row in rows)


def put_corrections(transaction: Transaction, corrections: Iterable[Correction]) -> None:
    """Put `corrections` in the place of those that are there."""
    transaction.run("MATCH (c:Correction) DETACH DELETE c")
    rows = {
        f"{number:06}": {
            "id": f"{number:06}",
            "kind": row.kind,
            "rule": row.rule,
            "name": row.name,
            "other": row.other,
            "note": row.note,
            "line": row.line,
        }
        for number, row in enumerate(corrections)
    }
    put_nodes(transaction, "Correction", rows, {})


def said_of_documents(corrections: Iterable[Correction]) -> Said:
    """What `corrections` say of documents."""
    rows = [row for row in corrections if LABELS[row.kind] == "Document"]
    return Said(
        tuple((row.name, row.other) for row in rows if row.rule is not CorrectionRule.DIFFERENT),
        tuple((row.name, row.other) for row in rows if row.rule is CorrectionRule.DIFFERENT),
    )


def find_corrected(transaction: Transaction) -> Mapping[str, Corrected]:
    """Label → the pairs of keys that corrections speak of, of bodies, projects and regions.

    A name that documents give to several keys, or to none, corrects nothing.
    """
    corrections = read_corrections(transaction)
    return {label: _corrected(transaction, label, corrections) for label in _KEYS}


def _corrected(transaction: Transaction, label: str, corrections: Iterable[Correction]) -> Corrected:
    rows = [row for row in corrections if LABELS[row.kind] == label]
    if not rows:
        return Corrected()
    keys = find_keys(transaction, label, {name for row in rows for name in (row.name, row.other)})
    pairs = [
        (row.rule, next(iter(keys[row.name])), next(iter(keys[row.other])))
        for row in rows
        if len(keys.get(row.name, ())) == len(keys.get(row.other, ())) == 1
    ]
    return Corrected(
        tuple((a, b) for rule, a, b in pairs if rule is not CorrectionRule.DIFFERENT and a != b),
        tuple(frozenset((a, b)) for rule, a, b in pairs if rule is CorrectionRule.DIFFERENT),
    )


def find_keys(transaction: Transaction, label: str, names: Iterable[str]) -> dict[str, set[str]]:
    """Name → the keys that documents mean by it; an id means itself alone."""
    given = {"names": sorted(names), "label": label}
    ids = transaction.run(
        f"UNWIND $names AS name MATCH (n:{label} {{id: name}}) RETURN n.id AS key"
        " UNION UNWIND $names AS name MATCH (j:Joined {id: $label + '|' + name}) RETURN j.own_id AS key",
        given,
    )
    found = {row["key"]: {row["key"]} for row in ids}
    for row in transaction.run(_KEYS[label], given):
        if row["key"] != row["name"] and row["name"] not in {r["key"] for r in ids}:
            found.setdefault(row["name"], set()).add(row["key"])
    return found

"""Takes away what one document said, and what nobody says after that."""

from collections import defaultdict
from collections.abc import Mapping

from graph.joining import ENDS, find_joined, part
from graph.naming import rename
from graph.rows import find_nodes
from graph.store import Transaction

Touched = defaultdict[str, set[str]]

# label → when a node of it is kept
_KEPT = {
    "Agency": "(n)-[:RESPONSIBLE_FOR]->() OR (n)<-[:ISSUED_BY]-()",
    "Document": "n.loaded OR (n)<-[:CITES]-()",
    "Region": "coalesce(n.reference, false) OR (n)<--()",
    "Project": "(n)<--()",
    "Source": "(n)<--()",
}
_NEAR = (
    "MATCH (:Measure {document: $document})--(n) RETURN DISTINCT labels(n)[0] AS label, n.id AS id",
    "MATCH (:Document {id: $document})-->(n) RETURN DISTINCT labels(n)[0] AS label, n.id AS id",
)
_BETWEEN = (
    "UNWIND $ids AS id MATCH (:Project {id: id})-[r:LOCATED_IN|SEGMENT_OF]-(n) WHERE r.document = $document"
    " RETURN DISTINCT labels(n)[0] AS label, n.id AS id"
)
_TAKEN = (
    "UNWIND $ids AS id MATCH (:Project {id: id})-[r:LOCATED_IN|SEGMENT_OF]->()"
    " WHERE r.document = $document DELETE r",
    "MATCH (m:Measure {document: $document}) DETACH DELETE m",
    "MATCH (:Document {id: $document})-[r]->() DELETE r",
    "MATCH (d:Document {id: $document}) SET d.loaded = false, d.core = null",
)


def _touched(transaction: Transaction, document: str) -> Touched:
    """Label → ids of the shared nodes at the ends of what `document` said."""
    touched: Touched = defaultdict(set)

    def note(query: str, **params: object) -> None:
        for row in transaction.run(query, {"document": document, **params}):
            touched[row["label"]].add(row["id"])

    for query in _NEAR:
        note(query)
    seen: set[str] = set()
    while new := touched["Project"] - seen:
        seen |= new
        note(_BETWEEN, ids=sorted(new))
    touched.pop("Measure", None)
    touched["Document"].add(document)
    return touched


def sweep(transaction: Transaction, candidates: Mapping[str, set[str]]) -> None:
    """Delete the candidates (label → ids) that no document says any more, and then what only they led to."""
    while any(candidates.values()):
        further: Touched = defaultdict(set)
        for label in sorted(_KEPT.keys() & candidates.keys()):
            rows = transaction.run(
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT ({_KEPT[label]})"
                " OPTIONAL MATCH (n)-->(far) RETURN id, labels(far)[0] AS label, far.id AS far",
                {"ids": sorted(candidates[label])},
            )
            for row in rows:
                if row["far"] is not None:
                    further[row["label"]].add(row["far"])
            gone = sorted({row["id"] for row in rows})
            transaction.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", {"ids": gone})
        candidates = further


def take_away(transaction: Transaction, document: str) -> Touched:
    """Take away what `document` said: its edges, its measures, every node no other document speaks of.

    Nodes that stay are named anew, and keys that were joined into them stand apart. A document that others
    cite stays as cited. Returns label → ids of the nodes it spoke of, and under "core" the cores of projects.
    """
    cores = part(transaction, find_joined(transaction, keys=_joinable(_touched(transaction, document))))
    touched = _touched(transaction, document)
    projects = find_nodes(transaction, "Project", touched["Project"]).values()
    cores |= {row["core"] for row in projects if "core" in row}
    for query in _TAKEN:
        transaction.run(query, {"document": document, "ids": sorted(touched["Project"])})
    sweep(transaction, touched)
    for label in sorted(touched):
        rename(transaction, label, touched[label])
    touched["core"] = cores
    return touched


def _joinable(touched: Touched) -> dict[str, set[str]]:
    return {label: ids for label, ids in touched.items() if label in ENDS}

"""Takes away what one document said, and what nobody says after that."""

from collections import defaultdict
from collections.abc import Mapping

from graph.naming import rename
from graph.store import Transaction

Touched = defaultdict[str, set[str]]

# label → when a node of it, to which nothing points, is kept all the same
_KEPT = {
    "Agency": "(n)-[:RESPONSIBLE_FOR]->()",
    "Document": "n.loaded",
    "Region": "coalesce(n.reference, false)",
    "Project": "false",
    "Source": "false",
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
    "MATCH (d:Document {id: $document}) SET d.loaded = false",
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
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT (n)<--() AND NOT {_KEPT[label]}"
                " OPTIONAL MATCH (n)-->(far) RETURN id, labels(far)[0] AS label, far.id AS far",
                {"ids": sorted(candidates[label])},
            )
            for row in rows:
                if row["far"] is not None:
                    further[row["label"]].add(row["far"])
            gone = sorted({row["id"] for row in rows})
            transaction.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", {"ids": gone})
        candidates = further


def take_away(transaction: Transaction, document: str) -> None:
    """Take away what `document` said: its edges, its measures, every node no other document speaks of.

    Nodes that stay are named anew. A document that others cite stays as cited.
    """
    touched = _touched(transaction, document)
    for query in _TAKEN:
        transaction.run(query, {"document": document, "ids": sorted(touched["Project"])})
    sweep(transaction, touched)
    for label in sorted(touched):
        rename(transaction, label, touched[label])

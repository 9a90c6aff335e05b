"""Joins nodes that are one thing, and parts them again.

A read edge that ends at a node under another key than its document gives keeps that key (`own_id`), and a
`Joined` node keeps what the joined node was. So what is joined may always be decided anew.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.model import Edge
from graph.naming import rename
from graph.rows import Row, create_edges, find_nodes, missing_edges, present, put_nodes
from graph.store import Transaction


class End(NamedTuple):
    """An end of read edges: the edge's type, whether the node is its target, where the own key is kept."""

    type: str
    incoming: bool
    own: str


ENDS: Mapping[str, tuple[End, ...]] = {
    "Agency": (End("RESPONSIBLE_FOR", False, "own_id"), End("ISSUED_BY", True, "own_id")),
    "Project": (
        End("NAMES", True, "own_id"),
        End("LOCATED_IN", False, "own_id"),
        End("SEGMENT_OF", False, "own_id"),
        End("SEGMENT_OF", True, "own_whole"),
    ),
    "Region": (
        End("MENTIONS", True, "own_id"),
        End("LOCATED_IN", True, "own_region"),
        End("APPLIES_TO", True, "own_id"),
    ),
}
# A node's own edges, which no document says; what they lead to is kept with it.
_OWN = "SERVES|PART_OF"
# label → what says that its node is there for more than its own documents' edges
_STAYS = {"Agency": "false", "Project": "false", "Region": "coalesce(n.reference, false) OR (n)<--()"}
# What follows from the edges that are there, and is no part of what a node was.
_DERIVED = {"Agency": {"aliases"}, "Project": {"name", "aliases", "candidates"}, "Region": set[str]()}
_FIELDS = (
    "j.label AS label, j.own_id AS own_id, j.entity AS entity, j.rule AS rule, j.core AS core, j.kept AS kept"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A key of `label` that was joined into the node `entity`, by `rule`. `kept`: JSON of what it was."""

    label: str
    own_id: str
    entity: str
    rule: str | None
    core: str | None
    kept: str

    @property
    def node(self) -> Row:
        """The properties of the node that the key had."""
        properties: Row = json.loads(self.kept)["nodes"][0]["properties"]
        return properties


def find_joined(
    transaction: Transaction,
    *,
    keys: Mapping[str, Iterable[str]] | None = None,
    cores: Iterable[str] = (),
    label: str | None = None,
) -> list[Joined]:
    """The joined keys among `keys` (label → keys) or whose node is among them; of `cores`; or of `label`."""
    keys = {kind: sorted(ids) for kind, ids in (keys or {}).items()}
    asked: list[tuple[str, Any]] = [
        (
            "UNWIND $given AS id MATCH (j:Joined {id: id})",
            [f"{kind}|{id_}" for kind, ids in keys.items() for id_ in ids],
        ),
        *(
            (f"UNWIND $given AS id MATCH (j:Joined {{entity: id}}) WHERE j.label = '{kind}'", ids)
            for kind, ids in keys.items()
        ),
        ("UNWIND $given AS core MATCH (j:Joined {core: core})", sorted(cores)),
        ("UNWIND $given AS label MATCH (j:Joined) WHERE j.label = label", [label] if label else []),
    ]
    found = {
        (row["label"], row["own_id"]): Joined(**row)
        for query, given in asked
        if given
        for row in transaction.run(f"{query} RETURN {_FIELDS}", {"given": given})
    }
    return [found[key] for key in sorted(found)]


def _match(label: str, end: End) -> str:
    arrow = f"<-[r:{end.type}]-(far)" if end.incoming else f"-[r:{end.type}]->(far)"
    return f"MATCH (n:{label} {{id: $id}}){arrow}"


def _move_edges(transaction: Transaction, label: str, key: str, before: str, after: str) -> None:
    """Move what documents say of `key` from the node `before` to the node `after`."""
    own, new_own = (None if key == node else key for node in (before, after))
    for end in ENDS[label]:
        holds = f"r.{end.own} IS NULL" if own is None else f"r.{end.own} = $own"
        asked = f"{_match(label, end)} WHERE {holds}"
        given = {"id": before, "own": own}
        rows = transaction.run(
            f"{asked} RETURN labels(far)[0] AS label, far.id AS far, properties(r) AS edge", given
        )
        if rows:
            transaction.run(f"{asked} DELETE r", given)
            create_edges(transaction, [_moved(end, (label, after), row, new_own) for row in rows])


def _moved(end: End, here: tuple[str, str], row: Row, own: str | None) -> Edge:
    far = (row["label"], row["far"])
    source, target = (far, here) if end.incoming else (here, far)
    properties = {name: value for name, value in row["edge"].items() if name not in ("id", end.own)}
    return Edge(end.type, source, target, row["edge"]["id"], {**properties, end.own: own})


def _keep(transaction: Transaction, label: str, key: str) -> str:
    """The node `key` with its own edges and what only they may lead to, as JSON."""
    nodes: list[Row] = []
    edges: list[Row] = []
    waiting, seen = [(label, key)], {(label, key)}
    while waiting:
        kind, id_ = waiting.pop()
        for row in find_nodes(transaction, kind, [id_]).values():
            said = {name: value for name, value in row.items() if name not in _DERIVED[kind]}
            nodes.append({"label": kind, "properties": said})
        for row in transaction.run(
            f"MATCH (n:{kind} {{id: $id}})-[r:{_OWN}]->(far) RETURN type(r) AS type, properties(r) AS edge,"
            " labels(far)[0] AS label, far.id AS far, coalesce(far.reference, false) AS reference"
            " ORDER BY r.id",
            {"id": id_},
        ):
            far = (row["label"], row["far"])
            edges.append(
                {"type": row["type"], "source": (kind, id_), "target": far, "properties": row["edge"]}
            )
            if not row["reference"] and far not in seen:
                seen.add(far)
                waiting.append(far)
    return json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, sort_keys=True)


def _put_kept(transaction: Transaction, kept: str) -> None:
    """Bring back what `_keep` kept, where it is not there."""
    said = json.loads(kept)
    for node in said["nodes"]:
        row = node["properties"]
        if not find_nodes(transaction, node["label"], [row["id"]]):
            put_nodes(transaction, node["label"], {row["id"]: row}, {})
    edges = (
        Edge(
            edge["type"],
            (edge["source"][0], edge["source"][1]),
            (edge["target"][0], edge["target"][1]),
            edge["properties"]["id"],
            {name: value for name, value in edge["properties"].items() if name != "id"},
        )
        for edge in said["edges"]
    )
    create_edges(transaction, missing_edges(transaction, edges))


def part(transaction: Transaction, joined: Iterable[Joined]) -> set[str]:
    """Make nodes of their own of joined keys, with what documents say of them. Returns projects' cores."""
    renamed: dict[str, set[str]] = {}
    joined = list(joined)
    for one in joined:
        _put_kept(transaction, one.kept)
        _move_edges(transaction, one.label, one.own_id, one.entity, one.own_id)
        transaction.run("MATCH (j:Joined {id: $id}) DETACH DELETE j", {"id": f"{one.label}|{one.own_id}"})
        renamed.setdefault(one.label, set()).update((one.own_id, one.entity))
    for label, ids in sorted(renamed.items()):
        rename(transaction, label, ids)
    return {one.core for one in joined if one.core}


def join(transaction: Transaction, label: str, node: Row, entity: str, rule: str | None) -> None:
    """Join a node of `label`, by its properties, into the node `entity`, which is there."""
    key = node["id"]
    row: Row = {
        "id": f"{label}|{key}",
        "label": label,
        "own_id": key,
        "entity": entity,
        "rule": rule,
        "core": node.get("core"),
        "kept": _keep(transaction, label, key),
    }
    _move_edges(transaction, label, key, key, entity)
    put_nodes(transaction, "Joined", {row["id"]: present(row)}, {})
    transaction.run(f"MATCH (n:{label} {{id: $id}}) WHERE NOT ({_STAYS[label]}) DETACH DELETE n", {"id": key})


def rejoin(transaction: Transaction, one: Joined, entity: str, rule: str | None) -> None:
    """Join a joined key into another node, or by another rule."""
    if entity != one.entity:
        _move_edges(transaction, one.label, one.own_id, one.entity, entity)
    transaction.run(
        "MATCH (j:Joined {id: $id}) SET j.entity = $entity, j.rule = $rule",
        {"id": f"{one.label}|{one.own_id}", "entity": entity, "rule": rule},
    )

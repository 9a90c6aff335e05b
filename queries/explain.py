"""Why an entity is what it is: which words were taken for it and by which rule, and what was kept apart."""

from collections.abc import Iterator
from typing import Any

from graph.errors import QueryError, message
from graph.likeness import JOINING, Why, compare
from graph.schema import NODES
from graph.settling import key_of
from graph.store import Result
from queries.entities import NodeView, find_entity
from queries.linking import Linked, Reader, find_named
from queries.names import plain, shown
from queries.run import QueryResult, take_evidence

COLUMNS = ("what", "name", "rule", "reason", "document", "measure", "evidence")
# label → how many of its ways of looking a name up are not by a part of it
_EXACT = {"Agency": 3, "Project": 2, "Document": 3, "Region": 5}
_TITLES = {node.label: node.title for node in NODES}
# What a rule is in words: rows of `graph/messages.toml`.
_RULES = {
    "printed name": "rule_printed_name",
    "distribution": "rule_distribution",
    "form": "rule_form",
    "closest form": "rule_closest_form",
    "central": "rule_central",
    "local": "rule_local",
    "branch": "rule_branch",
    "place": "rule_place",
    "as printed": "rule_as_printed",
    "collective": "rule_collective",
    "shared prefix": "rule_shared_prefix",
    "line ends": "rule_line_ends",
    "name and place": "rule_name_and_place",
    "short form": "rule_short_form",
    "area name": "rule_area_name",
    "nested place": "rule_nested_place",
    "run of ends": "rule_run_of_ends",
    "correction": "rule_correction",
    "several alike": "rule_several_alike",
    "other place": "rule_other_place",
    "other kind": "rule_other_kind",
    "other ends": "rule_other_ends",
    "correction says different": "rule_different",
    "number": "rule_number",
    "title": "rule_title",
    "title without its tail": "rule_title_without_tail",
    "not loaded": "rule_not_loaded",
    "other number": "rule_other_number",
    "other tail": "rule_other_tail",
    "other issuer": "rule_other_issuer",
    "later than the text that cites": "rule_later",
    "issuer": "rule_issuer",
    "file": "rule_file",
    "copy": "rule_copy",
    "segment": "rule_segment",
}


def _mentioned(name: str, rule: str = "r.rule") -> str:
    """The end of a query of mentions `r` at `m`; `name`: what the thing is called there."""
    return (
        " MATCH (policy:Document {id: r.document})"
        f" RETURN r.own_id AS own_id, {name} AS name, {rule} AS rule,"
        " coalesce(policy.number, policy.name) AS document, r.document AS source,"
        " CASE WHEN 'Measure' IN labels(m) THEN m.id END AS measure,"
        " CASE WHEN 'Measure' IN labels(m) THEN m.path END AS path,"
        " r.id AS edge, r.as_written AS quote, r.start_char AS start, r.end_char AS end"
        " ORDER BY coalesce(policy.date, '9999'), source, coalesce(m.position, 0), start, edge"
    )


_MENTIONS = {
    "Agency": "MATCH (n:Agency {id: $id})-[r:RESPONSIBLE_FOR]->(m:Measure)" + _mentioned("r.as_written"),
    "Project": "MATCH (n:Project {id: $id})<-[r:NAMES]-(m:Measure)" + _mentioned("r.name"),
    "Region": "MATCH (n:Region {id: $id})<-[r:MENTIONS]-(m:Measure)" + _mentioned("r.as_written"),
    "Document": "MATCH (n:Document {id: $id})<-[r:CITES]-(m)" + _mentioned("r.title"),
}
_ALL = 1_000_000
Row = dict[str, Any]


def find_explained(store: Reader, form: str) -> NodeView:
    """The body, project, document or region that `form` means: an id, a name, an alias, a key joined into it.

    Raises QueryError where it means several, or nothing that is loaded.
    """
    form = plain("entity", form)
    for exact in (True, False):
        found = [
            one
            for label, ways in _EXACT.items()
            for one in (find_named(store, label, form, ways if exact else None) if form else ())
        ] or _joined_as(store, form)
        if len(found) == 1:
            return find_entity(store, found[0].id)
        if found:
            names = "、".join(f"{one.name}（{_TITLES[one.label]}）" for one in found[:12])
            raise QueryError("ambiguous_name", kind=message("explain_kind"), form=shown(form), names=names)
    raise QueryError("unknown_name", kind=message("explain_kind"), form=shown(form))


def _joined_as(store: Reader, key: str) -> list[Linked]:
    rows = store.read(
        "MATCH (j:Joined {own_id: $key}) RETURN DISTINCT j.label AS label, j.entity AS id ORDER BY label, id",
        {"key": key},
    ).rows
    return [Linked(row["label"], row["id"], row["id"]) for row in rows]


def explain(store: Reader, form: str) -> QueryResult:
    """A row for every mention of the entity `form`, with its quotation, and for what was kept apart from it.

    `rule` says how the words were taken for the entity, or why not; `reason` says it in words.
    """
    entity = find_explained(store, form)
    rows = [
        *_mentions(store, entity),
        *(_files(store, entity) if entity.label == "Document" else ()),
        *(_issued(store, entity) if entity.label == "Agency" else ()),
        *(_segments(store, entity) if entity.label == "Project" else ()),
        *(_apart(store, entity) if entity.label == "Project" else ()),
        *(_not_meant(store, entity) if entity.label == "Document" else ()),
    ]
    whole = [{**row, "reason": _reason(row["rule"])} for row in rows]
    result = Result(list(COLUMNS), [{name: row[name] for name in COLUMNS} for row in whole], False)
    columns, shown_rows, evidence = take_evidence(store, result)
    return QueryResult(columns, shown_rows, False, evidence, {"entity": entity.id})


def _reason(rule: str) -> str:
    """The rules in words, one after the other."""
    return "；".join(message(_RULES[one]) if one in _RULES else one for one in rule.split(" + ") if one)


def _row(what: str, name: str, rule: str, document: str | None = None, measure: str | None = None) -> Row:
    return {
        "what": message(what),
        "name": name,
        "rule": rule,
        "document": document,
        "measure": measure,
        "evidence": [],
    }


def _read(store: Reader, query: str, **params: object) -> list[Row]:
    return list(store.read(query, params, _ALL).rows)


def _mention(row: Row, what: str, rule: str) -> Row:
    found = _row(what, row["name"], rule, row["document"], row["measure"])
    evidence = {name: row[name] for name in ("edge", "path", "quote", "start", "end")}
    return {**found, "evidence": [{**evidence, "document": row["source"]}]}


def _mentions(store: Reader, entity: NodeView) -> Iterator[Row]:
    joined = {
        row["own_id"]: row["rule"]
        for row in _read(
            store,
            "MATCH (j:Joined {entity: $id}) WHERE j.label = $label RETURN j.own_id AS own_id, j.rule AS rule",
            id=entity.id,
            label=entity.label,
        )
    }
    for row in _read(store, _MENTIONS[entity.label], id=entity.id):
        rules = (row["rule"], joined.get(row["own_id"]))
        yield _mention(row, "explain_mention", " + ".join(rule for rule in rules if rule))


def _files(store: Reader, entity: NodeView) -> Iterator[Row]:
    for row in _read(
        store,
        "MATCH (f:File {document: $id}) RETURN coalesce(f.path, f.own_id) AS name, f.speaks AS speaks"
        " ORDER BY speaks DESC, name",
        id=entity.id,
    ):
        yield _row("explain_file", row["name"], "file" if row["speaks"] else "copy", entity.id)


def _issued(store: Reader, entity: NodeView) -> Iterator[Row]:
    for row in _read(
        store,
        "MATCH (n:Agency {id: $id})<-[:ISSUED_BY]-(d:Document)"
        " RETURN coalesce(d.number, d.name) AS document ORDER BY coalesce(d.date, '9999'), d.id",
        id=entity.id,
    ):
        yield _row("explain_issuer", entity.name, "issuer", row["document"])


def _segments(store: Reader, entity: NodeView) -> Iterator[Row]:
    for row in _read(
        store,
        "MATCH (n:Project {id: $id})<-[:SEGMENT_OF]-(part:Project)"
        " RETURN DISTINCT part.name AS name ORDER BY name",
        id=entity.id,
    ):
        yield _row("explain_segment", row["name"], "segment")


def _apart(store: Reader, entity: NodeView) -> Iterator[Row]:
    """Projects with a name of the same core that are not this one, and why."""
    own = key_of(dict(entity.properties))
    alike = set(entity.properties.get("candidates") or ())
    for row in _read(
        store,
        "MATCH (n:Project {core: $core}) WHERE n.id <> $id RETURN properties(n) AS node ORDER BY n.id",
        core=own.core or "",
        id=entity.id,
    ):
        other = row["node"]
        why = compare(own, key_of(other))
        if why in JOINING:
            several = other["id"] in alike or entity.id in other.get("candidates", ())
            why = Why.SEVERAL if several else Why.CORRECTED
        if why:
            yield _row("explain_apart", f"{other['name']}（{other['id']}）", why)


def _not_meant(store: Reader, entity: NodeView) -> Iterator[Row]:
    """Citations of a document with this title or number that were not taken for it, and why."""
    for row in _read(
        store,
        "MATCH (n:Document) WHERE n.id <> $id AND (n.core = $core OR n.number = $number)"
        " MATCH (n)<-[r:CITES]-(m) WHERE r.status <> 'resolved'"
        + _mentioned("r.title", "CASE WHEN r.status = 'ambiguous' THEN 'several alike' ELSE r.rule END"),
        id=entity.id,
        core=entity.properties.get("core") or "",
        number=entity.properties.get("number") or "",
    ):
        yield _mention(row, "explain_apart", row["rule"])

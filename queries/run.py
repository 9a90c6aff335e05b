"""Runs named queries and free Cypher, and sets the evidence of the rows apart.

A query gives a row's evidence in a column `evidence`: a list of maps with the keys of `EVIDENCE_KEYS`.
It is taken out of the rows, and each quotation is cut from the source text it was read from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import QueryError
from graph.model import Role, Sector, Stage
from graph.store import Result
from queries.catalog import Kind, NamedQuery, Param, check_given, find_query, named_queries
from queries.linking import Linked, Reader, link
from queries.names import plain, shown

EVIDENCE_KEYS = frozenset({"edge", "document", "path", "quote", "start", "end"})
LARGEST_NUMBER = 1_000_000
DEEPEST_PARAMETER = 20
_SOURCES_AT_A_TIME = 100
_CHOICES: Mapping[Kind, type[Sector | Role | Stage]] = {
    Kind.SECTOR: Sector,
    Kind.ROLE: Role,
    Kind.STAGE: Stage,
}
_LABELS: Mapping[Kind, str] = {
    Kind.REGION: "Region",
    Kind.AGENCY: "Agency",
    Kind.PROJECT: "Project",
    Kind.DOCUMENT: "Document",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the row `row` (from 0) of a result was read: `source[start:end] == quote` in `document`.

    `path`: the ordinals of the measure, None outside the outline. Where the source text is not kept,
    `quote` is the words as written.
    """

    row: int
    edge: str
    document: str
    path: list[int] | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer. `params` as they went into the Cypher; `linked`: the nodes that names were taken for."""

    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool
    evidence: list[Evidence]
    params: Mapping[str, Any]
    linked: Mapping[str, Linked] = field(default_factory=dict)
    query: str | None = None


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LARGEST_NUMBER or len(text) > 9:
        raise QueryError("bad_number", name=name, value=shown(text), largest=LARGEST_NUMBER)
    return int(text)


def _choice(param: Param, text: str) -> str:
    allowed = list(_CHOICES[param.kind])
    if text not in allowed:
        raise QueryError("bad_choice", name=param.name, value=shown(text), choices="、".join(allowed))
    return text


def resolve_params(
    store: Reader, query: NamedQuery, given: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Linked]]:
    """What `given` means: the values for the Cypher of `query`, and the nodes that names were linked to.

    Raises QueryError for an unknown or missing parameter, a value of the wrong kind, a name that means
    no loaded node or several.
    """
    values: dict[str, Any] = {}
    linked: dict[str, Linked] = {}
    texts = check_given(query, given)
    for param in query.params:
        text = texts[param.name]
        if text is None:
            values[param.name] = None
            continue
        text = plain(param.name, text)
        if param.kind is Kind.NUMBER:
            values[param.name] = _number(param.name, text)
        elif param.kind in _CHOICES:
            values[param.name] = _choice(param, text)
        elif param.kind in _LABELS:
            linked[param.name] = link(store, _LABELS[param.kind], text)
            values[param.name] = linked[param.name].id
        else:
            values[param.name] = text
    return values, linked


def _is_evidence(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and item.keys() >= EVIDENCE_KEYS
        and isinstance(item["document"], str)
        and isinstance(item["start"], int)
        and isinstance(item["end"], int)
        for item in value
    )


def read_sources(store: Reader, documents: Iterable[str]) -> dict[str, str]:
    """The source texts of `documents`, by document id; those that are not kept are left out."""
    ids = sorted(set(documents))
    texts: dict[str, str] = {}
    for at in range(0, len(ids), _SOURCES_AT_A_TIME):
        found = store.read(
            "UNWIND $ids AS id MATCH (:Document {id: id})-[:READ_FROM]->(source:Source)"
            " RETURN id, source.text AS text",
            {"ids": ids[at : at + _SOURCES_AT_A_TIME]},
        )
        texts.update((row["id"], row["text"]) for row in found.rows)
    return texts


def _evidence(store: Reader, lists: Sequence[list[dict[str, Any]]]) -> list[Evidence]:
    sources = read_sources(store, (item["document"] for items in lists for item in items))
    out: list[Evidence] = []
    for row, items in enumerate(lists):
        for item in {item["edge"]: item for item in items}.values():
            text = sources.get(item["document"])
            start, end = item["start"], item["end"]
            quote = item["quote"] if text is None else text[start:end]
            out.append(Evidence(row, item["edge"], item["document"], item["path"], quote, start, end))
    return out


def take_evidence(store: Reader, result: Result) -> tuple[list[str], list[dict[str, Any]], list[Evidence]]:
    """The columns and rows of `result` without its evidence, and that, each quotation cut from its source."""
    lists = [row.get("evidence") for row in result.rows]
    if "evidence" not in result.columns or not all(map(_is_evidence, lists)):
        return list(result.columns), list(result.rows), []
    rows = [{name: value for name, value in row.items() if name != "evidence"} for row in result.rows]
    return [name for name in result.columns if name != "evidence"], rows, _evidence(store, lists)  # type: ignore[arg-type]


def run_query(store: Reader, name: str, given: Mapping[str, str]) -> QueryResult:
    """The answer to the named query `name`, its parameters `given` as texts.

    A name (of a region, a body, a project, a document) is taken in any form the graph knows.
    Raises NotFoundError for an unknown query, QueryError for wrong parameters.
    """
    query = find_query(name)
    params, linked = resolve_params(store, query, given)
    result = store.read(query.cypher, params)
    columns, rows, evidence = take_evidence(store, result)
    return QueryResult(columns, rows, result.truncated, evidence, params, linked, query.name)


def _check_sendable(value: Any, depth: int = 0) -> None:
    """Raise QueryError for a parameter that Bolt cannot carry."""
    if depth > DEEPEST_PARAMETER:
        raise QueryError("unsendable_parameter", reason=f"> {DEEPEST_PARAMETER} levels")
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        raise QueryError("unsendable_parameter", reason=shown(value))
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise QueryError("unsendable_parameter", reason="> 64 bit")
    parts: Iterable[Any] = ()
    if isinstance(value, Mapping):
        parts = (*value.keys(), *value.values())
    elif isinstance(value, list | tuple):
        parts = value
    for part in parts:
        _check_sendable(part, depth + 1)


def run_cypher(store: Reader, cypher: str, params: Mapping[str, Any]) -> QueryResult:
    """The answer to a Cypher statement of the user's own; it may only read.

    Raises QueryError for a statement that is wrong or that would write.
    """
    _check_sendable([cypher, params])
    result = store.read(cypher, params)
    columns, rows, evidence = take_evidence(store, result)
    return QueryResult(columns, rows, result.truncated, evidence, params)


def list_queries() -> QueryResult:
    """The named queries with their parameters (* required) and an example of each, as rows."""
    rows: list[dict[str, Any]] = [
        {
            "name": query.name,
            "title": query.title,
            "parameters": [f"{param.name}{'*' if param.required else ''}" for param in query.params],
            "example": " ".join(f"-p {key}={value}" for key, value in query.example.items()),
        }
        for query in named_queries().values()
    ]
    return QueryResult(["name", "title", "parameters", "example"], rows, False, [], {})

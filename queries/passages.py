"""The passage behind an edge: what the text says, where it stands, and in which measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import NotFoundError
from queries.documents import read_source
from queries.entities import EdgeView, NodeView
from queries.linking import Reader
from queries.names import shown

_AROUND = 200  # characters shown either side of a quotation that stands in no measure
# Edges have no index, so one is found from its document's side: the ways to it, by its type. `s` and `t`
# are its ends, `m` the measure that says it (None: to be found by place).
_MEASURE = "MATCH (m:Measure {document: $document})"
_FOUND = "RETURN s, t, m.id AS measure, properties(r) AS edge"
_WAYS: Mapping[str, tuple[str, ...]] = {
    "RESPONSIBLE_FOR": (
        f"{_MEASURE}<-[r:RESPONSIBLE_FOR {{id: $edge}}]-(s:Agency) WITH m, r, s, m AS t {_FOUND}",
    ),
    "NAMES": (f"{_MEASURE}-[r:NAMES {{id: $edge}}]->(t:Project) WITH m, r, m AS s, t {_FOUND}",),
    "MENTIONS": (f"{_MEASURE}-[r:MENTIONS {{id: $edge}}]->(t:Region) WITH m, r, m AS s, t {_FOUND}",),
    "CITES": (
        f"{_MEASURE}-[r:CITES {{id: $edge}}]->(t:Document) WITH m, r, m AS s, t {_FOUND}",
        "MATCH (s:Document {id: $document})-[r:CITES {id: $edge}]->(t:Document)"
        " RETURN s, t, null AS measure, properties(r) AS edge",
    ),
    "LOCATED_IN": (
        f"{_MEASURE}-[:NAMES]->(s:Project) WITH DISTINCT s"
        " MATCH (s)-[r:LOCATED_IN {id: $edge}]->(t:Region)"
        " RETURN s, t, r.measure AS measure, properties(r) AS edge",
    ),
    "SEGMENT_OF": (
        f"{_MEASURE}-[:NAMES]->(s:Project) WITH DISTINCT s"
        " MATCH (s)-[r:SEGMENT_OF {id: $edge}]->(t:Project)"
        " RETURN s, t, null AS measure, properties(r) AS edge",
    ),
    "HAS_MEASURE": (
        "MATCH (s:Document {id: $document})-[r:HAS_MEASURE {id: $edge}]->(t:Measure)"
        " RETURN s, t, t.id AS measure, properties(r) AS edge",
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A text and where a quotation stands in it: `text[start:end]`; None where it cannot be placed."""

    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """The document a passage is from."""

    id: str
    name: str
    number: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class PassageMeasure:
    """The measure a passage is from."""

    id: str
    path: list[int]
    heading: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """The evidence of an edge. `start`, `end`: the quotation's place in the document's source text."""

    edge: EdgeView
    source: NodeView
    target: NodeView
    document: PassageDocument
    measure: PassageMeasure | None
    quote: str
    as_written: str
    start: int
    end: int
    passage: Span


def _view(node: Mapping[str, Any]) -> NodeView:
    return NodeView.from_properties(node["label"], node["properties"])


def _find_edge(store: Reader, edge: str) -> tuple[dict[str, Any], str, str]:
    """The row that holds `edge`, its type and its document, both of which its id tells."""
    document, _, rest = edge.rpartition("~")[0].rpartition("~")
    for way in _WAYS.get(rest, ()):
        found = store.read(way, {"document": document, "edge": edge}, 1)
        if found.rows:
            return found.rows[0], rest, document
    raise NotFoundError("unknown_edge", edge=shown(edge))


def _node(store: Reader, label: str, id_: str | None) -> NodeView | None:
    if id_ is None:
        return None
    found = store.read(f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS properties", {"id": id_}, 1)
    return NodeView.from_properties(label, found.rows[0]["properties"]) if found.rows else None


def _measure_at(store: Reader, document: str, start: int) -> NodeView | None:
    found = store.read(
        f"{_MEASURE} WHERE m.start_char <= $start AND $start < m.end_char"
        " RETURN properties(m) AS properties ORDER BY m.position",
        {"document": document, "start": start},
        1,
    )
    return NodeView.from_properties("Measure", found.rows[0]["properties"]) if found.rows else None


def _span(text: str | None, measure: NodeView | None, start: int, end: int, as_written: str) -> Span:
    if text is None:
        known = "" if measure is None else measure.properties["text"]
        at = known.find(as_written)
        return Span(known or as_written, *((at, at + len(as_written)) if at >= 0 else (None, None)))
    if measure is None:
        first, last = max(0, start - _AROUND), end + _AROUND
    else:
        # A list of bodies may stand outside the leaf it is for, under its heading.
        first = min(measure.properties["start_char"], start)
        last = max(measure.properties["end_char"], end)
    return Span(text[first:last], start - first, end - first)


def _told(measure: NodeView) -> PassageMeasure:
    return PassageMeasure(measure.id, measure.properties["path"], measure.properties.get("heading"))


def read_passage(store: Reader, edge: str) -> Passage:
    """The passage that the edge `edge` was read from.

    Raises NotFoundError: no such edge, or one that no text says.
    """
    row, type_, document = _find_edge(store, edge)
    source, target = _view(row["s"]), _view(row["t"])
    properties = row["edge"]
    holder = _node(store, "Document", document)
    assert holder is not None  # an edge is never left without the document that said it
    measure = _node(store, "Measure", row["measure"])
    where = properties if "start_char" in properties or measure is None else measure.properties
    start, end = where["start_char"], where["end_char"]
    measure = measure or _measure_at(store, document, start)
    text = read_source(store, document)
    as_written = properties.get("as_written") or (measure.properties["text"] if measure else "")
    quote = as_written if text is None else text[start:end]
    return Passage(
        EdgeView.from_properties(type_, (source.id, target.id), properties),
        source,
        target,
        PassageDocument(
            holder.id, holder.name, holder.properties.get("number"), holder.properties.get("date")
        ),
        None if measure is None else _told(measure),
        quote,
        as_written,
        start,
        end,
        _span(text, measure, start, end, as_written),
    )

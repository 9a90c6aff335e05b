"""The loaded documents, and one of them with all that was read from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import NotFoundError
from queries.entities import NodeView
from queries.linking import Reader
from queries.names import shown

# A document's own rows are bounded by its size, which loading bounds; they are read whole.
_ALL = 1_000_000
_WITHIN = "MATCH (d:Document {id: $id})-[:HAS_MEASURE]->(m:Measure)"
_SPAN = "r.id AS edge, r.as_written AS as_written, r.start_char AS start, r.end_char AS end"


M = TypeVar("M", bound="Mark")


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A loaded document in the list; `measures`: how many."""

    id: str
    name: str
    title: str | None
    number: str | None
    date: str | None
    jurisdiction: str | None
    measures: int


@dataclass(frozen=True, slots=True)
class DocumentList:
    """Some of the loaded documents, the latest first; `total`: all of them."""

    documents: list[ListedDocument]
    total: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the source text, `text[start:end]`, that an edge was read from."""

    edge: str
    as_written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AgencyMark(Mark):
    """A body of a measure."""

    agency: str
    agency_id: str
    role: str


@dataclass(frozen=True, slots=True)
class ProjectMark(Mark):
    """A project of a measure; `name` as this measure has it, `project` as the graph does."""

    project: str
    project_id: str
    name: str
    stage: str | None
    sector: str


@dataclass(frozen=True, slots=True)
class RegionMark(Mark):
    """A division or area that a measure names."""

    region: str
    region_id: str


@dataclass(frozen=True, slots=True)
class CitationMark(Mark):
    """A document cited; `measure`: the citing measure's id, None in the preamble."""

    document_id: str
    title: str | None
    number: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure and what was read in it; `text` is cleaned, `start` and `end` count in the source text."""

    id: str
    path: list[int]
    heading: str | None
    text: str
    start: int
    end: int
    responsibilities: list[AgencyMark]
    projects: list[ProjectMark]
    regions: list[RegionMark]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A loaded document; `text` is its source, None where only a parsed file was loaded."""

    document: NodeView
    text: str | None
    measures: list[ReadMeasure]
    citations: list[CitationMark]


def count_documents(store: Reader) -> int:
    """How many documents are loaded."""
    found = store.read("MATCH (d:Document) WHERE d.loaded = true RETURN count(d) AS total")
    return int(found.rows[0]["total"])


def list_documents(store: Reader, limit: int, offset: int = 0) -> DocumentList:
    """Loaded documents `offset` … `offset + limit`, the latest first, the undated last."""
    total = count_documents(store)
    found = store.read(
        "MATCH (d:Document) WHERE d.loaded = true"
        " WITH d ORDER BY coalesce(d.date, '') DESC, d.id SKIP $offset LIMIT $limit"
        " OPTIONAL MATCH (d)-[:HAS_MEASURE]->(m:Measure)"
        " RETURN d.id AS id, d.name AS name, d.title AS title, d.number AS number, d.date AS date,"
        " d.jurisdiction AS jurisdiction, count(m) AS measures ORDER BY coalesce(date, '') DESC, id",
        {"limit": limit, "offset": offset},
        limit,
    )
    documents = [ListedDocument(**row) for row in found.rows]
    return DocumentList(documents, total, offset + len(documents) < total)


def read_source(store: Reader, document: str) -> str | None:
    """The source text of a document, None where it is not kept."""
    found = store.read(
        "MATCH (:Document {id: $id})-[:READ_FROM]->(s:Source) RETURN s.text AS text", {"id": document}, 1
    )
    return found.rows[0]["text"] if found.rows else None


def _by_measure(store: Reader, id_: str, kind: type[M], pattern: str, columns: str) -> Mapping[str, list[M]]:
    found = store.read(
        f"{_WITHIN} WITH m MATCH (m){pattern} RETURN m.id AS measure, {columns}, {_SPAN}"
        " ORDER BY m.position, start, edge",
        {"id": id_},
        _ALL,
    )
    marks: defaultdict[str, list[M]] = defaultdict(list)
    for row in found.rows:
        marks[row.pop("measure")].append(kind(**row))
    return marks


def _citations(store: Reader, id_: str) -> list[CitationMark]:
    columns = f"c.id AS document_id, c.title AS title, c.number AS number, {_SPAN}"
    found = store.read(
        f"MATCH (d:Document {{id: $id}})-[r:CITES]->(c:Document) RETURN null AS measure, {columns}"
        f" UNION ALL {_WITHIN} WITH m MATCH (m)-[r:CITES]->(c:Document) RETURN m.id AS measure, {columns}",
        {"id": id_},
        _ALL,
    )
    marks = [CitationMark(**row) for row in found.rows]
    return sorted(marks, key=lambda mark: (mark.start, mark.edge))


def read_document(store: Reader, id_: str) -> ReadDocument:
    """The loaded document `id_`, its measures in order.

    Raises NotFoundError: no such document, or one known from citations alone.
    """
    found = store.read("MATCH (d:Document {id: $id}) RETURN properties(d) AS properties", {"id": id_}, 1)
    if not found.rows:
        raise NotFoundError("document_unknown", document=shown(id_))
    document = NodeView.from_properties("Document", found.rows[0]["properties"])
    if not document.properties.get("loaded"):
        raise NotFoundError("document_only_cited", document=shown(document.name))
    responsibilities = _by_measure(
        store,
        id_,
        AgencyMark,
        "<-[r:RESPONSIBLE_FOR]-(n:Agency)",
        "n.name AS agency, n.id AS agency_id, r.role AS role",
    )
    projects = _by_measure(
        store,
        id_,
        ProjectMark,
        "-[r:NAMES]->(n:Project)",
        "n.name AS project, n.id AS project_id, r.name AS name, r.stage AS stage, n.sector AS sector",
    )
    regions = _by_measure(
        store, id_, RegionMark, "-[r:MENTIONS]->(n:Region)", "n.name AS region, n.id AS region_id"
    )
    measures = store.read(
        f"{_WITHIN} RETURN m.id AS id, m.path AS path, m.heading AS heading, m.text AS text,"
        " m.start_char AS start, m.end_char AS end ORDER BY m.position",
        {"id": id_},
        _ALL,
    )
    return ReadDocument(
        document,
        read_source(store, id_),
        [
            ReadMeasure(
                **row,
                responsibilities=responsibilities.get(row["id"], []),
                projects=projects.get(row["id"], []),
                regions=regions.get(row["id"], []),
            )
            for row in measures.rows
        ],
        _citations(store, id_),
    )

"""Parsed documents made by hand, which share projects, bodies, copies and citations."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.correcting import write_corrections
from graph.model import (
    Citation,
    Correction,
    CorrectionRule,
    DocumentGraph,
    Header,
    Measure,
    ParsedDocument,
    ProjectMention,
    Reference,
    Responsibility,
    Role,
    Sector,
    SourceFile,
    Stage,
)
from graph.store import GraphStore
from graph.writer import Outcome, write_document, write_reference
from loaders.header import document_id
from loaders.parsed import measure_id
from loaders.resolve import to_graph
from tests.graph.made_documents import dump

TEXTS = tuple(f"推进第{number}项重点工作，落实资金、土地和人才政策，" * 6 for number in range(1, 7))


def project(name: str, sector: str, *locations: str) -> ProjectMention:
    return ProjectMention(name, name, Sector(sector), Stage.BUILDING, locations, 0, len(name))


def unit(agency: str, as_written: str | None = None) -> Responsibility:
    return Responsibility(agency, as_written or agency, Role.LEAD, False, 0, len(as_written or agency))


def cite(title: str, number: str | None = None, path: tuple[int, ...] | None = None) -> Citation:
    return Citation(title, number, path, 0, len(title))


def document(
    title: str,
    *,
    number: str | None = None,
    issuer: str | None = None,
    date: str | None = "2020-01-01",
    place: str = "四川省",
    path: str | None = None,
    texts: tuple[str, ...] = (),
    projects: tuple[ProjectMention, ...] = (),
    units: tuple[Responsibility, ...] = (),
    citations: tuple[Citation, ...] = (),
) -> ParsedDocument:
    """A document whose first measure holds all its mentions."""
    issuers = (issuer,) if issuer else ()
    key = document_id(number, title, issuers, title)
    texts = texts or (f"{title}的内容",)
    measures = tuple(
        Measure(
            measure_id(key, (at,)),
            (at,),
            None,
            text,
            0,
            len(text),
            units if at == 1 else (),
            projects if at == 1 else (),
        )
        for at, text in enumerate(texts, 1)
    )
    source = SourceFile(path or f"{key}.txt", f"sha-{key}-{path}", 100)
    header = Header(key, title, number, issuers, date, place, (), source)
    return ParsedDocument(header, citations, measures)


def graph_of(parsed: ParsedDocument) -> DocumentGraph:
    return to_graph(parsed, None)


def at(parsed: ParsedDocument, path: str) -> ParsedDocument:
    """The same document from another file."""
    source = replace(parsed.document.source, path=path)
    return replace(parsed, document=replace(parsed.document, source=source))


def correction(kind: str, rule: str, name: str, other: str) -> Correction:
    return Correction(kind, CorrectionRule(rule), name, other, "", 2)  # type: ignore[arg-type]


def load(store: GraphStore, documents: Iterable[ParsedDocument]) -> list[Outcome]:
    return [write_document(store, graph_of(parsed)) for parsed in documents]


def fresh(
    store: GraphStore,
    places: Reference,
    documents: Iterable[ParsedDocument],
    corrections: Sequence[Correction] = (),
) -> list[str]:
    """The dump of an empty graph with these documents."""
    store.write("MATCH (n) DETACH DELETE n")
    write_reference(store, places)
    write_corrections(store, corrections)
    load(store, documents)
    return dump(store)


def rows(store: GraphStore, query: str, **params: object) -> list[list[object]]:
    return [list(row.values()) for row in store.read_all(query, params)]


def projects(store: GraphStore) -> dict[str, list[str]]:
    """Each project that a measure names, with all its names."""
    found = store.read_all("MATCH (p:Project)<-[:NAMES]-() RETURN DISTINCT p.id AS id, p.aliases AS names")
    return {row["id"]: row["names"] for row in found}


def cited(store: GraphStore, document: str) -> list[list[object]]:
    return rows(
        store,
        "MATCH (:Document {id: $id})-[r:CITES]->(d:Document) RETURN d.id, r.status, r.rule ORDER BY r.title, d.id",
        id=document,
    )


PLAN = document(
    "四川省老区规划实施方案",
    number="川办发〔2017〕58号",
    issuer="四川省人民政府办公厅",
    date="2017-07-01",
    texts=TEXTS,
    projects=(project("毗河供水二期工程", "水利", "安岳县"),),
    path="plan.txt",
)
NOTICE = document(
    "四川省人民政府办公厅关于印发四川省老区规划实施方案的通知",
    issuer="四川省人民政府办公厅",
    date="2017-07-01",
    path="notice.txt",
)
MIRROR = document("四川省方案", date=None, place="四川省", texts=TEXTS, path="mirror.txt")
FORWARDED = document(
    "关于转发四川省方案的通知",
    number="资府办发〔2017〕9号",
    date="2017-09-01",
    place="资阳市",
    texts=TEXTS,
    path="forwarded.txt",
)
CITING = document(
    "资阳市方案",
    number="资府办函〔2022〕6号",
    date="2022-01-26",
    place="资阳市",
    projects=(project("毗河二期", "水利"),),
    citations=(
        cite("四川省人民政府办公厅关于印发四川省老区规划实施方案的通知", "川办发〔2017〕58号"),
        cite("四川省老区规划实施方案", None, (1,)),
        cite("关于转发的通知", "资府办发〔2017〕9号"),
        cite("四川省水利条例"),
    ),
)
COPIES = (PLAN, NOTICE, MIRROR, FORWARDED)

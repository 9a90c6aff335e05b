"""Parsed documents made by hand, which share projects, bodies, copies and citations."""

from dataclasses import replace

from graph.model import (
    Citation,
    DocumentGraph,
    Header,
    Measure,
    ParsedDocument,
    ProjectMention,
    Responsibility,
    Role,
    Sector,
    SourceFile,
    Stage,
)
from loaders.header import document_id
from loaders.parsed import measure_id
from loaders.resolve import to_graph

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

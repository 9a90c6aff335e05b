"""The stages of reading in order: file, text, outline, header, lists, places, projects, bodies, citations."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import DocumentError, message
from graph.model import (
    Citation,
    Header,
    Measure,
    ParsedDocument,
    ProjectMention,
    Reference,
    RegionMention,
    Responsibility,
    Role,
    SourceFile,
)
from loaders.agencies import find_agencies_in_prose
from loaders.citations import find_aliases, find_citations, normal_title
from loaders.clean import Text, clean
from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.header import parse_header
from loaders.jurisdiction import find_jurisdiction, find_scope
from loaders.leaves import Leaf, find_leaves
from loaders.lexicon import Lexicon, read_lexicon
from loaders.outline import main_part, parse_outline
from loaders.parsed import measure_id, read_parsed
from loaders.projects import find_projects
from loaders.read import PARSED_SUFFIXES, Source, find_files, read_file
from loaders.regions import find_places, mention_regions
from loaders.title import read_title
from loaders.traditional import as_printed, readable
from loaders.units import blank_lists

log = logging.getLogger(__name__)

Mention = TypeVar("Mention", Responsibility, ProjectMention, RegionMention)

_place = attrgetter("start", "end")
# Longer than any paragraph of a policy document by two orders of magnitude (characters).
_LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one document: `parsed`, or the `error` that kept it out. `text`: its decoded source.

    `notes` are sentences for the user about what was read all the same.
    """

    path: str
    parsed: ParsedDocument | None = None
    text: str | None = None
    error: DocumentError | None = None
    notes: tuple[str, ...] = ()


class _DocumentReader:
    """Reads the measures of one document whose header is known."""

    def __init__(
        self,
        header: Header,
        own_titles: frozenset[str],
        aliases: frozenset[str],
        context: Context,
        lexicon: Lexicon,
    ) -> None:
        self.header = header
        self.own_titles = own_titles
        self.aliases = aliases
        self.context = context
        self.lexicon = lexicon

    def measure(self, leaf: Leaf) -> Measure:
        """One measure with all it names; offsets lead into the source."""
        chars = leaf.text.chars
        prose = blank_lists(chars, leaf.lists)
        hits = self.lexicon.spotter.spot(prose)
        places = find_places(prose, hits, self.context)
        units = [unit for found in leaf.lists for unit in found.units]
        listed = {unit.agency for unit in units}
        units += (
            Responsibility(body.name, prose[start:end], Role.NAMED, body.collective, start, end)
            for start, end, body in find_agencies_in_prose(prose, hits, self.context)
            if body.name not in listed
        )
        start, end = leaf.text.span(0, len(chars))
        path = leaf.item.path
        return Measure(
            measure_id(self.header.id, path),
            path,
            next(leaf.item.titles(), None),
            chars,
            start,
            end,
            _placed(_once(units), leaf.text),
            _placed(find_projects(prose, hits, places, self.context), leaf.text),
            _placed(mention_regions(places, self.context), leaf.text),
        )

    def citations(self, text: Text, path: tuple[int, ...] | None) -> Iterator[Citation]:
        """The citations of a stretch of the document."""
        for citation in find_citations(text.chars, self.own_titles, self.aliases):
            start, end = text.span(citation.start, citation.end)
            yield replace(citation, path=path, start=start, end=end)


def _once(units: Sequence[Responsibility]) -> tuple[Responsibility, ...]:
    """A body in several lists of one measure once for each role."""
    return tuple({(unit.agency, unit.role): unit for unit in reversed(units)}.values())[::-1]


def _placed(mentions: Iterable[Mention], text: Text) -> tuple[Mention, ...]:
    """The mentions with offsets that lead into the source, in reading order."""
    moved = (_moved(mention, *text.span(mention.start, mention.end)) for mention in mentions)
    return tuple(sorted(moved, key=_place))


@cache
def _but_place(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Gives the fields of a mention but the last two, `start` and `end`."""
    return attrgetter(*(field.name for field in fields(kind)[:-2]))


def _moved(mention: Mention, start: int, end: int) -> Mention:
    """`mention` with other offsets; `replace` would take five times as long."""
    kind: Any = type(mention)
    moved: Mention = kind(*_but_place(kind)(mention), start, end)
    return moved


def parse_document(source: Source, lexicon: Lexicon | None = None) -> ParsedDocument:
    """The document in a decoded text.

    Raises DocumentError for a text without a numbered outline, or with a line no document has.
    """
    lexicon = lexicon or read_lexicon()
    longest = max(len(line) for line in source.text.split("\n"))
    if longest > _LONGEST_LINE:
        raise DocumentError("line_too_long", path=source.path, chars=longest)
    chars = readable(source.text)
    text = clean(chars)
    parts = parse_outline(text.chars)
    if not parts:
        raise DocumentError("no_outline", path=source.path)
    items = parts[main_part(parts)]
    preamble = text.chars[: items[0].ordinal]
    body, tail = text.chars[items[0].ordinal : items[-1].start], text.chars[items[-1].start :]
    file = SourceFile(source.path, source.sha256, len(source.text))
    unknown = parse_header(preamble, tail, file, Context(lexicon.gazetteer, None, None), body)
    jurisdiction = find_jurisdiction(unknown, text.chars, lexicon)
    context = Context(lexicon.gazetteer, jurisdiction, unknown.date)
    header = parse_header(preamble, tail, file, context, body)
    found = find_leaves(text, parts, context)
    reader = _DocumentReader(
        header, _own_titles(header, preamble), find_aliases(text.chars), context, lexicon
    )
    measures = tuple(reader.measure(leaf) for leaf in found.measures)
    citations: list[Citation] = []
    for start, end in found.preambles:
        citations += reader.citations(text.slice(start, end), None)
    for leaf in found.measures:
        citations += reader.citations(leaf.text, leaf.item.path)
    header = replace(header, scope=find_scope(header, measures, lexicon))
    return as_printed(ParsedDocument(header, tuple(citations), measures), source.text, chars)


def _own_titles(header: Header, preamble: str) -> frozenset[str]:
    """The titles that mean the document itself, its notice's and its plan's."""
    return frozenset(normal_title(title) for title in (header.title, *read_title(preamble)) if title)


def read_paths(paths: Sequence[Path], max_bytes: int) -> Iterator[Reading]:
    """Every document in the files and folders `paths`, in name order; a failed one does not stop the rest."""
    for path in find_files(paths):
        try:
            source = read_file(path, max_bytes)
            if path.suffix.lower() in PARSED_SUFFIXES:
                yield from _read_parsed(source)
            else:
                parsed = parse_document(source)
                yield Reading(str(path), parsed, source.text, notes=source.notes)
        except DocumentError as error:
            yield Reading(str(path), error=error)
        except Exception as error:  # a fault of the reader costs one file, not the folder
            log.exception("reading %s", path)
            yield Reading(str(path), error=DocumentError("reader_failed", path=path, reason=repr(error)))


def _read_parsed(source: Source) -> Iterator[Reading]:
    for found in read_parsed(source.text, source.path):
        if isinstance(found, DocumentError):
            yield Reading(source.path, error=found)
        else:
            parsed, unknown = found
            notes = (message("unknown_keys", path=source.path, keys=", ".join(unknown)),) if unknown else ()
            yield Reading(source.path, parsed, notes=(*source.notes, *notes))


def reference() -> Reference:
    """What the graph holds before any document: divisions, areas, and what is part of what."""
    return Gazetteer.read().reference()

"""What a body is called in full: its official name from the way a document prints it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar

from graph.model import Level
from loaders.agency_collectives import is_collective, name_collective, split_collective
from loaders.agency_forms import SLOT, closest_form, find_form, official_form, printed_name, write_name
from loaders.agency_places import PlaceSpan, begins_pointing, choose_division, find_place_spans
from loaders.agency_tables import (
    CentralRow,
    EndingRow,
    FormRow,
    LocalRow,
    body_exclusions,
    central_bodies,
    endings,
    local_bodies,
    months_off,
    not_pointers,
)
from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer

_BLANKS = re.compile(r"[\s　*]+")
_BRACKETS = str.maketrans("()", "（）")
_SECOND_PLATE = re.compile("（[^（）]+）$")
_BRANCH = re.compile(
    "(?P<head>.{2,}?(?:局|委|厅|办公室|公司|中心|法院|检察院|医院|大学|学院|银行|供销社))"
    "(?P<tail>.+?(?:分局|分公司|分院|分中心|支队|大队|中队|分行|支行|监管所|管理站|法庭|税务所|派出所|专班))"
)
# 自然资源部|办公厅, 国务院|教育督导委员会办公室, 财政部|国库司.
_OFFICE_TAIL = re.compile("(?![和与及])(?:[^、]{0,20}办公[厅室]|[^、]{2,12}司)")
_AND = re.compile("和|与|及|会同|等")
_OTHERS = re.compile("等|会同")
_ALSO = re.compile("[和与及]各")
_MANY = re.compile("[、，；：。]|委[省市县区州镇乡](?:人民)?政府")
_NATIONAL = re.compile("中国|国家|全国")
# What the whole country has one of, where it is no company: 全国绿化委员会, 国务院…领导小组办公室.
_OF_THE_NATION = re.compile("(?:国务院|全国|中央).*(?:委员会|领导小组|办公[厅室]|联席会议|指挥部)")
_PARTY = re.compile("委(?=.*(?:委|办|部|室|局|组|会))")
_LONGEST = 40
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its official `name`. `jurisdiction`: the division it serves, None where none is known.

    `level`: of that division, None for a collective or a company; `rule`: which rule found the name: central,
    local, form, closest form, collective, branch, place, as printed.
    """

    name: str
    short_name: str
    level: Level | None
    jurisdiction: Division | None
    system: str | None
    collective: bool
    rule: str


@lru_cache(maxsize=65536)
def resolve_agency(as_written: str, context: Context, prefix: str | None = None) -> Body | None:
    """The body that `as_written` names in a document of this jurisdiction and date; None if it is no body.

    `prefix`: the pointing word that stood before an earlier name of the list (省财政厅、教育厅: 省).
    """
    name = _BLANKS.sub("", as_written).translate(_BRACKETS).strip("、，,；;。：:")
    if body := _known(name, context):
        return body
    if not 2 <= len(name) <= _LONGEST or body_exclusions().found_in(name):
        return None
    if body := _by_place(name, context) or (_by_place(prefix + name, context) if prefix else None):
        return body
    if is_collective(name):
        return _collective(name, context)
    return (
        _without_place(name, context)
        or _branch(name, context)
        or _central_office(name, context)
        or _second_plate(name, context)
        or _closest(name, context)
        or _bare_place(name, context)
        or _as_printed(name, context)
    )


def find_joint(as_written: str, context: Context) -> int | None:
    """Where the second body begins in two printed without a mark between; None if there is no such place."""
    for at in range(2, len(as_written) - 2):
        left, right = as_written[:at], as_written[at:]
        if (
            begins_pointing(right)
            and _ending(left)
            and _in_known_form(left, context)
            and _in_known_form(right, context)
        ):
            return at
    return None


def describe_agency(name: str, gazetteer: Gazetteer) -> Body:
    """Level, jurisdiction, system and short name of a body given by its official full name."""
    context = Context(gazetteer, None, None)
    for key, span in _keys(name, context):
        row = official_form(key, span.division, context)
        if row is not None and write_name(row.official, span.division, gazetteer) == name:
            return _of_form(row, span.division, gazetteer)
    body = resolve_agency(name, context)
    if body is None:
        return Body(name, name, None, None, None, False, "as printed")
    return body if body.name == name else replace(body, name=name)


def _collective(name: str, context: Context) -> Body | None:
    """Many bodies; or the one named before 等有关部门; or None for a body and many, which are to be split."""
    head = _OTHERS.split(name, maxsplit=1)[0]
    if head != name and not _ALSO.search(name) and (body := _in_known_form(head, context)):
        return body
    for left, right in split_collective(name):
        if is_collective(right) and (_in_known_form(left, context) or is_collective(left)):
            return None
    words, division = name_collective(name, context)
    return Body(words, words, None, division, None, True, "collective")


def _known(name: str, context: Context) -> Body | None:
    """A central body, or a local one with a name of its own."""
    central = _central_index().get(name, ())
    if context.jurisdiction == context.gazetteer.nation:
        central = (*central, *_national_index().get(name, ()))
    if central:
        row = min(central, key=lambda row: (months_off(row.from_, row.to, context.date), row.name != name))
        return _central(row, context)
    for local in _local_index().get(name, ()):
        seat = context.gazetteer.official(local.jurisdiction)
        own = context.jurisdiction
        if isinstance(seat, Division) and (
            name == local.name or (own is not None and context.gazetteer.is_within(own.code, seat.code))
        ):
            short = local.abbreviations[0] if local.abbreviations else local.name
            return Body(local.name, short, seat.level, seat, local.system, False, "local")
    return None


def _by_place(name: str, context: Context) -> Body | None:
    """A name that says its division, in a known form."""
    for key, span in _keys(name, context):
        short = name[span.start : span.end] == span.division.short != span.division.name
        if row := find_form(key, span.division, context, short=short):
            return _of_form(row, span.division, context.gazetteer)
    return None


def _keys(name: str, context: Context) -> Iterator[tuple[str, PlaceSpan]]:
    """`name` with a slot for its division; with two where it says one above it too, or the same one twice."""
    spans = find_place_spans(name, context)
    for span in spans:
        yield _slot(name, span), span
    for last in spans:
        above = {last.division, *context.gazetteer.ancestors(last.division)}
        for first in spans:
            if first.end <= last.start and first.division in above:
                yield _slot(_slot(name, last), first), last


def _without_place(name: str, context: Context) -> Body | None:
    """交通运输局: of the document's own jurisdiction; 教育厅 in a city's document: of its province."""
    own = context.jurisdiction
    if own is None or own == context.gazetteer.nation:
        return None
    for division in (own, *context.gazetteer.ancestors(own)):
        if row := find_form(SLOT + name, division, context, strict=True):
            return _of_form(row, division, context.gazetteer)
    return None


def _in_known_form(name: str, context: Context) -> Body | None:
    return _known(name, context) or _by_place(name, context) or _without_place(name, context)


def _branch(name: str, context: Context) -> Body | None:
    """市生态环境局陆河分局: the branch of a body, at a place inside its jurisdiction."""
    match = _BRANCH.fullmatch(name)
    if match is None:
        return None
    head = _in_known_form(match["head"], context)
    if head is None:
        return None
    places = [span.division for span in find_place_spans(match["tail"], context) if span.written]
    over = head.jurisdiction
    seat = next((place for place in places if over is None or place.rank > over.rank), over)
    level = seat.level if seat else head.level
    return Body(head.name + match["tail"], name, level, seat, head.system, False, "branch")


def _central_office(name: str, context: Context) -> Body | None:
    """教育部办公厅: a part of a central body, which is as central as the whole."""
    for at in range(len(name) - 2, 1, -1):
        if _OFFICE_TAIL.fullmatch(name, at) and name[:at] in _central_index():
            head = _known(name[:at], context)
            return replace(head, name=head.name + name[at:], short_name=name, rule="branch") if head else None
    return None


def _second_plate(name: str, context: Context) -> Body | None:
    """市文化广电旅游局（市文物局）: one body under two names, known by the first."""
    first = _SECOND_PLATE.sub("", name)
    return _in_known_form(first, context) if first != name else None


def _closest(name: str, context: Context) -> Body | None:
    """A known form with a character dropped by the printer."""
    for span in find_place_spans(name, context):
        if span.start == 0 and (row := closest_form(_slot(name, span), span.division, context)):
            return replace(_of_form(row, span.division, context.gazetteer), rule="closest form")
    return None


def _bare_place(name: str, context: Context) -> Body | None:
    """安岳县 among units is its government."""
    division = choose_division(name, context)
    if division is None or name == division.short or division == context.gazetteer.nation:
        return None
    row = find_form(SLOT + ("办事处" if name.endswith("街道") else "人民政府"), division, context)
    return replace(_of_form(row, division, context.gazetteer), rule="place") if row else None


def _as_printed(name: str, context: Context) -> Body | None:
    """A name of no known form that ends as bodies do, its division in full and its ending written out."""
    ending = _ending(name)
    if ending is not None and name == ending.ending:
        return _bare(name, context)
    if ending is None or _MANY.search(name) or _joins_two(name, context):
        return None
    span = next((span for span in find_place_spans(name, context) if _leads(span, name)), None)
    if ending.strength == "weak" and span is None and not _NATIONAL.match(name):
        return None
    printed = name.removesuffix(ending.ending) + (ending.full or ending.ending)
    if span is None:
        return _placeless(name, printed, context)
    if span.end + len(ending.ending) == len(name) and not ending.direct:
        return None
    if not span.written or span.division.name == name[: span.end]:
        party = "中共" if _PARTY.match(printed, span.end) else ""
        printed = party + printed_name(span.division, context.gazetteer) + printed[span.end :]
    return Body(printed, name, span.division.level, span.division, None, False, "as printed")


def _placeless(name: str, printed: str, context: Context) -> Body:
    """An unknown body whose name says no division."""
    if begins_pointing(name) and not name.startswith(not_pointers()):
        printed = name
    if _OF_THE_NATION.fullmatch(name):
        return Body(printed, name, Level.NATIONAL, context.gazetteer.nation, None, False, "as printed")
    return Body(printed, name, None, None, None, False, "as printed")


def _bare(name: str, context: Context) -> Body | None:
    """联席会议, 领导小组办公室: the one of the document's jurisdiction."""
    own = context.jurisdiction
    if own is None:
        return None
    printed = name if own == context.gazetteer.nation else own.name + name
    return Body(printed, name, own.level, own, None, False, "as printed")


def _joins_two(name: str, context: Context) -> bool:
    """市教育局和市财政局, 市教育局市财政局 are no names of one body."""
    return (
        any(_ending(name[: match.start()]) for match in _AND.finditer(name))
        or find_joint(name, context) is not None
    )


def _leads(span: PlaceSpan, name: str) -> bool:
    """Whether the division stands in front of a longer name, and is no part of a word there (市场, 区域)."""
    return span.start == 0 and span.end < len(name) and (span.written or not name.startswith(not_pointers()))


def _of_form(row: FormRow, division: Division, gazetteer: Gazetteer) -> Body:
    if not row.at(division.level) and row.levels[0] == Level.PROVINCE and division.level is Level.PREFECTURE:
        seat = gazetteer.ancestors(division)[0]
    else:
        seat = division
    short = row.abbreviations[0] if row.abbreviations else row.official
    if "{" in row.official and "{" not in short:
        short = "{J}" + short
    return Body(
        write_name(row.official, division, gazetteer),
        write_name(short, division, gazetteer),
        seat.level,
        seat,
        row.system,
        False,
        "form",
    )


def _central(row: CentralRow, context: Context) -> Body:
    short = row.abbreviations[0] if row.abbreviations else row.name
    return Body(row.name, short, Level.NATIONAL, context.gazetteer.nation, row.system, False, "central")


def _slot(name: str, span: PlaceSpan) -> str:
    return name[: span.start] + SLOT + name[span.end :]


def _ending(name: str) -> EndingRow | None:
    if body_exclusions().found_in(name):
        return None
    for length in range(min(_longest_ending(), len(name)), 0, -1):
        row = _ending_index().get(name[-length:])
        if row is not None and (len(name) > length or row.strength == "bare"):
            return row
    return None


@cache
def _ending_index() -> dict[str, EndingRow]:
    return {row.ending: row for row in endings()}


@cache
def _longest_ending() -> int:
    return max(map(len, _ending_index()))


def _indexed(entries: list[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    index: dict[str, tuple[Row, ...]] = {}
    for form, row in entries:
        index[form] = (*index.get(form, ()), row)
    return index


@cache
def _central_index() -> dict[str, tuple[CentralRow, ...]]:
    return _indexed([(form, row) for row in central_bodies() for form in (row.name, *row.abbreviations)])


@cache
def _national_index() -> dict[str, tuple[CentralRow, ...]]:
    return _indexed([(form, row) for row in central_bodies() for form in row.national_abbreviations])


@cache
def _local_index() -> dict[str, tuple[LocalRow, ...]]:
    return _indexed([(form, row) for row in local_bodies() for form in (row.name, *row.abbreviations)])

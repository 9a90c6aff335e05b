"""Where the division stands in a body's name, and which division it is.

市发展改革委, 四川省教育厅, 团省委, 人行泰州中支: a name is a division and words around it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.model import Level
from loaders.context import Context
from loaders.gazetteer import Division

_LONGEST = 12
# Words that point at the division of their kind which the document belongs to. Longer ones first.
_POINTERS = re.compile("自治区|自治州|自治县|地区|[省市县区州旗盟镇乡]")
_NEAR = re.compile("[我本该全]$")


class PlaceSpan(NamedTuple):
    """`name[start:end]` says `division`; `written`: by name, not by a word that points (市, 省)."""

    start: int
    end: int
    division: Division
    written: bool


@lru_cache(maxsize=65536)
def find_place_spans(name: str, context: Context) -> tuple[PlaceSpan, ...]:
    """The divisions that `name` may speak of, the likelier first: long names, then pointing words."""
    written = sorted(_written(name, context), key=lambda span: (span.start, -span.end))
    joined = [span for first in written for span in _inside(name, first, context)]
    named = sorted([*joined, *written], key=lambda span: (span.start, -span.end))
    return (*named, *_pointing(name, context))


def pointed_at(word: str, context: Context) -> Division | None:
    """The division that 市, 省, 县 … means: the nearest of its kind from the jurisdiction up."""
    if context.jurisdiction is None:
        return None
    lineage = (context.jurisdiction, *context.gazetteer.ancestors(context.jurisdiction))
    found = next((d for d in lineage if d.name.endswith(word)), None)
    if found is None and word in "省区":
        return next((d for d in lineage if d.level is Level.PROVINCE and d.name.endswith("自治区")), None)
    if found is None and word == "县":
        return next((d for d in lineage if d.level is Level.COUNTY), None)
    return found


def begins_pointing(name: str) -> bool:
    """Whether `name` begins with a word that points (市, 省), or one of its characters."""
    return _POINTERS.match(name) is not None


def choose_division(form: str, context: Context) -> Division | None:
    """The division that `form` names in this document: of its own, else the only one, else the highest."""
    gazetteer, own = context.gazetteer, context.jurisdiction
    found = gazetteer.named(form, context.date)
    if not found and len(form) > 2 and form[-1] in "镇乡道":
        found = gazetteer.townships_named(form)
    if not found:
        found = tuple(d for d in [gazetteer.official(form, context.date)] if isinstance(d, Division))
    if len(found) < 2 or own is None:
        return found[0] if len(found) == 1 or (found and found[0].rank < found[1].rank) else None
    lineage = {own.code, *(d.code for d in gazetteer.ancestors(own))}
    for near in (
        [d for d in found if d.code in lineage],
        [d for d in found if gazetteer.is_within(d.code, own.code)],
        [d for d in found if d.code[:2] == own.code[:2]],
    ):
        if near:
            return near[0]
    return found[0] if found[0].rank < found[1].rank else None


def _written(name: str, context: Context) -> Iterator[PlaceSpan]:
    for start in range(len(name) - 1):
        for end in range(min(len(name), start + _LONGEST), start + 1, -1):
            division = choose_division(name[start:end], context)
            if division is not None and division != context.gazetteer.nation:
                yield PlaceSpan(start, end, division, True)


def _inside(name: str, first: PlaceSpan, context: Context) -> Iterator[PlaceSpan]:
    """The division of that full name in the one before it: 舟山市|普陀区 is no 普陀区 of 上海市."""
    for end in range(min(len(name), first.end + _LONGEST), first.end + 1, -1):
        for division in context.gazetteer.named(name[first.end : end], context.date):
            if division.name == name[first.end : end] and context.gazetteer.is_within(
                division.code, first.division.code
            ):
                yield PlaceSpan(first.start, end, division, True)


def _pointing(name: str, context: Context) -> Iterator[PlaceSpan]:
    for match in _POINTERS.finditer(name):
        division = pointed_at(match[0], context)
        if division is not None:
            start = match.start() - bool(_NEAR.search(name[: match.start()]))
            yield PlaceSpan(start, match.end(), division, False)

"""Settles whose authority speaks and where the document applies, from what its text names."""

import re
from collections import Counter

from graph.model import Header, Level, Measure
from loaders.context import Context
from loaders.gazetteer import Division
from loaders.lexicon import Lexicon
from loaders.regions import find_places

# How a document of each level speaks of its own place.
_OWN_WORDS = {
    Level.PROVINCE: re.compile("全省|我省|省级|省直|省委|省政府"),
    Level.PREFECTURE: re.compile("全市|我市|市级|市直|市委|市政府"),
    Level.COUNTY: re.compile("全县|我县|县级|县直|县委|县政府|全区|我区|区直"),
}
_SCOPE_HEADING = re.compile(r"(?:实施|适用|规划|政策|覆盖|工作)?范围")
# Of all places named, this part must lie in the one that is taken for the document's own.
_MOST = 0.7
_FEW = 3


def find_jurisdiction(header: Header, chars: str, lexicon: Lexicon) -> Division | None:
    """The division whose authority speaks: the header's, else the one in which the named places lie.

    The latter only if most of them lie in it, the text names it, and speaks of its own place as such a
    division does (全市 in 重庆市); None otherwise.
    """
    gazetteer = lexicon.gazetteer
    if header.jurisdiction:
        place = gazetteer.official(header.jurisdiction, header.date)
        return place if isinstance(place, Division) else None
    said = {level: len(words.findall(chars)) for level, words in _OWN_WORDS.items()}
    level = max(said, key=lambda kind: said[kind])
    if said[level] < _FEW:
        return None
    named = _named_divisions(chars, lexicon, header.date)
    total = sum(named.values())
    if total < _FEW:
        return None
    votes: Counter[str] = Counter()
    for code, count in named.items():
        division = gazetteer.by_code(code, header.date)
        for holder in (division, *gazetteer.ancestors(division)) if division else ():
            votes[holder.code] += count
    candidates = [
        division
        for code, count in votes.items()
        if count >= _MOST * total
        and code in named
        and (division := gazetteer.by_code(code, header.date))
        and (division.level == level or (level == Level.PREFECTURE and _is_municipality(division)))
    ]
    return candidates[0] if len(candidates) == 1 else None


def _is_municipality(division: Division) -> bool:
    return division.level == Level.PROVINCE and division.name.endswith("市")


def _named_divisions(chars: str, lexicon: Lexicon, date: str | None) -> Counter[str]:
    """Codes of the divisions that the text names, with how often."""
    context = Context(lexicon.gazetteer, None, date)
    return Counter(
        place.regions[0].code
        for place in find_places(chars, lexicon.spotter.spot(chars), context)
        if len(place.regions) == 1 and isinstance(place.regions[0], Division)
    )


def find_scope(header: Header, measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """The regions it says it applies to: the areas in its title, or what its 实施范围 item names."""
    if header.scope:
        return header.scope
    for measure in measures:
        if measure.heading and _SCOPE_HEADING.fullmatch(measure.heading):
            return tuple(region.name for region in measure.regions if region.name != header.jurisdiction)
    return ()

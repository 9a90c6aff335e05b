"""Settles whose authority speaks and where the document applies, from what its text names."""

import re
from collections import Counter

from graph.model import Header, Level, Measure
from loaders.gazetteer import Division
from loaders.header import division_of
from loaders.lexicon import Lexicon

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

    The latter only if most of them lie in it, the preamble or text names it, and the text speaks of its own
    place as such a division does (全市 in 重庆市); None otherwise.
    """
    gazetteer = lexicon.gazetteer
    if header.jurisdiction:
        return division_of(header.jurisdiction, gazetteer, header.date)
    named = _named_divisions(chars, lexicon, header.date)
    total = sum(named.values())
    if total < _FEW:
        return None
    votes: Counter[str] = Counter()
    for code, count in named.items():
        division = gazetteer.by_code(code, header.date)
        for holder in (division, *gazetteer.ancestors(division)) if division else ():
            votes[holder.code] += count
    level = max(_OWN_WORDS, key=lambda kind: len(_OWN_WORDS[kind].findall(chars)))
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
    """Codes and counts of the divisions that the text names in full, where the name alone tells them."""
    out: Counter[str] = Counter()
    for hit in lexicon.spotter.spot(chars):
        if hit.kind == "division":
            found = lexicon.gazetteer.named(hit.form, date)
            if len(found) == 1 and found[0].name == hit.form:
                out[found[0].code] += 1
    return out


def find_scope(header: Header, measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """The regions the document says it applies to: the areas in its title, or what its 实施范围 item names."""
    if header.scope:
        return header.scope
    for measure in measures:
        if measure.heading and _SCOPE_HEADING.fullmatch(measure.heading):
            return tuple(region.name for region in measure.regions if region.name != header.jurisdiction)
    return ()

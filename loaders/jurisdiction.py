"""Settles whose authority speaks and where the document applies, from what its text names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.model import Header, Level, Measure
from loaders.agency_places import begins_pointing
from loaders.context import Context
from loaders.gazetteer import Area, Division, Gazetteer
from loaders.header import division_of
from loaders.lexicon import Lexicon
from loaders.regions import find_places

# How a document of each level speaks of its own place.
_OWN_WORDS = {
    Level.PROVINCE: re.compile("全省|我省|省级|省直|省委|省政府|自治区(?:党委|人民政府|级|直)"),
    Level.PREFECTURE: re.compile("全市|我市|市级|市直|市委|市政府"),
    Level.COUNTY: re.compile("全县|我县|县级(?!市)|县直|县委|县政府|全区|我区|区直"),
}
_POINTED_LEVELS = {
    "省": Level.PROVINCE,
    "市": Level.PREFECTURE,
    "州": Level.PREFECTURE,
    "盟": Level.PREFECTURE,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
}
_SCOPE_HEADING = re.compile(r"(?:实施|适用|规划|政策|覆盖|工作)?范围")
_APPLIES = re.compile(
    r"(?:本[\u4e00-\u9fff]{2,6}|以上[\u4e00-\u9fff]{2,4})适用(?:于|范围[为是：:])(?P<place>[^。；\n]{2,80})"
    r"|(?:实施|适用|规划|政策)范围(?:包括|为|是|[：:])(?P<range>[^。；\n]{2,120})"
)
# An area that no table lists: 济南都市圈, 赣南苏区.
_UNLISTED_AREA = re.compile("都市圈|城市群|经济圈|城镇群|苏区")
_SIDES = frozenset("东西南北中")
_ACTED_ON = re.compile("(?:支持|推动|推进|促进|加快)$")
# Of all places named, this part must lie in the one that is taken for the document's own.
_MOST = 0.7
_FEW = 3
_TWICE = 2


def find_jurisdiction(header: Header, chars: str, lexicon: Lexicon) -> Division | None:
    """The division whose authority speaks: the header's, else the one in which the named places lie.

    The latter only if most of them lie in it, the text names it, and speaks of its own place as such a
    division does (全市 in 重庆市); None otherwise.
    """
    gazetteer = lexicon.gazetteer
    if header.jurisdiction:
        place = gazetteer.official(header.jurisdiction, header.date)
        if isinstance(place, Division):
            return place
        names = (*header.issuers, header.title or "")
        return next((found for name in names if (found := division_of(name, gazetteer, header.date))), None)
    said = {level: len(words.findall(chars)) for level, words in _OWN_WORDS.items()}
    level = max(said, key=lambda kind: said[kind])
    if said[level] and (place := _signed_for(header, level, gazetteer) or _titled(header, level, gazetteer)):
        return place
    if pointed := _pointed_level(header.title or ""):
        level = pointed
    elif said[level] < _FEW:
        return None
    named = _named_divisions(chars, lexicon, header.date)
    total = sum(named.values())
    if total < _TWICE:
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
        and _speaks_as(division, level)
    ]
    return candidates[0] if len(candidates) == 1 else None


def _pointed_level(title: str) -> Level | None:
    """The level of the place that a title's issuer points to: 市商务局关于… speaks for a city."""
    head, about, _ = title.partition("关于")
    return _POINTED_LEVELS.get(head[:1]) if about and begins_pointing(head) else None


def _speaks_as(division: Division, level: Level) -> bool:
    """Whether a document of `division` speaks of its place as one of `level` does: 全市 in 重庆市."""
    return division.level == level or (level == Level.PREFECTURE and _is_municipality(division))


def _signed_for(header: Header, level: Level, gazetteer: Gazetteer) -> Division | None:
    """The division that the number's sign begins with: 津商外资, 穗民规字, 绍市教防控."""
    number = header.number or ""
    place = gazetteer.abbreviated(number[:1])
    if place is None and number[1:2] == "市":
        cities = [city for city in gazetteer.beginning(number[0], header.date) if city.level == level]
        place = cities[0] if len(cities) == 1 else None
    return place if place and _speaks_as(place, level) else None


def _titled(header: Header, level: Level, gazetteer: Gazetteer) -> Division | None:
    """The only division of `level` that the title names in full: 关于南昌市商贸物流企业…的通知."""
    title = header.title or ""
    if "《" in title:
        return None
    found = {
        division
        for start in range(len(title))
        for end in range(start + 3, min(len(title), start + 12) + 1)
        for division in gazetteer.named(title[start:end], header.date)
        if title[start:end] == division.name and _speaks_as(division, level)
    }
    return next(iter(found)) if len(found) == 1 else None


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


def find_scope(header: Header, measures: Sequence[Measure], lexicon: Lexicon) -> tuple[str, ...]:
    """The regions it says it applies to.

    They are the areas in its title, the divisions that its title supports or plans for, or what its
    实施范围 item or a sentence 本办法适用于… names; the document's own jurisdiction is none.
    """
    if header.title and (found := _titled_scope(header.title, header, lexicon)):
        return found
    for measure in measures:
        if measure.heading and _SCOPE_HEADING.fullmatch(measure.heading):
            return tuple(region.name for region in measure.regions if region.name != header.jurisdiction)
        if header.jurisdiction and (match := _APPLIES.search(measure.text)):
            said = match["place"] or match["range"]
            parts = tuple(re.split("[、和及与，]", said))
            names = [
                region.name
                for region in measure.regions
                if any(part.startswith(region.as_written) for part in parts)
            ]
            return tuple(dict.fromkeys(name for name in names if name != header.jurisdiction))
    return ()


def _titled_scope(title: str, header: Header, lexicon: Lexicon) -> tuple[str, ...]:
    gazetteer = lexicon.gazetteer
    own = gazetteer.official(header.jurisdiction, header.date) if header.jurisdiction else None
    place = own if isinstance(own, Division) else None
    named = find_places(title, lexicon.spotter.spot(title), Context(gazetteer, place, header.date))
    areas = [region.name for found in named for region in found.regions if isinstance(region, Area)]
    areas += () if areas else _unlisted_areas(title, gazetteer)
    if areas:
        return tuple(dict.fromkeys(areas))
    for found in named:
        region = found.regions[0]
        if (
            len(found.regions) == 1
            and isinstance(region, Division)
            and place
            and place is not region
            and gazetteer.is_within(region.code, place.code)
            and _ACTED_ON.search(title[: found.start])
            and not title.startswith(tuple(header.issuers) or ("\0",), found.start)
        ):
            return (gazetteer.qualified_name(region),)
    return ()


def _unlisted_areas(title: str, gazetteer: Gazetteer) -> Iterator[str]:
    for match in _UNLISTED_AREA.finditer(title):
        places = (title[match.start() - length : match.start()] for length in (4, 3, 2))
        if place := next((words for words in places if _is_place(words, gazetteer)), None):
            yield place + match[0]


def _is_place(words: str, gazetteer: Gazetteer) -> bool:
    """Whether an area's first word is a division, or a part of one (赣南, 粤北)."""
    if gazetteer.named(words):
        return True
    return len(words) == 2 and words[1] in _SIDES and gazetteer.one_character(words[0]) is not None

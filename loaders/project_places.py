"""Where a project lies: by its name, else by the list it stands in, else by the clause's own place."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.model import Level, Sector
from loaders.context import Context
from loaders.places import Area, Division
from loaders.project_clauses import Chunk
from loaders.project_lists import Named
from loaders.project_words import Words, ends_verb, heads
from loaders.regions import Place
from loaders.spot import Hit

_OWN = re.compile(r"[县市区](?![级域内城区直乡村])")
_LEVELS = {"县": Level.COUNTY, "区": Level.COUNTY, "市": Level.PREFECTURE}
# Larger than these and a place says too little of where a thing lies
_NEAR = (Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP)
_OPENS = re.compile(r"(?:^|[、，。；：“]|以及|[和及与对将])$")
# Characters of what may stand before a name, and a line's end
_OPENING = 3
# As far may the head stand from the place: 安岳县第四人民医院 (characters).
_SEAT_CHARS = 8
# A park may lie in many places: 长征国家文化公园 lies not where the one beside it does
_FAMED = (Sector.TOURISM, Sector.ECOLOGY)
_SEATED = (Sector.HEALTH, Sector.EDUCATION)


@cache
def _seated_heads() -> frozenset[str]:
    return frozenset(word for word, row in heads().items() if row.sector in _SEATED)


def find_seats(
    text: str, hits: Sequence[Hit], ends: Sequence[Hit], places: Sequence[Place], context: Context
) -> list[Place]:
    """Places that open the name of a hospital or school and stand nowhere else: 安岳 of 安岳中学.

    To the finder of places such a name is a body's; as a building it stands where its name says. `ends`: the
    heads among the `hits`.
    """
    seated = _seated_heads()
    buildings = [hit.start for hit in ends if hit.form in seated]
    if not buildings:
        return []
    taken = [(place.start, place.end) for place in places]
    out: list[Place] = []
    for hit in hits:
        if hit.kind != "division":
            continue
        if not any(hit.end <= building <= hit.end + _SEAT_CHARS for building in buildings):
            continue
        if any(start < hit.end and hit.start < end for start, end in taken):
            continue
        if not (_OPENS.search(text, max(0, hit.start - _OPENING), hit.start) or ends_verb(text, hit.start)):
            continue
        named = _nearest(hit.form, context)
        if named:
            out.append(Place(hit.start, hit.end, hit.form, (named,)))
            taken.append((hit.start, hit.end))
    return out


def _nearest(form: str, context: Context) -> Division | None:
    """The one division so named within the jurisdiction, or anywhere where the full name is written."""
    gazetteer, own = context.gazetteer, context.jurisdiction
    options = gazetteer.named(form, context.date)
    near = [option for option in options if own and gazetteer.is_within(option.code, own.code)]
    if len(near) == 1:
        return near[0]
    return options[0] if len(options) == 1 and options[0].name == form else None


def _level(region: Division | Area) -> Level | None:
    return region.level if isinstance(region, Division) else None


class Whereabouts:
    """The places of one sentence, and whose turn it is to act."""

    def __init__(self, words: Words, context: Context) -> None:
        """`words` of the sentence; `context` of its document."""
        self._words = words
        self._context = context
        self._actor: tuple[Place, ...] = ()

    def enter(self, chunk: Chunk) -> None:
        """Take note of `chunk`: 推动酉阳县 | 加快建设 … gives its clause's, and the sentence's, place."""
        if chunk.after and self._words.is_places(chunk.start, chunk.end):
            self._actor = tuple(self._words.places_in(chunk.start, chunk.end))

    def _regions(self, places: Sequence[Place]) -> Iterator[Division | Area]:
        for place in places:
            yield from place.regions

    def _names(self, places: Sequence[Place], one: Named | None = None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for place in places for name in self._place_names(place, one)))

    def _place_names(self, place: Place, one: Named | None) -> Iterator[str]:
        gazetteer = self._context.gazetteer
        for region in place.regions:
            if isinstance(region, Division):
                yield gazetteer.qualified_name(region)
            elif one and place.end > one.item.head_start:  # the project is the area: it lies in its members
                members = [gazetteer.by_code(code, self._context.date) for code in region.members]
                yield from (gazetteer.qualified_name(member) for member in members if member)
            else:
                yield region.name

    def _own(self, one: Named) -> list[Place]:
        """Its places. Beside a city or county a wider one is part of the name: 川渝合作示范园（达州）."""
        if one.is_line:
            return list(one.places)
        near = [place for place in one.places if self._is_near(place)]
        opened = {place.start for place in near}
        # 重庆秀山县 is both
        return [place for place in one.places if place in near or place.end in opened] or list(one.places)

    def _is_near(self, place: Place) -> bool:
        return len(place.regions) == 1 and _level(place.regions[0]) in _NEAR

    def around(self, one: Named, listed: Sequence[Named]) -> list[Place]:
        """The one place that the list, or the sentence before it, speaks of; empty for several."""
        beside = [place for other in listed if not other.is_line for place in self._own(other)]
        before = self._words.places_in(self._words.start, one.start)
        for places in (list(self._actor), beside, before):
            if places:
                return places if self._is_one(places) else []
        return []

    def _is_one(self, places: Sequence[Place]) -> bool:
        """Whether all of `places` lie in one another."""
        divisions = [region for region in self._regions(places) if isinstance(region, Division)]
        deepest = max(divisions, key=lambda division: division.rank, default=None)
        return deepest is not None and all(
            self._context.gazetteer.is_within(deepest.code, division.code) for division in divisions
        )

    def _inherited(self, one: Named, listed: Sequence[Named]) -> list[Place]:
        if self._actor:
            return list(self._actor)
        if one.shared:  # 徐行、闵行两个基地: each has its own place
            return []
        placed = [own for other in listed if not other.is_line and (own := self._own(other))]
        # one of a list does not tell where another lies that has a name of its own
        known = one.item.proper & {"first", "waters"}
        if 3 * len(placed) < len(listed) or known or (len(placed) == 1 and one.head and one.sector in _FAMED):
            return []
        beside = [place for own in placed for place in own]
        near = [region for region in self._regions(beside) if isinstance(region, Division)]
        if near and self._is_one(beside) and max(near, key=lambda division: division.rank).level in _NEAR:
            return beside
        return []

    def acts(self) -> bool:
        """Whether the clause says whose doing it is: 支持达州 | 建设 …."""
        return bool(self._actor)

    def locations(self, one: Named, listed: Sequence[Named]) -> tuple[str, ...]:
        """Official names of the regions the text puts `one` in; `listed` are its fellows."""
        own = self._own(one)
        if own and not one.is_line and self._actor and not any(map(self._is_near, own)):
            return self._names(self._actor)
        if own or one.is_line:
            return self._names(own, one)
        if level := _LEVELS.get(one.name[0]) if _OWN.match(one.name) else None:
            return self._of_level(level, self._words.places_in(self._words.start, one.start))
        if one.head and one.head.alone:
            return self._names(self.around(one, listed)[-1:])
        return self._names(self._inherited(one, listed))

    def _of_level(self, level: Level, before: Sequence[Place]) -> tuple[str, ...]:
        """The county that 县 means: the jurisdiction, else the last one named before."""
        own = self._context.jurisdiction
        if own and own.level is level:
            return (self._context.gazetteer.qualified_name(own),)
        fit = [place for place in before if any(_level(region) is level for region in place.regions)]
        return self._names(fit[-1:])

    def completed(self, name: str, one: Named, listed: Sequence[Named]) -> str:
        """The name with its place: 县第三人民医院 is 安岳县第三人民医院, 疾控中心 is 安岳县疾控中心."""
        if self._own(one):
            return name
        bare = _OWN.sub("", name) if _OWN.match(name) else name
        if bare == name and not (one.head and one.head.alone):
            return name
        where = self.locations(one, listed)
        return where[0] + bare if where else name

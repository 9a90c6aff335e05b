"""Finds the divisions and areas that a text names, in full, in short or by one character."""

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from graph.model import Level, RegionKind, RegionMention
from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.nearness import INSIDE, SAME_PROVINCE, nearness
from loaders.place_candidates import RIVERS, WATERS, Candidate, CandidateReader
from loaders.place_hits import RUN_KINDS, place_hits
from loaders.place_runs import Run, RunReader
from loaders.place_words import begins_word, opens_name
from loaders.places import Area, Division, read_common_names
from loaders.spot import Hit

# 巴中、广元 · 广元至平武 · 成都—巴中; with a few words between, 绵阳经开区—昆山飞地园区.
_BESIDE = r"(?:（[^）]{1,8}）)?"  # 镇雄（滇黔界）至赫章
_LINK = re.compile(rf"[省市县区州]?[^一-鿿，。；：]?|[省市县区州]?{_BESIDE}[、至到经和与及—－\-~～·]|以及")
_FAR_LINK = re.compile(r"[^，。；、]{1,6}[—－\-至]")
_LIST_LINK = re.compile(r"[省市县区州]?[、至—－\-]")
_ITEM = re.compile(r"[^，。；：、]*、$")
_ITEM_ENDS = re.compile("[、，。；（）等和及与]|$")
# What says that places stand before it: 嘉善|等周边城市.
_PLACES_BEHIND = re.compile("等(?:周边|毗邻|邻近|沿线|兄弟|对口)?(?:城市|地区|[市县省](?![场级域长内直]))")
# How many places back a name's parent is looked for.
_PLACES_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of text that names places: `text[start:end] == as_written`."""

    start: int
    end: int
    as_written: str
    regions: tuple[Division | Area, ...]


_in_order = attrgetter("start", "end")
Places = dict[Candidate, Division | Area]
Known = tuple[Candidate, Division | Area]


class _Finder:
    """Reads the places of one text."""

    def __init__(self, text: str, hits: Sequence[Hit], context: Context) -> None:
        self._text = text
        self._hits = place_hits(hits)
        self._context = context
        self._gazetteer = context.gazetteer

    def find(self) -> list[Place]:
        """All places in order of start, none overlapping."""
        reader = CandidateReader(self._text, self._hits, self._context)
        return self._with_runs(self._resolve(reader.read()), reader.in_bodies)

    def _resolve(self, candidates: Sequence[Candidate]) -> Places:
        """The place of each candidate that is one; unsure ones by the places they are linked with."""
        places: Places = {}
        if not candidates:
            return places
        before: list[Known] = []
        left: list[Candidate] = []
        for candidate in candidates:
            place = self._choose(candidate, before[-_PLACES_BEFORE:]) if candidate.sure else None
            if place is None:
                left.append(candidate)
            elif not self._is_village(candidate, place, before[-1:]):
                places[candidate] = place
                before.append((candidate, place))
        provinces = {
            place.code[:2]
            for _, place in before
            if isinstance(place, Division) and place.level is Level.PROVINCE
        }
        again = bool(left)
        while again:
            known = sorted(places.items(), key=lambda item: item[0].start)
            starts = [candidate.start for candidate, _ in known]
            again = False
            for candidate in left:
                if candidate not in places:
                    at = bisect(starts, candidate.start)
                    near = known[max(0, at - _PLACES_BEFORE) : at]
                    place = self._linked(candidate, near, known[at : at + 1])
                    place = place or self._told_otherwise(candidate, provinces)
                    if place:
                        places[candidate] = place
                        again = True
        return places

    def _is_village(self, candidate: Candidate, place: Division | Area, before: Sequence[Known]) -> bool:
        """Whether it stands in a county just before it and is no city far away: 海原|西安 is a town."""
        return any(
            other.end == candidate.start
            and candidate.is_short
            and isinstance(place, Division)
            and isinstance(known, Division)
            and place.level is not Level.COUNTY is known.level
            and place.code[:2] != known.code[:2]
            for other, known in before
        )

    def _choose(self, candidate: Candidate, before: Sequence[Known]) -> Division | Area | None:
        """The one option meant: in a place named before, else near the jurisdiction, else the largest."""
        if len(candidate.options) == 1:
            return candidate.options[0]
        options = [d for d in candidate.options if isinstance(d, Division)]
        if options[0].level is Level.PROVINCE:
            return options[0]
        for _, place in reversed(before):
            if place in options:
                return place
            inside = self._inside(candidate, place)
            if len(inside) == 1:
                return inside[0]
        options.sort(key=lambda d: (-nearness(d, self._context), d.rank))
        first, second = options[:2]
        near = nearness(first, self._context)
        if (near, first.rank) == (nearness(second, self._context), second.rank):
            # 伊宁 is the city, not the county around it
            city = first.parent == second.parent and first.name[-1] == "市" != second.name[-1]
            return first if city else None
        return first if near or first.level is not Level.COUNTY else None

    def _linked(
        self, candidate: Candidate, before: Sequence[Known], after: Sequence[Known]
    ) -> Division | Area | None:
        """The place of an unsure candidate that stands with its neighbours: 镇巴至广安, 南充高坪."""
        place = self._choose(candidate, before)
        opens = opens_name(self._text, candidate.start)
        for other, known in before[-1:]:
            if isinstance(place, Division) and self._is_item(other, known, candidate, place):
                return place
            opens = opens or (other.end == candidate.start and place in self._inside(candidate, known))
            gap = self._text[other.end : candidate.start]
            if not gap and (inside := self._directly_inside(candidate, known)):
                return inside
            if not gap and isinstance(place, Division) and not nearness(place, self._context):
                return None  # 崇明东平: a place of that name in 崇明, not 东平县 of another province
            beside = gap or other.is_short  # in 秀山县桐梓水库, 桐梓 lies in 秀山县
            if beside and isinstance(place, Division) and self._links(gap, True, candidate, place, opens):
                return place
        for other, _ in after:
            gap = self._text[candidate.end : other.start]
            if isinstance(place, Division) and self._links(gap, False, candidate, place, opens):
                return place
        return None

    def _told_otherwise(self, candidate: Candidate, provinces: set[str]) -> Division | None:
        """The only county of that name, where the text tells that a place is meant.

        It says city behind it, names its province (平潭 beside 福建), or speaks for the nation.
        """
        (first, *others) = candidate.options
        if candidate.ordinary or others or not isinstance(first, Division):
            return None
        if not opens_name(self._text, candidate.start):
            return None
        if _PLACES_BEHIND.match(self._text, candidate.end):
            return first
        if candidate.is_short and candidate.form.endswith(WATERS):
            return None
        national = self._context.jurisdiction == self._gazetteer.nation
        told = national and not begins_word(self._text, candidate.end - 1)
        return first if told or first.code[:2] in provinces else None

    def _directly_inside(self, candidate: Candidate, place: Division | Area) -> Division | None:
        """The one option in the place just before it: 南充南部 is the county; 浙江西湖 is the lake."""
        inside = self._inside(candidate, place)
        if len(inside) != 1:
            return None
        # 丽江|古城 is no division, 长治市|城区 was one
        if candidate.ordinary and candidate.form != inside[0].name:
            above = self._gazetteer.ancestors(inside[0])[0]
            if candidate.form in read_common_names() or above != place:
                return None
        return inside[0]

    def _is_item(
        self, other: Candidate, known: Division | Area, candidate: Candidate, place: Division
    ) -> bool:
        """Whether it is an item by itself behind a city or county of its province: 东莞、中山、江门."""
        return (
            isinstance(known, Division)
            and known.level is not Level.PROVINCE
            and known.code[:2] == place.code[:2]
            and self._text[other.end : candidate.start] == "、"
            and _ITEM_ENDS.match(self._text, candidate.end) is not None
        )

    def _links(self, gap: str, left: bool, candidate: Candidate, place: Division, opens: bool) -> bool:
        near = nearness(place, self._context)
        if not (left or opens or near):
            return False  # 太阳山至彭阳: no 阳山
        river = candidate.is_short and candidate.form.endswith(RIVERS) and gap != "、"
        if (gap == "" and not near) or (river and near < SAME_PROVINCE):
            return False  # 敦化至白河: a place in 吉林省, not 白河县 of 陕西省
        if candidate.ordinary:
            item = left and opens and near == INSIDE and _ITEM.fullmatch(gap)
            listed = (left or opens) and _LIST_LINK.fullmatch(gap)
            line = listed and gap != "、" and self._gazetteer.is_other_name(candidate.form)  # 西宁至和田
            return bool(line or (near >= SAME_PROVINCE and (item or listed)))
        return bool(_LINK.fullmatch(gap) or (left and _FAR_LINK.fullmatch(gap)))

    def _inside(self, candidate: Candidate, place: Division | Area) -> list[Division]:
        """The options that lie in `place`."""
        return [
            d
            for d in candidate.options
            if isinstance(d, Division) and any(above == place for above in self._gazetteer.ancestors(d))
        ]

    def _with_runs(self, places: Places, in_bodies: set[int]) -> list[Place]:
        if not any(self._hits[kind] for kind in RUN_KINDS):
            return self._found(places, frozenset())
        reader = RunReader(self._text, self._hits, self._context)
        known = list(reader.known())
        runs = [*known, *reader.read([place for place in places.values() if isinstance(place, Division)])]
        lines = {i for run in known for i in range(run.start, run.end)}
        # 成渝中线 leads to no 渝中区, 长白乌快速铁路 not to 长白县
        found = self._found(places, lines)
        if runs:
            taken = in_bodies.union(*(range(place.start, place.end) for place in found))
            for run in sorted(runs, key=lambda run: run.start - run.end):  # 绵遂内 before 遂内
                if taken.isdisjoint(range(run.start, run.end)):
                    taken.update(range(run.start, run.end))
                    found += self._at_characters(run)
        return sorted(found, key=_in_order)

    def _found(self, places: Places, lines: Collection[int]) -> list[Place]:
        """The places as found, in order; a short name that begins at one of `lines` is a run of a line."""
        found = [
            Place(c.start, c.end, self._text[c.start : c.end], (place,))
            for c, place in places.items()
            if not (c.start in lines and c.is_short)
        ]
        return sorted(found, key=_in_order)

    def _at_characters(self, run: Run) -> Iterator[Place]:
        """The places of a run; one character may stand for several."""
        spots: dict[int, list[Division | Area]] = {}
        for at, region in run.places:
            spots.setdefault(at, []).append(region)
        for at, regions in spots.items():
            yield Place(at, at + 1, self._text[at], tuple(regions))


def find_places(text: str, hits: Sequence[Hit], context: Context) -> tuple[Place, ...]:
    """Every stretch of `text` that names a place, those inside projects' names too; offsets count in `text`.

    `hits`: what a Spotter over `Gazetteer.vocabularies()` found in `text`. Names are read as of the
    document's date and against its jurisdiction. What may be two places, or may be none, is left out.
    """
    return tuple(_Finder(text, hits, context).find())


def find_regions(text: str, hits: Sequence[Hit], context: Context) -> tuple[RegionMention, ...]:
    """The divisions and areas that a measure names, each where it is named first (annotation guide, Region).

    `text` is the measure's, its unit lists overwritten by blanks; `hits` as for `find_places`.
    """
    return mention_regions(find_places(text, hits, context), context)


def mention_regions(places: Iterable[Place], context: Context) -> tuple[RegionMention, ...]:
    """The regions of places already found, each where it is named first."""
    out: dict[str, RegionMention] = {}
    for place in places:
        for region in place.regions:
            known = _described(region, context.gazetteer)
            if known.id not in out:
                out[known.id] = RegionMention(
                    known.name,
                    place.as_written,
                    known.kind,
                    known.code,
                    known.parent,
                    place.start,
                    place.end,
                )
    return tuple(out.values())


class _Described(NamedTuple):
    """What a mention says of its region, wherever it stands."""

    id: str
    name: str
    kind: RegionKind
    code: str | None
    parent: str | None


@lru_cache(maxsize=65536)
def _described(region: Division | Area, gazetteer: Gazetteer) -> _Described:
    key = gazetteer.region_id(region)
    if isinstance(region, Area):
        return _Described(key, region.name, RegionKind.AREA, None, None)
    above = gazetteer.ancestors(region)
    parent = gazetteer.full_name(above[0]) if above else None
    return _Described(key, gazetteer.qualified_name(region), RegionKind.DIVISION, region.code, parent)

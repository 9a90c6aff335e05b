"""Finds the divisions and areas that a text names, in full, in short or by one character."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.model import Level, RegionKind, RegionMention
from loaders.context import Context
from loaders.place_runs import RunReader
from loaders.place_words import is_in_body_name, opens_name
from loaders.places import Area, Division
from loaders.spot import Hit

# A township's name without its suffix, at most (characters).
_TOWNSHIP_CHARS = 6
# 巴中、广元 · 广元至平武 · 成都—巴中; with a few words between, 绵阳经开区—昆山飞地园区.
_LINK = re.compile(r"[省市县区州]?[^一-鿿，。；：]?|[省市县区州]?[、至到和与及—－\-~～·]|以及")
_FAR_LINK = re.compile(r"[^，。；、]{1,6}[—－\-至]")
_LIST_LINK = re.compile(r"[省市县区州]?[、至—－\-]")
_ITEM = re.compile(r"[^，。；：、]*、$")
# How many places back a name's parent is looked for.
_PLACES_BEFORE = 12
# 岳阳|河 is a river; 成都|河道, 广元|湖区 are not.
_WATER = re.compile(r"[江河湖溪](?![道流段长区])")
Span = TypeVar("Span", "_Candidate", Hit)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of text that names places: `text[start:end] == as_written`."""

    start: int
    end: int
    as_written: str
    regions: tuple[Division | Area, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch that may name one of `options`.

    `sure`: it needs no further evidence that it names a place. `ordinary`: it is an ordinary word too.
    """

    start: int
    end: int
    form: str
    options: tuple[Division | Area, ...]
    sure: bool
    ordinary: bool = False


Places = dict[_Candidate, Division | Area]
Known = tuple[_Candidate, Division | Area]


class _Finder:
    """Reads the places of one text."""

    def __init__(self, text: str, hits: Sequence[Hit], context: Context) -> None:
        self._text = text
        self._hits = hits
        self._context = context
        self._gazetteer = context.gazetteer
        self._own = context.jurisdiction if context.jurisdiction != context.gazetteer.nation else None
        self._taken: set[int] = set()
        self._starts = {hit.start for hit in hits if hit.kind == "division"}
        words = _longest(
            hit for hit in hits if hit.kind == "not_place" and not self._gazetteer.is_ordinary(hit.form)
        )
        self._words = {i: word for word in words for i in range(word.start, word.end)}

    def find(self) -> list[Place]:
        """All places in order of start, none overlapping."""
        candidates = [c for c in self._candidates() if not self._is_other_word(c)]
        candidates += self._townships(candidates)
        candidates = self._drop_body_names(_apart(candidates))
        places = self._resolve(candidates)
        return self._with_runs(places)

    def _candidates(self) -> Iterator[_Candidate]:
        for hit in self._hits:
            if hit.kind == "area":
                if area := self._gazetteer.area(hit.form, self._context.jurisdiction):
                    yield _Candidate(hit.start, hit.end, hit.form, (area,), True)
            elif hit.kind == "division":
                yield from self._division(hit)
        yield from self._in_brackets()

    def _division(self, hit: Hit) -> Iterator[_Candidate]:
        options = self._gazetteer.named(hit.form, self._context.date)
        full = len(hit.form) > 2 and all(hit.form != d.short or d.short == d.name for d in options)
        if not options and self._context.date and len(hit.form) > 2:
            former = self._gazetteer.former(hit.form, self._context.date)
            options, full = former, bool(former)
        if options:
            bare = len(hit.form) == 2 and options[0].name == hit.form  # 和县, 东区
            ordinary = bare or self._gazetteer.is_ordinary(hit.form)
            sure = not ordinary and (full or options[0].rank < 3 or any(self._near(d) > 1 for d in options))
            yield _Candidate(hit.start, hit.end, hit.form, options, sure, ordinary)

    def _in_brackets(self) -> Iterator[_Candidate]:
        """酉（阳）永（顺）高速公路."""
        for match in re.finditer(r"([一-鿿])[（(]([一-鿿])[）)]", self._text):
            form = match[1] + match[2]
            if options := self._gazetteer.named(form, self._context.date):
                yield _Candidate(match.start(), match.end(), form, options, True)

    def _is_other_word(self, candidate: _Candidate) -> bool:
        """Whether it is a piece of a longer word (示范县, 岳阳河), or lies across two (推广|安岳)."""
        if self._is_short(candidate) and self._is_water(candidate.end):
            return True
        low = isinstance(candidate.options[0], Division) and candidate.options[0].rank > 2
        first, last = self._words.get(candidate.start), self._words.get(candidate.end - 1)
        return bool(
            (first and (first.start < candidate.start or first.end > candidate.end))
            or (last and last.end > candidate.end and (low or len(last.form) > 2))
        )

    def _is_water(self, end: int) -> bool:
        """Whether the name that ends at `end` is a river's or lake's: 余姚江, but not 绵阳 in 绵阳江油."""
        return _WATER.match(self._text, end) is not None and end not in self._starts

    def _is_short(self, candidate: _Candidate) -> bool:
        first = candidate.options[0]
        return isinstance(first, Division) and candidate.form == first.short != first.name

    def _townships(self, candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
        """Full names of townships whose county is known: named in the text, or the jurisdiction's."""
        counties = {
            d.code
            for c in candidates
            if c.sure
            for d in c.options
            if isinstance(d, Division) and d.level is not Level.PROVINCE
        }
        ends = {candidate.end for candidate in candidates}
        for hit in self._hits:
            if hit.kind == "township_suffix":
                yield from self._township(hit, counties, ends)

    def _township(self, hit: Hit, counties: set[str], ends: set[int]) -> Iterator[_Candidate]:
        for length in range(_TOWNSHIP_CHARS, 0, -1):
            start = hit.start - length
            name = self._text[max(start, 0) : hit.end]
            known = start >= 0 and not self._gazetteer.is_ordinary(name)
            found = self._gazetteer.townships_named(name) if known else ()
            for home in (
                [d for d in found if any(above.code in counties for above in self._gazetteer.ancestors(d))],
                [d for d in found if self._near(d) == 4],
                [d for d in found if self._near(d) > 1],
            ):
                if home:
                    if len(home) == 1 and (start in ends or opens_name(self._text, start)):
                        yield _Candidate(start, hit.end, name, tuple(home), True)
                    return

    def _drop_body_names(self, candidates: Sequence[_Candidate]) -> list[_Candidate]:
        """Without places in bodies' names: 安岳 in 安岳县政府, all in 巴中、广元、达州市人民政府."""
        out: list[_Candidate] = []
        dropped = None
        for candidate in reversed(candidates):
            gap = self._text[candidate.end : dropped.start] if dropped else None
            shares = gap is not None and gap in ("", "、", "和", "及", "与")
            if is_in_body_name(self._text, candidate.end) or shares:
                dropped = candidate
                self._taken.update(range(candidate.start, candidate.end))
            else:
                out.append(candidate)
        return out[::-1]

    def _resolve(self, candidates: Sequence[_Candidate]) -> Places:
        """The place of each candidate that is one; unsure ones by the places they are linked with."""
        places: Places = {}
        for candidate in candidates:
            if candidate.sure and (place := self._choose(candidate, list(places.items()))):
                places[candidate] = place
        again = True
        while again:
            known = sorted(places.items(), key=lambda item: item[0].start)
            starts = [candidate.start for candidate, _ in known]
            again = False
            for candidate in candidates:
                if candidate not in places:
                    at = bisect(starts, candidate.start)
                    if place := self._linked(candidate, known[:at], known[at : at + 1]):
                        places[candidate] = place
                        again = True
        return places

    def _choose(self, candidate: _Candidate, before: Sequence[Known]) -> Division | Area | None:
        """The one option meant: in a place named before, else near the jurisdiction, else the largest."""
        options = [d for d in candidate.options if isinstance(d, Division)]
        if len(candidate.options) == 1:
            return candidate.options[0]
        if options[0].level is Level.PROVINCE:
            return options[0]
        for _, place in before[: -_PLACES_BEFORE - 1 : -1]:
            if place in options:
                return place
            inside = self._inside(candidate, place)
            if len(inside) == 1:
                return inside[0]
        options.sort(key=lambda d: (-self._near(d), d.rank))
        first, second = options[:2]
        if (self._near(first), first.rank) == (self._near(second), second.rank):
            return None
        return first if self._near(first) or first.rank < 3 else None

    def _linked(
        self, candidate: _Candidate, before: Sequence[Known], after: Sequence[Known]
    ) -> Division | Area | None:
        """The place of an unsure candidate that stands with its neighbours: 镇巴至广安, 南充高坪."""
        place = self._choose(candidate, before)
        for other, known in before[-1:]:
            gap = self._text[other.end : candidate.start]
            if not gap and (inside := self._directly_inside(candidate, known)):
                return inside
            beside = gap or self._is_short(other)  # in 秀山县桐梓水库, 桐梓 lies in 秀山县
            if beside and isinstance(place, Division) and self._links(gap, True, candidate, place):
                return place
        for other, _ in after:
            gap = self._text[candidate.end : other.start]
            if isinstance(place, Division) and self._links(gap, False, candidate, place):
                return place
        return None

    def _directly_inside(self, candidate: _Candidate, place: Division | Area) -> Division | None:
        """The one option in the place just before it: 南充南部 is the county; 浙江西湖 is the lake."""
        inside = self._inside(candidate, place)
        if len(inside) != 1 or (candidate.ordinary and self._gazetteer.ancestors(inside[0])[0] != place):
            return None
        return inside[0]

    def _links(self, gap: str, left: bool, candidate: _Candidate, place: Division) -> bool:
        if gap == "" and not self._near(place):
            return False
        if candidate.ordinary:
            starts = opens_name(self._text, candidate.start)
            item = left and starts and self._near(place) == 4 and _ITEM.fullmatch(gap)
            return self._near(place) > 1 and bool(item or (_LIST_LINK.fullmatch(gap) and (left or starts)))
        return bool(_LINK.fullmatch(gap) or (left and _FAR_LINK.fullmatch(gap)))

    def _inside(self, candidate: _Candidate, place: Division | Area) -> list[Division]:
        """The options that lie in `place`."""
        return [
            d
            for d in candidate.options
            if isinstance(d, Division) and any(above == place for above in self._gazetteer.ancestors(d))
        ]

    def _near(self, division: Division) -> int:
        """How near it is to the jurisdiction: 5 itself or above it, 4 in it, 3 in its prefecture, 2 in its
        province, 1 in a neighbouring province, 0 elsewhere or unknown."""
        own, gazetteer = self._own, self._gazetteer
        if own is None:
            return 0
        if gazetteer.is_within(own.code, division.code):
            return 5
        if gazetteer.is_within(division.code, own.code):
            return 4
        if own.parent and own.level is Level.COUNTY and gazetteer.is_within(division.code, own.parent):
            return 3
        if division.code[:2] == own.code[:2]:
            return 2
        return int(gazetteer.border(division.code, own.code))

    def _with_runs(self, places: Places) -> list[Place]:
        found = [Place(c.start, c.end, self._text[c.start : c.end], (place,)) for c, place in places.items()]
        taken = self._taken.union(*(range(place.start, place.end) for place in found))
        named = {place for place in places.values() if isinstance(place, Division)}
        for run in RunReader(self._text, self._context, named).read(self._hits):
            spots: dict[tuple[int, int], list[Division | Area]] = {}
            for start, end, region in run:
                spots.setdefault((start, end), []).append(region)
            if any(i in taken for start, end in spots for i in range(start, end)):
                continue
            for (start, end), regions in spots.items():
                found.append(Place(start, end, self._text[start:end], tuple(regions)))
                taken.update(range(start, end))
        return sorted(found, key=lambda place: (place.start, place.end))


def _longest(found: Iterable[Span]) -> list[Span]:
    """The leftmost, of those the longest, then the next behind it."""
    out: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _apart(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Candidates that do not overlap, in order; sure ones go first (建|成安|岳: 安岳)."""
    sure = _longest(candidate for candidate in candidates if candidate.sure)
    taken = {i for candidate in sure for i in range(candidate.start, candidate.end)}
    rest = [c for c in candidates if not c.sure and taken.isdisjoint(range(c.start, c.end))]
    return sorted([*sure, *_longest(rest)], key=lambda candidate: candidate.start)


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
    gazetteer = context.gazetteer
    out: dict[str, RegionMention] = {}
    for place in places:
        for region in place.regions:
            if gazetteer.region_id(region) not in out:
                out[gazetteer.region_id(region)] = _mention(place, region, context)
    return tuple(out.values())


def _mention(place: Place, region: Division | Area, context: Context) -> RegionMention:
    span = (place.start, place.end)
    if isinstance(region, Area):
        return RegionMention(region.name, place.as_written, RegionKind.AREA, None, None, *span)
    gazetteer = context.gazetteer
    above = gazetteer.ancestors(region)
    parent = gazetteer.full_name(above[0]) if above else None
    return RegionMention(
        gazetteer.qualified_name(region), place.as_written, RegionKind.DIVISION, region.code, parent, *span
    )

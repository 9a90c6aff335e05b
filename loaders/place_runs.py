"""Runs of one-character names: 绵遂内铁路, 渝湘高铁, 川渝."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from graph.model import Level
from loaders.context import Context
from loaders.place_hits import ABBREVIATION, LINE, LONGER_WORD, ORDINARY_WORD, RUN, PlaceHits
from loaders.place_words import opens_name
from loaders.places import Area, Division
from loaders.spot import Hit

# These are seldom anything but a province; 新, 云, 贵, 青, 宁, 吉, 黑, 港, 台 need their company.
_PLAIN = frozenset("京津冀晋辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川滇黔陕甘陇蒙藏")
_MUNICIPALITIES = frozenset("京津沪渝")
# 高速铁路 is none.
_ROAD = re.compile("公路|高速(?!铁)|快速路|快速通道")
_LISTED = re.compile("、[一-鿿]{2,4}$")  # 绵遂内、南广铁路
_NAMES = re.compile("[一-鿿]+")
_NUMBER = re.compile(r"[GS]\d{1,4}$")
# 吉黑省界, 云贵两省
_BORDER = re.compile("省?(?:交?界|边界|毗邻)|[两三四]省")
_ARRIVAL = frozenset("返在入来赴驻援离抵")


@dataclass(frozen=True, slots=True)
class Run:
    """The run `text[start:end]` and its places by the index of their character; one may stand for several."""

    start: int
    end: int
    places: tuple[tuple[int, Division | Area], ...]


class RunReader:
    """Finds the places that single characters stand for in one text."""

    def __init__(self, text: str, hits: PlaceHits, context: Context) -> None:
        """`hits`: of a Spotter over `Gazetteer.vocabularies()` in `text`."""
        self._text = text
        self._hits = hits
        self._context = context
        self._gazetteer = context.gazetteer
        self._ends = dict(self._line_ends())

    def known(self) -> Iterator[Run]:
        """The runs of the table, each as its places in order."""
        runs = map(self._known, self._hits[RUN])
        yield from (run for run in runs if run and self._is_free(run))

    def read(self, named: Collection[Division]) -> Iterator[Run]:
        """The other runs; they may overlap each other. `named`: what the text names in a longer form."""
        yield from filter(self._is_free, self._abbreviations())
        lines = (self._before_line(end, road, named) for end, road in self._ends.items())
        yield from (run for run in lines if run and self._is_free(run))

    def _is_free(self, run: Run) -> bool:
        """Whether no place of it is in a word that is none (青藏高原)."""
        return self._words.isdisjoint(at for at, _ in run.places)

    @cached_property
    def _words(self) -> set[int]:
        words = (*self._hits[LONGER_WORD], *self._hits[ORDINARY_WORD])
        return {i for hit in words for i in range(hit.start, hit.end)}

    def _line_ends(self) -> Iterator[tuple[int, bool]]:
        """Where the run of a line may end, and whether the line is a road."""
        closed = {hit.end for hit in self._hits[LINE]}
        reach = 0
        for hit in self._hits[LINE]:
            if hit.start >= reach:
                reach = hit.end
                road = _ROAD.match(hit.form) is not None
                end = hit.start - (self._text[hit.start - 1 : hit.start] == "等")
                yield end, road
                while listed := _LISTED.search(self._text, max(0, end - 5), end):
                    end = listed.start()
                    if end in closed:
                        break
                    yield end, road

    def _known(self, hit: Hit) -> Run | None:
        row = self._gazetteer.run(hit.form, self._context.jurisdiction)
        if row is None or not (row.anywhere or hit.end in self._ends or self._has_number(hit)):
            return None
        places = [self._gazetteer.official(name, self._context.date) for name in row.names]
        last = hit.end - 1
        return Run(
            hit.start,
            hit.end,
            tuple((min(hit.start + i, last), place) for i, place in enumerate(places) if place is not None),
        )

    def _has_number(self, hit: Hit) -> bool:
        """Whether a road's number stands before it: G60沪昆."""
        return _NUMBER.search(self._text, max(0, hit.start - 5), hit.start) is not None

    def _abbreviations(self) -> Iterator[Run]:
        """川渝, 渝川陕, and 返粤, 在川."""
        hits = self._hits[ABBREVIATION]
        first, behind = 0, -1
        for at, hit in enumerate([*hits, None]):
            start = hit.start if hit else -2
            if start != behind:
                if at - first > 1 or (at and self._text[behind - 2 : behind - 1] in _ARRIVAL):
                    yield from self._provinces_at(hits[first:at])
                first = at
            behind = start + 1

    def _provinces_at(self, hits: Sequence[Hit]) -> Iterator[Run]:
        """The provinces in characters that stand together; a city's character parts them (渝蓉)."""
        group: list[tuple[int, Division]] = []
        for hit in hits:
            province = self._gazetteer.one_character(hit.form)
            if province:
                group.append((hit.start, province))
            if group and (province is None or hit is hits[-1]):
                start, end = group[0][0], group[-1][0] + 1
                run = self._text[start:end]
                plain = sum(char in _PLAIN for char in run)
                comes = len(group) == 1 and start and self._text[start - 1] in _ARRIVAL
                sure = plain * 2 > len(group) or _BORDER.match(self._text, end) is not None
                together = len(group) > 1 and sure and len(set(run)) == len(run)
                if (comes and plain) or together:
                    yield Run(start, end, tuple(group))
                group = []

    def _before_line(self, end: int, road: bool, named: Collection[Division]) -> Run | None:
        for length in (2, 3, 4):
            start = end - length
            if start < 0:
                break
            run = self._text[start:end]
            if not (opens_name(self._text, start) and _NAMES.fullmatch(run) and len(set(run)) == length):
                continue
            found = self._provinces(run) or [
                place for char in run if (place := self._stands_for(char, road, named))
            ]
            if len(found) == length and all(a != b for a, b in pairwise(found)):
                return Run(start, end, tuple((start + i, place) for i, place in enumerate(found)))
        return None

    def _provinces(self, run: str) -> list[Division]:
        """The provinces of a run that names nothing else, each beside the next: 湘桂, 云桂."""
        found = [province for char in run if (province := self._gazetteer.one_character(char))]
        beside = all(self._gazetteer.border(a.code, b.code) for a, b in pairwise(found))
        return found if len(found) == len(run) and beside else []

    def _stands_for(self, char: str, road: bool, named: Collection[Division]) -> Division | None:
        """The division that `char` stands for in a line's name; None where it may be several.

        A railway leads to prefectures, a road to counties too. Among cities only 京, 津, 沪 and 渝 stand for
        provinces: 赣 is 赣州, 蒙 may be 蒙自 or 蒙城.
        """
        if char in _MUNICIPALITIES:
            return self._gazetteer.one_character(char)
        may = _may_stand_for(char, self._context)
        cities = [d for d in may.beginning if d in named and d.level is Level.PREFECTURE] if named else []
        counties = [d for d in may.beginning if d in named] if named else []
        line = may.counties if road or not may.around else (*may.counties, *may.around)
        steps = (may.own, cities, may.near, counties, may.inside, may.under_province, line, may.around)
        found: Sequence[Division] = next((step for step in steps if step), ())
        return found[0] if len(found) == 1 else None


class _May(NamedTuple):
    """What a character may stand for in a document, from the surest on.

    `own`: the jurisdiction and its prefecture; `near`: cities of the province; `counties`: of the province,
    those `inside` the jurisdiction and `under_province` apart; `around`: prefectures of the provinces around.
    """

    beginning: tuple[Division, ...] = ()
    own: tuple[Division, ...] = ()
    near: tuple[Division, ...] = ()
    inside: tuple[Division, ...] = ()
    under_province: tuple[Division, ...] = ()
    counties: tuple[Division, ...] = ()
    around: tuple[Division, ...] = ()


@lru_cache(maxsize=4096)
def _may_stand_for(char: str, context: Context) -> _May:
    own, gazetteer = context.jurisdiction, context.gazetteer
    if own is None:
        return _May()
    beginning = gazetteer.beginning(char, context.date)
    lineage = {d.code for d in (own, *gazetteer.ancestors(own)) if d.level is not Level.PROVINCE}
    here = [d for d in beginning if d.code[:2] == own.code[:2]]
    counties = tuple(d for d in here if d.level is Level.COUNTY)
    cities = [d for d in beginning if d.level is Level.PREFECTURE]
    city = gazetteer.city_character(char, own)
    return _May(
        beginning,
        tuple(d for d in beginning if d.code in lineage),
        (city,) if city else tuple(d for d in here if d.level is Level.PREFECTURE),
        tuple(d for d in counties if d.parent == own.code),
        tuple(d for d in counties if d.parent == f"{own.code[:2]}0000"),
        counties,
        tuple(d for d in cities if gazetteer.border(d.code, own.code)),
    )

"""Stretches of a text that may name a place: not pieces of other words, not in the names of bodies."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from graph.model import Level
from loaders.area_lists import listed_areas
from loaders.context import Context
from loaders.nearness import INSIDE, OWN, SAME_PROVINCE, nearness
from loaders.place_hits import LONGER_WORD, NAME, TOWNSHIP, PlaceHits
from loaders.place_words import begins_word, is_in_body_name, lies_across_words, opens_name
from loaders.places import Area, Division
from loaders.spot import Hit
from loaders.township_lists import list_ends, listed_townships

# What is both a word and a division is seldom longer (characters).
_WORD_CHARS = 3
_NAME_CHARS = 2
# A county's short name that may as well be a river's or a mountain's.
RIVERS = tuple("江河湖溪")
WATERS = (*RIVERS, "山", "岛")
# 成|县城, 成|县域: what follows belongs to the word 县.
_GOES_ON = re.compile("[城域级乡处]")
# 温州新区|南湖 is a lake there.
_AFTER_PLACE = re.compile("[省市县区州]")
# A township's name without its suffix, at most (characters).
_TOWNSHIP_CHARS = 6
# 岳阳|河 is a river, 麦积|山 a mountain; 成都|河道, 广元|湖区, 广元|山区 are not.
_WATER = re.compile(r"[江河湖溪](?![道流段长区])|湾(?!新?区)|山(?![区地水体塘林村乡镇场货洪东西南北])")
_SLOPE = re.compile("山(?=[东西南北]麓)")
# 延安|路 is a street; 延安|路网 is none.
_STREET = re.compile("[东南西北中]?(?:路(?![网段桥径线演况由])|大道|大街|街(?![道区办]))")
# What any of these patterns begins with.
_MAP_SIGNS = frozenset("江河湖溪湾山东西南北中路大街")
# 武汉市|场, 朝阳区|域: the last character belongs to the next word.
_NO_DIVISION = re.compile("(?<=市)场|(?<=区)[域间位块]")
_PART = re.compile("[东西南北中]部")
# 黔西|北, 桂东|南 are no places; 黔西|南部 is.
_SIDE = re.compile("(?<=[东西南北中])[东西南北](?![部方侧片线环岸区])")
_IN_BRACKETS = re.compile(r"[（(]([一-鿿]{1,3})[）)]")
# What joins the places that share one body's tail: 巴中、广元、达州市人民政府.
_SHARING = ("", "、", "和", "及", "与")
Span = TypeVar("Span", "Candidate", Hit)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A stretch that may name one of `options`; no text has two that are alike, so identity is equality.

    `sure`: it needs no further evidence that it names a place. `ordinary`: it is an ordinary word too.
    """

    start: int
    end: int
    form: str
    options: tuple[Division | Area, ...]
    sure: bool
    ordinary: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it is written in short: 安岳."""
        first = self.options[0]
        return isinstance(first, Division) and self.form == first.short != first.name


class _Name(NamedTuple):
    """What a form may name in a document. `sure`, `ordinary`: of a candidate, where the text has no say.

    `begins`: where a name may begin, `ordinary` does not hold.
    """

    options: tuple[Division, ...]
    low: bool
    sure: bool
    ordinary: bool
    begins: bool


@lru_cache(maxsize=65536)
def _read_name(form: str, context: Context) -> _Name | None:
    """The divisions that `form` may mean in a document; None where it names none."""
    gazetteer = context.gazetteer
    options = gazetteer.named(form, context.date)
    long = len(form) > _NAME_CHARS
    full = long and all(form != d.short or d.short == d.name for d in options)
    if not options and context.date and long:
        options = gazetteer.former(form, context.date)
        full = bool(options)
    if not options:
        return None
    near = max(nearness(d, context) for d in options)
    begins = False
    bare = not long and options[0].name == form
    if bare or gazetteer.is_other_name(form):
        ordinary = near != OWN
        begins = ordinary and (bare or near >= SAME_PROVINCE) and form != "和县"
    else:
        long_own = len(form) > _WORD_CHARS and near >= INSIDE  # 滨海新区 in 天津市
        ordinary = gazetteer.is_ordinary(form) and not long_own
    # far away, 满洲里 is enough of a name, 昆山 is not
    telling = long and not form.endswith(WATERS)
    low = options[0].level is Level.COUNTY
    return _Name(options, low, full or telling or not low or near >= SAME_PROVINCE, ordinary, begins)


class CandidateReader:
    """Reads the candidates of one text. `in_bodies`: the characters of places that are in bodies' names."""

    def __init__(self, text: str, hits: PlaceHits, context: Context) -> None:
        """`hits`: of a Spotter over `Gazetteer.vocabularies()` in `text`."""
        self._text = text
        self._hits = hits
        self._context = context
        self._gazetteer = context.gazetteer
        self.in_bodies: set[int] = set()

    @cached_property
    def _starts(self) -> set[int]:
        return {hit.start for hit in self._hits[NAME] if hit.kind == "division"}

    @cached_property
    def _words(self) -> dict[int, Hit]:
        """The longer words that are no places, by each of their characters."""
        return {i: word for word in _leftmost(self._hits[LONGER_WORD]) for i in range(word.start, word.end)}

    def read(self) -> list[Candidate]:
        """The candidates in order of start, none overlapping."""
        areas = listed_areas(self._text, self._gazetteer)
        listed = [Candidate(start, end, self._text[start:end], (area,), True) for start, end, area in areas]
        candidates = [*listed, *self._named(), *self._in_brackets()]
        if self._hits[TOWNSHIP]:
            candidates = [*self._townships(candidates), *candidates]
        return self._drop_body_names(_apart(candidates)) if candidates else []

    def _named(self) -> Iterator[Candidate]:
        """Without those that a sure one before overlaps."""
        reach = 0
        for hit in self._hits[NAME]:
            if hit.start >= reach:
                found = self._area(hit) if hit.kind == "area" else self._division(hit)
                if found:
                    yield found
                    reach = found.end if found.sure else reach

    def _area(self, hit: Hit) -> Candidate | None:
        area = self._gazetteer.area(hit.form, self._context.jurisdiction)
        if area is None or self._is_other_word(hit, None):
            return None
        return Candidate(hit.start, hit.end, hit.form, (area,), True)

    def _division(self, hit: Hit) -> Candidate | None:
        name = _read_name(hit.form, self._context)
        if name is None or _NO_DIVISION.match(self._text, hit.end):
            return None
        first = name.options[0]
        if hit.form == first.short != first.name and self._is_on_map(hit.end, first.level):
            return None
        if self._is_other_word(hit, first.level):
            return None
        ordinary = name.ordinary and not (name.begins and self._begins(hit))
        return Candidate(hit.start, hit.end, hit.form, name.options, name.sure and not ordinary, ordinary)

    def _begins(self, hit: Hit) -> bool:
        """Whether a name that other things have, too, may begin here as a place's: 支持|天河."""
        behind_place = _AFTER_PLACE.match(self._text, max(0, hit.start - 1))
        goes_on = _GOES_ON.match(self._text, hit.end)
        return not behind_place and not goes_on and opens_name(self._text, hit.start)

    def _in_brackets(self) -> Iterator[Candidate]:
        """酉（阳）永（顺）高速公路, 嘉（峪关）."""
        for match in _IN_BRACKETS.finditer(self._text):
            start = match.start() - 1
            form = self._text[max(start, 0) : start + 1] + match[1]
            if options := self._gazetteer.named(form, self._context.date):
                yield Candidate(start, match.end(), form, options, True)

    def _is_other_word(self, hit: Hit, level: Level | None) -> bool:
        """Whether it is a piece of a longer word (示范县), or lies across two (推广|安岳)."""
        low = level is Level.COUNTY
        first, last = self._words.get(hit.start), self._words.get(hit.end - 1)
        if first and first.start < hit.start and not low:  # 加强|大理州, 以|上海|为; not 扩|大连|片
            longer = len(hit.form) > len(first.form)
            province = level is Level.PROVINCE and not begins_word(self._text, first.end)
            first = None if longer or province else first
        if level is Level.PROVINCE and _PART.match(self._text, hit.end):
            last = None  # 山西|北部
        return bool(
            (first and (first.start < hit.start or first.end > hit.end))
            or (last and last.end > hit.end and (low or len(last.form) > _NAME_CHARS))
            or (low and len(hit.form) == _NAME_CHARS and lies_across_words(self._text, hit.start))
        )

    def _is_on_map(self, end: int, level: Level) -> bool:
        """Whether the name that ends at `end` is a river's, a street's or a part of the country's.

        余姚江, 延安路, 黔西北; not 绵阳 in 绵阳江油.
        """
        if self._text[end : end + 1] not in _MAP_SIGNS:
            return False
        kinds = [_SLOPE, _STREET]
        if end not in self._starts:
            kinds += [_WATER] if level is Level.PROVINCE else [_WATER, _SIDE]
        return any(kind.match(self._text, end) for kind in kinds)

    def _townships(self, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
        """Full names of townships whose county is known: named in the text, or the jurisdiction's."""
        counties = {
            d.code
            for c in candidates
            if c.sure
            for d in c.options
            if isinstance(d, Division) and d.level is not Level.PROVINCE
        }
        ends = {candidate.end for candidate in candidates}
        whole = [found for hit in self._hits[TOWNSHIP] for found in self._township(hit, counties, ends)]
        if lists := list_ends(self._text, self._hits[TOWNSHIP], whole):
            for county, behind in self._counties(candidates):
                whole += listed_townships(self._text, lists, self._gazetteer.townships_in(county), behind)
        for start, end, township in whole:
            yield Candidate(start, end, self._text[start:end], (township,), True)

    def _counties(self, candidates: Sequence[Candidate]) -> Iterator[tuple[str, set[int] | None]]:
        """Codes of the counties whose townships may be listed: that which speaks, else where one is named."""
        own = self._context.jurisdiction
        if own and own.level in (Level.COUNTY, Level.TOWNSHIP):
            yield (own.parent if own.level is Level.TOWNSHIP and own.parent else own.code), None
            return
        behind: dict[str, set[int]] = {}
        for candidate in candidates:
            first = candidate.options[0]
            if candidate.sure and isinstance(first, Division) and first.level is Level.COUNTY:
                behind.setdefault(first.code, set()).add(candidate.end)
        yield from behind.items()

    def _township(self, hit: Hit, counties: set[str], ends: set[int]) -> Iterator[tuple[int, int, Division]]:
        for length in range(_TOWNSHIP_CHARS, 0, -1):
            start = hit.start - length
            if start < 0:
                continue
            name = self._text[start : hit.end]
            found = self._gazetteer.townships_named(name)
            if not found or self._gazetteer.is_ordinary(name):
                continue
            for home in (
                [d for d in found if any(above.code in counties for above in self._gazetteer.ancestors(d))],
                [d for d in found if nearness(d, self._context) == INSIDE],
                [d for d in found if nearness(d, self._context) >= SAME_PROVINCE],
            ):
                if home:
                    if len(home) == 1 and (start in ends or opens_name(self._text, start)):
                        yield start, hit.end, home[0]
                    return

    def _drop_body_names(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Without places in bodies' names: 安岳 in 安岳县政府, all in 巴中、广元、达州市人民政府."""
        out: list[Candidate] = []
        dropped = None
        for candidate in reversed(candidates):
            gap = self._text[candidate.end : dropped.start] if dropped else None
            shares = gap is not None and gap in _SHARING
            if is_in_body_name(self._text, candidate.end) or shares:
                dropped = candidate
                self.in_bodies.update(range(candidate.start, candidate.end))
            else:
                out.append(candidate)
        return out[::-1]


def _leftmost(found: Iterable[Span]) -> list[Span]:
    """The first, then the next behind it. `found`: in order of start, the longer first."""
    out: list[Span] = []
    reach = 0
    for span in found:
        if span.start >= reach:
            out.append(span)
            reach = span.end
    return out


def _apart(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, in order; sure ones go first (建|成安|岳: 安岳)."""
    if len(candidates) < 2:
        return list(candidates)
    candidates = sorted(candidates, key=lambda candidate: (candidate.start, -candidate.end))
    sure = _leftmost([candidate for candidate in candidates if candidate.sure])
    rest = [candidate for candidate in candidates if not candidate.sure]
    if not rest:
        return sure
    taken = {i for candidate in sure for i in range(candidate.start, candidate.end)}
    free = _leftmost([c for c in rest if taken.isdisjoint(range(c.start, c.end))])
    return sorted([*sure, *free], key=lambda candidate: candidate.start)

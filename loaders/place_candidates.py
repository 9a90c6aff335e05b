"""Stretches of a text that may name a place: not pieces of other words, not in the names of bodies."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from graph.model import Level
from loaders.context import Context
from loaders.nearness import INSIDE, OWN, SAME_PROVINCE, nearness
from loaders.place_words import begins_word, is_in_body_name, lies_across_words, opens_name
from loaders.places import Area, Division
from loaders.spot import Hit

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
# 武汉市|场, 朝阳区|域: the last character belongs to the next word.
_NO_DIVISION = re.compile("(?<=市)场|(?<=区)[域间位块]")
# 黔西|北, 桂东|南 are no places; 黔西|南部 is.
_SIDE = re.compile("(?<=[东西南北])[东西南北](?![部方侧片线环岸区])")
_IN_BRACKETS = re.compile(r"[（(]([一-鿿])[）)]")
# What joins the places that share one body's tail: 巴中、广元、达州市人民政府.
_SHARING = ("", "、", "和", "及", "与")
Span = TypeVar("Span", "Candidate", Hit)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may name one of `options`.

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


class CandidateReader:
    """Reads the candidates of one text. `in_bodies`: the characters of places that are in bodies' names."""

    def __init__(self, text: str, hits: Sequence[Hit], context: Context) -> None:
        """`hits`: what a Spotter over `Gazetteer.vocabularies()` found in `text`."""
        self._text = text
        self._hits = hits
        self._context = context
        self._gazetteer = context.gazetteer
        self.in_bodies: set[int] = set()
        self._starts = {hit.start for hit in hits if hit.kind == "division"}

    @cached_property
    def _words(self) -> dict[int, Hit]:
        """The longer words that are no places, by each of their characters."""
        words = _longest(
            hit for hit in self._hits if hit.kind == "not_place" and not self._gazetteer.is_ordinary(hit.form)
        )
        return {i: word for word in words for i in range(word.start, word.end)}

    def read(self) -> list[Candidate]:
        """The candidates in order of start, none overlapping."""
        candidates = [c for c in self._candidates() if not self._is_other_word(c)]
        candidates += self._townships(candidates)
        return self._drop_body_names(_apart(candidates))

    def _candidates(self) -> Iterator[Candidate]:
        for hit in self._hits:
            if hit.kind == "area":
                if area := self._gazetteer.area(hit.form, self._context.jurisdiction):
                    yield Candidate(hit.start, hit.end, hit.form, (area,), True)
            elif hit.kind == "division" and not _NO_DIVISION.match(self._text, hit.end):
                yield from self._division(hit)
        yield from self._in_brackets()

    def _division(self, hit: Hit) -> Iterator[Candidate]:
        options = self._gazetteer.named(hit.form, self._context.date)
        full = len(hit.form) > 2 and all(hit.form != d.short or d.short == d.name for d in options)
        if not options and self._context.date and len(hit.form) > 2:
            former = self._gazetteer.former(hit.form, self._context.date)
            options, full = former, bool(former)
        if options:
            near = max(nearness(d, self._context) for d in options)
            ordinary = self._is_ordinary(hit, options[0], near)
            # far away, 满洲里 is enough of a name, 昆山 is not
            telling = len(hit.form) > _NAME_CHARS and not hit.form.endswith(WATERS)
            sure = not ordinary and (
                full or telling or options[0].level is not Level.COUNTY or near >= SAME_PROVINCE
            )
            yield Candidate(hit.start, hit.end, hit.form, options, sure, ordinary)

    def _is_ordinary(self, hit: Hit, first: Division, near: int) -> bool:
        """Whether it may be an ordinary word: 合作; 和县 where no name begins."""
        bare = len(hit.form) == _NAME_CHARS and first.name == hit.form
        if bare or self._gazetteer.is_other_name(hit.form):
            behind_place = _AFTER_PLACE.match(self._text, max(0, hit.start - 1))
            goes_on = _GOES_ON.match(self._text, hit.end)
            begins = not behind_place and not goes_on and opens_name(self._text, hit.start)
            return not (near == OWN or (begins and near >= SAME_PROVINCE and hit.form != "和县"))
        long_own = len(hit.form) > _WORD_CHARS and near >= INSIDE  # 滨海新区 in 天津市
        return self._gazetteer.is_ordinary(hit.form) and not long_own

    def _in_brackets(self) -> Iterator[Candidate]:
        """酉（阳）永（顺）高速公路."""
        for match in _IN_BRACKETS.finditer(self._text):
            start = match.start() - 1
            form = self._text[max(start, 0) : start + 1] + match[1]
            if options := self._gazetteer.named(form, self._context.date):
                yield Candidate(start, match.end(), form, options, True)

    def _is_other_word(self, candidate: Candidate) -> bool:
        """Whether it is a piece of a longer word (示范县, 岳阳河), or lies across two (推广|安岳)."""
        level = candidate.options[0].level if isinstance(candidate.options[0], Division) else None
        low = level is Level.COUNTY
        if candidate.is_short and self._is_on_map(candidate.end, level):
            return True
        first, last = self._words.get(candidate.start), self._words.get(candidate.end - 1)
        if first and first.start < candidate.start and not low:  # 加强|大理州, 以|上海|为; not 扩|大连|片
            longer = len(candidate.form) > len(first.form)
            province = level is Level.PROVINCE and not begins_word(self._text, first.end)
            first = None if longer or province else first
        return bool(
            (first and (first.start < candidate.start or first.end > candidate.end))
            or (last and last.end > candidate.end and (low or len(last.form) > _NAME_CHARS))
            or (len(candidate.form) == _NAME_CHARS and low and lies_across_words(self._text, candidate.start))
        )

    def _is_on_map(self, end: int, level: Level | None) -> bool:
        """Whether the name that ends at `end` is a river's, a street's or a part of the country's.

        余姚江, 延安路, 黔西北; not 绵阳 in 绵阳江油.
        """
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
        for hit in self._hits:
            if hit.kind == "township_suffix":
                yield from self._township(hit, counties, ends)

    def _township(self, hit: Hit, counties: set[str], ends: set[int]) -> Iterator[Candidate]:
        for length in range(_TOWNSHIP_CHARS, 0, -1):
            start = hit.start - length
            name = self._text[max(start, 0) : hit.end]
            known = start >= 0 and not self._gazetteer.is_ordinary(name)
            found = self._gazetteer.townships_named(name) if known else ()
            for home in (
                [d for d in found if any(above.code in counties for above in self._gazetteer.ancestors(d))],
                [d for d in found if nearness(d, self._context) == INSIDE],
                [d for d in found if nearness(d, self._context) >= SAME_PROVINCE],
            ):
                if home:
                    if len(home) == 1 and (start in ends or opens_name(self._text, start)):
                        yield Candidate(start, hit.end, name, tuple(home), True)
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


def _longest(found: Iterable[Span]) -> list[Span]:
    """The leftmost, of those the longest, then the next behind it."""
    out: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _apart(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, in order; sure ones go first (建|成安|岳: 安岳)."""
    sure = _longest(candidate for candidate in candidates if candidate.sure)
    taken = {i for candidate in sure for i in range(candidate.start, candidate.end)}
    rest = [c for c in candidates if not c.sure and taken.isdisjoint(range(c.start, c.end))]
    return sorted([*sure, *_longest(rest)], key=lambda candidate: candidate.start)

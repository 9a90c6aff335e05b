"""The words by which projects are known, and where a text has them.

Three tables: heads (what a project is: 水库), verbs (what is done to it, and how far it is to come: 加快建设)
and classes (words that make no proper name, however many stand together: 国家 现代 农业).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Generic, Literal, TypeVar

from graph.model import Sector, Stage
from loaders.common_words import read_common_words
from loaders.regions import Place
from loaders.spot import Hit, Spotter
from loaders.tables import read_table

Found = TypeVar("Found", Hit, Place)

HEAD, VERB, NOUN, CLASS = "project_head", "project_verb", "project_noun", "project_class"
# 引入和建设 holds no verb
_CONJUNCTION = "和"
# Characters of the longest common word, and how many runs are remembered
_LONGEST_WORD = 6
_REMEMBERED = 8192
_AFTER_SHORT = (
    r"(?=$|[、，。；（和及与等建项工前\s“”]|[东西南北]?延|[一二三四五六七八九]期|[\u4e00-\u9fff至—\-]{2,8}段)"
)
_JOINING = re.compile(r"[\s、，,和及与至到—\-－·等地]*|以及")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that says what a project is.

    `sector`: None for works on something named before (迁建), which has the sector. `by_words`: a class word
    nearer the head than any other tells the sector, `sector` is for want of one. `needs`: what makes it one
    project: a `name` of any kind; a `place`, or a name that no common word could be; to be built (`build`)
    and a name; named `waters` or a place; a named thing that it is the `work` on; a name of a few characters
    that no common word could be (`short`: 嘉闵线). `alone`: there is one in a place (疾控中心).
    """

    head: str
    sector: Sector | None
    by_words: bool
    needs: Literal["name", "place", "build", "waters", "work", "short"]
    alone: bool
    examples: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A word before or after a project's name: a `verb` (加快建设), a `tail` that only follows (前期工作), an
    `adverb` beside a verb, a `stop` that ends a name, a `noun` that closes it and adds nothing (项目, 工作),
    a `sum` that may stand after 等 for things (平台).
    """

    word: str
    role: Literal["verb", "tail", "adverb", "stop", "noun", "sum"]
    stage: Stage | None
    examples: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ClassWord:
    """A word that is no proper name; `sector`: the field it speaks of.

    A `product` (柠檬) narrows a thing that stands beside one with a place, a `pair` of countries (中法) is as
    good as a place, what is `common` neither.
    """

    word: str
    kind: Literal["common", "product", "pair"]
    sector: Sector | None
    source: str


@cache
def heads() -> Mapping[str, Head]:
    """`project_heads.csv` by word."""
    return {row.head: row for row in read_table("project_heads", Head)}


@cache
def _short_heads() -> re.Pattern[str]:
    chars = "".join(word for word, row in heads().items() if row.needs == "short")
    return re.compile(rf"[{chars}](?<=[\u4e00-\u9fffA-Z0-9]{{2}}[{chars}]){_AFTER_SHORT}")


_by_end = itemgetter(1, 0)


def find_short_heads(text: str) -> list[Hit]:
    """Heads of one character where a name may end with one: 嘉闵线、, 崇明线建设."""
    return [Hit(found.start(), found.end(), HEAD, found[0]) for found in _short_heads().finditer(text)]


@cache
def _verb_rows() -> tuple[Verb, ...]:
    return read_table("project_verbs", Verb)


@cache
def verbs() -> Mapping[str, Verb]:
    """`project_verbs.csv` by word."""
    return {row.word: row for row in _verb_rows() if row.role not in ("noun", "sum")}


@cache
def nouns() -> frozenset[str]:
    """The words of `project_verbs.csv` that close a name and add nothing."""
    return frozenset(row.word for row in _verb_rows() if row.role == "noun")


@cache
def sums() -> tuple[str, ...]:
    """The words of `project_verbs.csv` by which a list of things may be summed up."""
    return tuple(row.word for row in _verb_rows() if row.role in ("noun", "sum"))


@cache
def class_words() -> Mapping[str, ClassWord]:
    """`project_classes.csv` by word."""
    return {row.word: row for row in read_table("project_classes", ClassWord)}


@cache
def common_words() -> frozenset[str]:
    """`project_common_words.csv`, and the class words."""
    return read_common_words().union(class_words())


@lru_cache(_REMEMBERED)
def unknown(run: str) -> str:
    """The characters of `run` that no common word could hold, however it is divided: 沙 of 青草沙."""
    words = common_words()
    left: list[str] = [""]
    for end in range(1, len(run) + 1):
        options = [left[end - 1] + run[end - 1]]
        options += [
            left[end - size]
            for size in range(2, min(end, _LONGEST_WORD) + 1)
            if run[end - size : end] in words
        ]
        left.append(min(options, key=len))
    return left[-1]


@cache
def _clause_spotter() -> Spotter:
    """Finds class words and verbs; apart from the reader's one automaton, since few clauses hold a head."""
    return Spotter({CLASS: class_words().keys(), VERB: verbs().keys()})


@cache
def _verb_words() -> tuple[str, ...]:
    return tuple(verbs())


def begins_verb(text: str, at: int) -> bool:
    """Whether a verb begins at `text[at]`."""
    return text.startswith(_verb_words(), at)


def ends_verb(text: str, at: int) -> bool:
    """Whether a verb ends before `text[at]`."""
    return text.endswith(_verb_words(), 0, at)


def project_vocabularies() -> Mapping[str, Iterable[str]]:
    """What the spotter must look for in every text: kind → words."""
    return {HEAD: [word for word, row in heads().items() if row.needs != "short"], NOUN: nouns()}


class Ordered(Generic[Found]):
    """Hits or places in order of start, found by where they begin."""

    __slots__ = ("_starts", "found")

    def __init__(self, found: Sequence[Found]) -> None:
        """`found`: ordered by start."""
        self.found: Sequence[Found] = found
        self._starts = [one.start for one in found]

    def within(self, start: int, end: int) -> Sequence[Found]:
        """Those that begin in the stretch."""
        first = bisect_left(self._starts, start)
        return self.found[first : bisect_left(self._starts, end, first)]

    def last_before(self, end: int) -> Found | None:
        """The last that begins before `end`."""
        at = bisect_left(self._starts, end)
        return self.found[at - 1] if at else None


class Hits:
    """The hits of a text that tell of projects, each kind ordered by start, the longer first."""

    __slots__ = ("heads", "nouns")

    def __init__(self, heads: Sequence[Hit], nouns: Sequence[Hit]) -> None:
        """`heads`, `nouns`: of the whole text."""
        self.heads, self.nouns = Ordered(heads), Ordered(nouns)


class Words:
    """What the clauses of one sentence hold: heads, verbs, nouns, class words and places.

    `marks` and `uncovered` keep what `project_names` has found of them.
    """

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int]], hits: Hits, places: Ordered[Place]
    ) -> None:
        """`spans`: those clauses of the sentence that are read, in order. `hits`, `places`: of the text."""
        self.text = text
        self.spans = spans
        self.start, self.end = spans[0][0], spans[-1][1]
        self.marks: dict[tuple[int, int], frozenset[str]] = {}
        self.uncovered: tuple[str, str] | None = None
        self._held: dict[str, bool] = {}
        self._places = Ordered(places.within(self.start, self.end))
        self.place_starts = {place.start for place in self._places.found}
        self.place_ends = {place.end for place in self._places.found}
        spotted: list[Hit] = []
        heads: list[Hit] = []
        nouns: list[Hit] = []
        spotter = _clause_spotter()
        for start, end in spans:
            spotted += spotter.spot(text, start, end)
            heads += hits.heads.within(start, end)
            nouns += hits.nouns.within(start, end)
        classes = [hit for hit in spotted if hit.kind == CLASS]
        self._classes = Ordered(classes)
        self._common = [*classes, *[hit for hit in heads if hit.end - hit.start > 1]]
        # by start: the first to end somewhere is the longest
        class_starts = {hit.end: hit.start for hit in reversed(classes)}
        # 农村公路, 互联互通: a longer class word takes the head's end for its own
        self.heads = [hit for hit in heads if class_starts.get(hit.end, hit.start) >= hit.start]
        self.heads.sort(key=_by_end)
        self._head_ends = [hit.end for hit in self.heads]
        self.nouns = {hit.end: hit for hit in reversed(nouns)}
        self._noun_ends = sorted(self.nouns)
        verbs = [hit for hit in spotted if hit.kind == VERB]
        phrases = [hit for hit in nouns if _CONJUNCTION in hit.form]
        self.verbs = Ordered(self._free(verbs, sorted((*self._common, *phrases))) if verbs else verbs)

    def _free(self, verbs: Sequence[Hit], words: Sequence[Hit]) -> list[Hit]:
        """The verbs that are no part of a longer one or of a longer one of `words`: 研究 of 研究院 is."""
        # by start: the first to end somewhere is the longest
        first = {word.end: word.start for word in reversed(words)}
        free: list[Hit] = []
        reached = longest = at = 0
        for hit in verbs:
            start, end = hit.start, hit.end
            while at < len(words) and words[at].start <= start:
                longest = max(longest, words[at].end)
                at += 1
            if (
                start >= reached
                and longest <= end
                and first.get(end, start) >= start
                and not self.in_place(start, end)
            ):
                reached = end
                free.append(hit)
        return free

    def classes_in(self, start: int, end: int) -> list[Hit]:
        """Class words within `text[start:end]`, in order."""
        found = self._classes.within(start, end)
        return [hit for hit in found if hit.end <= end] if found else []

    def head_ending(self, end: int, start: int) -> Hit | None:
        """The longest head in `text[start:end]` that ends at `end`."""
        for at in range(bisect_left(self._head_ends, end), len(self.heads)):
            hit = self.heads[at]
            if hit.end != end:
                break
            if hit.start >= start:
                return hit
        return None

    def heads_in(self, start: int, end: int) -> list[Hit]:
        """Heads within `text[start:end]`, the first to end first, the longer first."""
        first = bisect_right(self._head_ends, start)
        last = bisect_right(self._head_ends, end, first)
        return [hit for hit in self.heads[first:last] if hit.start >= start] if first < last else []

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether the sentence has a match of `pattern`; without one, no stretch of it has."""
        known = self._held.get(pattern.pattern)
        if known is None:
            known = pattern.search(self.text, self.start, self.end) is not None
            self._held[pattern.pattern] = known
        return known

    def has_noun(self, start: int, end: int) -> bool:
        """Whether a word like 项目 ends in `text[start:end]`."""
        return bisect_right(self._noun_ends, start) < bisect_right(self._noun_ends, end)

    def places_in(self, start: int, end: int) -> list[Place]:
        """Places within `text[start:end]`."""
        if not self.place_starts:
            return []
        found = self._places.within(start, end)
        return [place for place in found if place.end <= end] if found else []

    def cuts_place(self, at: int) -> bool:
        """Whether a place begins before `at` and ends behind it."""
        before = self._places.last_before(at)
        return before is not None and before.end > at

    def in_place(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is part of a longer place: 从 of 从江."""
        if not self.place_starts:
            return False
        before = self._places.last_before(start + 1)
        return before is not None and before.end >= end and before.end - before.start > end - start

    def is_places(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is nothing but places and what joins them."""
        if not self.place_starts:
            return False
        left = start
        for place in self.places_in(start, end):
            if not _JOINING.fullmatch(self.text, left, max(left, place.start)):
                return False
            left = max(left, place.end)
        return left > start and _JOINING.fullmatch(self.text, left, end) is not None

    def common_before(self, end: int, start: int) -> int:
        """How far left of `end` words that are no proper name reach."""
        reached = end
        while found := [hit.start for hit in self._common if hit.end == reached and hit.start >= start]:
            reached = min(found)
        return reached

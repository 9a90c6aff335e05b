"""The words by which projects are known, and where a text has them.

Three tables: heads (what a project is: 水库), verbs (what is done to it, and how far it is to come: 加快建设)
and classes (words that make no proper name, however many stand together: 国家 现代 农业).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeVar

from graph.model import Sector, Stage
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
_AFTER_SHORT = r"(?=$|[、，。；（和及与等建项工前\s“”]|[东西南北]?延|[\u4e00-\u9fff至—\-]{2,8}段)"
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


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A word of the language that is no name."""

    word: str
    source: str


@cache
def heads() -> Mapping[str, Head]:
    """`project_heads.csv` by word."""
    return {row.head: row for row in read_table("project_heads", Head)}


@cache
def _short_heads() -> re.Pattern[str]:
    chars = "".join(word for word, row in heads().items() if row.needs == "short")
    return re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})[{chars}]{_AFTER_SHORT}")


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
def _common_words() -> frozenset[str]:
    common = (row.word for row in read_table("project_common_words", CommonWord))
    return frozenset((*common, *class_words()))


@lru_cache(_REMEMBERED)
def unknown(run: str) -> str:
    """The characters of `run` that no common word could hold, however it is divided: 沙 of 青草沙."""
    words = _common_words()
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
def class_spotter() -> Spotter:
    """Finds the class words; apart from the reader's one automaton, since few sentences hold a head."""
    return Spotter({CLASS: class_words().keys()})


def project_vocabularies() -> Mapping[str, Iterable[str]]:
    """What the spotter must look for: kind → words."""
    return {
        HEAD: [word for word, row in heads().items() if row.needs != "short"],
        VERB: verbs().keys(),
        NOUN: nouns(),
    }


def _start(found: Hit | Place) -> int:
    return found.start


def _end(found: Hit) -> int:
    return found.end


def within(found: Sequence[Found], start: int, end: int) -> Sequence[Found]:
    """Those of `found`, ordered by start, that begin in the stretch."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits that matter here, by kind, each ordered by start, the longer first."""

    heads: Sequence[Hit]
    verbs: Sequence[Hit]
    nouns: Sequence[Hit]

    def within(self, start: int, end: int) -> "Hits":
        """Those that begin in the stretch."""
        return Hits(*(within(found, start, end) for found in (self.heads, self.verbs, self.nouns)))


class Words:
    """What one sentence holds, by where it begins and ends: heads, verbs, nouns, class words and places."""

    def __init__(self, text: str, start: int, end: int, hits: Hits, places: Sequence[Place]) -> None:
        """The sentence is `text[start:end]`; `hits` and `places` those in it, ordered by start."""
        self.text = text
        self.start, self.end = start, end
        self.places = places
        self._classes = [
            Hit(start + hit.start, start + hit.end, CLASS, hit.form)
            for hit in class_spotter().spot(text[start:end])
        ]
        self._common: defaultdict[int, list[int]] = defaultdict(list)
        long = [hit for hit in hits.heads if hit.end - hit.start > 1]
        phrases = [hit for hit in hits.nouns if _CONJUNCTION in hit.form]
        for hit in (*self._classes, *long):
            self._common[hit.end].append(hit.start)
        class_starts: dict[int, int] = {}
        for hit in self._classes:  # by start: the first to end somewhere is the longest
            class_starts.setdefault(hit.end, hit.start)
        # 农村公路, 互联互通: a longer class word takes the head's end for its own
        self.heads = sorted(
            (hit for hit in hits.heads if class_starts.get(hit.end, hit.start) >= hit.start),
            key=lambda hit: (hit.end, hit.start),
        )
        self.nouns = {hit.end: hit for hit in reversed(hits.nouns)}
        self.verbs = list(self._free(hits.verbs, sorted((*self._classes, *long, *phrases), key=_start)))

    def _free(self, verbs: Sequence[Hit], words: Sequence[Hit]) -> Iterator[Hit]:
        """The verbs that are no part of a longer one or of a longer one of `words`: 研究 of 研究院 is."""
        first: dict[int, int] = {}
        for word in words:  # by start: the first to end somewhere is the longest
            first.setdefault(word.end, word.start)
        reached = longest = at = 0
        for hit in verbs:
            while at < len(words) and words[at].start <= hit.start:
                longest = max(longest, words[at].end)
                at += 1
            if hit.start >= reached and longest <= hit.end and first.get(hit.end, hit.start) >= hit.start:
                reached = hit.end
                yield hit

    def classes_in(self, start: int, end: int) -> list[Hit]:
        """Class words within `text[start:end]`, in order."""
        return [hit for hit in within(self._classes, start, end) if hit.end <= end]

    def head_ending(self, end: int, start: int) -> Hit | None:
        """The longest head in `text[start:end]` that ends at `end`."""
        for hit in self.heads[bisect_left(self.heads, end, key=_end) :]:
            if hit.end > end:
                break
            if hit.start >= start:
                return hit
        return None

    def heads_in(self, start: int, end: int) -> list[Hit]:
        """Heads within `text[start:end]`, the first to end first, the longer first."""
        first = bisect_right(self.heads, start, key=_end)
        last = bisect_right(self.heads, end, key=_end)
        return [hit for hit in self.heads[first:last] if hit.start >= start]

    def places_in(self, start: int, end: int) -> list[Place]:
        """Places within `text[start:end]`."""
        if not self.places:
            return []
        first = bisect_left(self.places, start, key=_start)
        last = bisect_left(self.places, end, key=_start)
        return [place for place in self.places[first:last] if place.end <= end]

    def cuts_place(self, at: int) -> bool:
        """Whether a place begins before `at` and ends behind it."""
        before = self.places[: bisect_left(self.places, at, key=_start)]
        return bool(before) and before[-1].end > at

    def is_places(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is nothing but places and what joins them."""
        left = start
        for place in self.places_in(start, end):
            if not _JOINING.fullmatch(self.text, left, max(left, place.start)):
                return False
            left = max(left, place.end)
        return left > start and _JOINING.fullmatch(self.text, left, end) is not None

    def common_before(self, end: int, start: int) -> int:
        """How far left of `end` words that are no proper name reach."""
        reached = end
        while found := [begin for begin in self._common.get(reached, ()) if begin >= start]:
            reached = min(found)
        return reached

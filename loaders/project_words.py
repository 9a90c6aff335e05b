"""The words by which projects are known, and where a text has them.

Three tables: heads (what a project is: 水库), verbs (what is done to it, and how far it is to come: 加快建设)
and classes (words that make no proper name, however many stand together: 国家 现代 农业).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.model import Sector, Stage
from loaders.regions import Place
from loaders.spot import Hit
from loaders.tables import read_table

HEAD, VERB, NOUN, CLASS = "project_head", "project_verb", "project_noun", "project_class"
_JOINING = re.compile(r"[\s、，,和及与至到—\-－·等地]*|以及")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that says what a project is.

    `sector`: None for works on something named before (迁建), which has the sector. `by_words`: a class word
    nearer the head than any other tells the sector, `sector` is for want of one. `needs`: what makes it one
    project: a `name` of any kind; a `place` or a name beside one that has a place; to be built (`build`)
    and a name; named `waters` or a place; a named thing that it is the `work` on. `alone`: there is one in
    a place (疾控中心).
    """

    head: str
    sector: Sector | None
    by_words: bool
    needs: Literal["name", "place", "build", "waters", "work"]
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


def project_vocabularies() -> Mapping[str, Iterable[str]]:
    """What the spotter must look for: kind → words."""
    return {HEAD: heads().keys(), VERB: verbs().keys(), NOUN: nouns(), CLASS: class_words().keys()}


def _start(found: Hit | Place) -> int:
    return found.start


class Words:
    """The hits and the places of one text, by where they begin and end."""

    def __init__(self, text: str, hits: Sequence[Hit], places: Sequence[Place]) -> None:
        """`hits` of all vocabularies; the others' are passed over."""
        self.text = text
        self.places = sorted(places, key=lambda place: (place.start, -place.end))
        self._classes = [hit for hit in hits if hit.kind == CLASS]
        self.common = [hit for hit in hits if hit.kind in (HEAD, CLASS)]
        self._heads: dict[int, list[Hit]] = {}
        self._common: dict[int, list[Hit]] = {}
        self.verbs: list[Hit] = []
        self.nouns: dict[int, Hit] = {}
        reached = longest = 0
        for hit in hits:  # by start, the longer first: whatever began before or here and ends later holds it
            if hit.kind in (HEAD, CLASS):
                longest = max(longest, hit.end)
                self._common.setdefault(hit.end, []).append(hit)
            if hit.kind == HEAD and not self._ends_class(hit):
                self._heads.setdefault(hit.end, []).append(hit)
            elif hit.kind == NOUN:
                self.nouns.setdefault(hit.end, hit)
            elif hit.kind == VERB and hit.start >= reached and not self._is_part(hit, longest):
                self.verbs.append(hit)
                reached = hit.end

    def _ends_class(self, hit: Hit) -> bool:
        """Whether a longer class word ends with the head `hit`: 农村公路, 互联互通."""
        return any(other.kind == CLASS and other.start < hit.start for other in self._common.get(hit.end, ()))

    def _is_part(self, hit: Hit, longest: int) -> bool:
        """Whether a longer head or class word holds the verb `hit`: 研究 of 研究院."""
        if longest > hit.end:
            return True
        return any(other.start < hit.start for other in self._common.get(hit.end, ()))

    def classes_in(self, start: int, end: int) -> list[Hit]:
        """Class words within `text[start:end]`, in order."""
        first = bisect_left(self._classes, start, key=_start)
        last = bisect_left(self._classes, end, key=_start)
        return [hit for hit in self._classes[first:last] if hit.end <= end]

    def head_ending(self, end: int, start: int) -> Hit | None:
        """The longest head in `text[start:end]` that ends at `end`."""
        found = [hit for hit in self._heads.get(end, ()) if hit.start >= start]
        return min(found, key=lambda hit: hit.start, default=None)

    def heads_in(self, start: int, end: int) -> list[Hit]:
        """Heads within `text[start:end]`, the first to end first, the longer first."""
        inside = [hit for place in range(start + 1, end + 1) for hit in self._heads.get(place, ())]
        return [hit for hit in inside if hit.start >= start]

    def places_in(self, start: int, end: int) -> list[Place]:
        """Places within `text[start:end]`."""
        first = bisect_left(self.places, start, key=_start)
        last = bisect_left(self.places, end, key=_start)
        return [place for place in self.places[first:last] if place.end <= end]

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
        while found := [hit for hit in self._common.get(reached, ()) if hit.start >= start]:
            reached = min(hit.start for hit in found)
        return reached

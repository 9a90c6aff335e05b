"""Chinese enumeration: where a list divides, and what a word after the list says of all of it.

A、B和C等重大项目 is three members and a closing phrase; D、E等F、G is two lists in one. Brackets and
quotation marks hold their contents together.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

OPENING, CLOSING = "（(“‘「《〈【[〔", "）)”’」》〉】]〕"
# Begun by one class of characters, which is what the search is quick at
_MARKS = re.compile(r"[、,，和及与暨等以](?:(?<!以)|及)")
_MARKS_BESIDE_QUOTES = re.compile(rf"{_MARKS.pattern}|(?<=[”」])(?=[“「])")
_ENCLOSING = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_DIVIDING = ("、", ",", "，", "")


class Member(NamedTuple):
    """`text[start:end]` is one member of a list. `joined`: a conjunction, not 、, stands before it."""

    start: int
    end: int
    joined: bool = False


Joins = Callable[[Member, Member, bool], bool]


class Listing(NamedTuple):
    """Members said in one breath. `closing`: the phrase after 等 that says what all of them are."""

    members: tuple[Member, ...]
    closing: Member | None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Stretches of a text that nothing divides: `starts[i]` to `ends[i]`, in order, none overlapping."""

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def holds(self, place: int) -> bool:
        """Whether the character at `place` stands in such a stretch."""
        if not self.starts:
            return False
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and place < self.ends[at]

    def joined(self, spans: Iterable[tuple[int, int]]) -> "Enclosed":
        """These and `spans` (which may overlap) together."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted((*zip(self.starts, self.ends, strict=True), *spans)):
            if ends and start < ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return Enclosed(starts, ends)


def enclosed(text: str) -> Enclosed:
    """What brackets and quotation marks hold in `text`, marks included.

    An opening mark without its partner holds nothing.
    """
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in _ENCLOSING.finditer(text):
        if mark[0] in OPENING:
            opened.append(mark.start())
        elif opened:
            spans.append((opened.pop(), mark.end()))
    return Enclosed().joined(spans) if spans else Enclosed()


def _trimmed(text: str, start: int, end: int, joined: bool = False) -> Member:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Member(start, end, joined)


def _marks(text: str, start: int, end: int, closed: Enclosed) -> Iterator[re.Match[str]]:
    quoted = text.find("”", start, end) >= 0 or text.find("」", start, end) >= 0
    for mark in (_MARKS_BESIDE_QUOTES if quoted else _MARKS).finditer(text, start, end):
        if not (mark[0] and closed.holds(mark.start())) and not (mark[0] == "等" and mark.start() == start):
            yield mark


def split_list(text: str, start: int, end: int, closed: Enclosed, joins: Joins) -> tuple[Listing, ...]:
    """The lists in `text[start:end]`. `closed`: what nothing divides.

    和, 及 and 与 divide only where they join what stands before them (with True: what sums up a list that 等
    ended) with what stands after: 修缮与利用工程 is one name.
    """
    marks = list(_marks(text, start, end, closed))
    if not marks:
        only = _trimmed(text, start, end)
        return (Listing((only,), None),) if only.end > only.start else ()
    listings: list[Listing] = []
    members: list[Member] = []
    begin, joined, after_others = start, False, False

    def close(until: int) -> None:
        nonlocal members, after_others
        piece = _trimmed(text, begin, until, joined)
        if after_others:
            listings.append(Listing(tuple(members), piece if piece.end > piece.start else None))
            members, after_others = [], False
        elif piece.end > piece.start:
            members.append(piece)

    for index, mark in enumerate(marks):
        if mark[0] not in (*_DIVIDING, "等"):
            until = marks[index + 1].start() if index + 1 < len(marks) else end
            if not joins(Member(begin, mark.start()), Member(mark.end(), until), after_others):
                continue
        close(mark.start())
        begin, joined = mark.end(), mark[0] not in (*_DIVIDING, "等")
        after_others = mark[0] == "等"
    close(end)
    if members:
        listings.append(Listing(tuple(members), None))
    return tuple(listing for listing in listings if listing.members)

"""Finds the numbered outline of a cleaned text (第一章, 一、, （一）, 1., ①); its leaves are measures.

A number is an ordinal only where an item may begin and where the count goes on: at the head of a line any
number above the last will do, in mid-line (mirrors lose line breaks) only the very next one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[零〇一二三四五六七八九十百]{1,5}|[0-9]{1,3}"


class Style(IntEnum):
    """How an ordinal is printed; the order is the usual depth (GB/T 9704-2012, 7.3.3, and 立法技术规范)."""

    CHAPTER = 1  # 第一章
    SECTION = 2  # 第一节
    ARTICLE = 3  # 第一条
    COMMA = 4  # 一、
    BRACKET = 5  # （一）
    DOT = 6  # 1.
    DIGIT_BRACKET = 7  # （1）
    CIRCLE = 8  # ①


_ORDINAL = re.compile(
    rf"第\s?(?P<chapter>{_NUMERAL})\s?[章篇](?=\s)"
    rf"|第\s?(?P<section>{_NUMERAL})\s?节(?=\s)"
    rf"|第\s?(?P<article>{_NUMERAL})\s?条(?=[\s　【（：])"
    r"|(?P<comma>[一二三四五六七八九十]{1,3})\s?[、．.]"
    r"|[（(]\s?(?P<bracket>[一二三四五六七八九十百]{1,4})\s?[）)][、．.]?"
    r"|(?P<dot>[0-9]{1,3})\s?(?:[.．](?![0-9])|[.．](?=20[0-9]{2}年)|、)"
    r"|[（(]\s?(?P<digit_bracket>[0-9]{1,2})\s?[）)]"
    r"|(?P<circle>[①-⑳])"
)
_GROUPS = {
    "chapter": Style.CHAPTER,
    "section": Style.SECTION,
    "article": Style.ARTICLE,
    "comma": Style.COMMA,
    "bracket": Style.BRACKET,
    "dot": Style.DOT,
    "digit_bracket": Style.DIGIT_BRACKET,
    "circle": Style.CIRCLE,
}
# After these an item may begin in mid-line.
_ITEM_MAY_FOLLOW = frozenset("。；;！？!?）)】〕] \n”…:：")
# A heading is a short first sentence; longer ones are the measure's own words.
_HEADING_CHARS = 40
_CLAUSES_CHARS = 24
# A title that runs into its first item may be longer (characters).
_RUN_IN_CHARS = 60
# A number that skips: one item lost by a mirror, not a number of something else.
_LOST_ITEMS = 2
# The notice before a plan is no longer than a fourth of both.
_PRELUDE_PART = 4


def read_numeral(printed: str) -> int:
    """三十二, 32 or ③ as an integer (1–999)."""
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdigit():
        return int(printed)
    total = digit = 0
    for char in printed:
        if char == "十":
            total += (digit or 1) * 10
            digit = 0
        elif char == "百":
            total += (digit or 1) * 100
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


@dataclass(slots=True)
class Item:
    """An item of the outline; offsets (characters) count in the cleaned text.

    `ordinal` is where its number is printed, `start` where its own words begin, `end` where the next item's
    number stands. `heading` is its lead sentence, None where it has none.
    """

    style: Style
    number: int
    ordinal: int
    start: int
    end: int = 0
    heading: str | None = None
    parent: "Item | None" = None
    children: list["Item"] = field(default_factory=list)

    @property
    def path(self) -> tuple[int, ...]:
        """The printed numbers from the section down to this item."""
        return (*(self.parent.path if self.parent else ()), self.number)

    def titles(self) -> Iterator[str]:
        """Its own heading and those above it, nearest first."""
        if self.heading:
            yield self.heading
        if self.parent:
            yield from self.parent.titles()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number that may be an ordinal, and the character before it."""

    style: Style
    number: int
    start: int
    end: int
    before: str

    @property
    def line_head(self) -> bool:
        return self.before == "\n"


def _candidates(chars: str) -> Iterator[_Candidate]:
    for match in _ORDINAL.finditer(chars):
        before = chars[match.start() - 1] if match.start() else "\n"
        style = _GROUPS[match.lastgroup or ""]
        yield _Candidate(
            style, read_numeral(match[match.lastgroup or ""]), match.start(), match.end(), before
        )


class _Outline:
    """The outline while it grows: the open items, outermost first, and what was seen of each style."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self.items: list[Item] = []
        self.open: list[Item] = []
        self._last: dict[tuple[Style, int], int] = {}
        self._above: set[tuple[Style, Style]] = set()

    def _depth_of(self, style: Style) -> int | None:
        return next((depth for depth, item in enumerate(self.open) if item.style == style), None)

    def _depth_for(self, style: Style) -> int:
        """Beside an open item of its style, or under the innermost whose style was not seen below it."""
        depth = self._depth_of(style)
        if depth is None:
            depth = len(self.open)
            while depth and (style, self.open[depth - 1].style) in self._above:
                depth -= 1
        return depth

    def _is_taken(self, number: int, depth: int) -> bool:
        siblings = (
            self.open[depth - 1].children if depth else [item for item in self.items if not item.parent]
        )
        return any(item.number == number for item in siblings)

    def outranked_by(self, style: Style) -> bool:
        """Whether all so far was an enumeration in a preamble: `style` stands above every one of it."""
        return bool(self.items) and all(item.style > style for item in self.items)

    def _may_begin(self, candidate: _Candidate) -> bool:
        """Whether an item may begin there: behind a sentence, a list or a blank, or right behind a title.

        A title that lost its line break runs into its first item (一、便利度（一）优化审批。);
        anywhere else a number behind a word is a reference.
        """
        if candidate.before in _ITEM_MAY_FOLLOW:
            return True
        title = self.chars[self.items[-1].start : candidate.start] if self.items else ""
        return (
            candidate.style in (Style.BRACKET, Style.ARTICLE)
            and candidate.before not in "条款项"
            and 0 < len(title) <= _RUN_IN_CHARS
            and not re.search("[。；\n]", title)
            and self.items[-1].style < candidate.style
        )

    def accepts(self, candidate: _Candidate) -> bool:
        if not self._may_begin(candidate):
            return False
        depth = self._depth_of(candidate.style)
        if depth is None:
            return self._opens_level(candidate)
        gap = candidate.number - self.open[depth].number
        if candidate.line_head:
            return gap > 0
        lost = candidate.before == " " and candidate.style == Style.DOT
        return gap == 1 or (1 < gap <= _LOST_ITEMS and lost)

    def _opens_level(self, candidate: _Candidate) -> bool:
        """Whether the first item of a level may have this number: 1, or where the count goes on."""
        depth = self._depth_for(candidate.style)
        last = self._last.get((candidate.style, depth), 0)
        gap = candidate.number - last
        if self._is_taken(candidate.number, depth):
            return False
        if candidate.line_head and candidate.style == Style.ARTICLE:
            return gap > 0
        lost = candidate.line_head and last > 0
        return candidate.number == 1 or gap == 1 or (1 < gap <= 1 + _LOST_ITEMS and lost)

    def add(self, candidate: _Candidate) -> None:
        depth = self._depth_for(candidate.style)
        del self.open[depth:]
        parent = self.open[-1] if self.open else None
        item = Item(candidate.style, candidate.number, candidate.start, candidate.end, parent=parent)
        if self.items:
            self.items[-1].end = candidate.start
        if parent:
            parent.children.append(item)
        self._above |= {(above.style, item.style) for above in self.open}
        self.items.append(item)
        self.open.append(item)
        self._last[candidate.style, depth] = candidate.number


def _heading(chars: str, item: Item) -> str | None:
    """The lead sentence: up to the first full stop, line end or blank, if short and not all there is."""
    body = chars[item.start : item.end].strip()
    match = re.match(rf"[^。；\n：:]{{2,{_HEADING_CHARS}}}?(?=[。\n]|\s|$|[：:]\s?\n)", body)
    if not match or ("，" in match[0] and len(match[0]) > _CLAUSES_CHARS):
        return None
    lead = match[0]
    rest = body[match.end() :].lstrip("。：: \n")
    if not item.children and (not rest or rest[0] in "（(〔[【"):
        return None
    return lead.strip("： :")


def _is_prelude(items: Sequence[Item], chars: str) -> bool:
    """Whether the items before a new beginning of the count only lead up to the text.

    They are the notice that transmits it, or a table of contents: a title each and no sentence.
    """
    if items[-1].end * _PRELUDE_PART < len(chars):
        return True
    return len(items) > 1 and all(
        "。" not in chars[item.start : item.end] and item.end - item.start <= 2 * _HEADING_CHARS
        for item in items
    )


def parse_outline(chars: str) -> tuple[Item, ...]:
    """All items of the outline in `chars` (a cleaned text), in order; a leaf is one without children.

    A table of contents before the text is left out; an attachment's own outline after it is, too.
    """
    outline = _Outline(chars)
    for candidate in _candidates(chars):
        first = candidate.number == 1 and candidate.line_head
        if first and outline.outranked_by(candidate.style):
            outline = _Outline(chars)
            outline.add(candidate)
        elif outline.accepts(candidate):
            outline.add(candidate)
        elif first and outline.items[0].style == candidate.style:
            outline.items[-1].end = candidate.start
            if not _is_prelude(outline.items, chars):
                break
            outline = _Outline(chars)
            outline.add(candidate)
    if outline.items and not outline.items[-1].end:
        outline.items[-1].end = len(chars)
    for item in outline.items:
        item.heading = _heading(chars, item)
    return tuple(outline.items)


def leaves(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that are measures."""
    return tuple(item for item in items if not item.children)

"""Finds the numbered outline of a cleaned text; its leaves are measures.

A number is an ordinal only where an item may begin and where the count goes on: at the head of a line any
number above the last will do, in mid-line (mirrors lose line breaks) only the very next one. What a page
leaves out before its first item (三、 of an excerpt) is told by the items that follow it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.ordinals import DECIMALS, Candidate, Style, find_candidates

# After these an item may begin in mid-line.
_ITEM_MAY_FOLLOW = frozenset("。；;！？!?）)】〕] \n”…:：")
_BREAKS = frozenset("。！？!?）) \n")
# Only these open an excerpt in mid-line; lower ones number things in prose as well.
_HIGH = (Style.CHAPTER, Style.SECTION, Style.COMMA, Style.BRACKET)
# A heading is a short first sentence; longer ones are the measure's own words.
_HEADING_CHARS = 40
_CLAUSES_CHARS = 24
# A title that runs into its first item may be longer (characters).
_RUN_IN_CHARS = 60
# A number that skips: one item lost by a mirror, not a number of something else.
_LOST_ITEMS = 2
# 附件：1.任务分解表 2.联系人名单: names of attachments, no items.
_ENCLOSURES = re.compile(r"(?:^|\n|(?<= ))附\s?件\s?[：:][^\n]*(?:\n\s?\d{1,2}\s?[.．、][^\n。]*)*")
# 专栏5 重金属综合整治示范（一）区域防控
_BOX = re.compile(r"\n\s*专栏[^。；\n]*\Z")
_LEADER = re.compile(r"[.…·]{4}")
# 统一, 唯一, 单一, 同一, 之一, 逐一, 合一, 专一, 不一, 划一, 如一.
_BEFORE_ONE = frozenset("统唯单同之逐合专不划如")
# Longer lines on the average have lost their breaks.
_LINE_CHARS = 200


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


class _Outline:
    """The outline while it grows: the open items, outermost first, and what was seen of each style."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self.items: list[Item] = []
        self.open: list[Item] = []
        self._last: dict[Style, int] = {}
        self._above: set[tuple[Style, Style]] = set()

    def _depth_of(self, style: Style) -> int | None:
        return next((depth for depth, item in enumerate(self.open) if item.style == style), None)

    def _depth_for(self, style: Style) -> int:
        """Beside an open item of its style, or under the innermost whose style was not seen below it."""
        depth = self._depth_of(style)
        if depth is None:
            depth = len(self.open)
            if style <= Style.SECTION:
                # No chapter stands under an article, whatever a text lacks before it.
                return next((at for at, item in enumerate(self.open) if item.style > style), depth)
            while depth and (style, self.open[depth - 1].style) in self._above:
                depth -= 1
        return depth

    def _is_taken(self, number: int, depth: int) -> bool:
        siblings = (
            self.open[depth - 1].children if depth else [item for item in self.items if not item.parent]
        )
        return any(item.number == number for item in siblings)

    def outranked_by(self, style: Style) -> bool:
        """Whether all so far was an enumeration in a preamble: `style` stands above it."""
        return bool(self.items) and all(item.style > style for item in self.items)

    def _may_begin(self, candidate: Candidate) -> bool:
        """Whether an item may begin there: behind a sentence, a list or a blank, or right behind a title.

        A title that lost its line break runs into its first item (一、便利度（一）优化审批。);
        anywhere else a number behind a word is a reference.
        """
        if candidate.before in _ITEM_MAY_FOLLOW:
            return True
        title = self.chars[self.items[-1].start : candidate.start] if self.items else ""
        if candidate.number == 1 and _BOX.search(
            self.chars, max(0, candidate.start - _RUN_IN_CHARS), candidate.start
        ):
            return True
        return (
            candidate.style in (Style.BRACKET, Style.ARTICLE)
            and candidate.before not in "条款项"
            and 0 < len(title) <= _RUN_IN_CHARS
            and not re.search("[。；\n]", title)
            and self.items[-1].style < candidate.style
        )

    def accepts(self, candidate: Candidate, after: Candidate | None, following: Candidate | None) -> bool:
        """Whether it is an item; `after`: the next number, `following`: the next one of its style."""
        if candidate.style in DECIMALS:
            return self._goes_on(candidate)
        if not self._may_begin(candidate):
            return False
        depth = self._depth_of(candidate.style)
        if depth is None:
            return self._opens_level(candidate) or self._opens_excerpt(candidate, after, following)
        gap = candidate.number - self.open[depth].number
        if candidate.line_head:
            return gap > 0
        lost = candidate.before == " " and candidate.style == Style.DOT
        return gap == 1 or (1 < gap <= _LOST_ITEMS and lost)

    def _goes_on(self, candidate: Candidate) -> bool:
        """Whether a decimal (3.4.1) stands under the items it names (三、 and 3.4) and goes on counting.

        The first that an excerpt prints may have any number.
        """
        above = [item for item in self.open if item.style < candidate.style]
        if not above or above[-1].path[-len(candidate.numbers) + 1 :] != candidate.numbers[:-1]:
            return False
        children = above[-1].children
        return not children or candidate.number == children[-1].number + 1

    def _opens_level(self, candidate: Candidate) -> bool:
        """Whether the first item of a level may have this number: 1, or where the count goes on."""
        depth = self._depth_for(candidate.style)
        last = self._last.get(candidate.style, 0)
        gap = candidate.number - last
        if self._is_taken(candidate.number, depth):
            return False
        if candidate.line_head and candidate.style == Style.ARTICLE:
            return gap > 0 and (last > 0 or gap <= 1 + _LOST_ITEMS)
        lost = candidate.line_head and last > 0
        return candidate.number == 1 or gap == 1 or (1 < gap <= 1 + _LOST_ITEMS and lost)

    def _opens_excerpt(
        self, candidate: Candidate, after: Candidate | None, following: Candidate | None
    ) -> bool:
        """Whether the items before it were left out: none of its style is there, and what follows counts on.

        That is the next item of its style, or its own first item; a chapter is nothing else even alone.
        """
        begins = candidate.line_head or (candidate.style in _HIGH and candidate.before in _BREAKS)
        if candidate.style in self._last or not begins:
            return False
        if following is None and candidate.style == Style.CHAPTER:
            return True
        child = (
            after is not None
            and after.style > candidate.style
            and (after.number == 1 or after.numbers[:-1] == candidate.numbers)
        )
        if following is None:
            return child and candidate.style in _HIGH
        return following.number == candidate.number + 1 and following.before in _ITEM_MAY_FOLLOW

    def add(self, candidate: Candidate) -> None:
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
        self._last[candidate.style] = candidate.number


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


def _is_contents(part: Sequence[Item], chars: str) -> bool:
    """A table of contents: a title each, or dots that lead to a page number, and no sentence."""
    lines = [chars[item.start : item.end].split("\n", 1)[0] for item in part]
    led = sum(bool(_LEADER.search(line)) for line in lines)
    if led * 2 > len(part):
        return True
    texts = [*(chars[item.start : item.end] for item in part[:-1]), lines[-1]]
    return len(part) > 1 and all("。" not in text and len(text) <= 2 * _HEADING_CHARS for text in texts)


def _next_of_style(candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """For each candidate the next one of its style."""
    upcoming: dict[Style, Candidate] = {}
    following: list[Candidate | None] = []
    for candidate in reversed(candidates):
        following.append(upcoming.get(candidate.style))
        upcoming[candidate.style] = candidate
    return following[::-1]


def _ends_word(chars: str, start: int) -> bool:
    """Whether the 一 that stands there ends a word which a page's width broke: 公平统 / 一、可持续."""
    return chars.startswith("一", start) and chars[max(0, start - 3) : start].rstrip()[-1:] in _BEFORE_ONE


def parse_outline(chars: str) -> tuple[tuple[Item, ...], ...]:
    """The outlines in `chars` (a cleaned text), each as its items in order; a leaf has no children.

    A document has one; a notice before its plan and an attachment behind it have their own, in which the
    count begins again. A table of contents is left out.
    """
    parts = [_Outline(chars)]
    enclosed = [match.span() for match in _ENCLOSURES.finditer(chars)]
    # A text that lost its line breaks has blanks for them.
    heads = "\n" if chars.count("\n") * _LINE_CHARS > len(chars) else "\n "
    candidates = list(find_candidates(chars))
    coming = zip(candidates, (*candidates[1:], None), _next_of_style(candidates), strict=False)
    for candidate, after, following in coming:
        outline = parts[-1]
        if any(start < candidate.start < end for start, end in enclosed):
            continue
        first = candidate.number == 1 and candidate.before in heads and not _ends_word(chars, candidate.start)
        if first and outline.outranked_by(candidate.style):
            parts[-1] = _Outline(chars)
            parts[-1].add(candidate)
        elif outline.accepts(candidate, after, following):
            outline.add(candidate)
        elif first and outline.items and outline.items[0].style == candidate.style:
            outline.items[-1].end = candidate.start
            parts.append(_Outline(chars))
            parts[-1].add(candidate)
    if parts[-1].items:
        parts[-1].items[-1].end = len(chars)
    for outline in parts:
        for item in outline.items:
            item.heading = _heading(chars, item)
    return tuple(
        tuple(part.items)
        for part in parts
        if any(chars[item.start : item.end].strip() for item in leaves(part.items))
        and not _is_contents(part.items, chars)
    )


def main_part(parts: Sequence[Sequence[Item]]) -> int:
    """Which of the outlines is the document's: the longest."""
    return max(range(len(parts)), key=lambda index: parts[index][-1].end - parts[index][0].ordinal)


def leaves(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that are measures."""
    return tuple(item for item in items if not item.children)

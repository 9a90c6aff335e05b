"""Makes text of the characters of a PDF's pages: lines, then paragraphs, without what runs along every page.

A line goes on in the next where it reaches the right margin and the next is not indented; other breaks stay,
and `loaders.clean` has the last word on them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_PAGE_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·•\s]*"
)
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_ENDS = "。！？；：!?;:"
# In characters of the line's size.
_INFERRED_GAP, _GAP, _WIDE_GAP = 0.18, 0.35, 1.5
_INDENT, _RAGGED = 1.2, 2.2
_EDGE_LINES = 2  # running headers and footers have no more
_SAME_PLACE = 3.0  # points
_APART, _OTHER_SIZE = 1.3, 0.1  # shares
_FULL_LINE = 10  # characters; shorter lines say nothing of the margins


class Glyph(NamedTuple):
    """A character and its box, in points from the page's lower left; a blank without a box was inferred."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_inferred(self) -> bool:
        """Whether this is a blank that stands for a gap."""
        return self.top == self.bottom == 0


@dataclass(slots=True)
class Line:
    """A printed line. `size`: the height of its characters, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


def _is_same_line(glyph: Glyph, line: Sequence[Glyph]) -> bool:
    """Whether a character overlaps the one before it by half its height, and is not back at the left."""
    last = line[-1]
    overlap = min(glyph.top, last.top) - max(glyph.bottom, last.bottom)
    lower = min(glyph.top - glyph.bottom, last.top - last.bottom)
    return overlap > lower / 2 and glyph.left > last.left - lower


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char > "\U00020000"


def _is_wide_mark(char: str) -> bool:
    return "\u3001" <= char <= "\u303f" or "\uff01" <= char <= "\uff60"


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _pitch(glyphs: Sequence[Glyph], size: float) -> float:
    """The usual distance of ideographs in a line, which is stretched to fill the width; in points."""
    steps = [
        _middle(glyph) - _middle(before)
        for before, glyph in pairwise(glyphs)
        if _is_ideograph(before.char) and _is_ideograph(glyph.char)
    ]
    return median(steps) if steps else size


def _gap(before: Glyph, glyph: Glyph, pitch: float) -> float:
    """The space between two characters, in points.

    An ideograph or a wide mark fills its square, though some fonts give the box of its ink: that of an
    ideograph lies in the middle, a mark's where the mark is.
    """
    left, right = glyph.left, before.right
    if _is_ideograph(glyph.char):
        left = _middle(glyph) - pitch / 2
    elif _is_wide_mark(glyph.char):
        left = glyph.right - pitch
    if _is_ideograph(before.char):
        right = _middle(before) + pitch / 2
    elif _is_wide_mark(before.char):
        right = before.left + pitch
    return left - right


def _line(row: Sequence[Glyph]) -> Line:
    glyphs = [glyph for glyph in row if not glyph.is_inferred]
    size = median(glyph.top - glyph.bottom for glyph in glyphs)
    pitch = _pitch(glyphs, size)
    text, before = glyphs[0].char, glyphs[0]
    least = _GAP
    for glyph in row[1:]:
        if glyph.is_inferred:
            least = _INFERRED_GAP
            continue
        gap = _gap(before, glyph, pitch)
        if gap > _WIDE_GAP * size:
            text += "\t"
        elif gap > least * size and before.char != " " != glyph.char:
            text += " "
        text, before, least = text + glyph.char, glyph, _GAP
    printed = [glyph for glyph in glyphs if glyph.char.strip()]
    return Line(
        _SPACES.sub(lambda match: "\t" if "\t" in match[0] else " ", text).strip(),
        printed[0].left,
        printed[-1].right,
        min(glyph.bottom for glyph in printed),
        max(glyph.top for glyph in printed),
        size,
    )


def find_lines(page: Sequence[Glyph]) -> list[Line]:
    """The lines of a page, in the order in which they were set."""
    rows: list[list[Glyph]] = []
    blank: Glyph | None = None
    for glyph in page:
        if glyph.char in "\r\n" or not glyph.char.isprintable():
            continue
        if glyph.is_inferred:
            blank = glyph
            continue
        if rows and _is_same_line(glyph, rows[-1]):
            rows[-1] += (blank, glyph) if blank else (glyph,)
        else:
            rows.append([glyph])
        blank = None
    return [_line(row) for row in rows if any(glyph.char.strip() for glyph in row)]


def _by_height(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """The lines from each edge of the page inwards."""
    down = sorted(lines, key=lambda line: -line.top)
    return {"top": down, "foot": down[::-1]}


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """The space between the lines of a paragraph, in points."""
    gaps = [
        line.bottom - after.top
        for lines in pages
        for line, after in pairwise(lines)
        if line.bottom > after.top
    ]
    return median(gaps) if gaps else 0


def _repeated(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of lines near an edge that half the pages have at that height, whatever their numbers."""
    places: dict[tuple[str, str, int], list[tuple[int, Line]]] = {}
    for number, lines in enumerate(pages):
        for edge, ordered in _by_height(lines).items():
            for line in ordered[:_EDGE_LINES]:
                words = _DIGITS.sub("#", _SPACES.sub("", line.text))
                places.setdefault((edge, words, round(line.top / _SAME_PLACE)), []).append((number, line))
    filled = sum(1 for lines in pages if lines)
    out: set[int] = set()
    for held in places.values():
        on = len({number for number, _ in held})
        # Facing pages may have headers of their own.
        if on > 1 and on * 2 >= filled - 1:
            out |= {id(line) for _, line in held}
    return out


def _is_apart(line: Line, inner: Line, usual: float) -> bool:
    """Whether a line at the edge stands off the text, further than its lines do, or has another size."""
    gap = max(line.bottom - inner.top, inner.bottom - line.top)
    return gap > _APART * usual or abs(line.size - inner.size) > _OTHER_SIZE * inner.size


def _running(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of running headers and footers: repeated from the edge inwards, and apart from the text."""
    repeated, usual = _repeated(pages), _usual_gap(pages)
    out: set[int] = set()
    for lines in pages:
        for ordered in _by_height(lines).values():
            most = next((at for at, line in enumerate(ordered) if id(line) not in repeated), len(ordered))
            for count in range(most, 0, -1):
                if count == len(ordered) or _is_apart(ordered[count - 1], ordered[count], usual):
                    out |= {id(line) for line in ordered[:count]}
                    break
    return out


def _numberless(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without one that is a number alone, above or below all others."""
    lowest = min((line.top for line in lines), default=0)
    highest = max((line.bottom for line in lines), default=0)
    return [
        line
        for line in lines
        if (lowest < line.top and line.bottom < highest) or not _PAGE_NUMBER.fullmatch(line.text)
    ]


def drop_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running headers, footers and page numbers."""
    numberless = [_numberless(lines) for lines in pages]
    running = _running(numberless)
    return [[line for line in lines if id(line) not in running] for lines in numberless]


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the text's lines begin and end. `indents`: paragraphs begin further in."""

    left: float
    right: float
    indents: bool


def _margins(lines: Sequence[Line]) -> _Margins:
    """The usual margins of the full lines."""
    full = [line for line in lines if len(line.text) >= _FULL_LINE] or list(lines)
    size = median(line.size for line in full)
    left = Counter(round(line.left / size * 2) for line in full).most_common(1)[0][0] * size / 2
    right = Counter(round(line.right / size) for line in full).most_common(1)[0][0] * size
    indented = sum(1 for line in full if line.left > left + _INDENT * size)
    return _Margins(left, right, indented * 20 > len(full))


def _goes_on(line: Line, after: Line, margins: _Margins) -> bool:
    """Whether the paragraph of `line` goes on in the next line."""
    if line.right < margins.right - _RAGGED * line.size or after.left > margins.left + _INDENT * after.size:
        return False
    if abs(line.size - after.size) > _OTHER_SIZE * line.size or ("\t" in line.text and "\t" in after.text):
        return False
    return margins.indents or line.text[-1] not in _ENDS


def _joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a blank between Latin words."""
    return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""


def lay_out(pages: Sequence[Sequence[Glyph]]) -> str:
    """The text of pages of characters, a line for each paragraph."""
    kept = drop_running([find_lines(page) for page in pages])
    lines = [line for page in kept for line in page]
    if not lines:
        return ""
    margins = _margins(lines)
    out = lines[0].text
    for line, after in pairwise(lines):
        if _goes_on(line, after, margins):
            out += _joint(line.text[-1], after.text[0]) + after.text
        else:
            out += f"\n{after.text}"
    return out

"""Finds the page numbers that a converter left glued to what follows them at the heads of lines.

8410.2.2 is page 84 and heading 10.2.2. One such number says nothing; that they run on through the document
does. Numbers alone on their lines are left: the rows of a table are numbered so, too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LINE_HEAD = re.compile(r"^[^\S\n]*(\d{1,8})", re.MULTILINE)
# Behind a page number: words, or an ordinal (10.2.2, 22、); 3. and 3 % are none.
_WORDS = re.compile(r"[\u4e00-\u9fff“《（【]")
_ORDINAL_REST = re.compile(r"\d{1,2}(?:(?:[.．]\d{1,2}){1,3}(?!\d)|[、.．](?!\d))")
# What no page number is counted by.
_COUNTED = re.compile(r"[年月日个项条款章节项家户人名亿万元倍次处座公平吨]")
# A chain of page numbers skips few, and pages hold about so many characters.
_MOST_SKIPPED = 4
_SHORTEST_PAGE, _LONGEST_PAGE = 60, 4000
_FEWEST = 8
_FEWEST_SHARE = 0.6
_RUNNING_CHARS = 60
_MARKS = re.compile("[，。；：]")
_FEWEST_RUNNING = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    start: int
    end: int
    before_words: bool


def _candidates(chars: str) -> list[_Candidate]:
    out = []
    for match in _LINE_HEAD.finditer(chars):
        digits, start = match[1], match.start(1)
        for length in range(1, min(3, len(digits)) + 1):
            end = start + length
            words = length == len(digits) and _WORDS.match(chars, end) and not _COUNTED.match(chars, end)
            if digits[0] != "0" and (words or _ORDINAL_REST.match(chars, end)):
                out.append(_Candidate(int(digits[:length]), match.start(), end, bool(words)))
    return out


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest run of candidates whose numbers rise by one, few left out, a page's length apart."""
    best: list[int] = []
    before: list[int | None] = []
    last: dict[int, list[int]] = {}
    for index, one in enumerate(candidates):
        found: tuple[int, int | None] = (1, None)
        for step in range(1, _MOST_SKIPPED + 1):
            for other in last.get(one.page - step, ())[-3:]:
                gap = one.start - candidates[other].start
                if _SHORTEST_PAGE * step <= gap <= _LONGEST_PAGE * step:
                    found = max(found, (best[other] + 1, other), key=lambda pair: pair[0])
        best.append(found[0])
        before.append(found[1])
        last.setdefault(one.page, []).append(index)
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda index: best[index])
    chain = []
    while at is not None:
        chain.append(candidates[at])
        at = before[at]
    return chain[::-1]


def _running_heads(chars: str, pages: Sequence[_Candidate]) -> list[tuple[int, int]]:
    """The lines that stand again and again beside a page number."""
    beside: list[tuple[str, int, int]] = []
    for page in pages:
        line_end = chars.find("\n", page.end)
        above = chars.rfind("\n", 0, max(0, page.start - 1)) + 1
        below = chars.find("\n", line_end + 1) if line_end >= 0 else -1
        for start, end in ((above, page.start), (line_end + 1, below)):
            line = chars[start:end].strip()
            if 0 <= start < end and line and len(line) <= _RUNNING_CHARS and not _MARKS.search(line):
                beside.append((line, start, end))
    counts = Counter(line for line, _, _ in beside)
    least = max(_FEWEST_RUNNING, len(pages) // 3)
    return [(start, end) for line, start, end in beside if counts[line] >= least]


def find_page_numbers(chars: str) -> list[tuple[int, int]]:
    """Where page numbers, and running heads beside them, stand in `chars` (start, end), in order.

    Empty where no numbers run on through the text as those of pages do.
    """
    chain = _chain(_candidates(chars))
    while chain and not chain[0].before_words:
        del chain[0]
    while chain and not chain[-1].before_words:
        del chain[-1]
    words = sum(one.before_words for one in chain)
    if words < _FEWEST or words < _FEWEST_SHARE * (chain[-1].page - chain[0].page + 1):
        return []
    spans = {(one.start, one.end) for one in chain} | set(_running_heads(chars, chain))
    return sorted(spans)

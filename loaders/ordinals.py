"""The numbers that outlines are printed with: 第一章, 第一条, 一、, （一）, 1., 1.2.3, （1）, ①."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

# Mirrors print — for 一 at the head of a section.
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "—": 1,
    "－": 1,
}
_HAN = "一二三四五六七八九十百"
_ARABIC = "0-9０-９"
_NUMERAL = f"[零〇{_HAN}]{{1,5}}|[{_ARABIC}]{{1,3}}"


class Style(IntEnum):
    """How an ordinal is printed; the order is the usual depth (GB/T 9704-2012, 7.3.3, and 立法技术规范)."""

    CHAPTER = 1  # 第一章
    SECTION = 2  # 第一节
    ARTICLE = 3  # 第一条
    COMMA = 4  # 一、
    PLAIN = 5  # 1 总则, in a text that has 1.1 too
    BRACKET = 6  # （一）
    DECIMAL_2 = 7  # 1.2
    DECIMAL_3 = 8  # 1.2.3
    DECIMAL_4 = 9  # 1.2.3.4
    DOT = 10  # 1.
    DIGIT_BRACKET = 11  # （1）
    CIRCLE = 12  # ①


DECIMALS = (Style.DECIMAL_2, Style.DECIMAL_3, Style.DECIMAL_4)
# 一、二、三产业 and 二、三级医院 at the head of a wrapped line are no items; 二、一次性补助 is one.
COUNTED_ON = (
    "(?:" + "|".join(f"{a}[、．.]{b}" for a, b in pairwise("一二三四五六七八九十")) + ")[、级类线产等次]"
)
_ORDINAL = re.compile(
    rf"第\s?(?P<chapter>{_NUMERAL})\s?[章篇](?=\s)"
    rf"|第\s?(?P<section>{_NUMERAL})\s?节(?=\s)"
    rf"|第\s?(?P<article>{_NUMERAL})\s?条(?=[\s　【（：])"
    # 第一条为加强管理, where a mirror lost the blank; 第三条规定, 第三条第二款 is a reference.
    rf"|(?<![^\n])第(?P<article_run_in>{_NUMERAL})条(?=[\u4e00-\u9fff])(?!规定|以[及上下内]|[的款第和至所中及之项外与或])"
    rf"|(?<![^\n])第(?P<chapter_run_in>{_NUMERAL})章(?=[\u4e00-\u9fff]{{2,15}}\s?\n)"
    rf"|(?!{COUNTED_ON})(?P<comma>[{_HAN}]{{1,3}}|[—－](?=、))\s?[、．.]"
    # 第五条第（一）（二）项, （三）项 name items of elsewhere; （三）项目建设 is one.
    rf"|(?<!第)(?<![{_HAN}][）)])[（(]\s?(?P<bracket>[{_HAN}]{{1,4}})\s?[）)](?!项(?!目))[、．.]?"
    rf"|(?<=\n)(?P<decimal>[{_ARABIC}]{{1,2}}(?:[.．][{_ARABIC}]{{1,2}}){{1,3}})[.．、]?(?=[\s\u4e00-\u9fff“《])"
    # 536.2.3 is 6.2.3 on page 53.
    rf"|(?<=\n)(?P<paged>[{_ARABIC}]{{3,5}}(?:[.．][{_ARABIC}]{{1,2}}){{1,3}})(?= ?[\u4e00-\u9fff“《])"
    rf"|(?<=\n)(?P<plain>[{_ARABIC}]{{1,2}})(?= [\u4e00-\u9fff][^，。；\n]{{1,18}}(?:\n|$))"
    rf"|(?P<dot>[{_ARABIC}]{{1,3}})\s?(?:[.．](?![{_ARABIC}])|[.．](?=20[0-9]{{2}}年)|、)"
    rf"|[（(]\s?(?P<digit_bracket>[{_ARABIC}]{{1,2}})\s?[）)]"
    r"|(?P<circle>[①-⑳])"
)
# What an ordinal begins with: one class of characters is sought much faster than all the kinds.
_FIRST = re.compile(f"[第{_HAN}—－（({_ARABIC}①-⑳]")
_STYLES = {
    "chapter": Style.CHAPTER,
    "section": Style.SECTION,
    "article": Style.ARTICLE,
    "article_run_in": Style.ARTICLE,
    "chapter_run_in": Style.CHAPTER,
    "comma": Style.COMMA,
    "bracket": Style.BRACKET,
    "plain": Style.PLAIN,
    "dot": Style.DOT,
    "digit_bracket": Style.DIGIT_BRACKET,
    "circle": Style.CIRCLE,
}
_HAS_DECIMALS = re.compile(r"\n[1１][.．][1１](?=[\s\u4e00-\u9fff])")


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be an ordinal: `chars[start:end]`, behind the character `before`.

    `numbers` has all that a decimal prints (3.4.1), else the one.
    """

    style: Style
    numbers: tuple[int, ...]
    start: int
    end: int
    before: str

    @property
    def number(self) -> int:
        """The innermost number."""
        return self.numbers[-1]

    @property
    def line_head(self) -> bool:
        """Whether it stands at the head of a line."""
        return self.before == "\n"


def find_candidates(chars: str) -> Iterator[Candidate]:
    """Every number in `chars` that is printed as an ordinal is, in order."""
    decimals = _HAS_DECIMALS.search(chars) is not None
    for match in _ordinals(chars):
        kind = match.lastgroup or ""
        before = chars[match.start() - 1] if match.start() else "\n"
        if kind in ("decimal", "paged"):
            first, *others = re.split("[.．]", match[kind])
            for digits in (first,) if kind == "decimal" else (first[-1:], first[-2:]):
                numbers = (int(digits), *map(int, others))
                yield Candidate(DECIMALS[len(others) - 1], numbers, match.start(), match.end(), before)
        elif kind != "plain" or decimals:
            numbers = (read_numeral(match[kind]),)
            yield Candidate(_STYLES[kind], numbers, match.start(), match.end(), before)


def _ordinals(chars: str) -> Iterator[re.Match[str]]:
    at = 0
    while first := _FIRST.search(chars, at):
        match = _ORDINAL.match(chars, first.start())
        at = match.end() if match else first.end()
        if match:
            yield match

"""What stands around a place's name: whether it is part of a body's name, and where a run may begin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.common_words import read_common_words
from loaders.places import Word
from loaders.tables import read_table

# A body's name is seldom longer than this between its place and its tail; a loose one's may be.
_NAME_CHARS = 12
_LOOSE_CHARS = 24
# The words that a name may lie across have as many characters.
_WORD_SIZES = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class OrganisationTail:
    """How a body's name ends; `not_before`: characters that make another word of it (局面, 委托).

    `loose`: such a body's name may hold verbs (推动成渝地区双城经济圈建设领导小组).
    """

    tail: str
    not_before: str | None
    loose: bool
    source: str


@dataclass(frozen=True, slots=True)
class NameBreak:
    """A word that no body's name holds; `always`: not even a loose one's."""

    word: str
    always: bool
    source: str


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _name(tails: Iterable[OrganisationTail], breaks: Iterable[str], chars: int) -> str:
    """The pattern of a body's name behind its place."""
    ends = "|".join(
        re.escape(row.tail) + (f"(?![{row.not_before}])" if row.not_before else "")
        for row in sorted(tails, key=lambda row: -len(row.tail))
    )
    return rf"(?:(?!{_any(breaks)})[一-鿿（）()“”]){{0,{chars}}}?(?:建设)?(?:{ends})"


@cache
def _organisation() -> re.Pattern[str]:
    tails = read_table("organisation_tails", OrganisationTail)
    breaks = read_table("name_breaks", NameBreak)
    plain = _name(tails, (row.word for row in breaks), _NAME_CHARS)
    loose = _name(
        (row for row in tails if row.loose), (row.word for row in breaks if row.always), _LOOSE_CHARS
    )
    return re.compile(f"{plain}|{loose}")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(f"(?:{_any(row.word for row in read_table('run_openers', Word))})$")


def is_in_body_name(text: str, end: int) -> bool:
    """Whether the place that ends at `end` is in a body's name: 安岳|县政府, 成都|局集团有限公司."""
    return _organisation().match(text, end) is not None


def lies_across_words(text: str, start: int) -> bool:
    """Whether a name of two characters at `start` is the end of one word and the beginning of the next.

    推广|元件 holds no 广元, 振兴|文化 no 兴文.
    """
    middle = start + 1
    return _ends_with_word(text[max(0, middle - _WORD_SIZES[-1]) : middle]) and begins_word(text, middle)


def begins_word(text: str, start: int) -> bool:
    """Whether an ordinary word may begin at `start`."""
    return _begins_with_word(text[start : start + _WORD_SIZES[-1]])


@lru_cache(maxsize=65536)
def _begins_with_word(chars: str) -> bool:
    return any(chars[:size] in read_common_words() for size in _WORD_SIZES)


@lru_cache(maxsize=65536)
def _ends_with_word(chars: str) -> bool:
    return any(chars[-size:] in read_common_words() for size in _WORD_SIZES)


def opens_name(text: str, start: int) -> bool:
    """Whether a name may begin at `start`: at a mark, a digit, or after a word such as 建设 or 推进."""
    before = text[max(0, start - 4) : start]
    return not before or not "一" <= before[-1] <= "鿿" or _opener().search(before) is not None

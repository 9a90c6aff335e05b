"""What stands around a place's name: whether it is part of a body's name, and where a run may begin."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.tables import read_table

# 四川省|第一测绘工程院: a body's name is seldom longer than this behind its place.
_NAME_CHARS = 12


@dataclass(frozen=True, slots=True)
class OrganisationTail:
    """How a body's name ends; `not_before`: characters that make another word of it (局面, 委托)."""

    tail: str
    not_before: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it is from."""

    word: str
    source: str


def _words(table: str) -> str:
    words = sorted((row.word for row in read_table(table, Word)), key=len, reverse=True)
    return "|".join(map(re.escape, words))


@cache
def _organisation() -> re.Pattern[str]:
    tails = sorted(read_table("organisation_tails", OrganisationTail), key=lambda row: -len(row.tail))
    tail = "|".join(
        re.escape(row.tail) + (f"(?![{row.not_before}])" if row.not_before else "") for row in tails
    )
    return re.compile(rf"(?:(?!{_words('name_breaks')})[一-鿿（）()“”]){{0,{_NAME_CHARS}}}?(?:建设)?(?:{tail})")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('run_openers')})$")


def is_in_body_name(text: str, end: int) -> bool:
    """Whether the place that ends at `end` is in a body's name: 安岳|县政府, 成都|局集团有限公司."""
    return _organisation().match(text, end) is not None


def opens_name(text: str, start: int) -> bool:
    """Whether a name may begin at `start`: at a mark, a digit, or after a word such as 建设 or 推进."""
    before = text[max(0, start - 4) : start]
    return not before or not "一" <= before[-1] <= "鿿" or _opener().search(before) is not None

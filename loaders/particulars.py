"""发文字号 and dates as documents print them, and as the graph keeps them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.tables import read_table

_OPEN, _CLOSE = "〔\\[［（(【﹝„", "〕\\]］）)】﹞‟"
# 川办函〔2018〕35号; the year's brackets come in every form, mirrors lose the blank after them or add one.
NUMBER = re.compile(
    r"(?P<prefix>[\u4e00-\u9fff]{1,12}?)\s?"
    rf"[{_OPEN}]\s?(?P<year>(?:19|20)\d\d)\s?[{_CLOSE}]\s?第?\s?(?P<serial>\d{{1,5}})\s?号"
)
# Shorter prefixes have nothing run into them; a word of one character (函, 法) may be part of a sign.
_SHORTEST_RUN_IN, _SHORTEST_WORD = 6, 2
# What is no kind of document and may stand before a number all the same.
_BEFORE_NUMBER = ("文件", "根据", "依据", "按照", "字号")
# 财政部公告2020年第6号: a number that counts what its issuers announce.
_ANNOUNCED = re.compile(
    r"(?P<prefix>(?:[\u4e00-\u9fff]{2,40} ){0,8}[\u4e00-\u9fff]{2,80})"
    r"(?P<number>(?:公告|通告)\s?(?:19|20)\d\d\s?年\s?第\s?\d{1,4}\s?号)"
)
_BLANKS = re.compile(r"\s")
_DATE = r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
_HAN_DATE = (
    r"(?P<han_year>[一二][〇○ＯO0零一二三四五六七八九]{3})\s?年\s?(?P<han_month>[一二三四五六七八九十]{1,2})\s?月"
    r"\s?(?P<han_day>[一二三四五六七八九十]{1,3})\s?日"
)
_ISO_DATE = r"(?P<iso_year>(?:19|20)\d\d)[-./](?P<iso_month>\d{1,2})[-./](?P<iso_day>\d{1,2})"
_PRINTED_DATE = re.compile(f"{_DATE}|{_HAN_DATE}")
_ANY_DATE = re.compile(f"{_DATE}|{_HAN_DATE}|{_ISO_DATE}")
_YEAR_CHARS = 4
_HAN_DIGITS = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document (意见); not `citable`: a permit, a form or a book, which 《》 may name too."""

    word: str
    citable: bool
    source: str


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All kinds of documents. Raises TableError for a bad row."""
    return read_table("document_types", DocumentType)


@cache
def _run_in() -> re.Pattern[str]:
    """What may run into a prefix where a mirror lost the line break: …的通知渝府办发〔2021〕89号."""
    kinds = (row.word for row in document_types() if len(row.word) >= _SHORTEST_WORD)
    words = sorted({*kinds, *_BEFORE_NUMBER}, key=len, reverse=True)
    return re.compile(rf".*(?:{'|'.join(words)}|的函)(?=..)")


def number_start(match: re.Match[str]) -> int:
    """Where the number itself begins, without what ran into its prefix."""
    if len(match["prefix"]) < _SHORTEST_RUN_IN:
        return match.start()
    run_in = _run_in().match(match["prefix"])
    return match.start() + (run_in.end() if run_in else 0)


def find_announced(text: str) -> Iterator[tuple[str, str]]:
    """The words before 公告2020年第6号, blanks between joint issuers kept, and that number itself."""
    for match in _ANNOUNCED.finditer(text):
        run_in = _run_in().match(match["prefix"])
        yield match["prefix"][run_in.end() if run_in else 0 :], _BLANKS.sub("", match["number"])


def normal_number(match: re.Match[str]) -> str:
    """A 发文字号 with 〔〕 and no blanks: 国发〔2021〕3号."""
    prefix = match["prefix"][number_start(match) - match.start() :]
    return f"{prefix}〔{match['year']}〕{int(match['serial'])}号"


def _read_part(printed: str) -> int:
    """26, 二十六 or 二〇二二 as an integer."""
    tens, ten, units = printed.rpartition("十")
    if not ten:
        return int(printed.translate(_HAN_DIGITS))
    return int(tens.translate(_HAN_DIGITS) or 1) * 10 + int(units.translate(_HAN_DIGITS) or 0)


def _read_found(match: re.Match[str]) -> str | None:
    year, month, day = (_read_part(part) for part in match.groups() if part)
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


@lru_cache(maxsize=8)
def find_dates(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every date with 年月日 in `text` as ISO with where it stands, in Arabic or Chinese numerals."""
    return tuple((date, *match.span()) for match in _printed(text) if (date := _read_found(match)))


def _printed(text: str) -> Iterator[re.Match[str]]:
    """The dates with 年月日. They are sought at each 年: that is far rarer than a digit."""
    at = text.find("年")
    while at >= 0:
        start = at - _YEAR_CHARS - text[at - 1 : at].isspace()
        if start >= 0 and (match := _PRINTED_DATE.match(text, start)):
            yield match
        at = text.find("年", at + 1)


@lru_cache(maxsize=8)
def find_numbers(text: str) -> tuple[re.Match[str], ...]:
    """Every 发文字号 in `text`, with what ran into its prefix (`number_start`)."""
    return tuple(NUMBER.finditer(text)) if "号" in text else ()


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date in `text`, 2019-01-14 too, as ISO with where it stands; None if there is none."""
    match = _ANY_DATE.search(text)
    date = _read_found(match) if match else None
    return (date, match.start(), match.end()) if match and date else None


def read_date(text: str) -> str | None:
    """The first date in `text` as ISO, None if there is none."""
    found = find_date(text)
    return found[0] if found else None


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else."""
    found = find_date(text)
    return found is not None and not text[: found[1]].strip("（( ") and not text[found[2] :].strip("）) ")

"""Finds a document's title: over several lines, in a website's table, or of the plan a notice transmits."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from loaders.particulars import NUMBER, is_date, number_start
from loaders.tables import read_table

_SPACES = re.compile(r"\s+")
_TITLE_CHARS = 140
_TITLE_LINES = 6
# 渝府发, —, 31: what a page leaves in front of a title. 2018年… is part of it.
_PAGE_NUMBER = re.compile(r"^(?:[IVX]{1,4}|\d{1,3})(?=[\u4e00-\u9fff“])(?!年|个|项|条)")
_WORDS = re.compile("[\u4e00-\u9fff]")
# Shorter lines are the links of a page's menu.
_SHORTEST_LINE = 4


@dataclass(frozen=True, slots=True)
class _DocumentType:
    word: str
    citable: bool
    source: str


@dataclass(frozen=True, slots=True)
class _Label:
    label: str
    field: Literal["title", "number", "issuers", "date", "published", "other"]
    source: str


@cache
def title_end() -> re.Pattern[str]:
    """What a title ends with: …意见, …方案（试行）; a permit, a form or a book does not."""
    words = [row.word for row in read_table("document_types", _DocumentType) if row.citable]
    return re.compile(
        rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})(?:[（(][^（）()]{{1,20}}[）)])*$"
    )


@cache
def _labels() -> dict[str, str]:
    return {row.label: row.field for row in read_table("header_labels", _Label)}


def header_labels() -> Set[str]:
    """The labels of a website's table of particulars, without blanks and colon."""
    return _labels().keys()


@cache
def _label_pattern() -> re.Pattern[str]:
    spaced = [r"\s*".join(label) for label in sorted(_labels(), key=len, reverse=True)]
    return re.compile(rf"(?<![\u4e00-\u9fff])(?P<label>{'|'.join(spaced)})\s*[：:]\s*")


def read_metadata(preamble: str) -> dict[str, str]:
    """Field → value from a website's table of particulars (发文字号：…)."""
    found: dict[str, str] = {}
    matches = list(_label_pattern().finditer(preamble))
    for index, match in enumerate(matches):
        field = _labels()[_SPACES.sub("", match["label"])]
        end = matches[index + 1].start() if index + 1 < len(matches) else len(preamble)
        value = preamble[match.end() : end].strip().split("\n")[0].strip()
        if value:
            found.setdefault(field, value)
    return found


@lru_cache(maxsize=8)
def read_lines(chars: str) -> tuple[str, ...]:
    """The lines of `chars`; where it has hardly any, what stands between its blanks.

    A 发文字号 stands on a line of its own even where a mirror lost the breaks around it.
    """
    pattern = r"[^\n]+" if chars.count("\n") * 200 > len(chars) else r"\S+"
    return tuple(
        part.strip()
        for match in re.finditer(pattern, chars)
        for part in _split_number(match[0])
        if part.strip() and not _label_pattern().match(part.strip())
    )


def _split_number(line: str) -> Iterator[str]:
    at = 0
    if "号" not in line:
        yield line
        return
    for match in NUMBER.finditer(line):
        start = number_start(match)
        if "《" not in line[at:start]:
            yield line[at:start]
            yield line[start : match.end()]
            at = match.end()
    yield line[at:]


def join_title(printed: str) -> str:
    """Padding goes; the blank between joint issuers stays (中共四川省委 四川省人民政府关于…)."""
    out = ""
    for word in printed.split():
        joint = re.search("[委府厅局部院会室]$", out) and re.match(
            r"[^关印转]\S*?(?:政府|国务院|委员会|厅|局|部|办公室)", word
        )
        out += (" " if joint else "") + word
    return out


def _is_title(title: str) -> bool:
    return len(_WORDS.findall(title)) > _SHORTEST_LINE and title_end().search(title) is not None


def _may_be_in_title(line: str) -> bool:
    return not (
        re.search("[。；：:!?]|公开发布|^[-—]", line)
        or NUMBER.fullmatch(line)
        or is_date(line)
        or len(_WORDS.findall(line)) < _SHORTEST_LINE
    )


def _title_block(lines: Sequence[str]) -> str | None:
    """The first run of lines that reads as a title: no sentence marks, ends with a kind of document."""
    for first in range(len(lines)):
        title = ""
        for line in lines[first : first + _TITLE_LINES]:
            # A site prints the issuer above the title, which begins with it.
            if not _may_be_in_title(line) or (title and line.startswith(title)):
                break
            title = join_title(f"{title} {_PAGE_NUMBER.sub('', line.lstrip('-—:： '))}")
            if len(title) > _TITLE_CHARS:
                break
            if _is_title(title):
                return title
    return None


def _transmitted_title(preamble: str) -> str | None:
    """The plan that a notice transmits: 现将《X》印发给你们, 《X》已经…同意，现印发, 关于印发《X》的通知."""
    quoted = r"《((?:[^《》]|《[^《》]*》){4,140})》"
    for pattern in (
        rf"现将{quoted}[^。《]{{0,30}}(?:印发|转发|发给)",
        rf"{quoted}(?:已经?|业经)[^。]{{2,80}}(?:印发|转发|发给)",
        rf"(?:印发|转发|发布)(?:了)?{quoted}的?通知",
    ):
        if match := re.search(pattern, preamble):
            title = _SPACES.sub("", match[1])
            if title_end().search(title):
                return title
    return None


def read_title(preamble: str) -> tuple[str | None, str | None]:
    """The title, and the title of the notice that transmits it (None where there is no notice)."""
    metadata = read_metadata(preamble)
    printed = (
        _SPACES.sub("", metadata["title"]) if "title" in metadata else _title_block(read_lines(preamble))
    )
    transmitted = _transmitted_title(preamble)
    return (transmitted or printed), (printed if transmitted else None)

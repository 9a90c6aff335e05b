"""Tells the last measure from what follows it: scope, interpretation, signature, imprint, page furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from loaders.particulars import find_dates, is_date
from loaders.tables import read_table

_PARAGRAPH = re.compile(r"\n+|(?<=[。）)〕\]]) +")
_SIGNATURE_CHARS = 30
# …特此通知。 某市财政局 2020年2月14日: a mirror without breaks prints the signature behind the last sentence.
_SIGNED = re.compile(
    r"(?:^|(?<=[。！？）)\n]))\s*[^，。；：！？《》\n]{2,300}[委府厅局部院会室办组署团行司制队心）)]\s*$"
)
_AFTER_DATE = re.compile(r"\s*(?:$|\n|[（(]|附|抄送|扫|责任编辑|【)")
_SIGNED_CHARS = 320


@dataclass(frozen=True, slots=True)
class _Closing:
    words: str
    how: Literal["starts", "contains"]
    source: str


@cache
def _closings() -> tuple[_Closing, ...]:
    return read_table("closings", _Closing)


def without_closing(line: str) -> str:
    """The line without the words that end a document, where a site ran them into it: 此告某市人民政府."""
    words = next((row.words for row in _closings() if row.how == "starts" and line.startswith(row.words)), "")
    return line.removeprefix(words)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _PARAGRAPH.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]


def _is_signed(paragraphs: Sequence[str]) -> bool:
    """Whether they begin with a signature: the lines of its bodies, then a date."""
    for paragraph in paragraphs:
        if is_date(paragraph):
            return True
        if len(paragraph) > _SIGNATURE_CHARS or re.search("[，。；：、]", paragraph):
            return False
    return False


def _closes(paragraph: str) -> bool:
    return any(
        paragraph.startswith(row.words) if row.how == "starts" else row.words in paragraph
        for row in _closings()
    )


def _signature_start(text: str) -> int:
    """Where a signature begins that stands behind the last sentence; the text's length if there is none."""
    for _, start, end in find_dates(text):
        before = text[max(0, start - _SIGNED_CHARS) : start]
        if _AFTER_DATE.match(text, end) and (match := _SIGNED.search(before)):
            return start - len(before) + match.start()
    return len(text)


def closing_start(text: str) -> int:
    """Where in the last leaf's `text` its closing paragraphs begin; its length if there are none."""
    signed = _signature_start(text)
    paragraphs = list(_paragraphs(text))
    words = [paragraph.strip() for _, paragraph in paragraphs]
    for index in range(1, len(paragraphs)):
        if _closes(words[index]) or _is_signed(words[index:]):
            return min(paragraphs[index][0], signed)
    return signed

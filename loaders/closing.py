"""Tells the last measure from what follows it: scope, interpretation, signature, imprint, page furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from loaders.particulars import is_date
from loaders.tables import read_table

_PARAGRAPH = re.compile(r"\n+|(?<=[。）)〕\]]) +")
_SIGNATURE_CHARS = 30


@dataclass(frozen=True, slots=True)
class _Closing:
    words: str
    how: Literal["starts", "contains"]
    source: str


@cache
def _closings() -> tuple[_Closing, ...]:
    return read_table("closings", _Closing)


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


def closing_start(text: str) -> int:
    """Where in the last leaf's `text` its closing paragraphs begin; its length if there are none."""
    paragraphs = list(_paragraphs(text))
    words = [paragraph.strip() for _, paragraph in paragraphs]
    for index in range(1, len(paragraphs)):
        if _closes(words[index]) or _is_signed(words[index:]):
            return paragraphs[index][0]
    return len(text)

"""Tells the last measure from what follows it: scope, interpretation, signature, imprint, page furniture."""

import re
from collections.abc import Iterator
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


def _closes(paragraph: str, following: str) -> bool:
    if any(
        paragraph.startswith(row.words) if row.how == "starts" else row.words in paragraph
        for row in _closings()
    ):
        return True
    signature = len(paragraph) <= _SIGNATURE_CHARS and "。" not in paragraph and is_date(following)
    return signature or is_date(paragraph)


def closing_start(text: str, lists_end: int | None) -> int:
    """Where in the last leaf's `text` its closing paragraphs begin; its length if there are none.

    `lists_end`: where its last unit list ends, given only when the document's measures end with one; what
    follows that list belongs to no measure.
    """
    if lists_end is not None:
        return lists_end + len(text[lists_end:]) - len(text[lists_end:].lstrip("。；; "))
    paragraphs = list(_paragraphs(text))
    for index, (start, paragraph) in enumerate(paragraphs):
        following = paragraphs[index + 1][1].strip() if index + 1 < len(paragraphs) else ""
        if index and _closes(paragraph.strip(), following):
            return start
    return len(text)

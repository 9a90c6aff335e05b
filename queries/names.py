"""Texts people type: how they are taken, compared and shown again."""

import difflib
import unicodedata
from collections.abc import Iterable

from graph.errors import QueryError

LONGEST = 200
_BRACKETS = str.maketrans("[]［］【】（）()﹝﹞", "〔〕〔〕〔〕〔〕〔〕〔〕")
_SHOWN = 60


def visible(text: str) -> str:
    """`text` with its invisible and control characters, and lone surrogates, spelt out."""
    return "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in text)


def shown(text: str) -> str:
    """`text` fit to stand in a sentence: shortened and `visible`."""
    return visible(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def plain(name: str, text: str) -> str:
    """`text` in Unicode normal form C, each run of white space as one space, as the value of `name`.

    Raises QueryError if it is longer than 200 characters or holds control or invisible characters.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) > LONGEST:
        raise QueryError("text_too_long", name=name, longest=LONGEST)
    if not text.isprintable():
        raise QueryError("unprintable_text", name=name, value=shown(text))
    return text


def nearest(form: str, names: Iterable[str], count: int = 5) -> list[str]:
    """Up to `count` of `names` that look like `form`, the likest first."""
    return difflib.get_close_matches(form, list(names), n=count, cutoff=0.4)


def number_form(text: str) -> str:
    """A 发文字号 with its brackets as 〔〕 and without spaces."""
    return "".join(text.split()).translate(_BRACKETS)

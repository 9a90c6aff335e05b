"""Documents in traditional characters: read through a simplified text of the same length.

The tables are in simplified characters, so everything is recognised in the simplified text. Its offsets are
those of the source; what is quoted is then taken from the source. Official names stay simplified, as do the
document's title and id: a document is one in both scripts.
"""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from operator import ne
from typing import TypeVar

from opencc import OpenCC

from graph.model import Measure, ParsedDocument, ProjectMention, RegionMention, Responsibility

Mention = TypeVar("Mention", Responsibility, ProjectMention, RegionMention)

_OTHER = re.compile("[^\u3400-\u9fff]+")
_PROBE = 1000  # characters
# Of the characters of a traditional text a third are written otherwise; of a simplified one hardly any.
_TRADITIONAL = 0.1
_QUOTES = str.maketrans("「」『』", "“”‘’")


@cache
def _converter() -> OpenCC:
    return OpenCC("hk2s")


def simplify(text: str) -> str:
    """`text` in simplified characters and quotation marks, with as many characters."""
    converted: str = _converter().convert(text)
    if len(converted) != len(text):  # a phrase changed its length: character by character, then
        known = "\n".join(sorted(set(text) - {"\n"}))
        pairs = zip(known.split("\n"), _converter().convert(known).split("\n"), strict=True)
        converted = text.translate({ord(char): one for char, one in pairs if len(char) == len(one) == 1})
    return converted.translate(_QUOTES)


def is_traditional(text: str) -> bool:
    """Whether the text, judged by its beginning, is in traditional characters."""
    probe = _OTHER.sub("", text[:_PROBE])
    changed: int = sum(map(ne, probe, simplify(probe)))
    return changed > _TRADITIONAL * len(probe)


def readable(text: str) -> str:
    """The text that is recognised in: `text` itself, or a simplified one of its length."""
    return simplify(text) if is_traditional(text) else text


class _Printed:
    """Finds the printed form of words that were read in the simplified text."""

    def __init__(self, source: str, simple: str) -> None:
        self.source = source
        self.simple = simple
        self.usual: dict[str, str] = {}
        for (char, printed), _ in Counter(zip(simple, source, strict=True)).most_common():
            self.usual.setdefault(char, printed)

    def words(self, words: str, start: int, end: int) -> str:
        """`words`, read from `start` to `end`, as printed there; what was completed, as it mostly is."""
        out = []
        for char in words:
            at = -1 if char.isspace() else self.simple.find(char, start, end)
            out.append(self.source[at] if at >= 0 else self.usual.get(char, char))
            start = max(start, at + 1)
        return "".join(out)

    def mention(self, mention: Mention) -> Mention:
        """A mention with its quotation as printed."""
        return replace(mention, as_written=self.words(mention.as_written, mention.start, mention.end))

    def measure(self, measure: Measure) -> Measure:
        """A measure with its text, heading and quotations as printed."""
        heading = measure.heading
        return replace(
            measure,
            heading=heading
            and self.words(heading, max(self.simple.rfind(heading, 0, measure.end), 0), measure.end),
            text=self.words(measure.text, measure.start, measure.end),
            responsibilities=tuple(map(self.mention, measure.responsibilities)),
            projects=tuple(map(self.mention, measure.projects)),
            regions=tuple(map(self.mention, measure.regions)),
        )


def as_printed(document: ParsedDocument, source: str, simple: str) -> ParsedDocument:
    """The document read in `simple`, quoted from `source`."""
    if source is simple:
        return document
    printed = _Printed(source, simple)
    citations = (
        replace(citation, title=printed.words(citation.title, citation.start, citation.end))
        for citation in document.citations
    )
    return replace(
        document, citations=tuple(citations), measures=tuple(map(printed.measure, document.measures))
    )

"""Finds the documents that a text refers to: 《国务院关于…的意见》（国发〔2021〕3号）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Citation
from loaders.particulars import NUMBER, normal_number
from loaders.title import join_title, title_end
from loaders.traditional import simplify

_ALIAS = re.compile(
    r"[（(](?:[^（()）]{0,40}[，,；;])?\s*以下(?:统一|分别|均)?(?:简称|称|简称为)\s*[：:]?\s*[“\"]?《?(?P<alias>[^）)》”\"]{1,30})》?[”\"]?\s*[）)]"
)
_BRACKET_NUMBER = re.compile(
    rf"\s*[（(〔\[]\s*(?P<before>[^（()）]{{0,12}}?){NUMBER.pattern}[^（()）]{{0,30}}[）)〕\]]?"
)
_NESTED = str.maketrans("〈〉<>", "《》《》")
# 《中华人民共和国预算法》 and 《预算法》 are one; 《规划》 alone is a short form said before.
_SHORT_CHARS = 4
# 《民法典》, 《信访条例》 are laws as short as that; 《实施条例》 is a short form.
_SHORT_LAW = re.compile("(?<!办)法$|法典$|(?<!实施)(?<!暂行)(?<!^本)(?<!^)条例$")


@dataclass(frozen=True, slots=True)
class _Quoted:
    title: str
    start: int
    end: int


def normal_title(title: str) -> str:
    """A title without blanks, simplified, with 《》 for nested 〈〉: for comparing."""
    return simplify(re.sub(r"\s", "", title)).translate(_NESTED)


def _quoted(text: str) -> Iterator[_Quoted]:
    """What stands between 《 and its 》, nested ones inside."""
    at = 0
    while (start := text.find("《", at)) >= 0:
        depth, end = 0, start
        for end in range(start, min(len(text), start + 200)):
            depth += {"《": 1, "》": -1}.get(text[end], 0)
            if not depth:
                break
        if depth:
            at = start + 1
            continue
        yield _Quoted(join_title(text[start + 1 : end]), start, end + 1)
        at = end + 1


def _plain(title: str) -> str:
    return re.sub(
        r"[（(](?:试行|暂行|修订|修正|草案|征求意见稿|送审稿|\d{4}[^（）()]{0,12})[）)]$", "", title
    )


def find_citations(
    text: str, own_titles: frozenset[str], aliases: frozenset[str] = frozenset()
) -> Iterator[Citation]:
    """The citations in cleaned `text`, once each; offsets count in it, `path` is None.

    `own_titles` (normalised) are the document itself, `aliases` short forms said earlier (《意见》): neither
    is a citation. A permit, a form or a book in 《》 is none either.
    """
    seen: set[str] = set()
    known = set(aliases)
    in_title = {title for title in own_titles if "《" in title}
    for quoted in _quoted(text):
        number = _BRACKET_NUMBER.match(text, quoted.end)
        plain = normal_title(quoted.title)
        is_document = title_end().search(plain) or number
        if plain in own_titles or plain in known or not is_document:
            continue
        if len(plain) <= _SHORT_CHARS and not _SHORT_LAW.search(plain) and not number:
            continue
        if naming := {title for title in in_title if plain in title}:
            in_title -= (
                naming  # the title of a document that carries out another names it before the text does
            )
            continue
        if alias := _ALIAS.search(text, quoted.end, quoted.end + 80):
            known.add(normal_title(alias["alias"]))
        printed = normal_number(number) if number else None
        key = printed or _plain(plain)
        if key not in seen:
            seen.add(key)
            yield Citation(quoted.title, printed, None, quoted.start, number.end() if number else quoted.end)


def find_aliases(text: str) -> frozenset[str]:
    """The short forms that `text` gives to documents: （以下简称《意见》）."""
    return frozenset(normal_title(match["alias"]) for match in _ALIAS.finditer(text))

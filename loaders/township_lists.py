"""Townships by short names in a list that says once what they are: 龙台、石羊等镇, 当湖、钟埭、曹桥街道."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TypeVar

from loaders.place_words import opens_name
from loaders.places import Division
from loaders.spot import Hit

# 龙台、石羊|等3个重点镇
_AND_OTHERS = re.compile(
    "等(?:[0-9]+|[一二三四五六七八九十两几多]+)?个?(?:重点|中心|建制|特色|相关|有关)?乡?$"
)
_OTHERS_CHARS = 8
# A township's or an area's short name, at most (characters).
_LONGEST = 5

Named = tuple[int, int, Division]
Item = TypeVar("Item")


def list_ends(text: str, hits: Sequence[Hit], whole: Sequence[Named]) -> list[int]:
    """Where lists of townships in short may end. `hits`: their suffixes; `whole`: those named in full."""
    in_full = {end: start for start, end, _ in whole}
    ends = []
    for hit in hits:
        tail = _AND_OTHERS.search(text, max(0, hit.start - _OTHERS_CHARS), hit.start)
        if tail:
            ends.append(tail.start())
        elif hit.end in in_full and text[in_full[hit.end] - 1 : in_full[hit.end]] == "、":
            ends.append(in_full[hit.end] - 1)
    return ends


def listed_townships(
    text: str, ends: Sequence[int], shorts: Mapping[str, Division], behind: Container[int] | None
) -> Iterator[Named]:
    """The townships of a county in lists that end at `ends`, as (start, end, township).

    `shorts`: the county's by short name; `behind`: where the county has just been named; None: it speaks.
    """
    for end in ends:
        items = list(items_before(text, end, shorts, behind or ()))
        if items and (behind is None or items[-1][0] in behind):
            yield from items


def items_before(
    text: str, end: int, shorts: Mapping[str, Item], behind: Container[int] = ()
) -> Iterator[tuple[int, int, Item]]:
    """The items of a list that ends at `end`, the last first, up to one that is not in `shorts`.

    The first item begins where a name may, or in `behind`.
    """
    while True:
        sizes = (size for size in range(min(_LONGEST, end), 1, -1) if text[end - size : end] in shorts)
        start = next(
            (end - size for size in sizes if end - size in behind or _begins(text, end - size)), None
        )
        if start is None:
            return
        yield start, end, shorts[text[start:end]]
        if text[start - 1 : start] != "、":
            return
        end = start - 1


def _begins(text: str, start: int) -> bool:
    return text[start - 1 : start] == "、" or opens_name(text, start)

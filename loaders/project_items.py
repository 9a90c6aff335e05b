"""One member of a list, read as a possible project: its head, its proper name, its sector."""

import re
from dataclasses import dataclass

from graph.model import Sector
from loaders.coordination import CLOSING, OPENING, Member
from loaders.project_words import Head, Words, class_words, heads
from loaders.regions import Place

_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_QUOTED = re.compile(r"[“「‘「『][^“”‘’]+[”」’』]")
PHASE = re.compile(r"(?:第?[一二三四五六七八九十\d]+|首)期(?:工程)?$|[一二三四五六七八九十]+标段$")
_SEGMENT = re.compile(r"(?:[\u4e00-\u9fff—\-－至]{2,14}段|先行段|先行工程|段)$")
# S102, G5, 220千伏, PTA: a code or a measure that tells one work from another
_CODE = re.compile(r"[A-Z]\d+|\d+(?:千伏|kV|KV)|[A-Z]{2,}|[一二三四五六七八九十\d]期")
# 一批, 各类, 10个: a number of things is not a thing
_SOME = re.compile(
    r"^[各每]|一批|若干|各[类级地个]|多个|一系列|\d\s*(?:余|多)?(?:万|亿)?(?:个|座|条|家|所|处|项|公里|亩|平方米|以上)"
)
# 国家5A级, 省级: the rank that a place seeks is no part of its name
RANK = re.compile(
    r"(?:国家|全国|省|市|世界|国际)?(?:[1-5]A级?|A{2,5}级?|级|（省）级)|国家(?!公园|湿地|森林|考古|文化)"
)
_LINE = re.compile(r"至|[\u4e00-\u9fff][—－\-]+[\u4e00-\u9fff]")
_WATERS = re.compile(r"[江河湖溪渠渎浦泾涌]$")
_NUMBER = re.compile(r"\d+年度?|第[一二三四五六七八九十百\d]+[条章节]|^\d+[.．]")
_OWN = re.compile(r"[县市区](?![级域内城区直乡村政委])")
_SEATED = (Sector.HEALTH, Sector.EDUCATION)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,}")
# 迁建工程 keeps its last word, 烈士陵园建设 does not
UNDERTAKINGS = ("项目", "工程")


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list as read. `name_end`: where its name ends; `head_start`: where its head begins.

    `head`: None where it has none of its own. `proper`: what makes it one thing (place, pair, name, product,
    code, quoted, waters; own, as in 县中医院), empty for a class of things. `several`: it speaks of a number
    of things.
    """

    start: int
    end: int
    name_end: int
    head: Head | None
    head_start: int
    head_end: int
    proper: frozenset[str]
    places: tuple[Place, ...]
    is_line: bool
    joined: bool
    several: bool


def proper_marks(words: Words, start: int, end: int) -> frozenset[str]:
    """What in `text[start:end]` makes a proper name of it."""
    text = words.text
    found: set[str] = set()
    if start >= end:
        return frozenset()
    places = words.places_in(start, end)
    covered = [(place.start, place.end) for place in places]
    classes = words.classes_in(start, end)
    covered += [(hit.start, hit.end) for hit in classes]
    covered += [(hit.start, hit.end) for hit in words.heads_in(start, end)]
    covered += [mark.span() for pattern in (RANK, _NUMBER) for mark in pattern.finditer(text, start, end)]
    left = list(text[start:end])
    for begin, until in covered:
        left[begin - start : until - start] = "|" * (until - begin)
    rest = "".join("|" if char in OPENING + CLOSING + "·、和及与的—－-" else char for char in left)
    if places:
        found.add("place")
    if _CODE.search(text, start, end):
        found.add("code")
    quotes = [quote.span() for quote in _QUOTED.finditer(text, start, end)]
    if any(_HAN.search(rest[begin - start : until - start]) for begin, until in quotes):
        found.add("quoted")
    found |= {class_words()[hit.form].kind for hit in classes}
    found.discard("common")
    for run in _HAN.finditer(_SPACE.sub("", rest)):
        if not run[0].isdigit():
            found.add("waters" if _WATERS.search(run[0]) else "name")
    return frozenset(found)


def _cut_left(words: Words, start: int, end: int) -> int:
    """A的B is B."""
    text = words.text
    last = text.rfind("的", start, end)
    after = text[last:end]
    balanced = all(
        after.count(one) == after.count(other) for one, other in zip(OPENING, CLOSING, strict=True)
    )
    return last + 1 if last >= 0 and balanced else start


def _head_at(words: Words, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """The head that closes `text[start:end]`, brackets, phases and words like 项目 after it left aside.

    With it the end of the name: what adds nothing (建设, 试点) is off.
    """
    name_end = end
    while not (found := words.head_ending(end, start)):
        noun = words.nouns.get(end)
        if noun and noun.start > start:
            end = noun.start
            name_end = name_end if noun.form in UNDERTAKINGS else end
            continue
        mark = _BRACKET.search(words.text[start:end]) or PHASE.search(words.text[start:end])
        if not mark or not mark.start():
            return None, name_end
        end = start + mark.start()
    return (found.start, found.end), name_end


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """“绵阳经开区—昆山飞地园区” without its marks."""
    if (
        end - start > 2
        and text[start] in "“「‘"
        and text.find(text[end - 1], start + 1, end) == end - 1
        and text[end - 1] in "”」’"
    ):
        return start + 1, end - 1
    return start, end


def _line_head(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The head before a segment: 渝湘高铁 | 重庆至黔江段."""
    segment = _SEGMENT.search(words.text[start:end].rstrip("）)"))
    if not segment:
        return None
    inside = [
        hit
        for hit in words.heads_in(start, end)
        if heads()[hit.form].sector in (Sector.RAIL, Sector.ROAD) or heads()[hit.form].needs == "work"
    ]
    return (inside[-1].start, inside[-1].end) if inside else None


def _ranked(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """南充现代物流园 | 国家级示范物流园区: the head before the rank it seeks."""
    for hit in words.heads_in(start, end):
        if hit.end < end and RANK.match(words.text, hit.end, end) and heads()[hit.form].needs != "work":
            return hit.start, hit.end
    return None


def read_item(words: Words, member: Member) -> Item:
    """`member` as a possible project."""
    text = words.text
    start = _cut_left(words, member.start, member.end)
    while start < member.end and text[start].isspace():
        start += 1
    start, end = _unquoted(text, start, member.end)
    found, name_end = _head_at(words, start, end)
    if line := _line_head(words, start, end):
        found = line
    if found and (ranked := _ranked(words, start, found[1])) and proper_marks(words, start, ranked[0]):
        found, name_end = ranked, ranked[1]
    head_start, head_end = found or (name_end, name_end)
    head = heads()[text[head_start:head_end]] if found else None
    proper = proper_marks(words, start, head_start) | proper_marks(words, head_end, name_end)
    if head and head.sector in _SEATED and _OWN.match(text, start):
        proper |= {"own"}
    return Item(
        start,
        end,
        name_end,
        head,
        head_start,
        head_end,
        proper,
        tuple(words.places_in(start, name_end)),
        _LINE.search(text, start, head_start) is not None,
        member.joined,
        _SOME.search(text[start:end]) is not None,
    )


def sector_of(words: Words, item: Item, head: Head | None) -> Sector | None:
    """The field `item` belongs to, by its head or by the word nearest the head; None where none tells."""
    if head and head.sector and not head.by_words:
        return head.sector
    if head and head.needs == "work":
        for hit in reversed(words.heads_in(item.start, item.head_start)):
            inner = heads()[hit.form]
            if inner.sector:
                return inner.sector
    told = [
        (hit.end, hit.start, sector)
        for hit in words.classes_in(item.start, item.head_end)
        if (sector := class_words()[hit.form].sector)
    ]
    if told:
        return max(told, key=lambda one: (one[0], -one[1]))[2]
    return head.sector if head else None

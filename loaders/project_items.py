"""One member of a list, read as a possible project: its head, its proper name, its sector."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph.model import Sector
from loaders.coordination import CLOSING, OPENING, Member
from loaders.project_names import RANK, proper_marks
from loaders.project_words import Head, Words, class_words, heads
from loaders.regions import Place
from loaders.spot import Hit

_OPENED = re.compile(r"[“「][^“「]+[”」]$")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_BRACKET_ENDS = ("）", ")", "\n")
PHASE = re.compile(r"(?:第?[一二三四五六七八九十\d]+|首)期(?:工程)?$|[一二三四五六七八九十]+标段$")
_PHASE_ENDS = ("期", "工程", "标段", "\n")
_SEGMENT = ("段", "先行工程", "线")
_BRANCH = "线"
_TIMES = ("阶段", "手段", "时段", "地段")
_LINES = (Sector.RAIL, Sector.ROAD)
# What is so long that a part of it is told by the place it lies in: 国家文化公园江西段
_LONG = (*_LINES, Sector.WATER, Sector.WATERWAY, Sector.ENERGY, Sector.TOURISM, Sector.ECOLOGY)
# 一批, 各类, 10个: a number of things is not a thing
# A character that one of these begins with
_SOME_BEGINS = re.compile(r"[各每X数几一若多\d]")
_SOME = re.compile(
    r"^[各每]|[X数几]\s*个|一批|若干|各[类级地个]|多个|一系列|\d\s*(?:余|多)?(?:万|亿)?(?:个|座|条|家|所|处|项|套|间|公里|亩|平方米|以上)"
)
# 约50公里黄浦江堤防: how much of it is no part of a name, nor is the number of a page between 、 and 油墩港
_MEASURES = frozenset("约近超共")
_MEASURED = re.compile(
    r"[约近超共]?\s*[\d.]+\s*[余多]?(?:平方)?(?:公里|千米|米|亩|万亩|万千瓦)(?:左右|以上)?的?"
    r"|\d{2,3}(?=[\u4e00-\u9fff])(?![号千万亿个座条公米国省县年月日吨期届片所家项处余多亩级大小平])"
)
_LINKED = re.compile(r"[至—－\-]")
_LINE = re.compile(r"至|[\u4e00-\u9fff][—－\-]+[\u4e00-\u9fff]")
_OWN = re.compile(r"[县市区](?![级域内城区直乡村政委])")
_SEATED = (Sector.HEALTH, Sector.EDUCATION, Sector.TOURISM)
_WORKS = ("work", "waters")
_IN_QUOTES = frozenset({"name", "word", "first", "feature"})
# Names that tell the field by their form: G344, 引江济淮, 宁电入湘
_FIELDS = (
    (re.compile(r"[GS]\d|[国省]道"), Sector.ROAD),
    (re.compile(r"(?:^|[线程])引[\u4e00-\u9fff]{1,2}[济入补]"), Sector.WATER),
    (re.compile(r"^[\u4e00-\u9fff]{1,2}电[入送]"), Sector.ENERGY),
)
# 大嵩江综合整治工程, 利民闸扩建
_WATER_WORK = re.compile(r"[江河湖溪浦泾闸堤堰坝塘渠涌荡](?!路|街|镇|村|大桥|新区|景区)")
# 迁建工程 keeps its last word, 烈士陵园建设 does not
UNDERTAKINGS = ("项目", "工程")


class Item(NamedTuple):
    """A member of a list as read. `name_end`: where its name ends; `head_start`: where its head begins.

    `head`: None where it has none of its own. `proper`: what makes it one thing, the marks of
    `project_names` and own (县中医院); empty for a class of things. `several`: it speaks of a number of them.
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


def _cut_left(words: Words, start: int, end: int) -> int:
    """A的B is B."""
    last = words.text.rfind("的", start, end)
    if last < 0:
        return start
    after = words.text[last:end]
    balanced = all(
        after.count(one) == after.count(other) for one, other in zip(OPENING, CLOSING, strict=True)
    )
    return last + 1 if balanced else start


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
        own = words.text[start:end]
        if own[-1:] in "”」" and _OPENED.search(own):
            end -= 1  # 南沙新区“粤港澳人才合作特别示范区”
            continue
        mark = _BRACKET.search(own) if own[-1:] in "）)" else None
        mark = mark or (PHASE.search(own) if own.endswith(_PHASE_ENDS) else None)
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
    own = words.text[start:end].rstrip("）)")
    if not own.endswith(_SEGMENT) or own.endswith(_TIMES):
        return None
    fields = _LINES if own.endswith(_BRANCH) else _LONG
    inside = [
        hit
        for hit in words.heads_in(start, end)
        if len(hit.form) > 1 and (heads()[hit.form].sector in fields or heads()[hit.form].needs == "work")
    ]
    return (inside[-1].start, inside[-1].end) if inside else None


def _bracketed_work(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """What is done at a place, in brackets behind it: 靖江市（电镀行业综合整治）."""
    own = _BRACKET.search(words.text[start:end]) if words.text.endswith(_BRACKET_ENDS, start, end) else None
    if not own or not words.places_in(start, start + own.start()):
        return None
    works = [hit for hit in words.heads_in(start + own.start(), end) if heads()[hit.form].needs in _WORKS]
    return (works[-1].start, works[-1].end) if works else None


def _ranked(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """南充现代物流园 | 国家级示范物流园区: the head before the rank it seeks."""
    for hit in words.heads_in(start, end):
        if hit.end < end and RANK.match(words.text, hit.end, end) and heads()[hit.form].needs != "work":
            return hit.start, hit.end
    return None


def read_item(words: Words, member: Member, *, whole: bool = False) -> Item:
    """`member` as a possible project. `whole`: a thing that is its own (长江水源水厂的) is part of it."""
    text = words.text
    start = _cut_left(words, member.start, member.end)
    if whole and words.heads_in(member.start, start):
        start = member.start
    opening = text[start : start + 1]
    if not opening.isalpha() or opening in _MEASURES:
        measured = _MEASURED.match(text, start, member.end)
        start = measured.end() if measured else start
    while start < member.end and text[start].isspace():
        start += 1
    unquoted, end = _unquoted(text, start, member.end)
    in_quotes, start = unquoted > start, unquoted
    found, name_end = _head_at(words, start, end)
    if not found or heads()[text[found[0] : found[1]]].needs == "short":
        found = _line_head(words, start, end) or found or _bracketed_work(words, start, end)
    if found and (ranked := _ranked(words, start, found[1])) and proper_marks(words, start, ranked[0]):
        found, name_end = ranked, ranked[1]
    head_start, head_end = found or (name_end, name_end)
    head = heads()[text[head_start:head_end]] if found else None
    proper = proper_marks(words, start, head_start)
    if head_end < name_end:
        proper |= proper_marks(words, head_end, name_end)
    own = text[start:end]
    if in_quotes and proper & _IN_QUOTES:
        proper = proper - _IN_QUOTES | {"quoted"}
    if head and head.sector in _SEATED and head_start > start and _OWN.match(text, start):
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
        _LINKED.search(text, start, head_start) is not None
        and _LINE.search(text, start, head_start) is not None,
        member.joined,
        _SOME_BEGINS.search(own) is not None and _SOME.search(own) is not None,
    )


def _sector_by_form(own: str) -> Sector | None:
    return next((sector for form, sector in _FIELDS if form.search(own)), None)


def sector_of(words: Words, item: Item, head: Head | None) -> Sector | None:
    """The field `item` belongs to, by its head or by the word nearest the head; None where none tells."""
    own = words.text[item.start : item.end]
    # G344线 is no railway
    if head and head.needs == "short" and (by_form := _sector_by_form(own)):
        return by_form
    if head and head.sector and not head.by_words:
        return head.sector
    if head and head.needs == "work":
        inner = words.heads_in(item.start, item.head_start)
        for hit in sorted(inner, key=lambda hit: (-hit.end, hit.start)):
            if sector := heads()[hit.form].sector:
                return sector
    by_class = _sector_by_class(words.classes_in(item.start, item.head_end))
    if told := by_class or (head and head.sector) or _sector_by_form(own):
        return told
    by_water = head is None or head.needs == "work"
    return Sector.WATER if by_water and _WATER_WORK.search(own) else None


def _sector_by_class(classes: Sequence[Hit]) -> Sector | None:
    """What the class word says that ends last, the longest of those."""
    table = class_words()
    telling = [hit for hit in classes if table[hit.form].sector]
    if not telling:
        return None
    silent = [hit for hit in classes if not table[hit.form].sector]
    # 革命老区 says nothing of 革命
    told = [
        hit
        for hit in telling
        if not any(longer.start <= hit.start and hit.end <= longer.end for longer in silent)
    ]
    return table[max(told, key=lambda hit: (hit.end, -hit.start)).form].sector if told else None

"""Finds the projects that a measure acts on, under their full names: railways, reservoirs, parks ….

The order of things: clauses and their verbs (`project_clauses`), lists (`coordination`), members and their
heads (`project_items`), full names (`project_lists`), what of them is a project (`project_judging`) and where
it lies (`project_places`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeGuard

from graph.model import ProjectMention, Sector, Stage
from loaders.context import Context
from loaders.coordination import Enclosed, Listing, Member, enclosed, split_list
from loaders.project_clauses import (
    COLONS,
    Chunk,
    Group,
    find_chunks,
    find_clauses,
    find_sentences,
    opens_line,
)
from loaders.project_items import UNDERTAKINGS, Item, read_item
from loaders.project_judging import is_project
from loaders.project_lists import Named, read_listing
from loaders.project_names import RANK
from loaders.project_places import Whereabouts, find_seats
from loaders.project_sifting import find_telling
from loaders.project_words import (
    HEAD,
    NOUN,
    Hits,
    Ordered,
    Words,
    begins_verb,
    find_short_heads,
    project_vocabularies,
    sums,
)
from loaders.regions import Place
from loaders.spot import Hit

__all__ = ["find_projects", "project_vocabularies"]

_TITLES = re.compile(r"《[^《》]*》")
_CONJUNCTIONS = re.compile(r"[和及与暨等]|以及")
_BY_SIGN = "经"
_BY = re.compile(r"(?<=[\u4e00-\u9fff])经((?:[^，。；、至经]{2,8}、)+[^，。；、至经]{2,8})[至到]")
_YEAR = "年"
# 张湾水库2023年 | 开工: when is no part of a name
_WHEN = re.compile(
    r"(?:力争|争取|确保|计划|预计)?[于在]?(?:\d{4}|[今明])年(?:底|末|初|内|上半年|下半年|\d{1,2}月底?)?[之以]?前?$"
)
_LINE_ENDS = re.compile(r"\s*(?:$|。|\n)")
_BEGINS = frozenset("。；;：:")
_ENDS = re.compile(r"\s*(?:$|[。；;\n])")
_NAMED = frozenset({"place", "name", "waters", "code", "pair"})
_ABOUT = "关于"
_SEEKING = ("创建项目", "创建工程", "申报项目")
_BOX = re.compile(r"专栏|附[件表]|[图表]\d")
# A title alone names no single church, school or office
_ENTITLED = ("name", "place", "work")
_LISTED = (*_ENTITLED, "waters")
_OF_PLACES = re.compile(r"(?:[市州区]?县|县?市|市?州|县?区)(?:[（(][^（）()]*[）)])?")
# Of these a place that needs one has one
_ONE_EACH = (Sector.AIRPORT, Sector.ENERGY)
_LEADING = re.compile(r"\s*以及")
_LEADING_SIGN = "以及"
_LINKS = ("和", "与", "及")
# 创建国家5A级旅游景区: honours that make the named thing before them a project of that kind
_HONOURS = (Sector.TOURISM, Sector.HERITAGE, Sector.ECOLOGY)
_ONE_OF_A_PLACE = (Sector.HEALTH, Sector.EDUCATION)
# 集航空、国铁等功能于一体的
_MODIFIER = re.compile(r"(?:集|融).*?[于为]一[体身]的")
_MODIFIER_SIGN = "一"
# 郑州、开封等城市水污染防治: what the places are is no part of a name
_APPOSITION = re.compile(r"城市|地区|区域|省份|市县|区县|[省市县区](?=[^级])|地(?=[^下铁])|领域|行业|部门")
# What a sentence says that binds anyone and builds nothing
_NORM = re.compile(r"应当|不得|禁止|罚款|处罚|前款|违反|规定的")
_ACTED_ON = Group(0, 0, None, governs=True, follows=False, builds=False, settled=False)
_UNDERTAKEN = _ACTED_ON._replace(builds=True)
# A name without a head in a list is short (characters)
_LONGEST_NAME = 12
# 申报表 names no honour (characters)
_SHORTEST_HONOUR = 4
_PAIRS = str.maketrans("()[]", "（）（）")


def find_projects(
    text: str, hits: Sequence[Hit], places: Sequence[Place], context: Context
) -> tuple[ProjectMention, ...]:
    """The projects of one measure, in order of place, with offsets in `text`.

    `text`: the measure's cleaned text, unit lists blanked by spaces of equal length. `hits`: from a Spotter
    over `project_vocabularies()` (others' words are passed over). `places`: from `loaders.regions`.
    """
    found: dict[str, ProjectMention] = {}
    for mention in _mentions(text, hits, places, context):
        held = found.get(mention.name)
        if held is None or (held.stage is None and mention.stage is not None):
            found[mention.name] = mention
    return tuple(sorted(found.values(), key=lambda mention: (mention.start, mention.end, mention.name)))


def _mentions(
    text: str, hits: Sequence[Hit], places: Sequence[Place], context: Context
) -> Iterator[ProjectMention]:
    blanked = text
    if "《" in text:
        blanked = _TITLES.sub(lambda title: " " * len(title[0]), text)
        hits = [hit for hit in hits if blanked[hit.start] == text[hit.start]]
    ends = [hit for hit in hits if hit.kind == HEAD]
    nouns = [hit for hit in hits if hit.kind == NOUN]
    seats = find_seats(blanked, hits, ends, places, context)
    if short := find_short_heads(blanked):
        ends = sorted((*ends, *short), key=_order)
    undertakings = [hit for hit in nouns if hit.form in UNDERTAKINGS]
    if not (ends or undertakings):
        return
    telling = Ordered(sorted((*ends, *undertakings), key=_order))
    known = Hits(ends, nouns)
    placed = Ordered(sorted((*places, *seats), key=_order))
    closed = enclosed(blanked)
    for start, end in find_sentences(blanked, closed):
        if not telling.within(start, end) or _NORM.search(blanked, start, end):
            continue
        spans = find_telling(blanked, find_clauses(blanked, start, end, closed), telling, placed)
        if not spans:
            continue
        words = Words(blanked, spans, known, placed)
        if words.heads or any(noun.form in UNDERTAKINGS for noun in words.nouns.values()):
            yield from _Sentence(words, closed, context).mentions()


def _order(found: Hit | Place) -> tuple[int, int]:
    return found.start, -found.end


@cache
def _holds_conjunction(word: str) -> bool:
    return _CONJUNCTIONS.search(word) is not None


def _undivided(words: Words) -> Iterator[tuple[int, int]]:
    """Conjunctions inside a word (修缮与利用) divide nothing, nor what a line runs by (经辽源、梅河口至)."""
    if words.place_starts and words.text.find(_BY_SIGN, words.start, words.end) >= 0:
        for by in _BY.finditer(words.text, words.start, words.end):
            if by.start(1) in words.place_starts:
                yield by.span()
    for word in (*words.heads, *words.classes_in(words.start, words.end)):
        if _holds_conjunction(word.form) and not words.cuts_place(word.start):  # 黄平等 holds no 平等
            yield word.start, word.end


class _Sentence:
    """One sentence being read."""

    def __init__(self, words: Words, closed: Enclosed, context: Context) -> None:
        self.words = words
        apart = list(_undivided(words))
        self.closed = closed.joined(apart) if apart else closed
        self.whereabouts = Whereabouts(words, context)
        self.sector: Sector | None = None
        self.last_sector: Sector | None = None

    def mentions(self) -> Iterator[ProjectMention]:
        chunks = list(find_chunks(self.words, self.closed))
        for index, chunk in enumerate(chunks):
            after = chunks[index + 1] if index + 1 < len(chunks) else None
            if after is not None and after.clause != chunk.clause:
                after = None
            if chunk.start == chunk.end:
                continue
            self.whereabouts.enter(chunk)
            yield from self._chunk(self._entitled(chunk), after)

    def _entitled(self, chunk: Chunk) -> Chunk:
        """`chunk` as acted on, where no verb is behind it and it is what the text after it speaks of."""
        if chunk.after or (chunk.before and not self._is_about(chunk.before)):
            return chunk
        if self._is_label(chunk):
            return chunk._replace(before=_ACTED_ON)
        if self._is_title(chunk) or self._is_bare_list(chunk):
            seeks = self.words.text.endswith(_SEEKING, chunk.start, chunk.end)
            return chunk._replace(before=_UNDERTAKEN._replace(stage=Stage.SOUGHT) if seeks else _UNDERTAKEN)
        return chunk

    def _is_about(self, verb: Group) -> bool:
        return self.words.text[verb.start : verb.end] == _ABOUT

    def _is_bare_list(self, chunk: Chunk) -> bool:
        """Whether a sentence, or what a colon opens, is nothing but names: 铁路：甲铁路、乙铁路。"""
        text = self.words.text
        if chunk.before or not opens_line(text, chunk.start, _BEGINS):
            return False
        if not _ENDS.match(text, chunk.end):
            return False
        listings = self._listings(chunk)
        members = [read_item(self.words, member) for listing in listings for member in listing.members]
        headed = [
            item for item in members if item.head and item.head.needs in _LISTED and item.proper & _NAMED
        ]
        return len(members) > 1 and 3 * len(headed) >= 2 * len(members)

    def _is_label(self, chunk: Chunk) -> bool:
        """Whether the chunk is the zone that the clause after its colon speaks of: 嘉定新城：打造 …."""
        at = chunk.end + 1
        if chunk.before or self.words.text[chunk.end : at] not in COLONS:
            return False
        if not begins_verb(self.words.text, at):
            return False
        item = read_item(self.words, Member(chunk.start, chunk.end))
        return item.head is not None and item.head.needs == "place" and item.head_end == chunk.end

    def _is_title(self, chunk: Chunk) -> bool:
        """Whether the chunk is all that a line, or the first sentence, says: 蒙阴县人民医院新院区项目。

        关于大连新机场建设项目问题 is such a title, too.
        """
        text = self.words.text
        start = chunk.before.start if chunk.before else chunk.start
        if (start, chunk.end) != (self.words.start, self.words.end):
            return False
        if not opens_line(text, start) or not _LINE_ENDS.match(text, chunk.end):
            return False
        listings = self._listings(chunk)
        return len(listings) == 1 and self._is_one_thing(listings[0].members[-1])

    def _is_one_thing(self, member: Member) -> bool:
        text = self.words.text
        item = read_item(self.words, member)
        if item.several or not item.proper or _BOX.match(text, item.start):
            return False
        if text.endswith(UNDERTAKINGS, 0, member.end):
            return True
        return item.head is not None and item.head.needs in _ENTITLED and item.head_end == item.end

    def _adds_nothing(self, noun: Hit | None, start: int) -> TypeGuard[Hit]:
        """Whether `noun` closes a name, and is no part of its head (重大科技基础设施)."""
        if noun is None or noun.start <= start or noun.form in UNDERTAKINGS:
            return False
        headed = self.words.head_ending
        return headed(noun.end, start) is None or headed(noun.start, start) is not None

    def _listings(self, chunk: Chunk) -> tuple[Listing, ...]:
        end = chunk.end
        while self._adds_nothing(noun := self.words.nouns.get(end), chunk.start):
            end = noun.start
        if chunk.after and self.words.text[chunk.end - 1 : chunk.end] in _LINKS:
            end = min(end, chunk.end - 1)  # 保护修缮与 | 开发
        own = self.words.text[chunk.start : end]
        if _YEAR in own and (when := _WHEN.search(self.words.text, chunk.start, end)):
            end = when.start()
        start = chunk.start
        if _MODIFIER_SIGN in own and (modifier := _MODIFIER.search(self.words.text, start, end)):
            start = modifier.end()
        if _LEADING_SIGN in own and (leading := _LEADING.match(self.words.text, start, end)):
            start = leading.end()
        if end <= start:
            return ()
        listings = split_list(self.words.text, start, end, self.closed, self._joins)
        return tuple(map(self._without_apposition, listings))

    def _without_apposition(self, listing: Listing) -> Listing:
        """瑞金、于都等县（市）长征国家文化公园江西段 names one, 丹凤、山阳等县通用机场 two."""
        if not listing.closing:
            return listing
        closing = listing.closing
        what = _OF_PLACES.match(self.words.text, closing.start, closing.end)
        if not what or what.end() == closing.end:
            return listing
        rest = Member(what.end(), closing.end)
        item = read_item(self.words, rest)
        if item.head and item.proper:
            return Listing((rest,), None)
        return listing._replace(closing=rest) if item.head and item.head.sector in _ONE_EACH else listing

    def _joins(self, before: Member, after: Member, sums_up: bool) -> bool:
        """Whether a conjunction stands between two things, not within the name of one.

        `sums_up`: `before` says what things listed before it are.
        """
        if self.words.is_places(after.start, after.end):
            return True
        right = read_item(self.words, after)
        if not right.head and not self._may_be_name(right):
            return False
        if sums_up and self.words.text.endswith(sums(), before.start, before.end):
            return True
        left = read_item(self.words, before)
        if left.head or self.words.is_places(before.start, before.end):
            return True
        # 水利枢纽输水及灌区工程 is one, 桐梓和马西水库 are two
        return self._may_be_name(left) and bool(right.proper or right.places)

    def _may_be_name(self, item: Item) -> bool:
        return bool(item.proper & {"name", "waters", "code"}) and item.end - item.start < _LONGEST_NAME

    def _chunk(self, chunk: Chunk, after: Chunk | None) -> Iterator[ProjectMention]:
        self.sector = None
        sought = self._is_sought(chunk)
        if not sought and not self._may_name(chunk):
            return
        sought = sought and after is not None and after.end - after.start >= _SHORTEST_HONOUR
        honour = self._honour(after) if sought and after else None
        for listing in self._listings(chunk):
            named = read_listing(self.words, listing) if self._are_things(listing) else ()
            if honour:
                named = tuple(self._honoured(listing, named, honour))
            kept = [one for one in named if is_project(one, named, chunk, self.whereabouts, sought=sought)]
            for one in kept:
                yield self._mention(one, kept, Stage.SOUGHT if sought else chunk.stage)

    def _may_name(self, chunk: Chunk) -> bool:
        """Whether the chunk is acted on and holds a word that a project's name or list ends with."""
        if not chunk.governed or chunk.object_follows:
            return False
        words = self.words
        return bool(words.heads_in(chunk.start, chunk.end)) or words.has_noun(chunk.start, chunk.end)

    def _are_things(self, listing: Listing) -> bool:
        """Whether the word after 等 is one for things (工程, 园区), not for what is done with them."""
        if listing.closing is None:
            return True
        if _APPOSITION.match(self.words.text, listing.closing.start):
            return False
        # 等文化设施的更新 speaks of things, too
        phrase = self.words.text[listing.closing.start : listing.closing.end].partition("的")[0]
        # 等重大水利 | 项目前期工作: the word for things stands with the verb
        parted = self.words.text.startswith(UNDERTAKINGS, listing.closing.end)
        return phrase.endswith(sums()) or parted or read_item(self.words, listing.closing).head is not None

    def _is_sought(self, chunk: Chunk) -> bool:
        """Whether what the chunk names seeks to become something: X | 创建 | 国家级旅游度假区."""
        return (
            chunk.after is not None
            and chunk.after.stage is Stage.SOUGHT
            and chunk.object_follows
            and chunk.after.governs
            and not self.words.is_places(chunk.start, chunk.end)
        )

    def _honour(self, after: Chunk) -> Named | None:
        """The kind of thing that is sought."""
        for listing in self._listings(after):
            for named in read_listing(self.words, listing):
                if named.head and not named.item.proper:
                    return named
        return None

    def _honoured(self, listing: Listing, named: Sequence[Named], honour: Named) -> Iterator[Named]:
        text = self.words.text
        own = {one.start: one for one in named}
        for member in listing.members:
            item = read_item(self.words, member)
            known = own.get(item.start)
            if known and known.head and known.head.needs != "build":
                yield known
            elif honour.sector in _HONOURS and not self.words.is_places(item.start, item.end):
                name = text[item.start : item.end] + RANK.sub("", honour.name)
                yield Named(item, name, honour.head, honour.sector, item.places, item.start, item.end, True)

    def _mention(self, one: Named, listed: Sequence[Named], stage: Stage | None) -> ProjectMention:
        if one.sector:
            self.sector = self.last_sector = one.sector
        # 广西长塘、…等水库工程，深化云南清水河、…等工程
        above = self.last_sector if one.undertaking and one.shared else None
        sector = one.sector or self.sector or above or Sector.INDUSTRY
        name = self._clean(one, listed)
        return ProjectMention(
            name,
            self.words.text[one.start : one.end],
            sector,
            stage,
            self.whereabouts.locations(one, listed),
            one.start,
            one.end,
        )

    def _clean(self, one: Named, listed: Sequence[Named]) -> str:
        name = "".join(one.name.split()).translate(_PAIRS)
        if name[0] in "“‘「" and name[-1] in "”’」" and len(re.findall(r"[“‘「]", name)) == 1:
            name = name[1:-1]
        if one.head and (one.head.alone or one.sector in _ONE_OF_A_PLACE or "own" in one.item.proper):
            return self.whereabouts.completed(name, one, listed)
        return name

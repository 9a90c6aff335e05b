"""Undoing coordination: each member of a list under its full name.

A head said once is given to each (红鱼洞、黄石盘、雷家河水库), whether it closes the last member or
follows 等; a place said once is carried on (广元市利州区、剑阁县军民融合产业园).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Sector
from loaders.coordination import Listing
from loaders.places import Division
from loaders.project_items import RANK, Item, proper_marks, read_item, sector_of
from loaders.project_words import Head, Words
from loaders.regions import Place

_LINES = (Sector.RAIL, Sector.ROAD)
# 等6个国家4A级旅游景区, 等重点景区: how many and how weighty they are is no part of a name
_MANY = re.compile(
    r"^(?:\d+个|[一二三四五六七八九十两]+个|一批|重点|重大|大中型|大型|中小型|骨干|特色专业|特色)*"
)
_UNDERTAKING = re.compile(r"(?:项目|工程)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A member under its full name, before it is judged. `start`, `end`: its own part of the text.

    `shared`: its head was said of several. `undertaking`: it has none, but the list is of 项目 or 工程.
    `works_on_a_thing`: a head like 迁建 stands after a thing with a name.
    """

    item: Item
    name: str
    head: Head | None
    sector: Sector | None
    places: tuple[Place, ...]
    start: int
    end: int
    shared: bool
    undertaking: bool = False
    works_on_a_thing: bool = False

    @property
    def is_line(self) -> bool:
        """Whether its places are the ends of a line: 至 joins them, or a railway or road is named by them."""
        return self.item.is_line or self.sector in _LINES


def _is_way(head: Head | None) -> bool:
    return head is not None and head.sector in _LINES


def read_listing(words: Words, listing: Listing) -> tuple[Named, ...]:
    """The members of `listing` that are named as things, in order."""
    items = [read_item(words, member) for member in listing.members]
    closing = read_item(words, listing.closing) if listing.closing else None
    out: list[Named] = []
    for index, _item in enumerate(items):
        carried = _carried(words, items, index)
        named = _named(words, items, index, closing, carried)
        if named:
            out.append(named)
    return tuple(out)


def _named(
    words: Words, items: Sequence[Item], index: int, closing: Item | None, carried: tuple[Place, ...]
) -> Named | None:
    item = items[index]
    if item.several:
        return None
    text = words.text
    prefix = "".join(place.as_written for place in carried)
    places = (*carried, *item.places)
    own = text[item.start : item.name_end]
    if item.head:
        sector = sector_of(words, item, item.head)
        places = _nested(places, item, item.head, sector)
        return Named(
            item,
            prefix + own,
            item.head,
            sector,
            places,
            item.start,
            item.name_end,
            False,
            works_on_a_thing=_works_on_a_thing(words, item, item),
        )
    donor = _donor(words, items, index, closing) if _may_share(words, item) else None
    if donor:
        suffix = _suffix(words, items, index, donor)
        own = text[item.start : item.end]
        name = prefix + own + suffix
        sector = sector_of(words, donor, donor.head)
        places = _nested(places, item, donor.head, sector)
        return Named(
            item,
            name,
            donor.head,
            sector,
            places,
            item.start,
            item.end,
            True,
            works_on_a_thing=_works_on_a_thing(words, item, donor),
        )
    if closing and closing.head and _may_share(words, item):
        # 等高铁项目: a way is a thing by itself, 风电 or 防洪 is not
        until = closing.head_end if _is_way(closing.head) else closing.name_end
        suffix = _MANY.sub("", RANK.sub("", text[closing.start : until]))
        return Named(
            item,
            prefix + own + suffix,
            closing.head,
            sector_of(words, closing, closing.head),
            places,
            item.start,
            item.end,
            True,
            works_on_a_thing=_works_on_a_thing(words, item, closing),
        )
    undertaking = _UNDERTAKING.search(text[closing.start : closing.end] if closing else own)
    if not undertaking:
        return None
    name = own if not closing or own.endswith(undertaking[0]) else own + undertaking[0]
    sector = sector_of(words, item, None) or (sector_of(words, closing, None) if closing else None)
    return Named(item, prefix + name, None, sector, places, item.start, item.name_end, False, True)


def _works_on_a_thing(words: Words, item: Item, donor: Item) -> bool:
    """Whether `item` names what the work of `donor`'s head is done on: 达州机场迁建, but not 住房改造."""
    if "waters" in item.proper:
        return True
    inner = words.heads_in(donor.start, donor.head_start)
    if item is not donor:
        return bool(inner) and bool(item.proper)
    return bool(inner) and bool(proper_marks(words, item.start, inner[-1].start))


def _may_share(words: Words, item: Item) -> bool:
    """Whether a head said later may complete `item`: not where it ends in a common word (低碳城市试点)."""
    if words.is_places(item.start, item.end) or "code" in item.proper:
        return True
    return bool(item.proper) and words.common_before(item.end, item.start) == item.end


def _donor(words: Words, items: Sequence[Item], index: int, closing: Item | None) -> Item | None:
    """The later member whose head a headless one shares: the next built alike, at the end of its run."""
    item = items[index]
    for later in range(index + 1, len(items)):
        other = items[later]
        if not other.head or not (other.proper or other.places):
            continue
        if item.is_line:
            if other.head.sector in _LINES:
                return other
            continue
        if other.head.needs == "work" and not words.places_in(item.start, item.end) and not other.proper:
            continue
        last = later + 1 == len(items) or items[later + 1].joined
        run = later - index > 1 or (index > 0 and not items[index - 1].head)
        # 引大济岷、长征渠引水、永宁水库等工程: one without a head among names with theirs is whole as it is
        if last or run or not (closing and _UNDERTAKING.search(words.text[closing.start : closing.end])):
            return other
        return None
    return None


def _suffix(words: Words, items: Sequence[Item], index: int, donor: Item) -> str:
    """What the donor's name ends with and shares: its head and the common words before it.

    After a list of places it is all that follows the donor's own place: 安岳、大足柠檬产业园.
    """
    text = words.text
    begin = donor.start
    for place in donor.places:
        if place.start == begin or words.is_places(donor.start, place.end):
            begin = place.end
    begin = min(begin, donor.head_start)
    if begin > donor.start and words.is_places(items[index].start, items[index].end):
        return text[begin : donor.name_end]
    begin = words.common_before(donor.head_end, begin)
    return text[begin : donor.name_end]


def _divisions(place: Place) -> list[Division]:
    return [region for region in place.regions if isinstance(region, Division)]


def _carried(words: Words, items: Sequence[Item], index: int) -> tuple[Place, ...]:
    """Places said before an earlier member that hold for this one too: 巴中通江、南江 is 巴中南江."""
    item = items[index]
    for earlier in reversed(items[:index]):
        if earlier.head and not item.joined:
            return ()
        lead = _leading(earlier)
        if not lead:
            if earlier.head:
                return ()
            continue
        if not item.places:
            # 秀山县桐梓和马西水库: the pair shares its county
            pair = item.joined and not earlier.head and lead[-1].end < earlier.end
            return tuple(lead) if pair and item.head else ()
        first = item.places[0]
        if first.start != item.start or len(lead) < 2:
            return ()
        parents = {region.parent for region in _divisions(first)}
        over = [region.code for region in _divisions(lead[-2])]
        return tuple(lead[:-1]) if parents & set(over) else ()
    return ()


def _leading(item: Item) -> list[Place]:
    """The places that `item` begins with, one after the other."""
    out: list[Place] = []
    reached = item.start
    for place in item.places:
        if place.start == reached and (not out or _is_part(out[-1], place)):
            out.append(place)
            reached = place.end
    return out


def _is_part(whole: Place, part: Place) -> bool:
    over = {region.code for region in _divisions(whole)}
    return any(region.parent in over or region.code[:2] + "0000" in over for region in _divisions(part))


def _nested(
    places: tuple[Place, ...], item: Item, head: Head | None, sector: Sector | None
) -> tuple[Place, ...]:
    """`places` without one that only looks so behind another: 桐梓 of 秀山县桐梓水库 is no county.

    A park or zone may join two: 安岳大足合作园区.
    """
    if item.is_line or sector in _LINES or head is None or head.needs == "place":
        return places
    out: list[Place] = []
    for place in places:
        if out and out[-1].end == place.start and not _is_part(out[-1], place):
            continue
        out.append(place)
    return tuple(out)

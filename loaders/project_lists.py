"""Undoing coordination: each member of a list under its full name.

A head said once is given to each (红鱼洞、黄石盘、雷家河水库), whether it closes the last member or
follows 等; a place said once is carried on (广元市利州区、剑阁县军民融合产业园).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.model import Level, Sector
from loaders.coordination import Listing, Member
from loaders.places import Division
from loaders.project_items import PHASE, UNDERTAKINGS, Item, read_item, sector_of
from loaders.project_names import LAND, RANK, proper_marks
from loaders.project_words import Head, Words, sums
from loaders.regions import Place

_SURE = frozenset({"place", "waters", "feature", "code", "pair", "quoted"})
_LINES = (Sector.RAIL, Sector.ROAD)
# 等6个国家4A级旅游景区, 等重点景区: how many and how weighty they are is no part of a name
_MANY = re.compile(
    r"^(?:\d+个|[一二三四五六七八九十两]+[个大]|一批|重点|重大|重要|核心|大中型|大型|中小型|骨干|特色专业|特色)*"
    r"(?:(?<=[点要心])(?:地区|区域|流域|湖库|湖泊|河湖和湿地|河湖|海域|水域|河流|河段|支流))?"
)
# 徐行、闵行 | 两个 | 铁路物流基地
_COUNTED = re.compile(
    r"共?(?:[两二三四五六七八九十]|\d+)(?:[个座条处所家项]|大(?=平台|园区|基地|片区|枢纽|通道|工程|项目))"
)
# 临港、虹桥水厂、…: a name before a head that is not the last is short where it shares the head (characters)
_LONGEST_SHARING = 4
# What kind of a place's thing it is (characters)
_LONGEST_KIND = 4
# What may be said of a thing named before it
_PART = re.compile(
    r"[东西南北]?(?:延伸线?|延长线|延伸段|延线|支线|复线|二线)|第?[一二三四五六七八九十]+期(?:工程)?"
)
# 引江济淮, 宁电入湘
DIVERSION = re.compile(
    r"^(?:引[\u4e00-\u9fff]{1,2}[济入补]|[\u4e00-\u9fff]{1,2}电[入送])[\u4e00-\u9fff]{1,2}$"
)
_TOWNSHIPS = ("镇", "乡", "街道", "村")
_AREAS = ("区", "圈", "带", "城市群")
_UNDERTAKING = re.compile(r"(项目|工程)(?:[（(][^（）()]*[）)])?$")


class Named(NamedTuple):
    """A member under its full name, before it is judged. `start`, `end`: its own part of the text.

    `shared`: its last words were said of several. `works_on_a_thing`: a head like 迁建 stands after a thing
    with a name.
    """

    item: Item
    name: str
    head: Head | None
    sector: Sector | None
    places: tuple[Place, ...]
    start: int
    end: int
    shared: bool = False
    works_on_a_thing: bool = False

    @property
    def undertaking(self) -> bool:
        """Whether it has no head: only 项目 or 工程, or a phase, tells that it is a thing."""
        return self.head is None

    @property
    def is_line(self) -> bool:
        """Whether its places are the ends of a line: 至 joins them, or a railway or road is named by them."""
        return self.item.is_line or self.sector in _LINES


def _is_way(head: Head | None) -> bool:
    return head is not None and head.sector in _LINES


def _is_line(words: Words, item: Item) -> bool:
    """Whether nothing but places stands before its head."""
    return words.is_places(item.start, item.head_start)


def read_listing(words: Words, listing: Listing) -> tuple[Named, ...]:
    """The members of `listing` that are named as things, in order."""
    out: list[Named] = []
    for part in _counted(words, listing):
        closing = read_item(words, part.closing, whole=True) if part.closing else None
        items = [_without_short_head(words, read_item(words, member), closing) for member in part.members]
        of_classes = any(not (item.head or item.places or item.proper - {"product"}) for item in items)
        for index, item in enumerate(items):
            added = _added(words, item, out[-1]) if out else None
            named = added or _named(words, items, index, closing, _carried(words, items, index))
            # 青梅、茶叶等产业园: beside a class of things, what may be a name is one too
            if named and not (of_classes and named.head and named.shared and not item.proper & _SURE):
                out.append(named)
    return tuple(out)


def _counted(words: Words, listing: Listing) -> Iterator[Listing]:
    """徐行、闵行两个铁路物流基地和外高桥、芦潮港两处节点站 is two lists, each summed up behind its number."""
    begin = 0
    for index, member in enumerate(listing.members):
        if index == begin:
            continue
        count = _COUNTED.search(words.text, member.start + 1, member.end)
        if count and _tells_things(words, count.end(), member.end):
            last = Member(member.start, count.start(), member.joined)
            yield Listing((*listing.members[begin:index], last), Member(count.end(), member.end))
            begin = index + 1
    if begin < len(listing.members):
        yield Listing(listing.members[begin:], listing.closing)


def _tells_things(words: Words, start: int, end: int) -> bool:
    return bool(words.heads_in(start, end)) or words.text.endswith(sums(), start, end)


def _added(words: Words, item: Item, before: Named) -> Named | None:
    """嘉闵线及北延伸, 一期、二期: a part said without what it is a part of."""
    text = words.text[item.start : item.name_end]
    if before.head is None or not _PART.fullmatch(text):
        return None
    whole = PHASE.sub("", before.name) if PHASE.search(text) else before.name
    return before._replace(name=whole + text, start=item.start, end=item.name_end)


def _named(
    words: Words, items: Sequence[Item], index: int, closing: Item | None, carried: tuple[Place, ...]
) -> Named | None:
    item = items[index]
    if item.several:
        return None
    text = words.text
    prefix = "".join(place.as_written for place in carried)
    places = (*carried, *item.places)
    if item.head:
        name = prefix + text[item.start : item.name_end]
        if closing and item.head.needs == "work" and _is_way(closing.head) and _is_line(words, item):
            way = text[closing.head_start : closing.head_end]  # 樟树至吉安改扩建等高速公路
            name = prefix + text[item.start : item.head_start] + way + text[item.head_start : item.name_end]
            return _headed(words, item, closing, name, places)
        return _headed(words, item, item, name, places)
    own = prefix + text[item.start : item.end]
    last = _undertaking(words, item, closing, prefix, places)
    if DIVERSION.search(own) or (PHASE.search(own) and _is_named(item)):
        # 引江济淮, 滇池治理二期 are whole as they are
        whole = Named(item, own, None, sector_of(words, closing or item, None), places, item.start, item.end)
        return last if last and not PHASE.search(own) else whole
    shared = _sharing(words, items, index, closing, carried) if _may_share(words, item, closing) else None
    return shared or last


def _sharing(
    words: Words, items: Sequence[Item], index: int, closing: Item | None, carried: tuple[Place, ...]
) -> Named | None:
    """A member completed by what a later one, or the list's last words, share."""
    item = items[index]
    own = "".join(place.as_written for place in carried) + words.text[item.start : item.end]
    places = (*carried, *item.places)
    donor = _donor(words, items, index, closing)
    if donor and closing and _is_way(closing.head) and donor.head and donor.head.needs == "work":
        donor = None  # A至B、C至D改扩建等高速公路: the first is not rebuilt
    if donor:
        return _headed(words, item, donor, own + _suffix(words, items, index, donor), places)
    if closing and closing.head:
        # 等高铁项目: a way is a thing by itself, 风电 or 防洪 is not
        until = closing.head_end if _is_way(closing.head) else closing.name_end
        suffix = _MANY.sub("", RANK.sub("", words.text[closing.start : until]))
        return _headed(words, item, closing, own + suffix, places)
    return None


def _without_short_head(words: Words, item: Item, closing: Item | None) -> Item:
    """油墩港等航道整治工程 is the work on 油墩港, and not one of several 港."""
    if not (item.head and item.head.needs == "short" and closing and closing.head):
        return item
    if closing.head.needs != "work" and closing.head.sector == item.head.sector:
        return item
    return item._replace(head=None, proper=proper_marks(words, item.start, item.end))


def _headed(words: Words, item: Item, donor: Item, name: str, places: tuple[Place, ...]) -> Named:
    """`item` under its own head or the `donor`'s."""
    sector = sector_of(words, donor, donor.head) or sector_of(words, item, None)
    end = item.name_end if donor is item else item.end
    return Named(
        item,
        name,
        donor.head,
        sector,
        _nested(places, item, donor.head, sector),
        item.start,
        end,
        shared=donor is not item,
        works_on_a_thing=_works_on_a_thing(words, item, donor),
    )


def _undertaking(
    words: Words, item: Item, closing: Item | None, prefix: str, places: tuple[Place, ...]
) -> Named | None:
    """What only 项目 or 工程 names, by its own last word or by the list's."""
    text = words.text
    own = text[item.start : item.name_end]
    said = text[closing.start : closing.end] if closing else own
    if "项目" not in said and "工程" not in said:
        return None
    last = _UNDERTAKING.search(said)
    if not last:
        return None
    name = own if not closing or own.endswith(last[0]) else own + last[1]
    sector = sector_of(words, item, None) or (sector_of(words, closing, None) if closing else None)
    return Named(item, prefix + name, None, sector, places, item.start, item.name_end, shared=name != own)


def _works_on_a_thing(words: Words, item: Item, donor: Item) -> bool:
    """Whether `item` names what the work of `donor`'s head is done on: 达州机场迁建, but not 住房改造."""
    if item.proper & {"waters", "feature", "code"}:
        return True
    inner = words.heads_in(donor.start, donor.head_start)
    if item.places and words.text.find("（", item.places[-1].end, donor.head_start) >= 0:
        return True  # 靖江市（电镀行业综合整治）
    if not inner:  # 宁德时代湖西锂电池扩建项目
        last = words.text[donor.head_start : donor.head_end]
        return item is donor and last.endswith(UNDERTAKINGS) and {"name", "place"} <= item.proper
    if item is not donor:
        return bool(item.proper)
    begin = min(hit.start for hit in inner if hit.end == inner[-1].end)
    return bool(proper_marks(words, item.start, begin) - {"product"})


def _may_share(words: Words, item: Item, closing: Item | None) -> bool:
    """Whether a head said later may complete `item`: not where it ends in a common word (低碳城市试点)."""
    closing_headed = closing is not None and closing.head is not None and not closing.proper
    if words.is_places(item.start, item.end) or "code" in item.proper:
        return not _is_area(item)
    # 图书馆东馆 is whole as it is
    if closing_headed and ("quoted" in item.proper or _is_land(words, item)):
        return True
    first = item.places[0] if item.places else None
    if first and first.start == item.start and item.end - first.end <= _LONGEST_KIND and closing_headed:
        return not words.heads_in(item.start, item.end)  # 宝山邮轮 of 等旅游度假区
    if any(hit.end < item.end for hit in words.heads_in(item.start, item.end)):
        return False
    return bool(item.proper) and words.common_before(item.end, item.start) == item.end


def _is_named(item: Item) -> bool:
    """Whether it has a name, or a place and what is there: 宜宾动力电池六期."""
    if item.proper & {"name", "waters"}:
        return True
    first = item.places[0] if item.places else None
    return first is not None and first.start == item.start and item.end - first.end > _LONGEST_KIND


def _is_land(words: Words, item: Item) -> bool:
    """Whether it is part of the land under its own name: 塔里木河流域."""
    own = item.proper & {"name", "first", "waters", "place"}
    return bool(own) and LAND.search(words.text[item.start : item.end]) is not None


def _is_area(item: Item) -> bool:
    """Whether it is an area by its own last word, and no place of a thing named later: 中原经济区."""
    last = item.places[-1] if item.places else None
    return (
        last is not None
        and last.end == item.end
        and last.as_written.endswith(_AREAS)
        and not any(isinstance(region, Division) for region in last.regions)
    )


def _donor(words: Words, items: Sequence[Item], index: int, closing: Item | None) -> Item | None:
    """The later member whose head a headless one shares: the next built alike, at the end of its run."""
    item = items[index]
    for later in range(index + 1, len(items)):
        other = items[later]
        if not other.head or not (other.proper or other.places):
            continue
        if item.is_line:
            if other.head.sector in _LINES or other.is_line:
                return other
            continue
        if other.proper & {"name", "waters"} and words.text.endswith(_TOWNSHIPS, item.start, item.end):
            return None  # 霍山县诸佛庵镇、岳西县大别山烈士陵园
        if other.head.needs == "work" and not words.places_in(item.start, item.end) and not other.proper:
            continue
        last = later + 1 == len(items) or items[later + 1].joined
        run = later - index > 1 or (index > 0 and not items[index - 1].head)
        # 引大济岷、长征渠引水、永宁水库等工程: one without a head among names with theirs is whole as it is
        summed = closing and _UNDERTAKING.search(words.text[closing.start : closing.end])
        short = item.end - item.start <= _LONGEST_SHARING or words.is_places(item.start, item.end)
        own = item.places[0].end if item.places and item.places[0].start == item.start else item.start
        alone = item.end - own > _LONGEST_SHARING and any(earlier.head for earlier in items[:index])
        return other if not alone and (last or run or (short and not summed)) else None
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
    if donor.is_line:  # A至B and C（省界）至D share what follows D
        return text[words.common_before(donor.head_end, donor.start) : donor.name_end]
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


def _is_pair(one: Place, other: Place, sector: Sector | None) -> bool:
    """Whether a thing lies in both: 京津风沙源, 西安咸阳国际机场."""
    if len(one.as_written) == len(other.as_written) == 1:
        return True
    levels = {region.level for place in (one, other) for region in _divisions(place)}
    return sector is Sector.AIRPORT and levels == {Level.PREFECTURE}


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
        if (
            out
            and out[-1].end == place.start
            and not (_is_part(out[-1], place) or _is_pair(out[-1], place, sector))
        ):
            continue
        out.append(place)
    return tuple(out)

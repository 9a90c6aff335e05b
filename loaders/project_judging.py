"""What named members of a list are projects: single things that the clause acts on, no classes of things."""

import re
from collections.abc import Sequence

from graph.model import Level, Sector
from loaders.places import Division
from loaders.project_clauses import Chunk
from loaders.project_items import PHASE
from loaders.project_lists import DIVERSION, Named
from loaders.project_places import Whereabouts
from loaders.project_words import Head, unknown
from loaders.regions import Place

# A至B may be one thing only where things have two ends
_MAY_LINK = (Sector.RAIL, Sector.ROAD, Sector.WATERWAY, Sector.WATER, Sector.ENERGY)
_MANY_OF_A_KIND = (*_MAY_LINK, Sector.ECOLOGY)
_MOVED = re.compile("[至到]")
# Words that a sentence has and a name has not: 设施服务范围向农村延伸, 已优先考虑某电厂
_SAID = re.compile(
    r".(?:向(?!阳)|将(?!军)|[把被]|对(?![口外接开应]))|(?<!华)为(?!民)|[已了是不，]|\d[.．]\D|^(?:[对以其并及该]|所列)|以及|之间"
    r"|[两三四五六]大(?![学型桥])"
)
_WIDE = (Level.NATIONAL, Level.PROVINCE)
_SITED = frozenset({"waters", "feature", "first"})
_NAMING = _SITED | {"place", "pair", "quoted", "own"}
_LANDS = frozenset({"waters", "feature", "place"})
_TELLING = _NAMING | {"code", "own", "name"}
_UNKNOWN = frozenset({"waters", "name"})
_SINGLE = frozenset({"place", "waters", "name", "code", "pair", "quoted"})
# Of a short head's name (characters)
_LONGEST_SHORT = 5
_LONGEST_NAME = 40
# So many named things beside it tell that a common word is a name, too
_NAMES = 2


def is_project(
    one: Named, listed: Sequence[Named], chunk: Chunk, whereabouts: Whereabouts, *, sought: bool
) -> bool:
    """Whether `one` of `listed` is a single thing, and the clause acts on it.

    `sought`: the clause seeks an honour for it, and so does nothing with it.
    """
    if not sought and (chunk.object_follows or not chunk.governed):
        return False
    if _SAID.search(one.name) or len(one.name) > _LONGEST_NAME:
        return False
    if one.undertaking:
        return (chunk.stage is not None or chunk.builds) and _is_undertaking(one, listed)
    if one.head is None or _is_aside(one, None if sought else chunk, whereabouts):
        return False
    if one.head.alone and chunk.builds and whereabouts.around(one, listed):
        return True
    return _has_what_it_needs(one, one.head, listed, chunk, whereabouts)


def _is_aside(one: Named, chunk: Chunk | None, whereabouts: Whereabouts) -> bool:
    """Whether it is a place, or `chunk` says too little of what is done with it."""
    named_as_region = one.item.head is not None and any(
        place.end == one.item.head_end
        and (one.head is None or one.head.needs == "build" or _is_division(place))
        for place in one.item.places
    )
    moved = one.sector not in _MAY_LINK and _MOVED.search(one.name) is not None
    vague = (
        chunk is not None
        and chunk.stage is None
        and not chunk.builds
        and (one.shared or (one.head is not None and one.head.needs not in ("name", "work")))
        and not one.item.proper & _SINGLE
    )
    return named_as_region or moved or (vague and not whereabouts.acts())


def _has_what_it_needs(
    one: Named, head: Head, listed: Sequence[Named], chunk: Chunk, whereabouts: Whereabouts
) -> bool:
    proper = one.item.proper | ({"place"} if one.places else set())
    if head.needs == "place":
        beside = whereabouts.acts() or any("place" in other.item.proper or other.places for other in listed)
        return bool(proper & _NAMING) or (beside and bool(proper - {"word"})) or _is_among_names(one, listed)
    if head.needs in ("short", "work"):
        return _is_short_name(one) if head.needs == "short" else one.works_on_a_thing
    if head.needs == "waters":
        return bool(proper & _LANDS)
    if head.needs == "build" or proper == {"own"}:
        return chunk.builds and bool(proper & _TELLING)
    wide = proper == {"place"} and one.sector in _MANY_OF_A_KIND and _is_wide(one)
    return bool(proper - {"product"}) and not wide


def _is_among_names(one: Named, listed: Sequence[Named]) -> bool:
    """方略保税物流中心 beside 中鼎物流园 and 武宿综合保税区."""
    named = [other for other in listed if other.head and (other.item.proper & _SINGLE or other.places)]
    return "word" in one.item.proper and len(named) >= _NAMES


def _is_short_name(one: Named) -> bool:
    """嘉闵线, 崇明线, but not 经典线, 产品出路 or 嘉定金桥."""
    item = one.item
    head_end = item.head_end - item.start
    named = one.name[:head_end]
    if item.is_line and "place" in item.proper:
        return True  # 阎良至机场线
    own = re.sub(r"\s", "", named[: item.head_start - item.start])
    for place in one.places:
        own = own.replace(place.as_written, "")
    if not own or own in "东西南北中新":
        return "place" in item.proper and len(named) > 2
    if "code" in item.proper:
        return len(own) > 1
    if len(own) < 2 or (len(own) > _LONGEST_SHORT and not item.is_line):
        return False
    if "waters" in item.proper:
        return True
    return "name" in item.proper and len(unknown(own)) > 1 and len(unknown(named)) > 1


def _is_division(place: Place) -> bool:
    return any(isinstance(region, Division) for region in place.regions)


def _is_wide(one: Named) -> bool:
    """Whether nothing but a province's name tells which it is: 四川省高速公路 are many."""
    regions = [region for place in one.places for region in place.regions]
    only = regions[0] if len(regions) == 1 else None
    if not isinstance(only, Division) or only.level not in _WIDE or one.places[0].start >= one.item.head_end:
        return False
    own = one.name[: one.item.head_start - one.item.start]
    return not unknown(own.replace(one.places[0].as_written, ""))


def _is_undertaking(one: Named, listed: Sequence[Named]) -> bool:
    """引江济淮工程 is one by itself.

    医用耗材 in a list of 项目 is one where the list speaks of single works, not of kinds of work.
    """
    marks = one.item.proper
    if (marks & _SITED or DIVERSION.search(one.name)) and not one.shared:
        return True
    if {"place", "code"} <= marks and PHASE.search(one.name):
        return True
    if not marks & (_UNKNOWN | {"quoted"}):
        return False
    single = [
        other
        for other in listed
        if other.item.proper & {"place", "code"} or (other.head and other.item.proper)
    ]
    return bool(single) and (len(listed) > 1 or bool(marks & {"place", "code"}))

"""The graph's key of a project: the same for every name of one work, as far as name and place can tell.

绵阳至遂宁至内江铁路 and 绵遂内铁路 are one line, by the places at its ends; of another line
汉巴南铁路巴中至汉中段 is a part. What only other documents can tell is told by what two keys have in common:
`graph.likeness` decides on it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.model import Form, ProjectMention, Sector
from loaders.gazetteer import Gazetteer
from loaders.places import Area, Division, read_common_names
from loaders.project_words import class_words, heads
from loaders.spot import Spotter
from loaders.tables import read_table

_PAIRS = str.maketrans("()[]—－–~～·", "（）（）-----\0")
_MARKS = re.compile(r"[\s\0“”‘’「」『』《》]+")
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)$|建设$")
_NUMERALS = {str(number): numeral for number, numeral in enumerate("一二三四五六七八九十", 1)}
_PHASE = re.compile(r"（?第?([一二三四五六七八九十]+|\d+)期(?:工程)?）?")
_CODE = re.compile(r"^[GSXY]\d+")
# 汉巴南铁路（巴中至南充段）, 渝湘高铁重庆至黔江段, 资中至铜梁（四川境）高速公路, 长征国家文化公园（重庆段）
_SEGMENT = re.compile(r"（([^（）]+[段境])）|([\u4e00-\u9fff\-]{2,}段)$")
_ENDS = re.compile(r"[至\-]")
# 酉（阳）永（顺）高速公路
_SHORTENED = re.compile(r"([\u4e00-\u9fff])（([\u4e00-\u9fff]{1,2})）")
_SPELT = re.compile(r"(?:[\u4e00-\u9fff]（[\u4e00-\u9fff]{1,2}）){2,}")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+")
_CODES = re.compile(r"[\dA-Za-z]+")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,5}")
_RANK = re.compile(r"(?:国家|全国|省|市)?(?:[1-5]A级?|A{2,5}级?|级)|(?:国家)(?=[1-5]A)")


@dataclass(frozen=True, slots=True)
class Kind:
    """A word at the end of a name of `sector`, and what stands for it in the key; None: it goes unsaid.

    高速公路 and 高速 are one kind of road, 毗河二期 is 毗河供水二期.
    """

    word: str
    sector: Sector
    key: str | None
    source: str


@cache
def kinds() -> Mapping[tuple[Sector, str], str]:
    """`project_kinds.csv`: what stands for a word of a sector in the key."""
    return {(row.sector, row.word): row.key or "" for row in read_table("project_kinds", Kind)}


@dataclass(frozen=True, slots=True)
class ProjectKey:
    """A key and what `graph.likeness` compares of it, all of which follow from the key alone.

    `core`: what every name of the work has in common, None where it names nothing; `own`: the name without
    the places before it; `places`: the codes from the nation down to each place of the key.
    """

    id: str
    core: str | None
    own: str
    form: Form
    places: tuple[str, ...]

    def part(self, *parts: str) -> "ProjectKey":
        """The key of a segment or phase."""
        core = ":".join((self.core, *parts)) if self.core else None
        return replace(self, id=":".join((self.id, *parts)), core=core)


@dataclass(frozen=True, slots=True)
class ProjectIdentity:
    """`key`, and `whole` of what it is a segment or phase of, `whole_name` its name."""

    key: ProjectKey
    whole: ProjectKey | None
    whole_name: str | None


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name taken apart: the whole, its segment (巴中至南充段) and its phase (二期)."""

    whole: str
    segment: str
    phase: str


@dataclass(frozen=True, slots=True)
class _Way:
    """A railway or road: its ends by name, its kind, and what its name says besides (中线, 扩能)."""

    ends: tuple[str, ...]
    kind: str
    besides: str
    after: str

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(part for part in (self.besides, self.kind, self.after) if part)


def project_identity(mention: ProjectMention, jurisdiction: Division | None = None) -> ProjectIdentity:
    """The identity of `mention`, from its name, sector and locations.

    A work that the text puts nowhere is put into the `jurisdiction` of its document, so that works of one
    name in two places are not one.
    """
    parts = _take_apart(_plain(mention.name))
    regions = _regions(mention.locations)
    way = _way(parts.whole, regions) if mention.sector in (Sector.RAIL, Sector.ROAD) else None
    whole = _line_key(mention.sector, way) if way else _work_key(parts, mention.sector, regions, jurisdiction)
    parted = [_joined(part, regions) for part in (parts.segment, parts.phase) if part]
    if not parted:
        return ProjectIdentity(whole, None, None)
    return ProjectIdentity(whole.part(*parted), whole, parts.whole)


def _plain(name: str) -> str:
    plain = _MARKS.sub("", name.translate(_PAIRS))
    while len(shorter := _TAIL.sub("", plain)) > 1 and shorter != plain:
        plain = shorter
    return plain


def _take_apart(name: str) -> _Parts:
    segment = phase = ""
    if found := _SEGMENT.search(name):
        begin = found.start()
        if found[2] is not None:  # only what follows a way's or park's head is a segment
            begin = max((at.end() for head in heads() for at in re.finditer(head, name[:-2])), default=0)
        if 0 < begin < len(name):
            segment = found[1] or name[begin:]
            name = name[:begin] + (name[found.end() :] if found[1] else "")
    if found := _PHASE.search(name):
        phase = f"{_NUMERALS.get(found[1], found[1])}期"
        rest = name[: found.start()] + name[found.end() :]
        name = _plain(rest) or name
    return _Parts(name, segment, phase)


def _regions(locations: Sequence[str]) -> list[Division | Area]:
    gazetteer = Gazetteer.read()
    found = (
        gazetteer.official(name) or next(iter(gazetteer.townships_named(name)), None) for name in locations
    )
    return [region for region in found if region is not None]


def _is_named(word: str, region: Division | Area) -> bool:
    """Whether `word` (巴中, 渝) may stand for `region`."""
    if region.name.startswith(word):
        return True
    if len(word) > 1 or not isinstance(region, Division):
        return False
    abbreviated = Gazetteer.read().abbreviated(word)
    return abbreviated is not None and abbreviated.code == region.code


def _official(words: Sequence[str], regions: Sequence[Division | Area]) -> list[str] | None:
    """The official names that `words` stand for; None where one of several is unknown."""
    names = [next((region.name for region in regions if _is_named(word, region)), None) for word in words]
    return [name for name in names if name] if all(names) else None


def _ordered(names: Sequence[str]) -> tuple[str, ...]:
    """The same for both directions of a line."""
    return min(tuple(names), tuple(reversed(names)))


def _joined(part: str, regions: Sequence[Division | Area]) -> str:
    """A segment under the official names of its ends."""
    words = _ENDS.split(part.removesuffix("段"))
    if len(words) < 2 or not part.endswith("段"):
        return part
    names = _official(words, regions) or words
    return f"{'-'.join(_ordered(names))}段"


def _ends(before: str, regions: Sequence[Division | Area]) -> tuple[tuple[str, ...], str] | None:
    """The ends that the words before a way's head name, and what they say besides: 成渝 | 中线."""
    if spelt := _SPELT.match(before):
        before = "至".join(one[1] + one[2] for one in _SHORTENED.finditer(spelt[0])) + before[spelt.end() :]
    before = before.replace("（", "").replace("）", "")
    words = _ENDS.split(before)
    if len(words) > 1:
        return _ordered(_official(words, regions) or words), ""
    for count in range(min(len(before), len(regions)), 1, -1):
        if names := _official(before[:count], regions):
            return _ordered(names), before[count:]
    return None


def _split_way(name: str) -> tuple[str, str, str] | None:
    """What stands before a way's head, the head's kind where not the plain one, and what follows it."""
    code = _CODE.match(name)
    bare = name[code.end() :] if code else name
    ways = [word for word, head in heads().items() if head.sector in (Sector.RAIL, Sector.ROAD)]
    head = next((word for word in sorted(ways, key=len, reverse=True) if bare.find(word) > 0), None)
    if head is None:
        return None
    at = bare.find(head)
    return bare[:at], kinds().get((heads()[head].sector or Sector.ROAD, head), head), bare[at + len(head) :]


def _way(name: str, regions: Sequence[Division | Area]) -> _Way | None:
    """A railway or road by its ends; None for what has no two ends: 广元铁路枢纽."""
    split = _split_way(name)
    found = _ends(split[0], regions) if split else None
    return _Way(found[0], split[1], found[1], split[2]) if split and found else None


def _line_key(sector: Sector, way: _Way) -> ProjectKey:
    own = ":".join(("-".join(way.ends), *way.said))
    places = (Gazetteer.read().official(end) for end in way.ends)
    divisions = [place for place in places if isinstance(place, Division)]
    initials = _initials(end[0] for end in way.ends)
    core = ":".join((sector, initials, *way.said))
    return ProjectKey(f"{sector}:{own}", core, own, Form.LINE, _paths(divisions))


def _initials(chars: Iterable[str]) -> str:
    """One character for each place, the same for both directions and for 渝 and 重."""
    gazetteer = Gazetteer.read()
    places = [(char, gazetteer.abbreviated(char)) for char in chars]
    return "".join(_ordered([place.name[0] if place else char for char, place in places]))


def _paths(divisions: Iterable[Division]) -> tuple[str, ...]:
    gazetteer = Gazetteer.read()
    return tuple(sorted({gazetteer.path(division) for division in divisions}))


def _word_kept(sector: Sector, word: str) -> str:
    """A way without two ends keeps its last word: 涪陵绕城高速."""
    return word if sector in (Sector.RAIL, Sector.ROAD) else ""


def _work_key(
    parts: _Parts, sector: Sector, regions: Sequence[Division | Area], jurisdiction: Division | None
) -> ProjectKey:
    """Any other work: its name without places and rank, and the places it lies in."""
    name = _RANK.sub("", parts.whole) or parts.whole
    for (kind_sector, word), key in kinds().items():
        if kind_sector is sector and name.endswith(word) and len(name) > len(word) + 1:
            name = name.removesuffix(word) + (key or _word_kept(sector, word))
            break
    divisions = [region for region in regions if isinstance(region, Division)]
    own = _without_places(name, divisions) if divisions and not parts.segment else name
    seats = divisions or ([jurisdiction] if jurisdiction else [])
    deepest = [] if parts.segment else _deepest(seats)
    names = sorted({Gazetteer.read().qualified_name(division) for division in deepest})
    key = f"{sector}:{own}@{'-'.join(names)}" if names else f"{sector}:{own}"
    return ProjectKey(key, *_core(sector, own), _paths(deepest))


def _core(sector: Sector, own: str) -> tuple[str | None, str, Form]:
    """What all names of a work have in common (its proper name, a run's characters), its name, its form."""
    proper = proper_name(own)
    split = _split_way(own) if sector in (Sector.RAIL, Sector.ROAD) else None
    if split and _RUN.fullmatch(split[0]) and proper.startswith(split[0]):
        said = (part for part in split[1:] if part)
        return ":".join((sector, _initials(split[0]), *said)), own, Form.RUN
    core = f"{sector}:{proper}" if proper else None
    return core, own, Form.SHORT if own == proper else Form.FULL


@cache
def _common() -> Spotter:
    return Spotter({"common": {*heads(), *class_words()}})


def proper_name(name: str) -> str:
    """What of a name is no word for a kind of thing: 桃花源 of 桃花源水库, nothing of 城南第一人民医院."""
    left = list(name)
    for _, start, end in _common().find(name):
        left[start:end] = "\0" * (end - start)
    proper = _ORDINAL.sub("", "".join(left).replace("\0", "")).strip("-（）")
    words = _CODES.sub("", proper)
    return "" if len(words) < 2 or words in read_common_names() else proper


def _forms(division: Division) -> list[str]:
    gazetteer = Gazetteer.read()
    over = gazetteer.ancestors(division)
    forms = {form for one in (division, *over) for form in (one.name, one.short, one.short + one.name[-1])}
    return sorted(forms, key=len, reverse=True)


def _without_places(name: str, divisions: Sequence[Division]) -> str:
    """酉阳县桃花源水库 and 桃花源水库 by the same place are one."""
    forms = [form for division in divisions for form in _forms(division)]
    rest = name
    while found := next((form for form in forms if _opens(rest, form)), None):
        rest = rest.removeprefix(found)
    return rest


def _opens(name: str, form: str) -> bool:
    """Whether `name` begins with the place `form` and goes on; 县 of 秀山县城 belongs to 县城."""
    after = name.removeprefix(form)
    return after not in ("", name) and not (form.endswith("县") and after.startswith("城"))


def _deepest(divisions: Sequence[Division]) -> list[Division]:
    gazetteer = Gazetteer.read()
    over = {one.code for division in divisions for one in gazetteer.ancestors(division)}
    return [division for division in divisions if division.code not in over]

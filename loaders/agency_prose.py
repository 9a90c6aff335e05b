"""Bodies that running text names as acting: 由市农牧业局负责, 市财政局要安排…, 支持…研究院建设….

What counts as acting is the affair of `agency_acts`; here bodies are found in prose and read in groups.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from loaders.agency_acts import acts
from loaders.agency_forms import SLOT, slotted
from loaders.agency_names import Body, resolve_agency
from loaders.agency_places import begins_pointing
from loaders.agency_tables import act_words, central_bodies, endings, forms, local_bodies
from loaders.context import Context
from loaders.spot import Hit

KIND = "agency"
_POINTING = "省市县区州"
_POINTS = re.compile(rf"(?:自治[区州县旗]|[{_POINTING}])$")
_LONGEST_POINTER = 3
# A body the tables do not have, named where a clause begins: 市水库移民工作管理局负责…, 镇党政办要….
_POINTED = re.compile(
    rf"(?:^|[，。；：、\n]|由)(?P<name>(?:自治[区州县旗]|[{_POINTING}旗镇乡](?![级直属内域场民委外区里辖村和及]))"
    r"(?:(?!政府|应当|负责|[要应]|设立|成立|组织|制定|研究|落实|建立|会同|及其)[\u4e00-\u9fff]){2,14}?"
    r"(?:局|厅|办公室|办(?![理好公学事法])|站(?!在)|派出所|中心|委员会))(?![\u4e00-\u9fff]{0,3}[长的])"
)
# Without a division in front, 供销合作社 or 妇联 in prose is the whole class.
_STANDS_ALONE = "厅局委办部署会"
_LONGEST_PLACE = 12
_LONGEST_NAME = 24
_JOINTS = "、和与及"
_JOINTLY = ("会同", "商", "联合")
_EDGE = re.compile(r"[，。；：、！？（）()《》\s和及与或向]|(?<!自)由|报(?![告社])")
# 民政部|门, 居民委|员会, 电视台办|理: a hit whose end is the middle of a word.
_NO_END = re.compile("(?<=部)门|(?<=委)员会|(?<=办)[理法公好学事]")
# 教育部|办公厅, 市政府办公室|数字政府专班.
_PART = re.compile(r"办公[厅室](?![^，。；]{0,4}设在)|[^、，。；：（）和与及的由\s]{2,8}专班")
_TITLE = re.compile("《[^》]*》")
# 党中央、国务院 decide and plan in every preamble; that is no duty of theirs.
_SUMMIT = frozenset({"国务院", "中国共产党中央委员会"})
Found = tuple[int, int, Body]


@cache
def agency_vocabulary() -> tuple[str, ...]:
    """The forms to spot in prose: names without the division in front, and whole names of central bodies."""
    stems = {
        stem
        for row in forms()
        for template in map(slotted, (row.official, *row.abbreviations))
        for stem in _stems(template)
    }
    national = {form for row in central_bodies() for form in row.national_abbreviations}
    words = stems | national | _own_names() | _prose_endings()
    return tuple(sorted(word for word in words if len(word) > 1))


def find_agencies_in_prose(text: str, hits: Sequence[Hit], context: Context) -> tuple[Found, ...]:
    """The bodies that `text` (a measure, its unit lists blanked) says do something: start, end, body.

    `hits` are those of `loaders.spot.Spotter` with `agency_vocabulary` under the kind "agency".
    """
    bodies = list(_bodies(text, hits, context))
    titles = [match.span() for match in _TITLE.finditer(text)] if bodies else []
    bodies = [found for found in bodies if not any(start <= found[0] < end for start, end in titles)]
    out: dict[str, Found] = {}
    reached = -1
    for group in _groups(bodies, text):
        start, end = group[0][0], group[-1][1]
        if acts(text, start, end, joins=text[reached:start] in _JOINTLY if reached >= 0 else False):
            for found in group:
                if found[2].name not in _SUMMIT and not found[2].collective:
                    out.setdefault(found[2].name, found)
        reached = end
    return tuple(out.values())


@cache
def _prose_endings() -> frozenset[str]:
    """What ends the names of bodies of their own in running text (领导小组)."""
    return frozenset(row.ending for row in endings() if row.prose)


@cache
def _own_names() -> frozenset[str]:
    """Names and abbreviations that need no division in front."""
    central = {form for row in central_bodies() for form in (row.name, *row.abbreviations)}
    return frozenset(central | {form for row in local_bodies() for form in (row.name, *row.abbreviations)})


def _stems(template: str) -> Iterator[str]:
    """What of a form stands in the text whatever the division: 发展改革委; 团省委, 团市委 …."""
    if template.startswith(SLOT):
        yield template.removeprefix(SLOT).split(SLOT)[-1]
    elif template.count(SLOT) == 1 and len(template) <= len(SLOT) + 2:
        yield from (template.replace(SLOT, char) for char in _POINTING)
    else:
        yield template.split(SLOT, maxsplit=1)[0]


def _bodies(text: str, hits: Iterable[Hit], context: Context) -> Iterator[Found]:
    """The bodies that the hits belong to, in reading order, none inside another."""
    reach = 0
    named = _prose_endings()
    spans = sorted((hit for hit in hits if hit.kind == KIND), key=lambda hit: (-hit.end, hit.start))
    longest: dict[int, Hit] = {}
    begun: list[tuple[int, int]] = []
    for hit in spans:
        if not _NO_END.match(text, hit.end):
            longest.setdefault(hit.end, hit)
    for hit in longest.values():
        start = _begin(text, hit, named, context)
        alone = hit.form in named or hit.form in _own_names() or hit.form[-1] in _STANDS_ALONE
        if start < hit.start or alone:
            part = _PART.match(text, hit.end)
            begun.append((start, part.end() if part else hit.end))
    begun += (match.span("name") for match in _POINTED.finditer(text))
    for start, end in _outermost(sorted(begun)):
        body = resolve_agency(text[start:end], context) if start >= reach else None
        if body is not None and (body.jurisdiction is not None or not begins_pointing(text[start:end])):
            reach = end
            yield start, end, body


def _outermost(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no other."""
    for span in spans:
        if not any(other[0] <= span[0] and span[1] <= other[1] and other != span for other in spans):
            yield span


def _begin(text: str, hit: Hit, named: frozenset[str], context: Context) -> int:
    """Where the name that ends with the hit begins: at its division, its pointing word or its own start."""
    if hit.form in named:
        return _own_name(text, hit.start)
    for length in range(min(_LONGEST_PLACE, hit.start), 1, -1):
        place = text[hit.start - length : hit.start]
        if context.gazetteer.named(place, context.date) and place not in act_words("opener"):
            return hit.start - length
    if pointing := _POINTS.search(text, max(0, hit.start - _LONGEST_POINTER), hit.start):
        return pointing.start()
    return hit.start


def _own_name(text: str, end: int) -> int:
    """Back from the ending to a mark, a conjunction or a word that leads to an actor."""
    begin = max(0, end - _LONGEST_NAME)
    stretch = text[begin:end]
    for match in _EDGE.finditer(stretch):
        begin = max(begin, end - len(stretch) + match.end())
    for word in (*act_words("opener"), *act_words("cut")):
        at = text.rfind(word, begin, end) if len(word) > 1 else text.find(word, begin, begin + 1)
        if at >= 0 and text[at - 1 : at] not in (*_POINTING,):
            begin = at + len(word)
    return begin


def _groups(bodies: Sequence[Found], text: str) -> Iterator[list[Found]]:
    """Bodies in a row (市财政局、市民政局和市商务局) act together."""
    group: list[Found] = []
    for found in bodies:
        if group and text[group[-1][1] : found[0]] not in _JOINTS:
            yield group
            group = []
        group.append(found)
    if group:
        yield group

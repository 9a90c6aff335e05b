"""Where bodies stand in running text: the stretch of each name, and the body it is.

A name ends with a form of the tables, or, behind a division where an actor may stand, with an ending.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from loaders.agency_acts import may_act_at
from loaders.agency_forms import SLOT, slotted
from loaders.agency_names import Body, resolve_agency
from loaders.agency_places import begins_pointing
from loaders.agency_tables import act_words, central_bodies, endings, forms, local_bodies, not_pointers
from loaders.context import Context
from loaders.spot import Hit

KIND = "agency"
_POINTING = "省市县区州"
_POINTS = re.compile(rf"(?:自治[区州县旗]|[{_POINTING}旗]|(?<![乡各])镇|(?<!各)乡)$")
_LONGEST_POINTER = 3
_POINTER = rf"(?:自治[区州县旗]|[{_POINTING}旗镇乡])(?![级直属内域场民外区里辖村和及]|委员)"
_MARKS = "，。；：、！？\n　 ）)和与及由请一二三四五六七八九十条是"
_NAME_BEGINS = re.compile(r"(?:^|[，。；：、！？\n　 ）)和与及由请]|[一二三四五六七八九十条]是?)$")
_CLAUSE = re.compile(r"(?:[，。；：\n由请]|^)(?P<name>(?:(?![由请])[\u4e00-\u9fff]){1,12})$")
_LONGEST_BEGUN = 13
_JOINTS = "和与及"
_LONGEST_POINTED = 22
# 各市（州）住建局, 区县（自治县）人大常委会: the name ends that of a class.
_OF_A_CLASS = re.compile(
    "(?:[各每]|有关|相关|其他|所在|所属|上级|下级|同级|本级|当地|属地|[县市区州]）)[省市县区州旗盟镇乡级直类自治地（）、]*$"
)
# Without a division in front, 供销合作社 or 妇联 in prose is the whole class.
_STANDS_ALONE = "厅局委办部署会"
_LONGEST_PLACE = 12
_LONGEST_NAME = 24
_EDGE = re.compile(r"[，。；：、！？（）()《》\s和及与或向]|(?<!自)由|报(?![告社])")
# 民政部|门, 居民委|员会, 电视台办|理: a hit whose end is the middle of a word.
_NO_END = re.compile("(?<=部)[门分署件位队类]|(?<=委)员会|(?<=办)[理法公好学事]")
# 教育部|办公厅, 市政府办公室|数字政府专班.
_PART = re.compile(
    r"(?:（以下[简统]称[^（）]*）)?办公[厅室](?![^，。；]{0,4}设在)|[^、，。；：（）和与及的由\s]{2,8}专班"
)
_ALIAS = re.compile("（以下[简统]称[^（）]*）")
_OFFICE = "办公室"
# Adverbs of so many characters stand in names, too (科学, 重点).
_SHORT = 2
# What a name that a clause begins with does not begin with.
_NO_NAME = ("act", "deed", "cut", "opener", "leading")
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
    words = stems | national | _own_names() | _prose_endings() | _begun_ends()
    return tuple(sorted(word for word in words if len(word) > 1))


def find_bodies(text: str, hits: Sequence[Hit], context: Context) -> list[Found]:
    """The bodies that the hits belong to, in reading order, none inside another."""
    reach = 0
    found: list[Found] = []
    named, bare_ends = _prose_endings(), _begun_ends()
    own = [hit for hit in hits if hit.kind == KIND]
    spans = sorted(own, key=lambda hit: (-hit.end, hit.start))
    longest: dict[int, Hit] = {}
    begun: list[tuple[int, int]] = []
    for hit in spans:
        if not _NO_END.match(text, hit.end) and hit.form not in bare_ends:
            longest.setdefault(hit.end, hit)
    for hit in longest.values():
        start = _begin(text, hit, named, context)
        alone = hit.form in named or hit.form in _own_names() or hit.form[-1] in _STANDS_ALONE
        alone = alone and hit.form not in act_words("class")
        if start < hit.start or alone:
            part = _PART.match(text, hit.end)
            begun.append((start, part.end() if part else hit.end))
    begun += _pointed(text, hits)
    begun += _clause_names(text, own)
    for start, end in _outermost(sorted(begun)):
        if start < reach or _OF_A_CLASS.search(text, max(0, start - _LONGEST_PLACE), start):
            continue
        body = resolve_agency(_ALIAS.sub("", text[start:end]), context)
        if body is not None and (body.jurisdiction is not None or not begins_pointing(text[start:end])):
            reach = end
            found.append((start, end, _meant(text, start, end, body, found)))
    return found


@cache
def _prose_endings() -> frozenset[str]:
    """What ends the names of bodies of their own in running text (领导小组)."""
    return frozenset(row.ending for row in endings() if row.prose == "own")


@cache
def _bare() -> tuple[str, ...]:
    """What may be said for a longer name told before (领导小组)."""
    return tuple(
        row.ending for row in endings() if row.strength == "bare" and not row.ending.endswith(_OFFICE)
    )


@cache
def _long_openers() -> tuple[str, ...]:
    """Words that lead to an actor, and begin a division's name by chance (会同|县公安局)."""
    return tuple(word for word in act_words("opener") if len(word) > 1)


@cache
def _no_places() -> frozenset[str]:
    """Names of divisions that are words here: 新建, 公安, 会同县 in 会同县公安局."""
    words = (*act_words("act"), *act_words("deed"), *act_words("class"))
    return frozenset((*words, *(word + kind for word in _long_openers() for kind in _POINTING)))


@cache
def _heads() -> frozenset[str]:
    """What stands in front of the division in names that have it inside (国网, 国家税务总局, 中石化)."""
    templates = (slotted(template) for row in forms() for template in (row.official, *row.abbreviations))
    heads = {template.split(SLOT)[0] for template in templates}
    return frozenset(head for head in heads | _own_names() if len(head) > 1)


@cache
def _ends() -> re.Pattern[str]:
    """The end of a pointed name, or a word that none holds; a conjunction, which some hold."""
    ends = [row.ending for row in endings() if row.prose]
    longer = (word for word in act_words("manner") if len(word) > _SHORT)
    none = [*act_words("inner"), *longer, *(w for w in act_words("cut") if len(w) > 1)]
    # Most characters begin none of them: one look at a set of characters passes those over.
    first = "".join(sorted({word[0] for word in (*ends, *none, *_JOINTS)}))
    other = r"[^\u4e00-\u9fff“”]"
    return re.compile(
        rf"(?=[{first}]|{other})(?=(?P<end>{'|'.join(ends)})?)(?=(?P<no>{'|'.join(none)}|{other})?)"
    )


@cache
def _begun_ends() -> frozenset[str]:
    """What ends a name that a clause may begin with."""
    return frozenset(row.ending for row in endings() if row.prose == "begun")


@cache
def _no_name() -> re.Pattern[str]:
    """What no name that a clause begins with begins with."""
    return re.compile(
        "|".join(("各", ".和", *(word for position in _NO_NAME for word in act_words(position))))
    )


@cache
def _openers() -> tuple[str, ...]:
    """The words that lead to an actor."""
    return (*act_words("opener"), *act_words("leading"))


@cache
def _before_names() -> frozenset[str]:
    """The characters that stand before an actor: marks, and the last of words that lead to one."""
    return frozenset((*_MARKS, *(word[-1] for word in _openers())))


@cache
def _pointers() -> re.Pattern[str]:
    """市X局, where a clause or an actor may begin; not 市级, 市直."""
    before = re.escape("".join(sorted(_before_names())))
    return re.compile(rf"(?<![^{before}]){_POINTER}")


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


def _meant(text: str, start: int, end: int, body: Body, earlier: Sequence[Found]) -> Body:
    """领导小组办公室 behind 成立市X领导小组 is that one's."""
    printed = text[start:end]
    root = next((word for word in _bare() if printed in (word, word + _OFFICE)), None)
    if root is None:
        return body
    founded = (
        one
        for at, to, one in reversed(earlier)
        if text.endswith(act_words("founding"), 0, at) and text.endswith(root, at, to)
    )
    whole = next(founded, None)
    return replace(whole, name=whole.name + printed.removeprefix(root), short_name=printed) if whole else body


def _pointed(text: str, hits: Iterable[Hit]) -> Iterator[tuple[int, int]]:
    """Bodies whose end no table has, where an actor may stand: 镇文化站要…, 芒部中学组织…, 国网…公司做好…."""
    before, heads, no_places = _before_names(), _heads(), _no_places()
    begun = {
        (start, end)
        for start, end, kind, form in hits
        if (kind == KIND and form in heads) or (kind == "division" and form not in no_places)
        if not start or text[start - 1] in before
    }
    begun |= {m.span() for m in _pointers().finditer(text) if not text.startswith(not_pointers(), m.start())}
    openers = _openers()
    for start, end in begun:
        lead = text[max(0, start - _LONGEST_PLACE) : start]
        if not (_NAME_BEGINS.search(lead) or lead.endswith(openers)):
            continue
        one_head = text[start:end] in _own_names()
        for match in _ends().finditer(text, end, end + _LONGEST_POINTED):
            acts = match["end"] and may_act_at(text, match.end("end"))
            if acts:
                yield start, match.end("end")
            if acts or match["no"] or (one_head and text[match.start() : match.start() + 1] in _JOINTS):
                break


def _clause_names(text: str, hits: Iterable[Hit]) -> Iterator[tuple[int, int]]:
    """Names that a clause begins with and no division stands in front of: 国际商贸城管委会负责….

    `hits`: those of the bodies' forms alone.
    """
    ends = _begun_ends()
    for hit in hits:
        if hit.form in ends:
            name = _CLAUSE.search(text, max(0, hit.start - _LONGEST_BEGUN), hit.start)
            if name and not _no_name().match(text, name.start("name")) and may_act_at(text, hit.end):
                yield name.start("name"), hit.end


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
        if context.gazetteer.named(place, context.date) and place not in _no_places():
            return hit.start - length
    party = text.endswith("党", 0, hit.start) and hit.form.startswith("委")
    start = hit.start - party
    if pointing := _POINTS.search(text, max(0, start - _LONGEST_POINTER), start):
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

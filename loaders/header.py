"""Reads a document's own particulars: title, 发文字号, issuers, date, jurisdiction and scope.

They stand in the preamble (what comes before the outline), in the signature after the text, or in the
table of particulars that a website prints above it.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Header, Level, SourceFile
from loaders.agencies import Body
from loaders.context import Context
from loaders.gazetteer import TOWNSHIP_SUFFIXES, Division, Gazetteer
from loaders.particulars import (
    NUMBER,
    find_announced,
    find_date,
    find_dates,
    find_numbers,
    normal_number,
    number_start,
    read_date,
)
from loaders.signatures import Signature, find_signatures, find_undated, read_bodies, read_body
from loaders.tables import read_table
from loaders.title import read_issued, read_lines, read_metadata, read_title, title_words

_SPACES = re.compile(r"\s+")
# A letterhead is printed above the title: 某市商务局文件, 中华人民共和国国务院令.
_LETTERHEAD = re.compile(
    r"(?:中华人民共和国(?=[^全]))?(?P<body>[\u4e00-\u9fff（）、 ]{2,60}?)"
    r"(?:文件|令|公告|通告)(?:\s?[（(]?第?[\d〔〕\[\]年 ]{1,12}号[）)]?)?"
)
_LETTERHEAD_LINES = 40
# 国令第707号, 财政部公告2020年第8号, where a label says that it is the number.
_LABELLED_NUMBER = re.compile(r"[\u4e00-\u9fff ]{2,40}(?:\d{4}\s?年)?\s?第\s?\d{1,5}\s?号")
# 渝府令第121号 on a line of its own; 省政府令第3号 is a letterhead.
_ORDER_NUMBER = re.compile(r"^\s*((?!.*政府令)[\u4e00-\u9fff]{1,3}[府政]令\s?第\s?\d{1,4}\s?号)\s*$", re.M)
_PASSED = re.compile(
    r"\s?(?P<place>[^。；，第]{2,12}?)?第[一二三四五六七八九十]+届(?:全国)?(?P<congress>\s?人民代表大会(?:\s?常务委员会)?)[^。；]{0,40}?"
    r"会议[^。；]{0,20}?(?:通过|批准)"
)
_PROCLAIMED = re.compile(
    r"\s?(?P<body>[^。；，]{2,30}?)(?:令|公告)(?:[（(〔\[]?第?[^。；，]{0,12}号[）)]?)?(?:公布|发布)"
)
# 1999年7月13日，国家海洋局 on a line below the title.
_BESIDE = re.compile(r"[，, ]\s?(?P<body>[\u4e00-\u9fff、 ]{3,60})[）)]?(?=\n|$)")
# 各市人民政府：; 今天： is a site's.
_ADDRESSED = re.compile("(?:^各|[省市县区州盟旗委府厅局部院会门]).*[：:]$")
_GOVERNMENT = re.compile("[\u4e00-\u9fff]{2,30}?人民政府(?!办公|关于|令)")
_POINTING = re.compile(r"[省市县区州盟旗]|自治[区州县]")
# 某厅等五部门关于…: how many there are, not who.
_MANY = re.compile(r"等\s?[\d一二三四五六七八九十]*\s?(?:个)?(?:部门|单位|厅局|委办局)")
# 迪庆州, 酉阳县: what an autonomous place is called for short.
_SHORTENED = re.compile("[\u4e00-\u9fff]{2,}[州县旗]")
_TOWNSHIP = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{'|'.join(TOWNSHIP_SUFFIXES)})")


@dataclass(frozen=True, slots=True)
class _NumberPrefix:
    """`signs`: the characters by which provinces' numbers with this suffix begin; empty: any."""

    suffix: str
    issuer: tuple[str, ...]
    signs: str | None
    source: str


@cache
def _number_prefixes() -> tuple[_NumberPrefix, ...]:
    return tuple(sorted(read_table("number_prefixes", _NumberPrefix), key=lambda row: -len(row.suffix)))


def _head_of(title: str) -> str | None:
    """What stands in front of 关于, 印发, 转发: the issuers of 广东省人民政府关于印发…"""
    head = re.split("关于|印发|转发|批转|公布|发布|下达", title, maxsplit=1)[0]
    return _MANY.sub("", head) if head and head != title else None


def _letterhead(lines: Sequence[str], title: str | None, context: Context) -> tuple[Body, ...]:
    """The bodies whose 文件, 令 or 公告 this is; not those of another place than the title names."""
    place = division_of(title or "", context.gazetteer, context.date)
    for line in lines[:_LETTERHEAD_LINES]:
        match = _LETTERHEAD.fullmatch(line)
        bodies = read_bodies(match["body"], context) if match else ()
        if bodies and _may_speak(bodies[0], place, context.gazetteer):
            return bodies
    return ()


def _may_speak(body: Body, place: Division | None, gazetteer: Gazetteer) -> bool:
    """Whether a body may issue what is titled by `place`: its own place, one in it or around it."""
    own = body.jurisdiction
    return (
        place is None
        or own is None
        or gazetteer.is_within(own.code, place.code)
        or gazetteer.is_within(place.code, own.code)
    )


def _own_signature(found: Sequence[Signature], head: str | None, titled: Sequence[Body]) -> Signature | None:
    """The document's own signature, not that of another attached to it; None if it cannot be told.

    `head`, the issuers as its title prints them, may only point (市商务局): the signature then says whose.
    """
    signed = [signature for signature in found if signature.issuers]
    names = {body.name for body in titled}
    if names:
        return next((one for one in signed if names & {body.name for body in one.issuers}), None)
    if head and (pointing := _POINTING.match(head)):
        # 自治区体育局 自治区财政厅: the first is enough.
        rest = head[pointing.end() :].split(pointing[0])[0].strip() or head[pointing.end() :]
        return next((one for one in signed if any(rest in body.name for body in one.issuers)), None)
    return next(iter(signed), None)


def _number_issuers(number: str, context: Context) -> tuple[Body, ...]:
    """The bodies that a 发文字号 stands for: 川办函 is 四川省人民政府办公厅; a city's sign needs its name."""
    prefix = number.partition("〔")[0]
    for row in _number_prefixes():
        if not prefix.endswith(row.suffix) or ("{J}" in row.issuer[0]) == (prefix == row.suffix):
            continue
        sign = prefix[: -len(row.suffix)]
        place = context.jurisdiction
        if len(sign) == 1 and sign in (row.signs or ""):
            place = context.gazetteer.one_character(sign) or place
        if "{J}" in row.issuer[0] and place is None:
            return ()
        names = [_issuer_name(name, place, context.gazetteer) for name in row.issuer]
        return tuple(body for name in names if (body := read_body(name, context)))
    return ()


def _issuer_name(template: str, place: Division | None, gazetteer: Gazetteer) -> str:
    if place is None:
        return template
    name = template.replace("{J}", gazetteer.qualified_name(place))
    if name.endswith("办公"):
        name += "厅" if place.level is Level.PROVINCE else "室"
    return name


def _own_number(preamble: str, metadata: Mapping[str, str], context: Context) -> str | None:
    """The document's own 发文字号: not one in brackets behind a cited title, nor one in the text."""
    labelled = metadata.get("number", "")
    if match := NUMBER.search(labelled):
        return normal_number(match)
    if match := _LABELLED_NUMBER.fullmatch(labelled):
        return _SPACES.sub("", match[0])
    body = re.search(r"(?:^|[\n ])(?:为|根据|按照|经)[^\n。]{8,}", preamble)
    for match in find_numbers(preamble):
        before = preamble[: number_start(match)].rstrip()
        if re.search(r"》[（(〔\[][^）)]{0,30}$", before) or (body and match.start() > body.end()):
            continue
        return normal_number(match)
    for before, announced in find_announced(preamble):
        names = [name for name in before.split() if read_body(name, context)]
        if before.split()[-1] in names:
            return "".join(names) + announced
    order = _ORDER_NUMBER.search(preamble)
    return _SPACES.sub("", order[1]) if order else None


def division_of(name: str, gazetteer: Gazetteer, date: str | None) -> Division | None:
    """The division that `name` begins with (四川省川陕…方案 → 四川省), the innermost of a chain of them."""
    if name.startswith((*title_words("nation"), *title_words("national"))):
        return gazetteer.nation
    found: Division | None = None
    rest = name.removeprefix("中共")
    while True:
        options = [
            (division, length)
            for length in range(min(15, len(rest)), 1, -1)
            for division in gazetteer.named(rest[:length], date)
            if (rest.startswith(division.name) or _SHORTENED.fullmatch(rest[:length]))
            and (found is None or gazetteer.is_within(division.code, found.code))
        ]
        if not options:
            return _township(rest, found, gazetteer) or found
        found, length = options[0]
        rest = rest[max(length, len(found.name) if rest.startswith(found.name) else 0) :]


def _township(name: str, county: Division | None, gazetteer: Gazetteer) -> Division | None:
    """The township that `name` begins with: one in `county`, or the only one of that name."""
    match = _TOWNSHIP.match(name)
    while match:
        named = gazetteer.townships_named(match[0])
        inside = [town for town in named if county is None or gazetteer.is_within(town.code, county.code)]
        if inside:
            return inside[0] if len(inside) == 1 else None
        match = re.compile(rf"{match[0]}[\u4e00-\u9fff]{{0,4}}?(?:{'|'.join(TOWNSHIP_SUFFIXES)})").match(name)
    return None


def _published(preamble: str, metadata: Mapping[str, str]) -> str | None:
    """The date of publication, where no date of issue is printed: （…，2018年4月3日发布）."""
    at = 0
    while found := find_date(preamble[at:]):
        if re.match(r"\s?(?:发布|印发)", preamble[at + found[2] :]):
            return found[0]
        at += found[2]
    return read_date(metadata.get("published", ""))


def _enacted(preamble: str, context: Context) -> tuple[str | None, tuple[Body, ...]]:
    """When and by whom it was passed or proclaimed: （2021年1月27日某市第十五届人民代表大会…批准）."""
    for date, start, end in find_dates(preamble):
        line_head = preamble[:start].rstrip(" （(")
        if line_head and not line_head.endswith("\n"):
            continue
        if match := _PASSED.match(preamble, end):
            place = match["place"] or "全国"
            return date, read_bodies(_SPACES.sub("", place + match["congress"]), context)
        match = _PROCLAIMED.match(preamble, end) or _BESIDE.match(preamble, end)
        if match and (bodies := read_bodies(match["body"], context)):
            return date, bodies
    return None, ()


def _named_by_title(title: str | None, context: Context) -> tuple[Body, ...]:
    """The government that a title without 关于 begins with: 某县人民政府工作规则."""
    match = _GOVERNMENT.match(title or "")
    return read_bodies(match[0], context) if match and "关于" not in (title or "") else ()


def _issuer_line(lines: Sequence[str], context: Context) -> tuple[Body, ...]:
    """The bodies that a line of their own names above the text."""
    for line in lines[:_LETTERHEAD_LINES]:
        if _ADDRESSED.search(line):
            break
        if bodies := read_bodies(line, context):
            return bodies
    return ()


def parse_header(preamble: str, tail: str, source: SourceFile, context: Context, body: str = "") -> Header:
    """The header of a document from its cleaned `preamble`, `body` and `tail` (from the last ordinal on).

    Without a jurisdiction in `context`, names that only point (市商务局) are left out and the jurisdiction is
    that of the issuers, else of the title.
    """
    gazetteer = context.gazetteer
    metadata = read_metadata(preamble)
    above = tuple(find_signatures(preamble, context))
    inside = (one for one in find_signatures(body, context) if one.issuers and not one.imprint)
    found = (*above, *inside, *find_signatures(tail, context))
    signatures = tuple(one for one in found if not one.imprint)
    title, notice = read_title(preamble, above[0].start if above else None)
    number = _own_number(preamble, metadata, context)
    head = _head_of(notice or "") or _head_of(title or "")
    titled = read_bodies(head, context) if head else ()
    lines = read_lines(preamble)
    lettered = () if titled else _letterhead(lines, title, context)
    own = _own_signature(signatures, head, titled or lettered)
    issued = read_issued(preamble)
    enacted, by = _enacted(preamble, context)
    date = (
        (own.date if own else None)
        or read_date(metadata.get("date", ""))
        or next((one.date for one in signatures), None)
        or enacted
        or _published(preamble, metadata)
        or next((one.date for one in found), None)
    )
    signed = own.issuers if own else ()
    issuers = (
        # 某厅等五部门关于…: the title names the first, the signature all.
        (signed if set(titled) < set(signed) else titled)
        or signed
        or lettered
        or _named_by_title(title, context)
        or _issuer_line(lines, context)
        or _labelled(metadata.get("issuers", ""), context)
        or by
        or tuple(
            body
            for body in _number_issuers(number or "", context)
            if _may_speak(body, division_of(title or "", gazetteer, context.date), gazetteer)
        )
        or (read_bodies(issued[0], context) if issued and issued[1] == title else ())
        or (() if head or _has_lists(body, context) else find_undated(tail, context))
    )
    place = (
        context.jurisdiction
        or (_place_of(issuers[0], gazetteer, date) if issuers else None)
        or (division_of(notice, gazetteer, date) if notice else None)
        or (division_of(title, gazetteer, date) if title and "转发" not in (notice or "") else None)
    )
    names = tuple(dict.fromkeys(body.name for body in issuers))
    return Header(
        id=document_id(number, title, names, preamble),
        title=title,
        number=number,
        issuers=names,
        date=date,
        jurisdiction=gazetteer.qualified_name(place) if place else None,
        scope=(),
        source=source,
    )


def _labelled(printed: str, context: Context) -> tuple[Body, ...]:
    """The bodies behind a label; a second name in brackets is left off."""
    return read_bodies(re.sub(r"[（(][^（）()]*[）)]", "", printed), context)


def _has_lists(body: str, context: Context) -> bool:
    """Whether lines of the text consist of bodies: lists of units, one of which may end it."""
    return any(read_bodies(line, context) for line in read_lines(body))


def _place_of(body: Body, gazetteer: Gazetteer, date: str | None) -> Division | None:
    """The division a body serves; of 某县某镇人民政府 the township."""
    within = division_of(body.name, gazetteer, date)
    if within and body.jurisdiction and gazetteer.is_within(within.code, body.jurisdiction.code):
        return within
    return body.jurisdiction


def document_id(number: str | None, title: str | None, issuers: tuple[str, ...], preamble: str) -> str:
    """A document's stable id: its number, else its issuer and title, else a digest of its first words."""
    if number:
        return number
    if title:
        plain = _SPACES.sub("", title)
        return plain if not issuers or plain.startswith(issuers[0]) else f"{issuers[0]}：{plain}"
    words = re.sub(r"\W", "", preamble)
    return f"无题-{hashlib.sha256(words.encode()).hexdigest()[:12]}"

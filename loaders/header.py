"""Reads a document's own particulars: title, 发文字号, issuers, date, jurisdiction and scope.

They stand in the preamble (what comes before the outline), in the signature after the text, or in the
table of particulars that a website prints above it.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Header, Level, SourceFile
from loaders.agencies import Body, resolve_agency
from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer
from loaders.particulars import NUMBER, find_date, normal_number, number_start, read_date
from loaders.tables import read_table
from loaders.title import read_lines, read_metadata, read_title

_SPACES = re.compile(r"\s+")
_NATIONAL = re.compile("中华人民共和国|国务院|中共中央|中央|国家|全国|最高人民")
_BODY_CHARS = 80
_SIGNATURE_LINES = 30
_DATE_CHARS = 14


@dataclass(frozen=True, slots=True)
class _NumberPrefix:
    suffix: str
    issuer: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Signature:
    issuers: tuple[Body, ...]
    date: str


@cache
def _number_prefixes() -> tuple[_NumberPrefix, ...]:
    return tuple(sorted(read_table("number_prefixes", _NumberPrefix), key=lambda row: -len(row.suffix)))


def _signatures(lines: Sequence[str], context: Context) -> Iterator[_Signature]:
    """A date on a line of its own, and the bodies on the lines above it."""
    for index, line in enumerate(lines):
        date = read_date(line)
        if not date or len(_SPACES.sub("", line)) > _DATE_CHARS:
            continue
        issuers: list[Body] = []
        for above in reversed(lines[max(0, index - _SIGNATURE_LINES) : index]):
            bodies = _bodies(above, context)
            if not bodies:
                break
            issuers[:0] = bodies
        yield _Signature(tuple(dict.fromkeys(issuers)), date)


def _body(printed: str, context: Context) -> Body | None:
    """The single body with a known place that `printed` names: 市商务局 is none before the city is known."""
    body = resolve_agency(printed, context)
    return body if body and body.jurisdiction and not body.collective and body.rule != "place" else None


def _bodies(text: str, context: Context) -> tuple[Body, ...]:
    """The bodies that `text` consists of, empty if it is anything else."""
    if len(text) > _BODY_CHARS or re.search(r"[，。；：:《》\d]", text):
        return ()
    bodies = [_body(part, context) for part in re.split(r"[\s、]+", text)]
    if all(bodies):
        return tuple(body for body in bodies if body)
    whole = _body(_SPACES.sub("", text), context)
    return (whole,) if whole else ()


def _title_issuers(title: str, context: Context) -> tuple[Body, ...]:
    """The bodies in front of 关于, 印发, 转发: 广东省人民政府关于印发…"""
    head = re.split(r"(?:关于|印发|转发|批转|公布|等[\d一二三四五六七八九十]*部门)", title, maxsplit=1)[0]
    return _bodies(head, context) if head and head != title else ()


def _number_issuers(number: str, context: Context) -> tuple[Body, ...]:
    """The bodies that a 发文字号 stands for: 川办函 is 四川省人民政府办公厅; a city's sign needs its name."""
    prefix = number.partition("〔")[0]
    for row in _number_prefixes():
        if not prefix.endswith(row.suffix) or ("{J}" in row.issuer[0]) == (prefix == row.suffix):
            continue
        sign = prefix[: -len(row.suffix)]
        place = (context.gazetteer.one_character(sign) if len(sign) == 1 else None) or context.jurisdiction
        if "{J}" in row.issuer[0] and place is None:
            return ()
        names = [_issuer_name(name, place, context.gazetteer) for name in row.issuer]
        return tuple(body for name in names if (body := _body(name, context)))
    return ()


def _issuer_name(template: str, place: Division | None, gazetteer: Gazetteer) -> str:
    if place is None:
        return template
    name = template.replace("{J}", gazetteer.qualified_name(place))
    if name.endswith("办公"):
        name += "厅" if place.level is Level.PROVINCE else "室"
    return name


def _own_number(preamble: str, metadata: dict[str, str]) -> str | None:
    """The document's own 发文字号: not one in brackets behind a cited title, nor one in the text."""
    if match := NUMBER.search(metadata.get("number", "")):
        return normal_number(match)
    body = re.search(r"(?:^|[\n ])(?:为|根据|按照|经)[^\n。]{8,}", preamble)
    for match in NUMBER.finditer(preamble):
        before = preamble[: number_start(match)].rstrip()
        if re.search(r"》[（(〔\[][^）)]{0,30}$", before) or (body and match.start() > body.end()):
            continue
        return normal_number(match)
    return None


def division_of(name: str, gazetteer: Gazetteer, date: str | None) -> Division | None:
    """The division that `name` begins with (四川省川陕…方案 → 四川省), the innermost of a chain of them."""
    if _NATIONAL.match(name):
        return gazetteer.nation
    found: Division | None = None
    rest = name
    while True:
        options = [
            division
            for length in range(min(15, len(rest)), 1, -1)
            for division in gazetteer.named(rest[:length], date)
            if rest.startswith(division.name)
            and (found is None or gazetteer.is_within(division.code, found.code))
        ]
        if not options:
            return found
        found = options[0]
        rest = rest[len(found.name) :]


def _published(preamble: str, metadata: dict[str, str]) -> str | None:
    """The date of publication, where no date of issue is printed: （…，2018年4月3日发布）."""
    at = 0
    while found := find_date(preamble[at:]):
        if re.match(r"\s?(?:发布|印发)", preamble[at + found[2] :]):
            return found[0]
        at += found[2]
    return read_date(metadata.get("published", ""))


def parse_header(preamble: str, tail: str, source: SourceFile, context: Context) -> Header:
    """The header of a document from its cleaned `preamble` and `tail` (what follows the last ordinal).

    Without a jurisdiction in `context`, names that only point (市商务局) are left out and the jurisdiction is
    that of the issuers, else of the title.
    """
    gazetteer = context.gazetteer
    metadata = read_metadata(preamble)
    title, notice = read_title(preamble)
    number = _own_number(preamble, metadata)
    signatures = (*_signatures(read_lines(preamble), context), *_signatures(read_lines(tail), context))
    date = (
        (signatures[0].date if signatures else None)
        or read_date(metadata.get("date", ""))
        or _published(preamble, metadata)
    )
    signed = next((signature.issuers for signature in signatures if signature.issuers), ())
    titled = _title_issuers(notice or title or "", context)
    issuers = (
        # 某厅等五部门关于…: the title names the first, the signature all.
        (signed if set(titled) < set(signed) else titled)
        or signed
        or _bodies(metadata.get("issuers", ""), context)
        or _number_issuers(number or "", context)
    )
    place = (
        context.jurisdiction
        or next((body.jurisdiction for body in issuers), None)
        or division_of(notice or title or "", gazetteer, date)
    )
    names = tuple(dict.fromkeys(body.name for body in issuers))
    return Header(
        id=document_id(number, title, names, preamble),
        title=title,
        number=number,
        issuers=names,
        date=date,
        jurisdiction=gazetteer.qualified_name(place) if place else None,
        scope=tuple(area.name for area in gazetteer.areas if title and area.name in title),
        source=source,
    )


def document_id(number: str | None, title: str | None, issuers: tuple[str, ...], preamble: str) -> str:
    """A document's stable id: its number, else its issuer and title, else a digest of its first words."""
    if number:
        return number
    if title:
        plain = _SPACES.sub("", title)
        return plain if not issuers or plain.startswith(issuers[0]) else f"{issuers[0]}：{plain}"
    words = re.sub(r"\W", "", preamble)
    return f"无题-{hashlib.sha256(words.encode()).hexdigest()[:12]}"

"""Reads a document's own particulars: title, 发文字号, issuers, date, jurisdiction and scope.

They stand in the preamble (what comes before the outline), in the signature after the text, or in the
table of particulars that a website prints above it.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.model import Header, Level, SourceFile
from loaders.agencies import resolve_agency
from loaders.context import Context
from loaders.gazetteer import Division, Gazetteer
from loaders.tables import read_table

_SPACES = re.compile(r"\s+")
_OPEN, _CLOSE = "〔\\[［（(【﹝", "〕\\]］）)】﹞"
# 川办函〔2018〕35号; the year's brackets come in every form, mirrors lose the blank after them or add one.
NUMBER = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fff]{{1,12}}?)\s?[{_OPEN}]\s?(?P<year>(?:19|20)\d\d)\s?[{_CLOSE}]\s?第?\s?(?P<serial>\d{{1,5}})\s?号"
)
_DATE = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_HAN_DATE = re.compile(
    r"([一二][〇○Ｏ零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ISO_DATE = re.compile(r"((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})")
_HAN_DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_TITLE_CHARS = 140
_TITLE_ATOMS = 6
_STEM_CHARS = 20


@dataclass(frozen=True, slots=True)
class _DocumentType:
    word: str
    citable: bool
    source: str


@dataclass(frozen=True, slots=True)
class _Label:
    label: str
    field: Literal["title", "number", "issuers", "date", "published", "other"]
    source: str


@dataclass(frozen=True, slots=True)
class _NumberPrefix:
    suffix: str
    issuer: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Atom:
    """A line of the preamble, or what stands between blanks where line breaks are lost."""

    start: int
    text: str


@cache
def title_end() -> re.Pattern[str]:
    """What a title ends with: …意见, …方案（试行）, …规划（2021—2025年）."""
    words = sorted(
        {row.word for row in read_table("document_types", _DocumentType) if row.citable},
        key=len,
        reverse=True,
    )
    return re.compile(rf"(?:{'|'.join(words)})(?:[（(][^（）()]{{1,20}}[）)])*$")


@cache
def citable_end() -> re.Pattern[str]:
    """What the name of a citable document ends with; permits, forms and books are left out."""
    return title_end()


@cache
def _labels() -> dict[str, str]:
    return {row.label: row.field for row in read_table("header_labels", _Label)}


@cache
def _label_pattern() -> re.Pattern[str]:
    spaced = [r"\s*".join(label) for label in sorted(_labels(), key=len, reverse=True)]
    return re.compile(rf"(?<![\u4e00-\u9fff])(?P<label>{'|'.join(spaced)})\s*[：:]\s*")


@cache
def _number_prefixes() -> tuple[_NumberPrefix, ...]:
    return tuple(sorted(read_table("number_prefixes", _NumberPrefix), key=lambda row: -len(row.suffix)))


def normal_number(match: re.Match[str]) -> str:
    """A 发文字号 with 〔〕 and no blanks: 国发〔2021〕3号."""
    return f"{match['prefix']}〔{match['year']}〕{int(match['serial'])}号"


def read_date(text: str) -> str | None:
    """The first date in `text` as ISO, in Arabic or Chinese numerals; None if there is none."""
    if match := _DATE.search(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _HAN_DATE.search(text):
        year = int(match[1].translate(_HAN_DIGITS))
        month, day = (_read_day(match[2]), _read_day(match[3]))
    elif match := _ISO_DATE.search(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _read_day(numeral: str) -> int:
    tens, _, units = numeral.rpartition("十")
    digit = int(units.translate(_HAN_DIGITS)) if units else 0
    if "十" not in numeral:
        return digit
    return (int(tens.translate(_HAN_DIGITS)) if tens else 1) * 10 + digit


def atoms(chars: str) -> tuple[Atom, ...]:
    """The lines of `chars`; where it has hardly any, what stands between its blanks."""
    lines = chars.count("\n")
    pattern = r"[^\n]+" if lines * 200 > len(chars) else r"\S+"
    return tuple(
        Atom(match.start(), match[0].strip()) for match in re.finditer(pattern, chars) if match[0].strip()
    )


def join_title(parts: Sequence[str]) -> str:
    """Padding goes; the blank between joint issuers stays (中共四川省委 四川省人民政府关于…)."""
    words = " ".join(parts).split()
    out = words[0]
    for word in words[1:]:
        joint = re.search("[委府厅局部院会室]$", out) and re.match(
            r"[^关印转]\S*?(?:政府|国务院|委员会|厅|局|部|办公室)", word
        )
        out += (" " if joint else "") + word
    return out


def _title_block(lines: Sequence[Atom]) -> str | None:
    """The first run of lines that reads as a title: no sentence marks, ends with a kind of document."""
    for first in range(len(lines)):
        run: list[str] = []
        for atom in lines[first : first + _TITLE_ATOMS]:
            number = NUMBER.match(atom.text)
            if number and not run:
                rest = atom.text[number.end() :].lstrip("-—:： ")
                if not rest:
                    break
                run.append(rest)
            elif re.search("[。；：:!?]", atom.text) or number or read_date(atom.text) == atom.text:
                break
            else:
                run.append(atom.text)
            title = join_title(run)
            if len(title) > _TITLE_CHARS:
                break
            if title_end().search(title) and len(title) > 4 and re.search("[\u4e00-\u9fff]{4}", title):
                return title
    return None


def _transmitted_title(preamble: str) -> str | None:
    """The plan that a notice transmits: 现将《X》印发给你们, 《X》已经…同意，现印发, 关于印发《X》的通知."""
    quoted = r"《((?:[^《》]|《[^《》]*》){4,140})》"
    for pattern in (
        rf"现将{quoted}[^。《]{{0,30}}(?:印发|转发|发给)",
        rf"{quoted}(?:已经?|业经)[^。]{{2,80}}(?:印发|转发|发给)",
        rf"(?:印发|转发|发布)(?:了)?{quoted}的?通知",
    ):
        if match := re.search(pattern, preamble):
            title = _SPACES.sub("", match[1])
            if title_end().search(title):
                return title
    return None


@dataclass(frozen=True, slots=True)
class _Signature:
    issuers: tuple[str, ...]
    date: str


def _signatures(lines: Sequence[Atom], context: Context) -> Iterator[_Signature]:
    """A date on a line of its own, and the bodies on the lines above it."""
    for index, atom in enumerate(lines):
        date = read_date(atom.text)
        if not date or len(_SPACES.sub("", atom.text)) > 14:
            continue
        issuers: list[str] = []
        for above in reversed(lines[max(0, index - 4) : index]):
            names = _bodies(above.text, context)
            if not names:
                break
            issuers[:0] = names
        yield _Signature(tuple(dict.fromkeys(issuers)), date)


def _bodies(text: str, context: Context) -> tuple[str, ...]:
    """The official names of the bodies that `text` consists of, empty if it is anything else."""
    if len(text) > 80 or re.search("[，。；：:《》]", text):
        return ()
    whole = _SPACES.sub("", text)
    names = []
    for part in re.split(r"[\s、]+", text):
        body = resolve_agency(part, context)
        if body is None or body.collective:
            body = resolve_agency(whole, context)
            return (body.name,) if body and not body.collective else ()
        names.append(body.name)
    return tuple(names)


def _title_issuers(title: str, context: Context) -> tuple[str, ...]:
    """The bodies in front of 关于, 印发, 转发: 广东省人民政府关于印发…"""
    head = re.split(r"(?:关于|印发|转发|批转|公布)", title, maxsplit=1)[0]
    return _bodies(head, context) if head and head != title else ()


def _number_issuers(number: str, gazetteer: Gazetteer, known: Division | None) -> tuple[str, ...]:
    """The bodies that a 发文字号 stands for: 川办函 is 四川省人民政府办公厅; a city's sign needs `known`."""
    prefix = number.partition("〔")[0]
    for row in _number_prefixes():
        if "{J}" not in row.issuer[0]:
            if prefix == row.suffix:
                return row.issuer
        elif prefix.endswith(row.suffix) and len(prefix) > len(row.suffix):
            sign = prefix[: -len(row.suffix)]
            division = (gazetteer.one_character(sign) if len(sign) == 1 else None) or known
            if division is None:
                return ()
            name = row.issuer[0].format(J=gazetteer.qualified_name(division))
            if name.endswith("办公"):
                name += "厅" if division.level == Level.PROVINCE else "室"
            return (name,)
    return ()


def _metadata(preamble: str) -> dict[str, str]:
    """Field → value from a website's table of particulars (发文字号：…)."""
    found: dict[str, str] = {}
    matches = list(_label_pattern().finditer(preamble))
    for index, match in enumerate(matches):
        field = _labels()[_SPACES.sub("", match["label"])]
        end = matches[index + 1].start() if index + 1 < len(matches) else len(preamble)
        value = preamble[match.end() : end].strip().split("\n")[0].strip()
        if value:
            found.setdefault(field, value)
    return found


def _own_number(preamble: str, metadata: dict[str, str]) -> str | None:
    """The document's own 发文字号: not one in brackets behind a cited title."""
    if match := NUMBER.search(metadata.get("number", "")):
        return normal_number(match)
    body = re.search(r"(?:为|根据|按照|经)[^\n。]{8,}", preamble)
    for match in NUMBER.finditer(preamble):
        before = preamble[: match.start()].rstrip()
        if re.search(r"》[（(〔\[][^）)]{0,30}$", before) or (body and match.start() > body.end()):
            continue
        return normal_number(match)
    return None


def division_of(name: str, gazetteer: Gazetteer, date: str | None) -> Division | None:
    """The division that `name` begins with (四川省人民政府 → 四川省), the innermost of a chain of them."""
    found: Division | None = None
    rest = name.removeprefix("中共").removeprefix("中国共产党")
    if re.match("国务院|中共中央|中央|国家|全国", name):
        return gazetteer.nation
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


def read_title(preamble: str) -> tuple[str | None, str | None]:
    """The title, and the title of the notice that transmits it (None where there is no notice)."""
    metadata = _metadata(preamble)
    lines = [atom for atom in atoms(preamble) if not _label_pattern().match(atom.text)]
    printed = _SPACES.sub("", metadata["title"]) if "title" in metadata else _title_block(lines)
    transmitted = _transmitted_title(preamble)
    return (transmitted or printed), (printed if transmitted else None)


def parse_header(preamble: str, tail: str, source: SourceFile, gazetteer: Gazetteer) -> Header:
    """The header of a document from its cleaned `preamble` and `tail` (what follows the outline).

    `jurisdiction` and `scope` may be completed by `loaders.jurisdiction` from what the text names.
    """
    metadata = _metadata(preamble)
    title, notice = read_title(preamble)
    number = _own_number(preamble, metadata)
    unknown = Context(gazetteer, None, None)
    signature = next(iter((*_signatures(atoms(preamble), unknown), *_signatures(atoms(tail), unknown))), None)
    date = (
        (signature.date if signature else None)
        or read_date(metadata.get("date", ""))
        or _published(preamble, metadata)
    )
    issuers = (
        (_title_issuers(notice or title or "", unknown))
        or (signature.issuers if signature else ())
        or _bodies(metadata.get("issuers", ""), unknown)
    )
    jurisdiction = next((found for name in issuers if (found := division_of(name, gazetteer, date))), None)
    if jurisdiction is None and title:
        jurisdiction = division_of(notice or title, gazetteer, date)
    if not issuers and number:
        issuers = _number_issuers(number, gazetteer, jurisdiction)
        jurisdiction = jurisdiction or next((division_of(name, gazetteer, date) for name in issuers), None)
    name = gazetteer.qualified_name(jurisdiction) if jurisdiction else None
    scope = tuple(area.name for area in gazetteer.areas if title and area.name in title)
    return Header(
        document_id(number, title, issuers, preamble), title, number, issuers, date, name, scope, source
    )


def _published(preamble: str, metadata: dict[str, str]) -> str | None:
    printed = re.search(rf"{_DATE.pattern}\s?(?:发布|印发)", preamble)
    return read_date(printed[0]) if printed else read_date(metadata.get("published", ""))


def document_id(number: str | None, title: str | None, issuers: tuple[str, ...], preamble: str) -> str:
    """A document's stable id: its number, else its issuer and title, else a digest of its first words."""
    if number:
        return number
    if title:
        plain = _SPACES.sub("", title)
        return plain if not issuers or plain.startswith(issuers[0]) else f"{issuers[0]}：{plain}"
    words = re.sub(r"\W", "", preamble)
    return f"无题-{hashlib.sha256(words.encode()).hexdigest()[:12]}"

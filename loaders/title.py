"""Finds a document's title: over several lines, in a website's table, or of the plan a notice transmits."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from loaders.agency_tables import central_bodies
from loaders.particulars import NUMBER, document_types, is_date, number_start
from loaders.tables import read_table

_SPACES = re.compile(r"\s+")
_TITLE_CHARS = 260
# Joint issuers have a line each; without 关于 a title has a few.
_TITLE_LINES, _FEW_LINES = 20, 4
# 渝府发, —, 31: what a page leaves in front of a title. 2018年… is part of it.
_PAGE_NUMBER = re.compile(r"^(?:[IVX]{1,4}|\d{1,3})\s?(?=[\u4e00-\u9fff“])(?!年|个|项|条)")
_WORDS = re.compile("[\u4e00-\u9fff]")
_LABEL_CHARS = 4
# Shorter lines are the links of a page's menu.
_SHORTEST_LINE = 4
# （2021—2025年）, （试行） on a line of its own belongs to the title above it.
_BRACKETED = re.compile(r"(?:[（(][^（）()。，；]{2,20}[）)])+")
# …五年规划 / 和二〇三五年远景目标纲要: such a line goes on with the title above it.
_GOES_ON = ("和", "及", "与", "暨", "的")
_BODY_END = "[委府厅局部院会室办署社团行司]"
_BEGINS_WITH_BODY = re.compile(rf"[^关，]{{2,60}}{_BODY_END}关于")
_QUOTED_LINE = re.compile("《[^《》]*》")
_FIRST_CHARS = 160
# 某意见（2018年9月6日）为贯彻…: a title is parted from its text by its date.
_DATED = re.compile(r"(?=[（(](?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)])|(?<=日[）)])\s")
# …工作方案.docx: a library's name for the file.
_FILE_KIND = re.compile(r"\.(?:docx?|pdf|wps|txt|pptx?)\s*$")
_CELL_END = re.compile(r"[\n|]")
_ANNOUNCED = re.compile(r"第\s?\d{1,4}\s?号")
# 关于XX市…的通知: a pattern to write documents by.
_PLACEHOLDER = re.compile("[xX×＊*]{2}")
_ABOUT = re.compile("关于|印发|转发|批转|公布|发布|下达|下发")


@dataclass(frozen=True, slots=True)
class _Label:
    label: str
    field: Literal["title", "number", "issuers", "date", "published", "other"]
    source: str


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A word of titles.

    A notice `transmits` by it, a `tail` stands in brackets at the end, laws begin with the `nation`,
    `national` documents with others; what holds one of `news` of a document, or of a `site`, is no
    title, nor is the name of a site's `section`.
    """

    word: str
    role: Literal["transmits", "tail", "nation", "national", "news", "site", "section"]
    source: str


@cache
def title_end() -> re.Pattern[str]:
    """What a title ends with: …意见, …方案（试行）; a permit, a form or a book does not."""
    words = [row.word for row in document_types() if row.citable]
    return re.compile(
        rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})(?:[（(][^（）()]{{1,20}}[）)])*$"
    )


@cache
def _labels() -> dict[str, str]:
    return {row.label: row.field for row in read_table("header_labels", _Label)}


def header_labels() -> Set[str]:
    """The labels of a website's table of particulars, without blanks and colon."""
    return _labels().keys()


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(_labels(), key=len, reverse=True)
    spaced = [r"\s*".join(label) for label in labels]
    # 【发布文号】; a cell without a colon is a label only where it is long enough to be nothing else.
    cells = "|".join(words for words, label in zip(spaced, labels, strict=True) if len(label) >= _LABEL_CHARS)
    return re.compile(
        rf"(?<![\u4e00-\u9fff])[【\[]?\s?(?P<label>{'|'.join(spaced)})(?:\s*[】\]]?\s*[：:|]\s*|\s?[】\]]\s*)"
        rf"|(?<![\u4e00-\u9fff])(?P<cell>{cells})\s+(?=\S)"
    )


@lru_cache(maxsize=8)
def read_metadata(preamble: str) -> Mapping[str, str]:
    """Field → value from a website's table of particulars (发文字号：…)."""
    found: dict[str, str] = {}
    matches = list(_label_pattern().finditer(preamble))
    for index, match in enumerate(matches):
        field = _labels()[_SPACES.sub("", match["label"] or match["cell"])]
        end = matches[index + 1].start() if index + 1 < len(matches) else len(preamble)
        value = _CELL_END.split(preamble[match.end() : end].strip(" \n|"))[0].strip()
        if value:
            found.setdefault(field, value)
    return found


@lru_cache(maxsize=8)
def read_lines(chars: str) -> tuple[str, ...]:
    """The lines of `chars`; where it has hardly any, what stands between its blanks.

    A 发文字号 stands on a line of its own even where a mirror lost the breaks around it.
    """
    # 财 政 部: the characters of a name are spaced out.
    in_lines = chars.count("\n") * 200 > len(chars)
    pattern = r"[^\n]+?(?:(?<=[。；]) |(?=\n|\Z))" if in_lines else r"(?<!\S)\S(?: \S(?!\S))+|\S+"
    return tuple(
        part.strip(" |\n")
        for match in re.finditer(pattern, chars)
        for piece in _DATED.split(_FILE_KIND.sub("", match[0]))
        for part in _split_number(piece)
        if part.strip(" |\n") and not _label_pattern().match(part.strip(" |\n"))
    )


def _split_number(line: str) -> Iterator[str]:
    at = 0
    if "号" not in line:
        yield line
        return
    for match in NUMBER.finditer(line):
        start = number_start(match)
        if "《" not in line[at:start]:
            yield line[at:start]
            yield line[start : match.end()]
            at = match.end()
    yield line[at:]


def join_title(printed: str) -> str:
    """Padding goes; the blank between joint issuers stays (中共四川省委 四川省人民政府关于…)."""
    out = ""
    for word in printed.split():
        name = _ABOUT.split(word, maxsplit=1)[0]
        joint = (
            not _ABOUT.search(out)
            and re.search(f"..{_BODY_END}$", out)
            and (
                re.search(f"..{_BODY_END}$", name)
                or (_ABOUT.search(word) and re.search("分行|公司|集团", name))
            )
        )
        out += (" " if joint else "") + word
    return out


@cache
def _short_bodies() -> frozenset[str]:
    """国务院, 财政部: issuers as short as a menu's links."""
    names = (name for row in central_bodies() for name in (row.name, *row.abbreviations))
    return frozenset(name for name in names if len(name) < _SHORTEST_LINE)


@cache
def title_words(role: str) -> tuple[str, ...]:
    """The words of titles that have this role. Raises TableError for a bad row."""
    return tuple(row.word for row in read_table("title_words", TitleWord) if row.role == role)


def _is_title(title: str) -> bool:
    return len(_WORDS.findall(title)) > _SHORTEST_LINE and title_end().search(title) is not None


def _may_be_in_title(line: str) -> bool:
    return not (
        re.search(r"[。；：:!?|»>•·]|公开发布|^[-—【]|^\d{1,2}[.．、]", line)
        or _PLACEHOLDER.search(line)
        or NUMBER.fullmatch(line)
        or _ANNOUNCED.search(line)
        or is_date(line)
        or (len(_WORDS.findall(line)) < _SHORTEST_LINE and line not in _short_bodies())
        or line.startswith(title_words("site"))
        or line.endswith(title_words("site"))
        or line in title_words("section")
        or any(word in line.partition("关于")[0] for word in title_words("news"))
    )


@lru_cache(maxsize=8)
def title_block(lines: tuple[str, ...]) -> str | None:
    """The first run of lines that reads as a title: no sentence marks, ends with a kind of document."""
    for first in range(len(lines)):
        title = ""
        taken: list[str] = []
        for at in range(first, min(first + _TITLE_LINES, len(lines))):
            line = lines[at] if taken else _bare(lines[at])
            # A site prints the issuers above the title, which begins with them.
            if not _may_be_in_title(line) or (title and line.startswith(title)) or line in taken:
                break
            if len(taken) >= _FEW_LINES and not _ABOUT.search(title + line) and not _is_body_line(line):
                break
            taken.append(line)
            title = join_title(f"{title} {_PAGE_NUMBER.sub('', line.lstrip('-—:： '))}")
            if len(title) > _TITLE_CHARS:
                break
            goes_on = at + 1 < len(lines) and lines[at + 1].startswith(_GOES_ON)
            if _is_title(title) and not goes_on:
                title = _without_links(taken, title, lines)
                return title + _printed_tail(lines[at], lines)
    return None


@cache
def _kind_mark() -> re.Pattern[str]:
    kinds = "|".join(sorted((row.word for row in document_types()), key=len, reverse=True))
    return re.compile(
        rf"[「【\[][^」】\]]{{0,6}}?(?:{kinds})[」】\]]\s*(?=.)|(?:应急)?(?:{kinds})[—－-]+(?=.)"
    )


def _bare(line: str) -> str:
    """A title's first line without what a site prints around it: 《…》, 【通告】…."""
    if _QUOTED_LINE.fullmatch(line):
        return line.strip("《》")
    mark = _kind_mark().match(line)
    return line[mark.end() :] if mark else line


def _without_links(taken: Sequence[str], title: str, lines: Sequence[str]) -> str:
    """The title without a page's links above it: what is printed oftener without them, or is signed."""
    printed = _SPACES.sub("", "".join(lines))
    times = printed.count(_SPACES.sub("", title))
    for at in range(1, len(taken)):
        rest = join_title(" ".join(taken[at:]))
        if not _is_title(rest):
            continue
        links = not any(_ABOUT.search(line) or _is_body_line(line) for line in taken[:at])
        if printed.count(_SPACES.sub("", rest)) > times and not _ABOUT.search("".join(taken[:at])):
            return rest
        if links and _BEGINS_WITH_BODY.match(rest):
            return rest
    return _printed_alone(title, lines) if len(taken) == 1 else title


def _printed_alone(title: str, lines: Sequence[str]) -> str:
    """The title as a line of its own has it: 政策 某市人民政府关于… has a page's links in front."""
    alone = (line for line in lines if line != title and title.endswith(line) and _is_title(line))
    return next(
        (
            line
            for line in alone
            if _BEGINS_WITH_BODY.match(line) and not _is_body_line(title.removesuffix(line))
        ),
        title,
    )


def _is_body_line(line: str) -> bool:
    return re.search(f"{_BODY_END}$", line) is not None


def _printed_tail(last: str, lines: Sequence[str]) -> str:
    """What is printed in brackets below a title's last line, wherever the page has that."""
    ends = (at + 1 for at, line in enumerate(lines) if line == last)
    return next((tail for at in ends if (tail := _tail(lines[at : at + 2]))), "")


def _tail(lines: Sequence[str]) -> str:
    """What stands in brackets below a title and belongs to it: （2021—2035年）, （草案）."""
    out = ""
    for line in lines:
        plain = _SPACES.sub("", line)
        if not _BRACKETED.fullmatch(plain) or not _is_title_tail(plain):
            break
        out += plain
    return out


def _is_title_tail(bracketed: str) -> bool:
    words = "|".join(title_words("tail"))
    years = r"\d{4}年?(?:[-—–－~～至]+\d{4})?年?度?"
    return re.fullmatch(rf"(?:[（(](?:{years}|(?:\d{{4}}年?)?(?:{words}))[）)])+", bracketed) is not None


_QUOTED = r"《((?:[^《》]|《[^《》]*》){4,140})》"
_MORE_QUOTED = r"(?:[、和及以与]{0,2}《(?:[^《》]|《[^《》]*》){4,140}》)*"
_NESTED = str.maketrans("〈〉<>", "《》《》")
_ISSUED = re.compile(
    rf"(?:^|[，,。\n日])(?P<bodies>[^，,。；：《》\n]{{3,80}}?)(?:联合)?(?:印发|发布|出台)了?{_QUOTED}"
)
_TRANSMITTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"现[将就]?(?:予以?)?(?:公布|发布|印发)?[^。《》，；]{{0,16}}{_QUOTED}[^。《]{{0,60}}(?:印发|转发|发给|公布|发布|下发)",
        rf"现(?:予以?)?(?:公布|发布|印发)[^。《》，；]{{0,16}}{_QUOTED}",
        rf"{_QUOTED}{_MORE_QUOTED}(?:[（(][^（）()]{{2,40}}[）)])?[，,]?(?:已经?|业经)[^。]{{2,160}}(?:印发|转发|发给|公布|发布|下发)",
        rf"{_QUOTED}[，,。](?:经[^。，；]{{2,24}}[，,])?现(?:予以?|将其)?(?:印发|转发|发给|公布|发布|下发)",
        rf"(?:印发|转发|发布|公布)(?:了)?{_QUOTED}的?(?:通知|函|令)",
    )
)


@cache
def _notice() -> re.Pattern[str]:
    """The title of a notice that transmits another document: …关于印发X的通知."""
    verbs = "|".join(word for word in title_words("transmits") if word != "转发")
    return re.compile(
        rf"(?:{verbs})(?P<inner>(?!.*(?:{verbs}).*的).+?)的(?:通知|函|通告|公告)(?:[（(].*[）)])?$"
    )


def _transmitted_title(preamble: str, printed: str | None, signed_at: int | None) -> str | None:
    """The plan that a notice transmits: 现将《X》印发给你们, 《X》已经…同意，现印发, 关于印发X的通知."""
    for pattern in _TRANSMITTED:
        if match := pattern.search(preamble):
            title = _SPACES.sub("", match[1]).translate(_NESTED)
            again = _notice().search(title)
            if again and title_end().search(again["inner"]):
                return again["inner"]
            if title_end().search(title):
                return title
    notice = _notice().search(printed) if printed else None
    if not notice:
        return None
    if signed_at is not None:
        below = title_block(read_lines(preamble[signed_at:])[1:])
        if below and set(notice["inner"]) >= set(_WORDS.findall(below)) - set("关于的若干"):
            return below
    inner = notice["inner"]
    return inner if title_end().search(inner) and "《" not in inner else None


def read_issued(preamble: str) -> tuple[str, str] | None:
    """The bodies and the title in a site's sentence: 某厅、某局印发《X》."""
    match = _ISSUED.search(preamble, 0, _FIRST_CHARS)
    title = _SPACES.sub("", match[2]) if match else ""
    return (match["bodies"], title) if match and title_end().search(title) else None


def _printed_title(preamble: str, metadata: Mapping[str, str]) -> str | None:
    if "title" in metadata:
        labelled = _SPACES.sub("", metadata["title"])
        number = NUMBER.match(labelled)
        return _bare(labelled[number.end() :] if number else labelled)
    lines = read_lines(preamble)
    title = title_block(lines)
    return _with_issuer(title, lines) if title else None


def _with_issuer(title: str, lines: Sequence[str]) -> str:
    """The title as the document prints it, where a site's headline has its place alone: 某县关于…."""
    place, about, rest = title.partition("关于")
    if not place or not about or _is_body_line(place):
        return title
    words = r"\s*".join(map(re.escape, about + rest))
    own = re.search(rf"^({re.escape(place)}[^\s，。]{{2,20}}{_BODY_END})\s*{words}", "\n".join(lines), re.M)
    return own[1] + about + rest if own else title


def read_title(preamble: str, signed_at: int | None = None) -> tuple[str | None, str | None]:
    """The title, and the title of the notice that transmits it (None where there is no notice).

    `signed_at`: where in `preamble` the date of the notice stands, below which its plan begins.
    """
    metadata = read_metadata(preamble)
    printed = _printed_title(preamble, metadata)
    transmitted = _transmitted_title(preamble, printed, signed_at)
    if not transmitted and not printed and (issued := read_issued(preamble)):
        return issued[1], None
    return (transmitted or printed), (printed if transmitted else None)

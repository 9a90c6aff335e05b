"""A title taken apart for comparing: 《X人民政府关于印发Y（试行）的通知》 and Y are one document's."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.agency_tables import central_bodies, endings
from loaders.citations import normal_title
from loaders.title import title_end, title_words

_QUOTES = str.maketrans("()[]［］", "（）（）（）", "“”‘’\"'「」『』、")
_MARKS = str.maketrans("", "", "《》")
_ABOUT = "关于"
_ISSUER_CHARS = 60
_SHORTEST = 3  # 预算法


@dataclass(frozen=True, slots=True)
class TitleForm:
    """`core`: the title without issuer, notice and tail; None where too little is left."""

    core: str | None
    issuer: str | None
    tail: str | None


@cache
def _notice() -> re.Pattern[str]:
    verbs = "|".join(title_words("transmits"))
    return re.compile(rf"(?P<issuer>[^《]*?)(?:关于)?(?:{verbs})(?P<inner>.+)的(?:通知|公告|决定|通告|令)$")


@cache
def _tail() -> re.Pattern[str]:
    words = "|".join(sorted(title_words("tail"), key=len, reverse=True))
    return re.compile(rf"（(?P<tail>(?:\d{{4}}年?)?(?:{words}))）$")


@cache
def _central_names() -> frozenset[str]:
    return frozenset(name for row in central_bodies() for name in (row.name, *row.abbreviations))


def _is_body(words: str) -> bool:
    """Whether `words`, which stand before 关于, are an issuer: 四川省 of 四川省关于… is none."""
    if "《" in words:  # 贯彻落实《X人民政府关于…》
        return False
    known = words in _central_names() or any(words.endswith(row.ending) for row in endings())
    return known and len(words) <= _ISSUER_CHARS


def title_form(title: str) -> TitleForm:
    """The title taken apart. The tail is that of the document a notice transmits, else its own."""
    plain = normal_title(title).translate(_QUOTES)
    issuer, tail = None, None
    while True:
        if found := _tail().search(plain):
            plain, tail = plain[: found.start()], found["tail"]
        notice = _notice().match(plain)
        if notice and (not notice["issuer"] or _is_body(notice["issuer"])) and _is_document(notice["inner"]):
            issuer, plain = issuer or notice["issuer"] or None, _bare(notice["inner"])
            continue
        before, about, _ = plain.partition(_ABOUT)
        if about and before and _is_body(before):
            issuer, plain = issuer or before, plain.removeprefix(before)
        break
    for nation in title_words("nation"):
        plain = plain.removeprefix(nation)
    plain = plain.translate(_MARKS)
    return TitleForm(plain if len(plain) >= _SHORTEST else None, issuer, tail)


def _bare(title: str) -> str:
    """What stands in 《》 without them, anything else as it is."""
    return title[1:-1] if title.startswith("《") and title.find("》") == len(title) - 1 else title


def _is_document(title: str) -> bool:
    return title_end().search(title.translate(_MARKS)) is not None

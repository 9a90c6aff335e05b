"""Finds where a document is signed: the date of issue and the bodies printed above or before it.

A signature stands on lines of its own, or, where a mirror lost the breaks, behind a sentence:
…特此通知。某市人民政府办公厅2021年8月21日（此件公开发布）.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Level
from loaders.agencies import Body, resolve_agency
from loaders.agency_tables import central_bodies
from loaders.closing import without_closing
from loaders.context import Context
from loaders.particulars import find_dates

_SPACES = re.compile(r"\s+")
# Where a signature may begin: behind a sentence, a list or a bracket, or at a break.
_BREAK = re.compile(r"[。；;：:！？”》）)]")
_NO_SIGNATURE = re.compile(r"[，,。；：:《》]")
# ??某市人民政府: a site's lost indents.
_PIECES = re.compile(r"[\s、?]+")
_AFTER = re.compile(r"\s*(?:$|\n|[（()）]|附件|附\s?[：:]|抄送|主题词)|\s")
_IMPRINT = re.compile(r"\s?(?:印发|印制|打印)")
# （此件公开发布） stands behind a signature only.
_PUBLIC = re.compile(r"\s?[（(](?:此件|本文|公开)")
_SIGNED_CHARS = 600
_LAST_CHARS = 200
_LONGEST_BODY = 45
# A body whose name is broken over lines, or spaced out (财 政 部), has no more pieces.
_MOST_PIECES = 6
_UNDATED_BODIES = 3
_PERSON_CHARS = 12
_SURE = frozenset({"central", "local", "form", "closest form", "branch"})
_NAME_BEGINS = ("中共", "中国", "国家", "国务院")
# 中共某市委某市人民政府农业领导小组 is one body.
_OF_GOVERNMENT = re.compile("人民政府(?:办公[厅室])?$")
_NOT_IN_NAME = re.compile(r"[，,。；：:《》\d]|关于|印发")


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies that sign, in the order printed, and the date (ISO); `issuers` is empty for a date alone.

    `imprint`: the line is the printing office's (…办公室2021年2月7日印发), `start`: where the date stands.
    """

    issuers: tuple[Body, ...]
    date: str | None
    start: int
    imprint: bool = False


def read_body(printed: str, context: Context) -> Body | None:
    """The single body with a known place that `printed` names: 市商务局 is none before the city is known."""
    body = resolve_agency(printed, context)
    if body is None:
        return _part_of_central(printed, context)
    return body if body.jurisdiction and not body.collective and body.rule != "place" else None


def _part_of_central(printed: str, context: Context) -> Body | None:
    """A centre, a group or a mechanism of a central body: 交通运输部职业资格中心."""
    if not printed.endswith(("中心", "机制", "组", "部")):
        return None
    named = any(
        printed.startswith(name)
        for row in central_bodies()
        for name in (row.name, *row.abbreviations)
        if len(printed) > len(name) > 2
    )
    if not named or len(printed) > _LONGEST_BODY or _NOT_IN_NAME.search(printed):
        return None
    nation = context.gazetteer.nation
    return Body(printed, printed, Level.NATIONAL, nation, None, False, "as printed")


def read_bodies(text: str, context: Context) -> tuple[Body, ...]:
    """The bodies that `text` consists of, empty if it is anything else."""
    if len(text) > _SIGNED_CHARS or _NOT_IN_NAME.search(text):
        return ()
    return _behind([piece for piece in _PIECES.split(text.strip()) if piece], context, whole=True)


def _behind(pieces: Sequence[str], context: Context, *, whole: bool = False) -> tuple[Body, ...]:
    """The bodies that the last pieces name, in order; with `whole` all pieces must belong to one."""
    found: list[Body] = []
    at = len(pieces)
    while at:
        bodies: tuple[Body, ...] = ()
        taken = 0
        for taken in range(1, min(at, _MOST_PIECES) + 1):
            parts = pieces[at - taken : at]
            if _may_be_one(parts, context) and (bodies := _joint("".join(parts), context)):
                break
        if not bodies:
            break
        found[:0] = bodies
        at -= taken
    return () if whole and at else tuple(dict.fromkeys(found))


def _may_be_one(parts: Sequence[str], context: Context) -> bool:
    """Whether the pieces can be one name broken over lines: none but the first begins like a name."""
    return not any(
        part.startswith(_NAME_BEGINS)
        or any(context.gazetteer.named(part[:length]) for length in range(3, min(8, len(part)) + 1))
        for part in parts[1:]
    )


def _joint(printed: str, context: Context) -> tuple[Body, ...]:
    """The body that `printed` names, or the two that a mirror ran together (市教育局市财政局)."""
    if len(printed) > 2 * _LONGEST_BODY or _NOT_IN_NAME.search(printed):
        return ()
    body = read_body(printed, context)
    if body and body.rule in _SURE:
        return (body,)
    for at in range(4, len(printed) - 3):
        right = printed[at:]
        party = printed.startswith("中共") and right.startswith(printed[2:4]) and _OF_GOVERNMENT.search(right)
        if not party and not right.startswith((printed[:2], *_NAME_BEGINS)):
            continue
        first, rest = read_body(printed[:at], context), _joint(right, context)
        if first and first.rule in _SURE and rest:
            return (first, *rest)
    return (body,) if body else ()


def find_signatures(chars: str, context: Context) -> Iterator[Signature]:
    """Every signature in cleaned `chars`, in order.

    A date without bodies counts only on a line of its own; one that goes on in the sentence counts never.
    """
    in_lines = chars.count("\n") * 200 > len(chars)
    for date, start, end in find_dates(chars):
        imprint = _IMPRINT.match(chars, end)
        if not imprint and not _AFTER.match(chars, end):
            continue
        before = chars[max(0, start - _SIGNED_CHARS) : start]
        opened = before.rstrip().endswith(("（", "("))
        pieces = _signed_pieces(before)
        issuers = () if opened else _behind(pieces, context)
        if not issuers and _PUBLIC.match(chars, end):
            issuers = _run_in(before.rstrip(), context)
        if imprint:
            yield Signature(issuers, date, start, True)
        elif issuers or _stands_alone(chars, start, end, in_lines=in_lines):
            yield Signature(issuers, date, start)


def _run_in(before: str, context: Context) -> tuple[Body, ...]:
    """The body that a mirror ran into the end of what stands before the date: …成员名单某市人民政府办公厅."""
    for length in range(min(_LONGEST_BODY, len(before)), 3, -1):
        body = read_body(before[-length:], context)
        if body and body.rule in _SURE:
            return (body,)
    return ()


def _signed_pieces(before: str) -> list[str]:
    """What stands between the last sentence and a date, cut at blanks; a list of units is left out."""
    *above, own = before.rstrip().split("\n")
    ended = max((match.end() for match in _BREAK.finditer(own)), default=0)
    pieces = [piece for piece in _PIECES.split(own[ended:]) if piece]
    if pieces:
        pieces[0] = without_closing(pieces[0])
    if ended:
        # 责任单位：省水利厅 某省人民政府办公厅: the list's own bodies sign nothing.
        return pieces[1:] if own[ended - 1] in "：:" else pieces
    for line in reversed(above):
        if _NO_SIGNATURE.search(line):
            break
        pieces[:0] = [piece for piece in _PIECES.split(line) if piece]
    return pieces


def _stands_alone(chars: str, start: int, end: int, *, in_lines: bool) -> bool:
    outer = chars[start - 1 : start] + chars[end : end + 1]
    if outer in ("（）", "()"):
        return True
    before, after = chars[:start].rstrip(" （("), chars[end:].lstrip(" ）)")
    if in_lines:
        line = _BREAK.split(before[before.rfind("\n") + 1 :])[-1]
        # 总理 李强: who signs an order.
        signed = len(line) <= _PERSON_CHARS and not _NO_SIGNATURE.search(line)
        return signed and (not after or after[0] == "\n")
    return not before or not after or (outer.strip() == "" and before[-1] not in "，、")


def find_undated(chars: str, context: Context) -> tuple[Body, ...]:
    """The bodies that a text ends with, behind its last sentence; empty where a list of bodies may end it."""
    last = chars.rstrip()[-_LAST_CHARS:]
    ends = [match.end() for match in _BREAK.finditer(last)]
    if not ends or last[ends[-1] - 1] not in "。）)":
        return ()
    pieces = [piece for piece in _PIECES.split(last[ends[-1] :]) if piece]
    bodies = _behind(pieces, context, whole=True)
    return bodies if len(bodies) <= _UNDATED_BODIES and "、" not in last[ends[-1] :] else ()

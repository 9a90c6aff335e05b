"""Finds the unit lists of a measure: （责任单位：市发展改革委、安岳县政府）, （省财政厅负责）, 牵头单位：….

The text of a list is cut into names; a suffix said once is given to each (巴中、广元…市人民政府), a prefix
said once is handed to the resolver (省总工会、妇联). What the names stand for is `loaders.agencies`' affair.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from graph.model import Responsibility, Role
from loaders.agencies import Body, find_joint, resolve_agency
from loaders.context import Context
from loaders.tables import read_table
from loaders.unit_names import Piece, join_each, share_organs

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
# Brackets inside a name, too: 有关县〈市、区〉政府.
_INNER_OPEN, _INNER_CLOSE = _OPEN + "〈<", _CLOSE + "〉>"
_BREAKS = "。；;\n 　"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_BRACKET_OR_BREAK = re.compile(f"[{re.escape(_OPEN)}{_BREAKS}]")
# A last line that may be units alone, below a sentence.
_BARE_LINE = re.compile(r"(?<=[。；）)]\n)[^\n。；：:]{3,200}$")
# A line of a list of duties: 县教育局：负责….
_DUTY_LINE = re.compile(r"[^\s，。；：:（()）“《]{3,30}(?=[：:]\S)")
_PREFIX = re.compile(r"[省市县区州旗镇乡]")
_JOINTLY = re.compile("(?<!委员)会同(?!县)")


@dataclass(frozen=True, slots=True)
class _Label:
    """A word of a label: a stem and a head make one (牵头考核单位), or it is one by itself (责任领导)."""

    words: str
    how: Literal["stem", "head", "whole"]
    role: Literal["lead", "responsible", "cooperating", "person", "other"] | None
    source: str


@dataclass(frozen=True, slots=True)
class _Tail:
    words: str
    role: Role
    source: str


@dataclass(frozen=True, slots=True)
class _Remark:
    """A word of what is said behind units: a remark; the first of a list (rank) or what it is (leads); other
    bodies (others: 部门) and of whom (whose: 省级)."""

    words: str
    how: Literal["remark", "rank", "leads", "whose", "others"]
    source: str


@dataclass(frozen=True, slots=True)
class UnitList:
    """A list of units: where it stands in the measure's text (brackets included) and whom it names.

    `asides` are the stretches (start, end) inside it that are about other things (适用范围：浙江自贸试验区).
    """

    start: int
    end: int
    units: tuple[Responsibility, ...]
    asides: tuple[tuple[int, int], ...] = ()


@cache
def _labels() -> tuple[_Label, ...]:
    return read_table("unit_labels", _Label)


@cache
def _label_pattern() -> re.Pattern[str]:
    """A label at the head of a list or of a part of it: 责任单位：, 牵头（责任）部门：, 牵头考核单位：."""
    words = {
        how: "|".join(row.words for row in _labels() if row.how == how) for how in ("stem", "head", "whole")
    }
    one = (
        rf"(?:[\u4e00-\u9fff]{{0,4}}?(?:{words['stem']})[\u4e00-\u9fff（()）、/]{{0,8}}?(?:{words['head']})"
        rf"(?:[（(](?:{words['head']})[）)])?|{words['whole']})"
    )
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?P<labels>{one}(?:[、/和及]{one})*)(?:\s*[：:]\s*|\s+(?=[省市县区州旗国]))"
    )


@lru_cache(maxsize=1024)
def _label_role(labels: str) -> str:
    """The role that a label gives: of its first part, the lead before the others (牵头责任单位)."""
    first = re.split("[、/和及（(]", labels)[0]
    whole = {row.words: row.role for row in _labels() if row.how == "whole"}
    stems = [row.role for row in _labels() if row.how == "stem" and row.words in first]
    return whole.get(first) or next(
        (role for role in ("lead", "cooperating") if role in stems), "responsible"
    )


@cache
def _words(how: str) -> str:
    rows = (row.words for row in read_table("unit_remarks", _Remark) if row.how == how)
    return "|".join(sorted(rows, key=len, reverse=True))


@cache
def _first_leads() -> re.Pattern[str]:
    """Said once, it holds from there on: 列第一位者为牵头单位，下同."""
    return re.compile(
        rf"[列排居](?:在)?(?:{_words('rank')})(?:的|者)?(?:{_words('others')})?[为是](?:{_words('leads')})"
    )


@cache
def _remark() -> re.Pattern[str]:
    """A remark behind the units, to the end of the bracket: no unit stands in it."""
    return re.compile(rf"[；;，,、。（(\s]*(?:{_first_leads().pattern}|{_words('remark')}).*", re.DOTALL)


@cache
def _and_others() -> re.Pattern[str]:
    """等相关部门, 等3个单位: not a body, nor part of one."""
    return re.compile(
        rf"等(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:{_words('whose')})*(?:{_words('others')})?$"
    )


@cache
def _tail_pattern() -> re.Pattern[str]:
    words = "|".join(sorted((row.words for row in read_table("unit_tails", _Tail)), key=len, reverse=True))
    return re.compile(rf"(?P<tail>{words})$")


@cache
def _tail_roles() -> dict[str, Role]:
    return {row.words: row.role for row in read_table("unit_tails", _Tail)}


def _closing(text: str, opening: int) -> int:
    """Where the bracket at `opening` closes; the end of the text where a page cut it off."""
    depth = 0
    for bracket in _BRACKET.finditer(text, opening):
        depth += 1 if bracket[0] in _OPEN else -1
        if not depth:
            return bracket.start()
    return len(text)


@cache
def _marks_and_brackets(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks + _INNER_OPEN + _INNER_CLOSE)}]")


def _split(text: str, start: int, marks: str) -> Iterator[tuple[int, int]]:
    """The parts of `text` (which stands at `start`) between `marks` outside brackets."""
    depth, at = 0, 0
    for found in _marks_and_brackets(marks).finditer(text):
        char = found[0]
        if char in _INNER_OPEN:
            depth += 1
        elif char in _INNER_CLOSE:
            depth -= 1
        elif depth <= 0:
            yield start + at, start + found.start()
            at = found.end()
    yield start + at, start + len(text)


def _beginnings(text: str) -> Iterator[int]:
    """Where a list may begin, in order: at the start, at a bracket, behind a break."""
    if text[:1] not in _OPEN:
        yield 0
    for mark in _BRACKET_OR_BREAK.finditer(text):
        if mark[0] in _OPEN:
            yield mark.start()
        elif text[mark.end() : mark.end() + 1] not in _OPEN:
            yield mark.end()


def _line_of_units(text: str, at: int) -> re.Match[str] | None:
    """The units that a line may consist of or begin with; the first line of a measure is its own words."""
    return _DUTY_LINE.match(text, at) or (_BARE_LINE.match(text, at) if at else None)


class _Reader:
    """Reads the lists of one measure."""

    def __init__(self, text: str, context: Context, first_leads: bool) -> None:
        self.text = text
        self.context = context
        self.first_leads = first_leads

    def lists(self) -> Iterator[UnitList]:
        for start, end, body_start, body_end, labelled in self._stretches():
            units = tuple(self._units(body_start, body_end, labelled))
            if units or labelled:
                yield UnitList(start, end, units, tuple(self._asides(body_start, body_end)))

    def _stretches(self) -> Iterator[tuple[int, int, int, int, bool]]:
        """Where lists may stand: (start, end, start and end of the content, whether a label says so)."""
        text, done = self.text, 0
        for at in _beginnings(text):
            if at < done:
                continue
            if text[at] in _OPEN:
                close = _closing(text, at)
                labelled = bool(_label_pattern().search(text, at + 1, close))
                if labelled or self._trails(at, close):
                    done = min(close + 1, len(text))
                    yield at, done, at + 1, close, labelled
            elif label := _label_pattern().match(text, at):
                ends = [end for mark in "。\n" if (end := text.find(mark, label.end())) >= 0]
                done = min(ends, default=len(text))
                yield at, done, at, done, True
            elif (not at or text[at - 1] == "\n") and (line := _line_of_units(text, at)):
                done = line.end()
                yield at, done, at, done, False

    def _trails(self, opening: int, close: int) -> bool:
        """A bracket without a label is a list only at the end of a sentence or of the measure."""
        return (
            self.text[:opening].rstrip().endswith(("。", "；", ";"))
            or self.text[close + 1 : close + 2] in ("", *_BREAKS)
            or not self.text[close + 1 :].strip()
        )

    def _units(self, start: int, end: int, labelled: bool) -> Iterator[Responsibility]:
        """The bodies of one list; without a label or a verb, only if all of it reads as bodies."""
        remark = _remark().search(self.text, start, end)
        units_end = remark.start() if remark else end
        told = labelled or bool(_tail_pattern().search(self.text, start, units_end))
        found: list[Responsibility] = []
        for seg_start, seg_end, role in self._segments(start, units_end):
            units, unread = self._segment(seg_start, seg_end, role, told)
            if unread and not told:
                return
            found += units
        if self.first_leads or (found and remark and _first_leads().search(remark[0])):
            self.first_leads = True
            found = [
                replace(unit, role=Role.LEAD) if index == 0 and unit.role == Role.RESPONSIBLE else unit
                for index, unit in enumerate(found)
            ]
        yield from found

    def _labelled(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The parts of a list between its labels, with what the label before each says."""
        labels = list(_label_pattern().finditer(self.text, start, end))
        bounds = [start, *(match.start() for match in labels), end]
        roles = ["responsible", *(_label_role(match["labels"]) for match in labels)]
        begins = [start, *(match.end() for match in labels)]
        return ((at, to, role) for at, to, role in zip(begins, bounds[1:], roles, strict=True) if at < to)

    def _asides(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        return ((at, to) for at, to, role in self._labelled(start, end) if role == "other")

    def _segments(self, start: int, end: int) -> Iterator[tuple[int, int, Role]]:
        """The parts of a list that have a role each, by label (牵头单位：…) or by verb (…牵头，…配合)."""
        for at, to, role in self._labelled(start, end):
            if role not in ("person", "other"):
                yield from self._by_verb(at, to, Role(role))

    def _by_verb(self, start: int, end: int, role: Role) -> Iterator[tuple[int, int, Role]]:
        for part_start, part_end in _split(self.text[start:end], start, "；;。\n"):
            since = part_start
            last = None
            for piece_start, piece_end in self._phrases(part_start, part_end):
                words = self.text[piece_start:piece_end].rstrip()
                if last is None and (match := _tail_pattern().search(words)):
                    yield since, piece_start + match.start(), self._tail_role(match["tail"], role)
                    since = piece_end
            if since < part_end:
                yield since, part_end, role

    def _phrases(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches up to each comma, and A会同 before B."""
        for begin, to in _split(self.text[start:end], start, "，,"):
            ends = [jointly.end() for jointly in _JOINTLY.finditer(self.text, begin, to)]
            yield from pairwise((begin, *ends, to))

    def _tail_role(self, tail: str, role: Role) -> Role:
        said = _tail_roles()[tail]
        return role if said == Role.RESPONSIBLE else said

    def _segment(self, start: int, end: int, role: Role, told: bool) -> tuple[list[Responsibility], bool]:
        """The bodies of one segment, and whether any of it could not be read as a body.

        A bare place (安岳县) is its government only where a label or a verb tells that this is a list.
        """
        out: list[Responsibility] = []
        unread = False
        prefix: str | None = None
        for piece in self._pieces(start, end):
            body = resolve_agency(piece.text, self.context, prefix=prefix)
            if body is None or (body.rule == "place" and not told):
                unread = True
                continue
            if match := _PREFIX.match(piece.text):
                prefix = match[0]
            out.append(_responsibility(body, piece, role))
        return out, unread

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        for at, to in _split(self.text[start:end], start, "、，,；;/\n "):
            pieces.extend(self._split_and(self._trimmed(at, to)))
        named = [piece for piece in pieces if piece.text]
        return share_organs(join_each(named, self.text), self.context)

    def _trimmed(self, start: int, end: int) -> Piece:
        """The stretch without blanks, 等…部门 and 按职责分工负责."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip(" 　，,由及和与：:"))
        text = self.text[start:end].rstrip(" 　。.")
        before = None
        while before != text:
            before = text
            text = _tail_pattern().sub("", text)
            text = _and_others().sub("", text).rstrip()
        return Piece(text, start, start + len(text))

    def _split_and(self, piece: Piece) -> Iterator[Piece]:
        """A和B is two bodies if both halves are and the whole is none (市住房和城乡建设局 is one).

        What only its last words make a body of (市商务委和有关区县政府) is not known as a whole.
        """
        whole = resolve_agency(piece.text, self.context)
        if whole is None or whole.collective or "等和" in piece.text:
            for left_end, right_start in self._joints(piece.text):
                left = self._trimmed(piece.start, piece.start + left_end)
                right = self._trimmed(piece.start + right_start, piece.end)
                if resolve_agency(left.text, self.context) and resolve_agency(right.text, self.context):
                    yield left
                    yield from self._split_and(right)
                    return
        yield piece

    def _joints(self, text: str) -> Iterator[tuple[int, int]]:
        """Where two names may be joined: where a mark was lost, at 和, 与, 及."""
        if (at := find_joint(text, self.context)) is not None:
            yield at, at
        for match in re.finditer("等?[和与及]|等(?=各)", text):
            if match.start() > 0 and match.end() < len(text):
                yield match.start(), match.end()


def _responsibility(body: Body, piece: Piece, role: Role) -> Responsibility:
    return Responsibility(body.name, piece.text, role, body.collective, piece.start, piece.end)


def find_unit_lists(
    text: str, context: Context, first_leads: bool = False
) -> tuple[tuple[UnitList, ...], bool]:
    """The unit lists of a measure's cleaned `text`, and whether from here on the first of a list leads.

    `first_leads`: an earlier measure said 列第一位者为牵头单位，下同. Offsets count in `text`.
    """
    reader = _Reader(text, context, first_leads)
    lists = tuple(reader.lists())
    return lists, reader.first_leads


def blank_lists(text: str, lists: tuple[UnitList, ...]) -> str:
    """`text` with its unit lists overwritten by blanks, so that offsets hold; asides stay."""
    if not lists:
        return text
    out = list(text)
    for found in lists:
        out[found.start : found.end] = " " * (found.end - found.start)
        for start, end in found.asides:
            out[start:end] = text[start:end]
    return "".join(out)

"""The names of a unit list completed: a suffix said once is given to each, a collective stays whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from loaders.agency_collectives import is_collective
from loaders.agency_tables import collective_phrases
from loaders.context import Context
from loaders.gazetteer import Division

# What governs a division, as lists print it behind the division's name.
_ORGANS = re.compile(
    r"(?:等[省市县区州旗、]{1,6})?(?P<organs>(?:党委|委)?(?:[和、及]?(?:人民)?政府)?|行政公署|行署|人大常委会|政协|管委会)$"
)
_GOVERNMENT = re.compile("(?:人民)?政府")
_KINDS = r"[省市县区州盟地旗镇乡街道（）()〔〕、/]|自治[区州县旗]|县级市|地级市|设区市"
_EACH = r"(?:各级?(?:有关|相关)?|有关|相关)"
_BARE_EACH = re.compile(rf"{_EACH}(?:{_KINDS})*(?:行政公署|行署)?")
# 有关 | 部门 and 县财政局 are read as they stand: what goes with 各市 is another kind, alone or governed.
_KIND = re.compile(rf"(?:{_KINDS})+(?:党委|委)?(?:(?:人民)?政府|管委会)?|(?:党委|委)?(?:人民)?政府")
_BEGINS_EACH = re.compile("[各有相]")
_LONGEST_PLACE = 14


class Piece(NamedTuple):
    """A name of a list: `text` as printed or completed, `start`–`end` (characters) span its own part."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Governed:
    """A division at the head of a piece and the organs behind it (委和人民政府: two)."""

    division: Division
    printed: str
    organs: tuple[str, ...]


@lru_cache(maxsize=65536)
def _governed(text: str, context: Context) -> _Governed | None:
    """The division that `text` begins with, if nothing but its organs follows."""
    for length in range(min(_LONGEST_PLACE, len(text)), 1, -1):
        head = text[:length]
        found = context.gazetteer.named(head, context.date)
        if found and (match := _ORGANS.fullmatch(text, length)):
            organs = tuple(
                part for part in re.split("[和、及]|(?<=委)(?=人民政府|政府)", match["organs"]) if part
            )
            return _Governed(_nearest(found, context), head, organs)
    return None


def _nearest(found: Sequence[Division], context: Context) -> Division:
    """The division inside the document's place, else the first."""
    own = context.jurisdiction
    inside = (d for d in found if own is not None and context.gazetteer.is_within(d.code, own.code))
    return next(inside, found[0])


def _full(governed: _Governed) -> str:
    """The division with the sign of its kind: 巴中 is 巴中市, 保亭 is 保亭县."""
    division = governed.division
    if governed.printed == division.short != division.name:
        return division.short + division.name[-1]
    return governed.printed


def join_each(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """各市、县政府, 各县党委和政府, 有关部门、单位 are one collective: a bare part joins its neighbour.

    `text`: what the pieces' offsets count in.
    """
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        bare_each = last and _BARE_EACH.fullmatch(last.text) and _KIND.fullmatch(piece.text)
        both = (
            last
            and _BEGINS_EACH.match(last.text)
            and last.text.endswith("委")
            and _GOVERNMENT.fullmatch(piece.text)
        )
        more = last and piece.text in collective_phrases("kind").end and is_collective(last.text)
        if last and (bare_each or both or more):
            out[-1] = Piece("".join(text[last.start : piece.end].split()), last.start, piece.end)
        else:
            out.append(piece)
    return out


def share_organs(pieces: Sequence[Piece], context: Context) -> list[Piece]:
    """巴中、广元、绵阳市人民政府: bare divisions take the organs of the next that has some.

    瑞金市、于都县委和人民政府 is two bodies of each.
    """
    out: list[Piece] = []
    organs: tuple[str, ...] = ()
    alone: Piece | None = None
    for piece in reversed(pieces):
        if _GOVERNMENT.fullmatch(piece.text):
            alone = piece
            continue
        governed = _governed(piece.text, context)
        if governed is None:
            organs = ()
            out.append(piece)
        else:
            organs = governed.organs or organs
            if alone is not None and governed.organs:
                organs = (*organs, alone.text)
            out += reversed(list(_completed(piece, governed, organs, alone)))
        alone = None
    return out[::-1]


def _completed(
    piece: Piece, governed: _Governed, organs: Sequence[str], alone: Piece | None
) -> Iterator[Piece]:
    if not organs or (governed.organs == tuple(organs) and len(organs) == 1 and "等" not in piece.text):
        yield piece
        return
    for organ in organs:
        end = alone.end if alone is not None and organ == alone.text else piece.end
        yield Piece(_full(governed) + organ, piece.start, end)

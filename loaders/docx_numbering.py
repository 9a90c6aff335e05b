"""The ordinals that Word counts instead of keeping them in a paragraph's text (ECMA-376 Part 1, 17.9).

Elements are told by their local names, so that transitional and strict files are read alike.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

_HAN = "零一二三四五六七八九"
_CIRCLED = {
    **{n: chr(0x2460 + n - 1) for n in range(1, 21)},
    **{n: chr(0x3251 + n - 21) for n in range(21, 36)},
}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEVELS = 9
# A document that counts higher in letters, or prints longer ordinals, means harm.
_HIGHEST = 999
_LONGEST_TEXT = 100
_BULLETS = frozenset({"bullet", "none"})


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along `path` of local names, None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local_name(one) == name), None)
    return element


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next(
        (str(held) for name, held in element.attrib.items() if str(name).rpartition("}")[2] == attribute),
        None,
    )


def number(printed: str | None) -> int | None:
    """A decimal attribute, None for none or one that is broken."""
    return int(printed) if printed and re.fullmatch(r"-?[0-9]{1,9}", printed) else None


def _han(count: int) -> str:
    """一, 十, 二十三, 一百零五: the way outlines count."""
    hundreds, tens, units = count // 100, count // 10 % 10, count % 10
    out = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else _HAN[tens]) + "十"
    elif hundreds and units:
        out += "零"
    return out + (_HAN[units] if units else "")


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        while count >= worth:
            out += letters
            count -= worth
    return out


# ST_NumberFormat (17.18.59); a format that is not here is printed in Arabic numerals.
_PRINTERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "chineseLegalSimplified",
            "ideographDigital",
            "japaneseCounting",
            "japaneseLegal",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _han,
    ),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"),
        lambda count: _CIRCLED.get(count, str(count)),
    ),
    "decimalEnclosedParen": lambda count: f"（{count}）",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalZero": lambda count: f"{count:02}",
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "ideographTraditional": lambda count: _STEMS[(count - 1) % 10],
    "ideographZodiac": lambda count: _BRANCHES[(count - 1) % 12],
}


def print_ordinal(count: int, style: str) -> str:
    """`count` as a list of the numbering format `style` prints it."""
    return _PRINTERS.get(style, str)(count) if 0 < count <= _HIGHEST else str(count)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: the level whose item begins the count anew, 0 for none.

    `suffix`: what parts the ordinal from the words (a tab is read as a blank).
    """

    start: int
    style: str
    text: str
    restart: int
    decimal: bool
    suffix: str


def _level(element: etree._Element, index: int) -> Level:
    restart = number(value(child(element, "lvlRestart")))
    return Level(
        number(value(child(element, "start"))) or 0,
        value(child(element, "numFmt")) or "decimal",
        (value(child(element, "lvlText")) or "")[:_LONGEST_TEXT],
        index if restart is None else restart,
        child(element, "isLgl") is not None,
        "" if value(child(element, "suff")) == "nothing" else " ",
    )


def _index(element: etree._Element) -> int | None:
    index = number(value(element, "ilvl"))
    return index if index is not None and 0 <= index < _LEVELS else None


def _levels(element: etree._Element) -> dict[int, Level]:
    return {
        index: _level(one, index)
        for one in element
        if local_name(one) == "lvl" and (index := _index(one)) is not None
    }


@dataclass(slots=True)
class _List:
    """A list of the document: its levels, and the counts, which lists of one definition share."""

    levels: dict[int, Level]
    counts: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)  # levels this list begins anew


@dataclass(frozen=True, slots=True)
class ParagraphList:
    """What a paragraph or style says of its list; None: says nothing. List "0" is none."""

    id: str | None
    level: int | None


NO_LIST = ParagraphList(None, None)


def paragraph_list(properties: etree._Element | None) -> ParagraphList:
    """The list a `pPr` element names."""
    held = child(properties, "numPr")
    if held is None:
        return NO_LIST
    return ParagraphList(value(child(held, "numId")), number(value(child(held, "ilvl"))))


class Numbering:
    """Counts the paragraphs of a document's lists, in reading order."""

    def __init__(self, part: etree._Element | None) -> None:
        """`part`: the root of numbering.xml, None for a document without it."""
        self._lists: dict[str, _List] = {}
        self._of_style: dict[str, ParagraphList] = {}
        if part is not None:
            self._read(part)

    def _read(self, part: etree._Element) -> None:
        definitions = {value(one, "abstractNumId"): one for one in part if local_name(one) == "abstractNum"}
        by_style = {
            value(link): one for one in definitions.values() if (link := child(one, "styleLink")) is not None
        }
        counts: dict[str | None, dict[int, int]] = {key: {} for key in definitions}
        for one in part:
            id_, key = value(one, "numId"), value(child(one, "abstractNumId"))
            if local_name(one) != "num" or id_ is None or key not in definitions:
                continue
            definition = definitions[key]
            definition = by_style.get(value(child(definition, "numStyleLink")), definition)
            held = _List(_levels(definition), counts[key])
            for override in one:
                index = _index(override) if local_name(override) == "lvlOverride" else None
                if index is not None:
                    held.levels |= _levels(override)
                    start = number(value(child(override, "startOverride")))
                    if start is not None:
                        held.starts[index] = start
            self._lists[id_] = held
            for level in definition:
                style = value(child(level, "pStyle"))
                if style is not None and (index := _index(level)) is not None:
                    self._of_style.setdefault(style, ParagraphList(id_, index))

    def list_of_style(self, style: str) -> ParagraphList | None:
        """The list whose level is bound to a paragraph style."""
        return self._of_style.get(style)

    def ordinal(self, of: ParagraphList) -> str:
        """The next ordinal of a paragraph in list `of`, empty for bullets and for no list."""
        held = self._lists.get(of.id or "")
        index = of.level or 0
        level = held.levels.get(index) if held else None
        if held is None or level is None:
            return ""
        first = held.starts.pop(index, None)
        if first is not None:
            held.counts[index] = first
        else:
            held.counts[index] = held.counts[index] + 1 if index in held.counts else level.start
        for deeper, other in held.levels.items():
            if deeper > index and other.restart > index:
                held.counts.pop(deeper, None)
        printed = "" if level.style in _BULLETS else "".join(self._printed(level, held))
        return printed and printed + level.suffix

    def _printed(self, level: Level, held: _List) -> Iterator[str]:
        """The level's text with %1 … %9 filled in."""
        parts = level.text.split("%")
        yield parts[0]
        for part in parts[1:]:
            index = int(part[0]) - 1 if part[:1] in set("123456789") else -1
            other = held.levels.get(index)
            if other is None:
                yield f"%{part}"
                continue
            count = held.counts.get(index, other.start)
            yield print_ordinal(count, "decimal" if level.decimal else other.style) + part[1:]

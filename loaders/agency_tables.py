"""The tables of bodies as typed rows, each read once. What the columns mean: `loaders/data/README.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.model import Level
from loaders.tables import read_table

Position = Literal["whole", "start", "end", "anywhere", "many", "kind"]
ActPosition = Literal[
    "opener",
    "leading",
    "backing",
    "not_opener",
    "cut",
    "inner",
    "adverb",
    "manner",
    "act",
    "deed",
    "thing",
    "approval",
    "class",
    "founding",
    "taking_part",
    "saying",
    "basis",
    "handling",
    "charge",
]


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system of bodies (条线), the same work at every level."""

    system: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """What a body of `system` is called at `levels`.

    `official` and `abbreviations` are templates: {J} the division's name, {S} its short name, {P} and {Q}
    those of its province; an abbreviation without one has the division in front. `where`: short names of
    divisions (and 直辖市) where this form is the usual one; empty: anywhere. `from_` and `to`: months, `to`
    excluded.
    """

    system: str
    levels: tuple[str, ...]
    where: tuple[str, ...]
    official: str
    abbreviations: tuple[str, ...]
    from_: str | None
    to: str | None
    certain: bool
    source: str
    examples: tuple[str, ...]

    def at(self, level: Level) -> bool:
        """Whether bodies of this level are called so."""
        return level in self.levels


@dataclass(frozen=True, slots=True)
class CentralRow:
    """A body of the whole country. `national_abbreviations` stand for it only where the nation speaks."""

    name: str
    kind: str
    system: str
    abbreviations: tuple[str, ...]
    national_abbreviations: tuple[str, ...]
    from_: str | None
    to: str | None
    source: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A body with a name of its own; its abbreviations hold in documents of its jurisdiction and below."""

    name: str
    jurisdiction: str
    system: str
    abbreviations: tuple[str, ...]
    source: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word inside bodies' names and how it is shortened."""

    short: str
    full: str
    source: str


@dataclass(frozen=True, slots=True)
class EndingRow:
    """What bodies' names end in. `full`: the ending written out; a weak one needs a place in front,
    a bare one may be the whole name (联席会议: that of the document's jurisdiction).

    `direct`: it may stand right behind the division (四川大学, 镇派出所, but not 市中心).
    `prose`: in running text, own: what ends so is a body with a name of its own; pointed: behind a division
    or a word that points at one; begun: there, and in a name that a clause begins with.
    """

    ending: str
    full: str | None
    strength: Literal["strong", "weak", "bare"]
    direct: bool
    prose: Literal["own", "pointed", "begun"] | None
    source: str


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """Words that decide at a position of a name.

    many and kind (各…, 有关… with …部门, …政府 at the end) decide together.
    """

    words: str
    position: Position
    source: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of several rows by where they stand, to be looked for all at once."""

    whole: frozenset[str]
    start: tuple[str, ...]
    end: tuple[str, ...]
    anywhere: tuple[str, ...]

    def found_in(self, text: str) -> bool:
        """Whether `text` has any of the words at its position."""
        return (
            text in self.whole
            or text.startswith(self.start)
            or text.endswith(self.end)
            or any(words in text for words in self.anywhere)
        )


@dataclass(frozen=True, slots=True)
class NotPointerRow:
    """A word that begins like a pointing word (市场, 区域)."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """Words around a body that acts.

    opener: leads to it and is no part of a name; leading: leads to it; backing: leads to a thing as well
    (支持X医院建设); not_opener: only seems to. cut: no part of a name; inner: nothing that stands in one.
    adverb: beside an act; manner: an act follows for sure; act; deed: an act, unless a thing follows (not
    监督所); approval: no act. class: what without a division in front stands for all such bodies (党委);
    founding: brings a body into being that is called by a shorter name after. taking_part: what a relative
    clause may say of an actor; saying (意见：), basis (根据) and handling (对…进行) tell an act as well;
    charge: of what a body is the unit (牵头单位).
    """

    words: str
    position: ActPosition
    source: str


@cache
def systems() -> tuple[SystemRow, ...]:
    """The systems. Raises TableError for a bad row, as do the functions below."""
    return read_table("systems", SystemRow)


@cache
def forms() -> tuple[FormRow, ...]:
    """The forms by level, the usual ones before the rarer."""
    return read_table("agency_forms", FormRow)


@cache
def central_bodies() -> tuple[CentralRow, ...]:
    """Central organs, people's organisations, national banks and companies."""
    return read_table("central_bodies", CentralRow)


@cache
def local_bodies() -> tuple[LocalRow, ...]:
    """Local bodies whose names follow no form."""
    return read_table("local_bodies", LocalRow)


@cache
def words() -> tuple[WordRow, ...]:
    """Words and their short forms, the longest first."""
    return tuple(sorted(read_table("agency_words", WordRow), key=lambda row: (-len(row.full), row.full)))


@cache
def endings() -> tuple[EndingRow, ...]:
    """The endings, the longest first."""
    rows = read_table("agency_endings", EndingRow)
    return tuple(sorted(rows, key=lambda row: (-len(row.ending), row.ending)))


@cache
def collective_rows() -> tuple[PhraseRow, ...]:
    """What makes a name one of many bodies."""
    return read_table("collective_words", PhraseRow)


@cache
def collective_phrases(kind: Literal["alone", "many", "kind"]) -> Phrases:
    """The words that make a name one of many bodies: alone, or many and kind together."""
    return _phrases(
        row
        for row in collective_rows()
        if (row.position if row.position in ("many", "kind") else "alone") == kind
    )


@cache
def exclusion_rows() -> tuple[PhraseRow, ...]:
    """Words that end like bodies and are none."""
    return read_table("not_bodies", PhraseRow)


@cache
def body_exclusions() -> Phrases:
    """The words that end like bodies and are none."""
    return _phrases(exclusion_rows())


def _phrases(rows: Iterable[PhraseRow]) -> Phrases:
    words: dict[str, list[str]] = {"whole": [], "start": [], "end": [], "anywhere": []}
    for row in rows:
        words[{"many": "anywhere", "kind": "end"}.get(row.position, row.position)].append(row.words)
    return Phrases(
        frozenset(words["whole"]), tuple(words["start"]), tuple(words["end"]), tuple(words["anywhere"])
    )


@cache
def not_pointers() -> tuple[str, ...]:
    """Words that begin like a pointing word and are none."""
    return tuple(row.words for row in read_table("not_pointers", NotPointerRow))


@cache
def act_words(position: str) -> tuple[str, ...]:
    """The words of one position of `ActRow`, the longest first."""
    rows = read_table("act_words", ActRow)
    return tuple(sorted((row.words for row in rows if row.position == position), key=lambda w: (-len(w), w)))


def months_off(from_: str | None, to: str | None, date: str | None) -> int:
    """How many months `date` (None: today) lies outside a row's months; 0 within them."""
    month = _months((date or "9999-12")[:7])
    before = _months(from_) - month if from_ else 0
    after = month - _months(to) + 1 if to else 0
    return max(before, after, 0)


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7] or 1)

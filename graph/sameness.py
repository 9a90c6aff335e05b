"""Which files hold one document, which of them speaks, and which document a citation means.

Decided from what is stored of each file and citation, and from nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.likeness import nested
from graph.model import Status

# Two files of one title are one document where so much of their measures is alike, if there are enough.
_ALIKE, _ENOUGH = 0.5, 3


class Cited(StrEnum):
    """Why a citation means a document, or none."""

    NUMBER = "number"
    TITLE = "title"
    TITLE_BUT_TAIL = "title without its tail"  # 《办法》 for 办法（试行）
    CORRECTION = "correction"
    NOT_LOADED = "not loaded"
    OTHER_NUMBER = "other number"
    OTHER_TAIL = "other tail"
    OTHER_ISSUER = "other issuer"
    OTHER_PLACE = "other place"
    LATER = "later than the text that cites"
    CORRECTED = "correction says different"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file: the properties of a File, absent ones None or empty."""

    id: str
    document: str
    own_id: str
    speaks: bool = False
    path: str | None = None
    digest: str | None = None
    number: str | None = None
    title: str | None = None
    date: str | None = None
    jurisdiction: str | None = None
    issuers: tuple[str, ...] = ()
    core: str | None = None
    title_issuer: str | None = None
    tail: str | None = None
    place: str | None = None
    fingerprint: str | None = None
    measure_keys: tuple[str, ...] = ()
    said: int = 0

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "FileFacts":
        """The facts of a stored File."""
        facts: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
        }
        return cls(**facts)

    @property
    def names(self) -> frozenset[str]:
        """What a correction may call it."""
        return frozenset(name for name in (self.own_id, self.number, self.title, self.path) if name)


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation and what is known of the document that makes it."""

    key: str
    document: str
    title: str | None = None
    number: str | None = None
    core: str | None = None
    title_issuer: str | None = None
    tail: str | None = None
    place: str | None = None
    date: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """What a correction may call the cited document."""
        return frozenset(name for name in (self.key, self.number, self.title) if name)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means. `document`: None where that is not certain; `candidates`: what it may be."""

    status: Status
    rule: Cited
    document: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What corrections say of documents: pairs of names that mean one, or two.

    Of a document and a citation, the first name is the document's, the second that of what is cited.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def _are(pairs: Iterable[tuple[str, str]], one: FileFacts, other: FileFacts) -> bool:
    """Whether a pair names the two files; one that names either file twice does not tell them apart."""
    return any(
        first in here.names - there.names and second in there.names - here.names
        for first, second in pairs
        for here, there in ((one, other), (other, one))
    )


def _mean(pairs: Iterable[tuple[str, str]], file: FileFacts, citing: Citing) -> bool:
    return any(a in file.names and b in citing.names for a, b in pairs)


def are_parted(one: FileFacts, other: FileFacts, said: Said) -> bool:
    """Whether a correction says that two files do not hold one document."""
    return one.own_id != other.own_id and _are(said.different, one, other)


def _numbers_differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _overlap(one: FileFacts, other: FileFacts) -> float:
    few = min(len(one.measure_keys), len(other.measure_keys))
    return len(set(one.measure_keys) & set(other.measure_keys)) / few if few >= _ENOUGH else 0.0


def _issuers_agree(one: FileFacts, other: FileFacts) -> bool:
    if one.issuers and other.issuers:
        return bool(set(one.issuers) & set(other.issuers))
    return one.jurisdiction is None or other.jurisdiction is None or one.jurisdiction == other.jurisdiction


def same_document(one: FileFacts, other: FileFacts, said: Said) -> bool:
    """Whether two files hold one document.

    By its number; by its measures' words; or by title and issuer, where the date is the same too or the
    measures are much alike, for next year's notice may have the same title.
    """
    if are_parted(one, other, said):
        return False
    return (
        one.own_id == other.own_id
        or _are(said.same, one, other)
        or _equal(one.number, other.number)
        or _equal(one.fingerprint, other.fingerprint)
        or _same_title(one, other)
    )


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _same_title(one: FileFacts, other: FileFacts) -> bool:
    return (
        _equal(one.core, other.core)
        and one.tail == other.tail
        and not _numbers_differ(one.number, other.number)
        and _issuers_agree(one, other)
        and (_equal(one.date, other.date) or _overlap(one, other) >= _ALIKE)
    )


def clash(one: FileFacts, other: FileFacts) -> bool:
    """Whether two files print one number, as 政办发〔2019〕5号, and yet are documents of two places."""
    return (
        _equal(one.number, other.number)
        and None not in (one.jurisdiction, other.jurisdiction)
        and one.jurisdiction != other.jurisdiction
        and one.core != other.core
        and _overlap(one, other) < _ALIKE
    )


def speaker(files: Iterable[FileFacts]) -> FileFacts:
    """Of the files of one document the one that speaks: with a number, the earliest, that says the most."""
    return min(
        files,
        key=lambda file: (file.number is None, file.date or "9999", -file.said, file.own_id, file.path or ""),
    )


def _by_title(citing: Citing, file: FileFacts, said: Said) -> Cited:
    """Whether `file`, which has the cited title, is meant, or why not."""
    faults = (
        (_mean(said.different, file, citing), Cited.CORRECTED),
        (_numbers_differ(citing.number, file.number), Cited.OTHER_NUMBER),
        (citing.tail is not None and citing.tail != file.tail, Cited.OTHER_TAIL),
        (bool(citing.date and file.date and file.date > citing.date), Cited.LATER),
        (not _issued(citing, file), Cited.OTHER_ISSUER),
        (not _speaks_for(citing, file), Cited.OTHER_PLACE),
    )
    fits = Cited.TITLE if citing.tail == file.tail else Cited.TITLE_BUT_TAIL
    return next((reason for fault, reason in faults if fault), fits)


def _issued(citing: Citing, file: FileFacts) -> bool:
    """Whether `file` is of the issuer that the cited title names, if it names one."""
    issuer = citing.title_issuer
    if issuer is None or not (file.issuers or file.title_issuer):
        return True
    return issuer == file.title_issuer or any(name in issuer for name in file.issuers)


def _speaks_for(citing: Citing, file: FileFacts) -> bool:
    """Whether a title may mean `file`: it has the issuer, or is of the citing place or one above it.

    A title that names its own place means the document of that place wherever it is cited.
    """
    if citing.title_issuer is not None and (file.issuers or file.title_issuer):
        return True
    if file.jurisdiction and file.core and file.jurisdiction in file.core:
        return True
    if file.place is None or citing.place is None:
        return file.place == citing.place
    return nested(file.place, citing.place) and len(file.place) <= len(citing.place)


def resolve_citation(citing: Citing, files: Iterable[FileFacts], said: Said) -> Resolution:
    """What `citing` means among `files`: those with its number or title, or that a correction names."""
    known = [file for file in files if file.document != citing.document]
    corrected = {file.document for file in known if _mean(said.same, file, citing)}
    free = [file for file in known if not _mean(said.different, file, citing)]
    numbered = {file.document for file in free if citing.number and file.number == citing.number}
    for found, rule in ((corrected, Cited.CORRECTION), (numbered, Cited.NUMBER)):
        if found:
            return _decided(found, rule)
    why = [
        (_by_title(citing, file, said), file.document)
        for file in known
        if citing.core and file.core == citing.core
    ]
    for rule in (Cited.TITLE, Cited.TITLE_BUT_TAIL):
        if found := {document for verdict, document in why if verdict is rule}:
            return _decided(found, rule)
    reasons = sorted({verdict for verdict, _ in why}, key=list(Cited).index)
    if not reasons and len(free) < len(known):
        reasons = [Cited.CORRECTED]
    return Resolution(Status.UNRESOLVED, reasons[0] if reasons else Cited.NOT_LOADED)


def _decided(found: set[str], rule: Cited) -> Resolution:
    if len(found) == 1:
        return Resolution(Status.RESOLVED, rule, next(iter(found)))
    return Resolution(Status.AMBIGUOUS, rule, None, tuple(sorted(found)))

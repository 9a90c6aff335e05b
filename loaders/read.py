"""Reads a file into its decoded text, or says in one sentence why it cannot be a document."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from graph.errors import DocumentError, message

# Formats read as text. Another format is a module of its own and a row here.
TEXT_SUFFIXES = frozenset({".txt", ".md", ".text"})
PARSED_SUFFIXES = frozenset({".json", ".jsonl"})

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# First bytes of files that are no text, whatever their name says.
_SIGNATURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP/docx"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"\x1f\x8b", "gzip"),
    (b"RIFF", "RIFF"),
    (b"BM", "BMP"),
    (b"SQLite", "SQLite"),
)
# How Chinese files are encoded when they are not UTF-8.
_ENCODINGS = ["gb18030", "big5", "utf_16", "utf_16_le", "utf_16_be"]


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded text. `notes` are sentences the user should see (read as GB18030)."""

    path: str
    text: str
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the decoded text, as hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def _decode(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        raise DocumentError("unknown_encoding", path=path)
    return str(best).removeprefix("\ufeff"), (
        message("read_as_encoding", path=path, encoding=best.encoding.upper()),
    )


def read_file(path: Path, max_bytes: int) -> Source:
    """The text of the file at `path` with newlines as \\n.

    Raises DocumentError for a file that is missing, empty, larger than `max_bytes`, not text, or in an
    encoding that cannot be told.
    """
    name = str(path)
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError("file_too_large", path=name, size=size // 2**20, limit=max_bytes // 2**20)
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError("file_unreadable", path=name, reason=error.strerror or error) from error
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError("file_not_text", path=name, kind=kind)
    text, notes = _decode(name, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError("file_empty", path=name)
    if _CONTROL.search(text):
        raise DocumentError("file_not_text", path=name, kind=message("binary"))
    return Source(name, text, notes)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: those given, and in given folders those of a format that is read, in name order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file()
                and file.suffix.lower() in TEXT_SUFFIXES | PARSED_SUFFIXES
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        else:
            yield path

"""Reads a file into its text, or says in one sentence why it cannot be a document."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DocumentError
from loaders.format_text import read_text
from loaders.formats import SUFFIXES, UNREAD_SUFFIXES, read_format

PARSED_SUFFIXES = frozenset({".json", ".jsonl"})


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, which all offsets count in. `notes` are sentences the user should see."""

    path: str
    text: str
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the text, as hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_file(path: Path, max_bytes: int) -> Source:
    """The text of the file at `path` with newlines as \\n.

    Raises DocumentError for a file that is missing, empty, larger than `max_bytes`, of a format that is
    not read, broken, locked with a password, or in an encoding that cannot be told.
    """
    name, suffix = str(path), path.suffix.lower()
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError("file_too_large", path=name, size=size // 2**20, limit=max_bytes // 2**20)
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError("file_unreadable", path=name, reason=error.strerror or error) from error
    if not data.strip():
        raise DocumentError("file_empty", path=name)
    text, notes = read_text(name, data) if suffix in PARSED_SUFFIXES else read_format(name, suffix, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError("file_empty", path=name)
    return Source(name, text, notes)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: those given, and in given folders every document, in name order.

    Documents of a format that is not read are among them, so that they are told.
    """
    wanted = SUFFIXES | UNREAD_SUFFIXES | PARSED_SUFFIXES
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file()
                and file.suffix.lower() in wanted
                # Word and WPS keep a lock beside an open document: ~$plan.docx.
                and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            )
        else:
            yield path

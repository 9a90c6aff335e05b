"""The formats that are read, one row each: how a file of it is told, and what reads it.

To add one: a module with a function from path and bytes to text and notes, and a row in `FORMATS`.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import DocumentError
from loaders.format_docx import is_docx, read_docx
from loaders.format_html import is_html, read_html
from loaders.format_pdf import is_pdf, read_pdf
from loaders.format_text import read_text

# Path and bytes of a file → its text, and notes for the user. Raises DocumentError.
Reader = Callable[[str, bytes], tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the suffixes its files have, whether bytes are of it, and its reader."""

    name: str
    suffixes: frozenset[str]
    is_of: Callable[[bytes], bool]
    read: Reader


# The content decides: the suffix of a downloaded file is often wrong. The first that fits reads it.
FORMATS = (
    Format("pdf", frozenset({".pdf"}), is_pdf, read_pdf),
    Format("docx", frozenset({".docx", ".docm"}), is_docx, read_docx),
    Format("html", frozenset({".html", ".htm", ".shtml", ".xhtml"}), is_html, read_html),
    Format("text", frozenset({".txt", ".md", ".text"}), lambda data: False, read_text),
)
SUFFIXES = frozenset[str]().union(*(row.suffixes for row in FORMATS))
# Documents that a person would miss if a folder passed them over in silence.
UNREAD_SUFFIXES = frozenset({".doc", ".wps", ".ofd", ".rtf", ".odt"})

_IMAGES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_OTHERS = (
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite", "SQLite"),
)
_OLE = b"\xd0\xcf\x11\xe0"
# Office keeps a document with a password in an OLE file with a stream of this name.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIPPED = (
    ("OFD.xml", "OFD"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "ODT"),
)


def _refuse(path: str, data: bytes) -> None:
    for signature, kind in _IMAGES:
        if data.startswith(signature):
            raise DocumentError("image_not_read", path=path, kind=kind)
    for signature, kind in _OTHERS:
        if data.startswith(signature):
            raise DocumentError("format_not_read", path=path, kind=kind)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise DocumentError("file_encrypted", path=path)
        raise DocumentError("format_not_read", path=path, kind="Word 97–2003 / WPS")
    if data.startswith(b"PK\x03\x04"):
        raise DocumentError("format_not_read", path=path, kind=_zipped_kind(data))


def _zipped_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "ZIP"
    return next((kind for name, kind in _ZIPPED if name in names), "ZIP")


def read_format(path: str, suffix: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file's bytes and notes for the user; `suffix` with its dot, in lower case.

    Raises DocumentError for a format that is not read, and for a file that is broken, locked or no text.
    """
    of_suffix = next((row for row in FORMATS if suffix in row.suffixes), None)
    row = next((row for row in FORMATS if row.is_of(data)), None)
    if row is None:
        _refuse(path, data)
        row = of_suffix or FORMATS[-1]
    return row.read(path, data)

"""Plain text and Markdown: bytes decoded, in whatever encoding Chinese files come."""

import re

from charset_normalizer import from_bytes

from graph.errors import DocumentError, message

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# How Chinese files are encoded when they are not UTF-8.
_ENCODINGS = ["gb18030", "big5", "utf_16", "utf_16_le", "utf_16_be"]


def decode(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of `data`, and a note for the user where they were not UTF-8.

    Raises DocumentError for an encoding that cannot be told.
    """
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        raise DocumentError("unknown_encoding", path=path)
    return str(best).removeprefix("\ufeff"), (
        message("read_as_encoding", path=path, encoding=best.encoding.upper()),
    )


def read_text(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a text file, and notes for the user.

    Raises DocumentError for binary data and for an encoding that cannot be told.
    """
    text, notes = decode(path, data)
    if _CONTROL.search(text):
        raise DocumentError("file_not_text", path=path, kind=message("binary"))
    return text, notes

"""PDF files with a text layer: read by PDFium in a process of its own, laid out by `pdf_layout`."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import DocumentError, message
from loaders.pdf_layout import Glyph, lay_out
from loaders.tables import read_table

_CHILD = Path(__file__).with_name("pdf_child.py")
_SECONDS = 60
_MOST_CHARS = 1_000_000  # ten times the longest plan
_HEAD_BYTES = 1024
_FEWEST_CHARS = 10  # a page; a scan may have a stamp or a page number in text
_GARBLED = 0.2
# Compatibility ideographs: one glyph with the unified one, which the document means.
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF (the mark may stand anywhere in the first 1,024 bytes)."""
    return b"%PDF-" in data[:_HEAD_BYTES]


@dataclass(frozen=True, slots=True)
class _Radical:
    radical: str
    character: str
    source: str


@cache
def _radicals() -> dict[int, str]:
    return {ord(row.radical): row.character for row in read_table("radicals", _Radical)}


def unify(char: str) -> str:
    """The ideograph that is meant by a radical of the same glyph (⼀ → 一): fonts confuse the two."""
    return unicodedata.normalize("NFKC", char) if _COMPATIBLE.match(char) else char.translate(_radicals())


def _run_child(path: str, data: bytes, seconds: float, most: int) -> dict[str, Any]:
    # -P: a folder of the user's that is named like a module must not be imported.
    command = [sys.executable, "-P", str(_CHILD), str(most)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise DocumentError("file_too_slow", path=path, seconds=round(seconds)) from error
    if done.returncode:
        raise DocumentError("file_broken", path=path, kind="pdf")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _is_garbled(chars: Sequence[str]) -> bool:
    """Whether many characters say nothing: private use, unassigned, or the mark of a failed decoding."""
    lost = sum(1 for char in chars if char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cs"))
    return lost > _GARBLED * len(chars)


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def read_pdf(
    path: str, data: bytes, seconds: float = _SECONDS, most: int = _MOST_CHARS
) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF, and a note of the pages that have none.

    Raises DocumentError for one that is broken, locked with a password, a scan, garbled, of more than `most`
    characters, or not read within `seconds`.
    """
    answer = _run_child(path, data, seconds, most)
    match answer.get("error"):
        case "encrypted":
            raise DocumentError("file_encrypted", path=path)
        case "long":
            raise DocumentError("pdf_too_long", path=path, limit=most)
        case "broken":
            raise DocumentError("file_broken", path=path, kind="pdf")
    pages = [[Glyph(unify(char), *box) for char, *box in page] for page in answer["pages"]]
    filled = [sum(1 for glyph in page if glyph.char.strip()) for page in pages]
    if sum(filled) < _FEWEST_CHARS * len(pages) or not any(filled):
        raise DocumentError("pdf_no_text", path=path)
    if _is_garbled([glyph.char for page in pages for glyph in page]):
        raise DocumentError("pdf_garbled", path=path)
    empty = [number for number, chars in enumerate(filled, 1) if not chars]
    notes = (message("pdf_pages_without_text", path=path, pages=_ranges(empty)),) if empty else ()
    return lay_out(pages), notes

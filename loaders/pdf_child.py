"""Reads a PDF's characters and their places with PDFium, in a process of its own, for `format_pdf` alone.

PDFium is C++ and the file may be hostile: a crash, a flood or an endless loop ends this process and no other.
The PDF comes on standard input, the number of characters it may have as the argument; on standard output
goes one JSON object,
{"pages": [[[char, left, bottom, right, top], …], …]} in points from the lower left of the page as it is
shown, or {"error": "broken" | "encrypted" | "long"}. A blank that was inferred has the box 0, 0, 0, 0.
"""

import contextlib
import ctypes
import json
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

_MEMORY = 2 * 2**30  # bytes
_BLANK = 0x20
Box = tuple[float, float, float, float]  # left, bottom, right, top
Glyph = tuple[str, float, float, float, float]


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource  # noqa: PLC0415 (absent on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _turned(box: raw.FS_RECTF, page: pypdfium2.PdfPage, turn: int) -> Box:
    """A box as it stands on the page when it is shown turned by `turn` degrees, clockwise."""
    width, height = page.get_size()
    match turn:
        case 90:
            return box.bottom, height - box.right, box.top, height - box.left
        case 180:
            return width - box.right, height - box.top, width - box.left, height - box.bottom
        case 270:
            return width - box.top, box.left, width - box.bottom, box.right
    return box.left, box.bottom, box.right, box.top


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    box = raw.FS_RECTF()
    turn = page.get_rotation()
    for index in range(raw.FPDFText_CountChars(text)):
        # Blanks that PDFium infers from gaps have no place of their own; nor have its breaks.
        if raw.FPDFText_IsGenerated(text, index) == 1:
            if raw.FPDFText_GetUnicode(text, index) == _BLANK:
                yield " ", 0, 0, 0, 0
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if not code or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        left, bottom, right, top = _turned(box, page, turn)
        yield chr(code), round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def read_pages(data: bytes, most: int) -> dict[str, object]:
    """What goes on standard output for the PDF `data`, which may have `most` characters."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return {"error": "encrypted" if locked else "broken"}
    count = 0
    pages: list[list[Glyph]] = []
    for index in range(len(document)):
        try:
            pages.append(list(_glyphs(document[index])))
        except pypdfium2.PdfiumError:  # a page whose content is broken; the others may be whole
            pages.append([])
        count += len(pages[-1])
        if count > most:
            return {"error": "long"}
    return {"pages": pages}


def main() -> None:
    """Read standard input, write standard output."""
    _limit_memory()
    json.dump(read_pages(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()

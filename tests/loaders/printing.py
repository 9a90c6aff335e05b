"""Prints pages to PDF with Chromium, and writes small PDF files by hand."""

import html
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

# GB/T 9704-2012: A4, margins of 37, 26, 35 and 28 mm, characters of 16 points, 22 lines of 28 on a page.
STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; %s }
body { font: 16pt/28pt serif; margin: 0 }
p { margin: 0; text-indent: 2em; text-align: justify }
"""
PAGE_NUMBERS = '@bottom-center { content: "— " counter(page) " —"; font-size: 14pt }'


def print_pdf(lines: Sequence[str], file: Path, page_boxes: str = PAGE_NUMBERS) -> Path:
    """Write `file`, a PDF as an office prints it: each line a paragraph."""
    program = os.environ.get("ZHENGTU_CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium: apt-get install chromium, or set ZHENGTU_CHROMIUM")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines if line.strip())
    page = file.with_suffix(".page.html")
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{STYLE % page_boxes}</style>{paragraphs}", "utf-8"
    )
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    command += [
        f"--user-data-dir={file.parent / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={file}",
    ]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)
    page.unlink()
    return file


def write_pdf(*contents: str, page: str = "", trailer: str = "", to_unicode: str = "") -> bytes:
    """A PDF with a page for each content stream; `page` goes into each page's dictionary.

    `to_unicode`: what the font says its characters mean.
    """
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>",
        f"<</Length {len(to_unicode)}>>stream\n{to_unicode}\nendstream",
    ]
    for at, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {6 + 2 * at} 0 R{page}>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF"
    ).encode("latin-1")

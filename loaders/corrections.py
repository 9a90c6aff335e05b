"""Reads the corrections file: what a person says is one thing, or two, or another name.

A CSV edited by hand, which `graph.correcting.write_corrections` puts into the graph.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from graph.errors import TableError
from graph.model import Correction, CorrectionRule

COLUMNS = ("kind", "rule", "name_or_id", "other", "note")
KINDS = ("project", "agency", "document", "region")


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The rows of the file at `path`; none where there is no file.

    UTF-8, or GB18030 as spreadsheets save it; empty lines are passed over. Raises TableError naming file,
    line and fault: a wrong header, kind or rule, a missing name, a row that another contradicts.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise TableError("corrections_unreadable", file=path, reason=error.strerror or error) from error
    rows = tuple(_rows(_decoded(data, path), path))
    said: dict[frozenset[str], Correction] = {}
    for row in rows:
        before = said.setdefault(frozenset((row.kind, row.name, row.other)), row)
        if (before.rule is CorrectionRule.DIFFERENT) != (row.rule is CorrectionRule.DIFFERENT):
            raise TableError("corrections_contradict", file=path, line=row.line, other=before.line)
    return rows


def _decoded(data: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("corrections_unreadable", file=path, reason="UTF-8?")


def _rows(text: str, path: Path) -> Iterator[Correction]:
    reader = csv.reader(StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    if tuple(header) != COLUMNS:
        raise TableError("bad_table_header", file=path, found=",".join(header), wanted=",".join(COLUMNS))
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            yield _correction([cell.strip() for cell in cells], reader.line_num)
        except ValueError as error:
            raise TableError("bad_table_row", file=path, line=reader.line_num, reason=error) from error


def _correction(cells: list[str], line: int) -> Correction:
    """The row in `cells`; the note may be left out. Raises ValueError saying what is wrong."""
    if len(cells) not in (len(COLUMNS) - 1, len(COLUMNS)):
        raise ValueError(f"{len(cells)} cells for {len(COLUMNS)} columns")
    kind, rule, name, other, *note = cells
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    if rule not in list(CorrectionRule):
        raise ValueError(f"{rule!r} is none of {', '.join(CorrectionRule)}")
    if not name or not other or name == other:
        raise ValueError(f"two names are needed: {name!r}, {other!r}")
    return Correction(kind, CorrectionRule(rule), name, other, "".join(note), line)  # type: ignore[arg-type]

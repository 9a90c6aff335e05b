"""An answer as people and programs take it: a table, JSON or CSV."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from graph.errors import message
from queries.run import QueryResult

_SHOWN_IN_CELL = 3
_UNBOUNDED = 10_000  # columns of a terminal that nobody has
_SQUEEZE = 1.5  # how much wider a table may want to be than its terminal
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> str:
    """A value as the text of one cell: a list joined by 、, null empty, anything nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return "、".join(map(str, value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def quotations(result: QueryResult, row: int) -> list[str]:
    """The distinct passages that `row` (from 0) was read from, in the order of its evidence."""
    return list(dict.fromkeys(evidence.quote for evidence in result.evidence if evidence.row == row))


def _harmless(value: Any) -> str:
    """The text of a CSV cell; what a spreadsheet would run as a formula is kept a text by an apostrophe."""
    text = cell(value)
    return f"'{text}" if isinstance(value, str | list) and text[:1] in _FORMULA else text


def _cells(result: QueryResult) -> list[list[str]]:
    return [[cell(row[column]) for column in result.columns] for row in result.rows]


def _brief(values: list[str]) -> list[str]:
    """The first of `values`, and how many more there are."""
    more = len(values) - _SHOWN_IN_CELL
    return values[:_SHOWN_IN_CELL] + ([message("cli_more", count=more)] if more > 0 else [])


def _lines(result: QueryResult, number: int) -> list[list[str]]:
    """The cells of a row as lines: a list has one for each of its first values. Quotations stand last."""
    row = result.rows[number]
    cells = [
        _brief([cell(part) for part in value]) if isinstance(value, list) else [cell(value)]
        for value in (row[column] for column in result.columns)
    ]
    return [*cells, _brief(quotations(result, number))] if result.evidence else cells


def _headings(result: QueryResult) -> list[str]:
    return [*result.columns, *([message("cli_quotation")] if result.evidence else [])]


def _columns(result: QueryResult) -> Table:
    # Names are long words without spaces: fold them, or all but their beginnings would be lost.
    headings = (Column(escape(heading), overflow="fold") for heading in _headings(result))
    table = Table(*headings, box=SIMPLE_HEAD, pad_edge=False, leading=1 if result.evidence else 0)
    for number in range(len(result.rows)):
        table.add_row(*(Text("\n".join(lines)) for lines in _lines(result, number)))
    return table


def _records(result: QueryResult) -> Table:
    """A block of lines for each row."""
    table = Table.grid(Column(style="dim", no_wrap=True), Column(overflow="fold"), padding=(0, 2, 0, 0))
    for number in range(len(result.rows)):
        for heading, lines in zip(_headings(result), _lines(result, number), strict=True):
            table.add_row(Text(heading), Text(" / ".join(lines)))
        table.add_row()
    return table


def as_table(result: QueryResult, console: Console) -> Table:
    """The rows as columns, or each as a block of lines where the columns would be too narrow to read.

    Long lists are cut, and rows with evidence end with their first quotations; JSON and CSV have all.
    """
    table = _columns(result)
    width = console.measure(table, options=console.options.update(max_width=_UNBOUNDED)).maximum
    fits = width <= _SQUEEZE * console.width or len(table.columns) == 1
    return table if fits else _records(result)


def as_json(result: QueryResult) -> str:
    """JSON with the keys that the service answers with."""
    answer = {name: value for name, value in asdict(result).items() if name != "linked"}
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)


def as_csv(result: QueryResult) -> str:
    """CSV with a header line; rows with evidence end with a column of their quotations, one a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    quoted = bool(result.evidence)
    writer.writerow([*result.columns, "quotations"] if quoted else result.columns)
    for number, row in enumerate(result.rows):
        cells = [_harmless(row[column]) for column in result.columns]
        writer.writerow([*cells, _harmless("\n".join(quotations(result, number)))] if quoted else cells)
    return out.getvalue()

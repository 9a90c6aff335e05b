"""An answer as people and programs take it: a table, JSON or CSV."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from graph.errors import message
from queries.run import QueryResult

_QUOTATIONS_IN_TABLE = 3
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


def as_table(result: QueryResult) -> Table:
    """A table for a terminal; rows with evidence end with their first quotations."""
    headings = [*result.columns, *([message("cli_quotation")] if result.evidence else [])]
    # Names are long words without spaces: fold them, or all but their beginnings would be lost.
    table = Table(
        *(Column(escape(name), overflow="fold") for name in headings), box=SIMPLE_HEAD, pad_edge=False
    )
    for number, cells in enumerate(_cells(result)):
        if result.evidence:
            quotes = quotations(result, number)
            more = len(quotes) - _QUOTATIONS_IN_TABLE
            tail = [message("cli_more_quotations", count=more)] if more > 0 else []
            cells.append("\n".join(quotes[:_QUOTATIONS_IN_TABLE] + tail))
        table.add_row(*map(Text, cells))
    return table


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

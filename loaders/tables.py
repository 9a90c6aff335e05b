"""Reads a table of `loaders/data` into typed rows, and refuses a bad row by file and line.

A row's type is a frozen dataclass: its fields are the table's columns, in order. A cell may be `str`,
`int`, `bool` (true/false), a StrEnum or Literal, a `tuple[str, ...]` (parts joined by `;`), or any of
these `| None` (an empty cell).
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from graph.errors import TableError

Row = TypeVar("Row")
Cell = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and how its cells are read."""

    name: str
    read: Cell


def data_folder() -> Traversable:
    """The folder of tables, inside the installed package."""
    return resources.files("loaders").joinpath("data")


def _choice(allowed: tuple[str, ...], cell: str) -> str:
    if cell not in allowed:
        raise ValueError(f"{cell!r} is none of {', '.join(allowed)}")
    return cell


def _required(cell: str) -> str:
    if not cell:
        raise ValueError("empty")
    return cell


def _parts(cell: str) -> tuple[str, ...]:
    parts = tuple(cell.split(";")) if cell else ()
    if "" in parts or len(set(parts)) < len(parts):
        raise ValueError(f"{cell!r} has an empty or repeated part")
    return parts


def _bool(cell: str) -> bool:
    return _choice(("true", "false"), cell) == "true"


def _optional(read: Cell, cell: str) -> Any:
    return read(cell) if cell else None


def _cell_reader(kind: Any) -> Cell:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return partial(_optional, _cell_reader(inner))
    if origin is Literal:
        return partial(_choice, get_args(kind))
    if origin is tuple:
        return _parts
    if kind is bool:
        return _bool
    if kind is str:
        return _required
    if kind is int or issubclass(kind, StrEnum):
        return kind  # type: ignore[no-any-return]
    raise TypeError(f"no reader for cells of {kind}")


def _columns(row: type[Row]) -> tuple[Column, ...]:
    hints = get_type_hints(row)
    return tuple(
        Column(field.name, _cell_reader(hints[field.name]))
        for field in fields(row)  # type: ignore[arg-type]
    )


def read_table(name: str, row: type[Row], folder: Traversable | None = None) -> tuple[Row, ...]:
    """The rows of `<name>.csv` (UTF-8, header line = the fields of `row`, a trailing `_` of a field dropped).

    Raises TableError naming file, line and fault: a wrong header, a missing cell, a value of the wrong kind.
    """
    file = (folder or data_folder()).joinpath(f"{name}.csv")
    columns = _columns(row)
    header = [column.name.rstrip("_") for column in columns]
    out: list[Row] = []
    with file.open(encoding="utf-8") as lines:
        reader = csv.reader(lines)
        found = next(reader, [])
        if found != header:
            raise TableError(
                "bad_table_header", file=file.name, found=",".join(found), wanted=",".join(header)
            )
        for cells in reader:
            if len(cells) != len(columns):
                raise TableError(
                    "bad_table_row",
                    file=file.name,
                    line=reader.line_num,
                    reason=f"{len(cells)} cells for {len(columns)} columns",
                )
            try:
                values = [column.read(cell) for column, cell in zip(columns, cells, strict=True)]
            except ValueError as error:
                raise TableError(
                    "bad_table_row", file=file.name, line=reader.line_num, reason=error
                ) from error
            out.append(row(*values))
    return tuple(out)

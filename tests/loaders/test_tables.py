"""Tables are read into typed rows, a bad row is refused by file and line, the place tables are in order."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from graph.errors import TableError
from loaders.gazetteer import Gazetteer
from loaders.places import Area, read_line_words, read_neighbours, read_not_places, read_runs
from loaders.tables import data_folder, read_table


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    from_: int | None
    colour: Colour
    kind: Literal["a", "b"]
    whole: bool
    parts: tuple[str, ...]
    note: str | None


HEADER = "name,from,colour,kind,whole,parts,note\n"


def read(folder: Path, text: str) -> tuple[Row, ...]:
    (folder / "rows.csv").write_text(text, "utf-8")
    return read_table("rows", Row, folder)


def test_cells_are_read_by_the_type_of_their_field(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + '甲,1999,red,a,true,一;二,"n, m"\n乙,,red,b,false,,\n')
    assert rows == (
        Row("甲", 1999, Colour.RED, "a", True, ("一", "二"), "n, m"),
        Row("乙", None, Colour.RED, "b", False, (), None),
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",1999,red,a,true,,", "empty"),
        ("甲,soon,red,a,true,,", "soon"),
        ("甲,1999,blue,a,true,,", "blue"),
        ("甲,1999,red,c,true,,", "'c'"),
        ("甲,1999,red,a,yes,,", "'yes'"),
        ("甲,1999,red,a,true,一;,", "一;"),
        ("甲,1999,red,a,true,一;一,", "一;一"),
        ("甲,1999,red,a,true,", "6"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(TableError) as caught:
        read(tmp_path, f"{HEADER}甲,1999,red,a,true,,\n{line}\n")
    assert "rows.csv" in str(caught.value) and "3" in str(caught.value) and fault in str(caught.value)


def test_a_wrong_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"rows\.csv"):
        read(tmp_path, "name,since\n")


def test_every_table_is_canonical_csv_with_a_source() -> None:
    tables = [item for item in data_folder().iterdir() if item.name.endswith(".csv")]
    assert len(tables) > 10
    for table in tables:
        lines = table.read_text("utf-8").split("\n")
        assert lines[-1] == "" and "" not in lines[:-1], table.name
        assert not any(line != line.strip() or "\r" in line for line in lines), table.name
        header, *rows = csv.reader(lines[:-1])
        assert "source" in header and all(len(row) == len(header) for row in rows), table.name
        assert all(row[header.index("source")] for row in rows), table.name
        assert len({tuple(row) for row in rows}) == len(rows), table.name


def test_words_that_are_no_places() -> None:
    gazetteer = Gazetteer.read()
    rows = read_not_places()
    forms = {form for division in gazetteer.divisions for form in division.forms}
    assert len({row.word for row in rows}) == len(rows)
    for row in rows:
        if row.word in forms:
            assert row.kind in ("ordinary word", "other name"), row


def test_runs_name_one_place_a_character() -> None:
    gazetteer = Gazetteer.read()
    rows = read_runs()
    assert len({(row.run, row.within) for row in rows}) == len(rows)
    for row in rows:
        assert any(name != "-" for name in row.names)
        for name in row.names:
            assert name == "-" or gazetteer.official(name) is not None, row
        assert 0 < len(row.names) <= len(row.run), row


def test_line_words_are_unique() -> None:
    words = read_line_words()
    assert len(set(words)) == len(words)
    assert {"铁路", "高速公路", "段建设"} <= set(words)


def test_neighbours_are_provinces_and_mutual() -> None:
    gazetteer = Gazetteer.read()
    around = read_neighbours()
    for code, others in around.items():
        assert gazetteer.by_code(code) is not None and code not in others
        assert all(code in around[other] for other in others)
    assert gazetteer.border("512021", "500111") and not gazetteer.border("512021", "110000")


def test_areas_are_found_by_every_alias() -> None:
    gazetteer = Gazetteer.read()
    for area in gazetteer.areas:
        assert isinstance(area, Area)
        home = gazetteer.by_code(area.within) if area.within else gazetteer.named("四川省")[0]
        assert gazetteer.area(area.name, home) == area

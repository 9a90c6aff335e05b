"""The corrections file is read row by row, and a bad row is refused by file and line."""

from pathlib import Path

import pytest

from graph.errors import TableError
from graph.model import Correction, CorrectionRule
from loaders.corrections import read_corrections

HEADER = "kind,rule,name_or_id,other,note\n"


def written(folder: Path, rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "corrections.csv"
    path.write_text(HEADER + rows, encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_read_corrections(tmp_path: Path, encoding: str) -> None:
    path = written(
        tmp_path, "project,same, 绵遂内铁路 ,绵内高铁,同一条线\n\nagency,alias,甲局,乙局\n", encoding
    )
    assert read_corrections(path) == (
        Correction("project", CorrectionRule.SAME, "绵遂内铁路", "绵内高铁", "同一条线", 2),
        Correction("agency", CorrectionRule.ALIAS, "甲局", "乙局", "", 4),
    )


def test_read_corrections_without_a_file(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == ()


@pytest.mark.parametrize(
    ("rows", "line", "fault"),
    [
        ("project,same,甲,乙,\nprojekt,same,甲,乙,\n", 3, "projekt"),
        ("project,equal,甲,乙,\n", 2, "equal"),
        ("project,same,甲,,\n", 2, "甲"),
        ("project,same,甲,甲,\n", 2, "甲"),
        ("project,same,甲\n", 2, "3 cells"),
        ("project,same,甲,乙,因为,多\n", 2, "6 cells"),
        ("project,same,甲,乙,\nproject,different,乙,甲,\n", 3, "2"),
    ],
)
def test_read_corrections_refuses_a_bad_row(tmp_path: Path, rows: str, line: int, fault: str) -> None:
    with pytest.raises(TableError) as refused:
        read_corrections(written(tmp_path, rows))
    assert refused.value.facts["line"] == line
    assert fault in str(refused.value)
    assert "corrections.csv" in str(refused.value)


def test_read_corrections_refuses_another_header(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("kind,rule,name,other\n", "utf-8")
    with pytest.raises(TableError, match="name_or_id"):
        read_corrections(path)


def test_read_corrections_refuses_what_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(b"\xff\xff\x00")
    with pytest.raises(TableError, match=r"corrections\.csv"):
        read_corrections(path)
    with pytest.raises(TableError, match=tmp_path.name):
        read_corrections(tmp_path)

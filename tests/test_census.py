"""The census of texts without golden readings."""

from pathlib import Path

import pytest

from loaders.samples import sample_folder
from tests.census import print_census, take_census


def test_take_census_counts_by_kind(tmp_path: Path) -> None:
    text = next(sample_folder().glob("资阳市*.txt")).read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text("首页\n联系我们\n", "utf-8")
    (tmp_path / "index.tsv").write_text("file\tkind\na.txt\tpolicy\nb.txt\tnews\n", "utf-8")
    census = take_census(tmp_path)
    assert census["news"]["refused"] == 1
    assert census["policy"]["documents"] == 1
    assert census["policy"]["measures"] == 56
    assert census["policy"]["listed"] > 100


def test_print_census_tells_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    now = {
        "policy": dict.fromkeys(
            ("documents", "refused", "measures", "listed", "named", "projects", "regions", "citations"), 5
        )
    }
    print_census(now, {"policy": now["policy"] | {"projects": 3}})
    assert "5 (+2)" in capsys.readouterr().out

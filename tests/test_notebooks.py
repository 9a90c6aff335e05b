"""Notebooks are code: every one is run from top to bottom on a graph of its own, and keeps no output."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def run(notebook: Path, cwd: Path) -> str:
    """What the cells of `notebook` print and show."""
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=600, resources={"metadata": {"path": str(cwd)}}).execute()
    outputs = [output for cell in content.cells for output in cell.get("outputs", ())]
    return "".join(
        output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in outputs
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("ZHENGTU_HOME", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    return tmp_path


def test_the_first_look_runs_and_answers_the_flagship_question(folder: Path) -> None:
    printed = run(NOTEBOOKS / "load-and-look.ipynb", folder)
    assert "中国铁路成都局集团有限公司" in printed
    assert "安岳县人民政府" in printed


def test_who_does_what_counts_and_quotes(folder: Path) -> None:
    shown = run(NOTEBOOKS / "who-does-what.ipynb", folder)
    assert "安岳县人民政府" in shown
    assert "写作“省发展改革委”" in shown
    assert "牵头" in shown


def test_one_project_is_followed_across_documents_and_drawn(folder: Path) -> None:
    shown = run(NOTEBOOKS / "one-project-across-documents.ipynb", folder)
    assert "2018-" in shown
    assert "2022-" in shown
    assert "原文“绵遂内”" in shown
    page = (folder / "绵遂内铁路.html").read_text("utf-8")
    assert json.dumps("资阳市交通运输局") in page


def test_bodies_that_work_together_are_ranked_grouped_and_drawn(folder: Path) -> None:
    shown = run(NOTEBOOKS / "bodies-that-work-together.ipynb", folder)
    assert "第 1 群" in shown
    assert "安岳县人民政府" in shown
    assert "第 1 群" in (folder / "一起做事的单位.html").read_text("utf-8")


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_kept_without_output(notebook: Path) -> None:
    content = nbformat.read(notebook, as_version=4)
    nbformat.validate(content)
    assert [cell for cell in content.cells if cell.get("outputs") or cell.get("execution_count")] == []

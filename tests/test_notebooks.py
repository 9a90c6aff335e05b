"""Notebooks are code: every one is run from top to bottom on a graph of its own, and keeps no output."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def run(notebook: Path, cwd: Path) -> str:
    """What the cells of `notebook` print."""
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=300, resources={"metadata": {"path": str(cwd)}}).execute()
    return "".join(output.get("text", "") for cell in content.cells for output in cell.get("outputs", ()))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("ZHENGTU_HOME", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    return tmp_path


def test_the_first_look_runs_and_answers_the_flagship_question(folder: Path) -> None:
    printed = run(NOTEBOOKS / "load-and-look.ipynb", folder)
    assert "中国铁路成都局集团有限公司" in printed
    assert "安岳县人民政府" in printed


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_kept_without_output(notebook: Path) -> None:
    content = nbformat.read(notebook, as_version=4)
    nbformat.validate(content)
    assert [cell for cell in content.cells if cell.get("outputs") or cell.get("execution_count")] == []

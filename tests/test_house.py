"""The rules of the house that no tool checks: what may stand in the repository, and docs held to the code."""

import re
import string
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from graph.errors import ZhengtuError
from graph.settings import Settings

ROOT = Path(__file__).parent.parent
MESSAGES = tomllib.loads((ROOT / "graph" / "messages.toml").read_text("utf-8"))
# Put together from parts, so that this file does not hold what it looks for.
REGISTRIES = "|".join(rf"\b{host}[.](?:org|com)" for host in ("pypi", "pythonhosted", "npmjs", "sonatype"))
FOLDERS = "|".join(f"/{top}/" for top in ("work", "root", "home"))
ERRORS: tuple[type[ZhengtuError], ...] = (ZhengtuError, *ZhengtuError.__subclasses__())
FORBIDDEN_NAMES = {"utils", "helpers", "common"}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


@pytest.mark.parametrize("pattern", [REGISTRIES, rf"(?<![\w.:/])(?:{FOLDERS})"])
def test_no_registry_address_or_path_of_one_machine_is_in_the_repository(pattern: str) -> None:
    found = re.compile(pattern, re.IGNORECASE)
    hits = [
        f"{path.relative_to(ROOT)}:{number}: {line[:120]}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if found.search(line)
    ]
    assert hits == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [path for path in tracked_files() if FORBIDDEN_NAMES & {path.stem, path.parent.name}] == []


def test_no_source_file_is_longer_than_400_lines() -> None:
    sources = [path for path in tracked_files() if path.suffix in {".py", ".ts", ".tsx", ".css"}]
    assert len(sources) > 10
    long = {
        str(path.relative_to(ROOT)): count for path in sources if (count := text_of(path).count("\n")) > 400
    }
    assert long == {}


def test_what_a_notebook_imports_starts_no_command_line() -> None:
    loaded = "import sys, zhengtu; print({'typer', 'commands', 'fastapi'} & set(sys.modules))"
    shown = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert shown.stdout == "set()\n"


def test_every_setting_is_documented_with_its_default_and_no_other() -> None:
    rows = re.findall(
        r"^\| `(ZHENGTU_\w+)` \| (?:`([^`]*)`)? *\|", (ROOT / "docs/settings.md").read_text("utf-8"), re.M
    )
    assert rows == [(f"ZHENGTU_{field.name.upper()}", str(field.default)) for field in fields(Settings)]


def facts_of(sentence: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_says_the_same_facts_in_both_languages(key: str) -> None:
    assert set(MESSAGES[key]) == {"zh", "en"}
    assert facts_of(MESSAGES[key]["zh"]) == facts_of(MESSAGES[key]["en"])


def test_every_message_the_code_names_is_a_row() -> None:
    errors = "|".join(kind.__name__ for kind in ERRORS)
    call = re.compile(rf'\b(?:message|{errors})\(\s*"(\w+)"')
    named = {
        (key, path.name)
        for path in tracked_files()
        if path.suffix == ".py" and "tests" not in path.parts
        for key in call.findall(text_of(path))
    }
    assert {(key, name) for key, name in named if key not in MESSAGES} == set()


def test_every_row_of_messages_is_used() -> None:
    code = "\n".join(text_of(path) for path in tracked_files() if path.suffix == ".py")
    assert [key for key in MESSAGES if f'"{key}"' not in code] == []


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
)
def test_every_path_a_document_links_to_exists(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_make_target_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        text = (ROOT / name).read_text("utf-8")
        assert set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", text)) <= targets, name


def test_locks_hold_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.M))
    everything = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.M))
    wanted = {re.split(r"[<>=!\[ ;]", line)[0].lower() for line in project["project"]["dependencies"]}
    tools = {
        re.split(r"[<>=!\[ ;]", line)[0].lower()
        for line in project["dependency-groups"]["dev"]
        if isinstance(line, str)
    }
    assert wanted <= locked
    assert locked | tools <= everything

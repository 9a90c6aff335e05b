"""`zhengtu export`: what a user types, what is written, and one sentence where it cannot be."""

import json
from pathlib import Path

import networkx as nx
import pytest

from tests.test_command_line import CommandLine


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("export-command")
    plan = folder / "方案.txt"
    plan.write_text(
        "关于支持发展的工作方案\n一、总体要求\n（一）加快建设。推进安岳县水库建设。（责任单位：资阳市水务局）\n",
        "utf-8",
    )
    command = CommandLine(folder / "home")
    command.run("load", plan)
    return command


def test_the_suffix_tells_the_format(loaded: CommandLine, tmp_path: Path) -> None:
    out, err = loaded.run("export", tmp_path / "图.graphml")
    assert out == ""
    assert "图.graphml" in err
    assert nx.read_graphml(tmp_path / "图.graphml").nodes["Agency:资阳市水务局"]["type"] == "Agency"


def test_an_answer_is_exported_alone(loaded: CommandLine, tmp_path: Path) -> None:
    given = ["--query", "measures-of-agency", "-p", "agency=资阳市水务局"]
    loaded.run("export", tmp_path / "a.json", *given)
    read = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert sorted(node["label"] for node in read["nodes"]) == ["Agency", "Measure"]
    statement = "MATCH (a:Agency {id: $id}) RETURN a"
    loaded.run("export", tmp_path / "b", "-f", "json", "--cypher", statement, "-p", "id=资阳市水务局")
    read = json.loads((tmp_path / "b").read_text("utf-8"))
    assert [node["id"] for node in read["nodes"]] == ["资阳市水务局"]


def test_labels_choose_a_part(loaded: CommandLine, tmp_path: Path) -> None:
    loaded.run("export", tmp_path / "a.json", "--label", "Agency", "--label", "Measure")
    read = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert {node["label"] for node in read["nodes"]} == {"Agency", "Measure"}
    assert {edge["type"] for edge in read["edges"]} == {"RESPONSIBLE_FOR"}


def test_files_for_neo4j_come_with_what_the_store_notes_and_the_command(
    loaded: CommandLine, tmp_path: Path
) -> None:
    _, err = loaded.run("export", tmp_path / "neo4j", "--format", "neo4j-admin")
    assert "neo4j-admin database import full neo4j @import.args" in err
    names = {file.name for file in (tmp_path / "neo4j").iterdir()}
    assert {"nodes-Agency.csv", "nodes-File.csv", "nodes-State.csv", "import.args", "README.txt"} <= names
    assert "neo4j-admin database import full" in (tmp_path / "neo4j" / "README.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["graph.xyz"], "--format"),
        (["graph.json", "-p", "a=b"], "--query"),
        (["graph.json", "--query", "busiest-agencies", "--label", "Agency"], "--label"),
        (["graph.json", "--label", "Nothing"], "Document, Source, Measure"),
        (["graph.json", "--cypher", "RETURN 1 AS one"], "RETURN a, r, m"),
        (["graph.json", "--query", "nothing"], "nothing"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(
    loaded: CommandLine, tmp_path: Path, arguments: list[str], told: str
) -> None:
    out, err = loaded.run("export", tmp_path / arguments[0], *arguments[1:], code=1)
    assert out == ""
    assert told in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []

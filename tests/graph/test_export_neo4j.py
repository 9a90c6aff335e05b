"""A graph exported for neo4j-admin is the same graph once the real tool has built it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.export import GraphFormat, write_graph
from graph.export_neo4j import ARGUMENTS, DATABASE, README
from graph.export_reading import Subgraph, WholeGraph
from graph.model import Edge, Node
from graph.neo4j_program import environment_of, find_program
from graph.neo4j_server import run_neo4j
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import Outcome, remove_document, write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from tests.conftest import NEO4J_VERSION
from tests.graph.made_documents import dump

HARD = [
    "",
    " 前后有空格 ",
    '引"号""与,逗号;分号',
    "两行\n三行\r\n四行\r",
    "反斜杠\\n\\",
    "2018",
    "true",
    "𠮷野家\t制表",
    "'单引号'",
    "=1+1",
]


def hard_graph() -> Subgraph:
    """Values that a CSV file easily loses, each as a text, in a list, and on an edge."""
    nodes = [
        Node(
            "Agency",
            f"难{number}",
            {"name": value, "aliases": [value, "别名"], "collective": number % 2 == 0},
        )
        for number, value in enumerate(HARD)
    ]
    text = Node("Source", "长", {"text": "十万字以上的原文。\n" * 600_000})
    measure = Node(
        "Measure", '难,"#1', {"text": "\n".join(HARD), "path": [3, 11, 1], "position": 0, "start_char": 2**40}
    )
    edges = [
        Edge(
            "RESPONSIBLE_FOR",
            ("Agency", node.id),
            ("Measure", measure.id),
            f'{node.id}~"~',
            {"as_written": value},
        )
        for node, value in zip(nodes, HARD, strict=True)
    ]
    project = Node("Project", "难", {"candidates": HARD})
    return Subgraph.of([*nodes, measure, project, text], edges)


def imported(folder: Path, home: Path) -> None:
    """Run the command of the folder's own README in it."""
    command = next(
        line.split()
        for line in (folder / README).read_text("utf-8").splitlines()
        if "neo4j-admin database" in line
    )
    assert command == ["neo4j-admin", "database", "import", "full", DATABASE, f"@{ARGUMENTS}"]
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").touch()
    java = find_program(NEO4J_VERSION).command("org.neo4j.cli.AdminTool", *command[1:])
    done = subprocess.run(
        java, env=environment_of(home), cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def exported(samples: GraphStore) -> Subgraph:
    """All of the samples' graph, and the hard one."""
    whole, hard = WholeGraph(samples, hidden=True), hard_graph()
    return Subgraph.of([*whole.nodes, *hard.nodes], [*whole.edges, *hard.edges])


@pytest.fixture(scope="module")
def server(exported: Subgraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A real Neo4j that was built by the tool alone."""
    folder, home = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("neo4j")
    write_graph(exported, folder, GraphFormat.NEO4J_ADMIN)
    imported(folder, home)
    with (
        run_neo4j(home, NEO4J_VERSION) as started,
        open_store(Settings(uri=started.uri, user=started.user, password=started.password)) as store,
    ):
        prepare(store)
        yield store


def test_the_imported_graph_is_the_one_exported(exported: Subgraph, server: GraphStore) -> None:
    whole = WholeGraph(server, hidden=True)
    there = Subgraph.of(whole.nodes, whole.edges)
    assert there.nodes == exported.nodes
    assert there.edges == exported.edges
    assert len(there.nodes) > 3900
    assert len(there.edges) > 5000


def test_the_imported_graph_is_kept_up_to_date(server: GraphStore) -> None:
    assert not write_reference(server, reference())
    before = dump(server)
    graphs = [
        to_graph(reading.parsed, reading.text)
        for reading in read_paths([sample_folder()], 2**20)
        if reading.parsed is not None
    ]
    assert [write_document(server, graph) for graph in graphs] == [Outcome.UNCHANGED] * 5
    remove_document(server, graphs[0].document)
    assert len(dump(server)) < len(before)
    assert write_document(server, graphs[0]) is Outcome.ADDED
    assert dump(server) == before


def test_a_list_that_holds_the_separator_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    part = Subgraph.of([Node("Agency", "甲", {"aliases": ["一\x1f二"]})], [])
    with pytest.raises(QueryError) as refused:
        write_graph(part, tmp_path / "export", GraphFormat.NEO4J_ADMIN)
    assert refused.value.key == "export_separator"
    assert list((tmp_path / "export").iterdir()) == []

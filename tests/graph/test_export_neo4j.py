"""A graph exported for neo4j-admin is the same graph once the real tool has built it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import EngineError, QueryError
from graph.export import GraphFormat, write_graph
from graph.export_neo4j import ARGUMENTS, README
from graph.export_reading import Subgraph, WholeGraph
from graph.locks import hold_lock
from graph.model import Edge, Node
from graph.neo4j_import import COMMAND, import_files
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
    assert " ".join(("neo4j-admin", *COMMAND)) in (folder / README).read_text("utf-8")
    import_files(folder, home, NEO4J_VERSION)
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


def test_files_that_are_broken_or_not_there_are_not_imported(tmp_path: Path) -> None:
    with pytest.raises(QueryError) as refused:
        import_files(tmp_path, tmp_path / "neo4j")
    assert refused.value.key == "import_no_files"
    (tmp_path / ARGUMENTS).write_text("--nodes=./missing.csv\n")
    with pytest.raises(EngineError) as failed:
        import_files(tmp_path, tmp_path / "neo4j", NEO4J_VERSION)
    assert failed.value.key == "import_failed"
    assert "missing.csv" in (tmp_path / "neo4j" / "import.log").read_text("utf-8")


def test_nothing_is_imported_under_a_running_server(tmp_path: Path) -> None:
    (tmp_path / ARGUMENTS).write_text("")
    (tmp_path / "neo4j").mkdir()
    with hold_lock(tmp_path / "neo4j" / "server.lock"), pytest.raises(EngineError) as refused:
        import_files(tmp_path, tmp_path / "neo4j")
    assert refused.value.key == "import_running"

"""The five sample documents on both engines: one graph, and the same answer to everything that is asked."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pytest

from graph.schema import EDGES, HIDDEN, NODES
from graph.settings import Settings
from graph.store import GraphStore
from graph.writer import Outcome, loaded_documents, remove_document, write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from queries.catalog import named_queries
from queries.documents import list_documents, read_document
from queries.entities import describe_entity, find_neighbours
from queries.explain import explain
from queries.passages import read_passage
from queries.run import run_cypher, run_query
from queries.search import search
from tests.conftest import EMPTY

FLAGSHIP = "agencies-on-projects"
RUNS = 20
LABELS = [node.label for node in (*NODES, *HIDDEN)]
# Neo4j's writers wait for each other at a node that the embedded engine does without.
NODES_OF = (
    "MATCH (n:{label}) WHERE n.id <> 'turn' RETURN n.id AS key, labels(n) AS labels, properties(n) AS it"
)
EDGES_OF = (
    "MATCH (s)-[r:{type}]->(t) RETURN r.id AS key, labels(s) + labels(t) AS labels, s.id AS source,"
    " t.id AS target, properties(r) AS it"
)


@dataclass(frozen=True, slots=True)
class Both:
    """Two engines with one graph."""

    embedded: GraphStore
    neo4j: GraphStore

    def answer(self, asked: Callable[[GraphStore], Any]) -> Any:
        """What both answer alike."""
        here, there = asked(self.embedded), asked(self.neo4j)
        assert here == there
        return here


def load_samples(store: GraphStore) -> None:
    write_reference(store, reference())
    for reading in read_paths([sample_folder()], Settings().max_file_mb * 2**20):
        assert reading.parsed is not None
        assert write_document(store, to_graph(reading.parsed, reading.text)) is Outcome.ADDED


@pytest.fixture(scope="module")
def both(engine: GraphStore, neo4j_engine: GraphStore) -> Iterator[Both]:
    for store in (engine, neo4j_engine):
        store.write(EMPTY)
        load_samples(store)
    yield Both(engine, neo4j_engine)


def kept(store: GraphStore, statement: str) -> dict[str, Any]:
    rows = store.read_all(statement)
    found = {row["key"]: row for row in rows}
    assert len(found) == len(rows), "a key is there twice"
    return found


def assert_same(both: Both, statement: str) -> int:
    """Compare what is kept key by key, so that a failure names the first that differ; how many there are."""
    here, there = kept(both.embedded, statement), kept(both.neo4j, statement)
    assert sorted(here.keys() ^ there.keys())[:5] == []
    assert [(here[key], there[key]) for key in sorted(here) if here[key] != there[key]][:3] == []
    return len(here)


@pytest.mark.parametrize("label", LABELS)
def test_every_node_is_the_same(both: Both, label: str) -> None:
    assert_same(both, NODES_OF.format(label=label))


@pytest.mark.parametrize("type_", [edge.type for edge in EDGES])
def test_every_edge_is_the_same(both: Both, type_: str) -> None:
    assert_same(both, EDGES_OF.format(type=type_))


def test_the_graph_is_whole(both: Both) -> None:
    """Nothing is in either graph that the comparison by label and type did not see."""
    nodes = sum(assert_same(both, NODES_OF.format(label=label)) for label in LABELS)
    edges = sum(assert_same(both, EDGES_OF.format(type=edge.type)) for edge in EDGES)
    count_nodes = "MATCH (n) WHERE n.id <> 'turn' RETURN count(n) AS n"
    assert both.answer(lambda store: store.read_all(count_nodes)) == [{"n": nodes}]
    assert both.answer(lambda store: store.read_all("MATCH ()-[r]->() RETURN count(r) AS n")) == [
        {"n": edges}
    ]
    assert nodes > 1000
    assert edges > 1000


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_gives_the_same_rows_and_evidence(both: Both, name: str) -> None:
    given = named_queries()[name].example
    assert both.answer(lambda store: run_query(store, name, given)).rows


@pytest.mark.parametrize("name", [name for name, query in named_queries().items() if not any(p.required for p in query.params)])  # fmt: skip
def test_every_named_query_that_needs_nothing_gives_the_same_rows(both: Both, name: str) -> None:
    both.answer(lambda store: run_query(store, name, {}))


def test_documents_are_the_same(both: Both) -> None:
    found = both.answer(lambda store: list_documents(store, 100))
    assert found.total == 5
    assert len(both.answer(loaded_documents)) == 5
    for document in found.documents:
        assert both.answer(lambda store, id_=document.id: read_document(store, id_)).text


@pytest.mark.parametrize("label", [node.label for node in NODES if node.label != "Source"])
def test_entities_neighbours_and_explanations_are_the_same(both: Both, label: str) -> None:
    ids = sorted(kept(both.embedded, NODES_OF.format(label=label)))
    for id_ in ids[:: max(1, len(ids) // 5)]:
        both.answer(lambda store, id_=id_: describe_entity(store, id_))
        both.answer(lambda store, id_=id_: find_neighbours(store, id_, limit=30))
        if label != "Measure":
            both.answer(lambda store, id_=id_: explain(store, id_))


@pytest.mark.parametrize("type_", [edge.type for edge in EDGES if edge.read])
def test_passages_are_the_same(both: Both, type_: str) -> None:
    ids = sorted(kept(both.embedded, EDGES_OF.format(type=type_)))
    assert ids
    for id_ in ids[:: max(1, len(ids) // 5)]:
        assert both.answer(lambda store, id_=id_: read_passage(store, id_)).quote


@pytest.mark.parametrize(
    "text", ["铁路", "绵遂内", "发展改革委", "川陕", "国发〔2021〕3号", "安岳县", "没有的"]
)
def test_search_finds_the_same(both: Both, text: str) -> None:
    both.answer(lambda store: search(store, text))
    both.answer(lambda store: search(store, text, "Measure"))


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Agency {name: $name})-[r:RESPONSIBLE_FOR]->(m:Measure) RETURN a, r, m ORDER BY r.id LIMIT 3",
        "MATCH p = (:Document)-[:HAS_MEASURE]->(m:Measure)-[r:NAMES]->(:Project) RETURN p ORDER BY r.id LIMIT 3",
        "MATCH (d:Document {loaded: true}) RETURN d.id, d.date, d.issuers, d.nothing ORDER BY d.id",
        "MATCH (n:Agency {id: 'nobody'}) RETURN n.id AS id, n.name AS name",
        "RETURN 1.5 AS number, null AS nothing, {a: [true, 'x']} AS map, date('2018-02-03') AS day, [1, 2] AS list",
        "MATCH (m:Measure) WITH m.document AS document, count(*) AS measures RETURN * ORDER BY document",
        "MATCH (a:Agency)-[:RESPONSIBLE_FOR]->(m) RETURN a.name, count(m) AS n ORDER BY n DESC, a.name LIMIT 10",
        "MATCH (r:Region {name: '川陕革命老区'})<-[:PART_OF*0..4]-(p:Region) RETURN DISTINCT p.id AS id ORDER BY id",
        "OPTIONAL MATCH (n:Project {id: 'none'}) RETURN n, n.name",
    ],
)
def test_free_cypher_gives_the_same(both: Both, query: str) -> None:
    both.answer(lambda store: run_cypher(store, query, {"name": "四川省发展和改革委员会"}))


def test_a_cut_is_the_same(both: Both) -> None:
    found = both.answer(lambda store: store.read("MATCH (m:Measure) RETURN m.id ORDER BY m.id", limit=7))
    assert (len(found.rows), found.truncated) == (7, True)


def test_the_flagship_question_on_both_side_by_side(both: Both, report: list[str]) -> None:
    example = named_queries()[FLAGSHIP].example
    taken: dict[str, list[float]] = {}
    for _ in range(RUNS):
        for store in (both.embedded, both.neo4j):
            began = time.perf_counter()
            run_query(store, FLAGSHIP, example)
            taken.setdefault(store.engine, []).append((time.perf_counter() - began) * 1000)
    rows = both.answer(lambda store: run_query(store, FLAGSHIP, example)).rows
    assert len({row["agency"] for row in rows}) == 10
    times = "    ".join(f"{name} {median(values):.1f} ms" for name, values in taken.items())
    report.append(f"{FLAGSHIP}, {len(rows)} equal rows, median of {RUNS}: {times}")


def test_taking_every_document_away_leaves_the_same(both: Both) -> None:
    """Last in this file: it empties the graph."""
    for document in loaded_documents(both.embedded):
        for store in (both.embedded, both.neo4j):
            remove_document(store, document.id)
        assert both.answer(lambda store: store.read_all("MATCH ()-[r]->() RETURN count(r) AS n"))
    for label in LABELS:
        assert_same(both, NODES_OF.format(label=label))
    for edge in EDGES:
        assert_same(both, EDGES_OF.format(type=edge.type))
    assert loaded_documents(both.embedded) == ()

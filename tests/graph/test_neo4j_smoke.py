"""The same writing, reading and removing on a real Neo4j server.

`NEO4J_URI` and `NEO4J_PASSWORD` name one, which must be empty and is left so; else one is fetched and started, as
`graph.neo4j_server` does.
"""

import os
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from made_documents import city, county, dump, province, reference

from graph.errors import EngineError, QueryError
from graph.neo4j_server import USER, Neo4jServer, run_neo4j
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import Outcome, remove_document, write_document, write_reference

DOCUMENTS = (province, city, county)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    if uri := os.environ.get("NEO4J_URI"):
        yield Neo4jServer(uri, USER, os.environ["NEO4J_PASSWORD"])
        return
    with run_neo4j(Path(tmp_path_factory.mktemp("neo4j"))) as started:
        yield started


@pytest.fixture(scope="module")
def server_settings(server: Neo4jServer) -> Settings:
    return Settings(uri=server.uri, user=server.user, password=server.password, timeout_s=2)


@pytest.fixture(scope="module")
def neo4j_store(server_settings: Settings) -> Iterator[GraphStore]:
    with open_store(server_settings) as store:
        assert store.read_all("MATCH (n) RETURN 1 LIMIT 1") == [], (
            f"{store.uri} is not empty, and tests empty it"
        )
        prepare(store)
        yield store
        store.write("MATCH (n) DETACH DELETE n")


@pytest.fixture
def server_graph(neo4j_store: GraphStore) -> GraphStore:
    neo4j_store.write("MATCH (n) DETACH DELETE n")
    write_reference(neo4j_store, reference())
    return neo4j_store


def said(store: GraphStore) -> list[str]:
    """The dump without what makes writers wait for each other, which is Neo4j's alone."""
    return [line for line in dump(store) if '"turn"' not in line]


def test_neo4j_holds_what_the_embedded_engine_holds(server_graph: GraphStore, store: GraphStore) -> None:
    write_reference(store, reference())
    for make in DOCUMENTS:
        assert write_document(server_graph, make()) is Outcome.ADDED
        write_document(store, make())
    assert said(server_graph) == dump(store)
    query = (
        "MATCH (a:Agency)-[r:RESPONSIBLE_FOR]->(m:Measure)-[:NAMES]->(p:Project {sector: $sector})"
        " RETURN a.name AS body, r.role AS role, m.path AS path, p.name AS project ORDER BY body, project, role"
    )
    assert server_graph.read(query, {"sector": "铁路"}) == store.read(query, {"sector": "铁路"})


def test_neo4j_load_twice_replace_and_remove(server_graph: GraphStore) -> None:
    bare = said(server_graph)
    dumps = []
    for order in list(permutations(DOCUMENTS))[:2]:
        for make in order:
            write_document(server_graph, make())
        assert write_document(server_graph, order[0]()) is Outcome.UNCHANGED
        dumps.append(said(server_graph))
        assert write_document(server_graph, province(3)) is Outcome.REPLACED
        assert write_document(server_graph, province()) is Outcome.REPLACED
        assert said(server_graph) == dumps[-1]
        for make in order:
            remove_document(server_graph, make().document)
        assert said(server_graph) == bare
    assert dumps[0] == dumps[1]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("MATCH (n) DETACH DELETE n", "query_writes"),
        ("LOAD CSV FROM 'file:///x' AS line RETURN line", "query_writes"),
        ("CALL dbms.listConfig()", "query_procedure"),
        ("SHOW USERS", "query_forbidden"),
        ("RETURN 1; RETURN 2", "query_several"),
        ("MATCH (n RETURN n", "query_invalid"),
        ("RETURN $given", "query_parameter"),
        ("UNWIND range(1, 1000000000) AS i RETURN sum(i)", "query_timeout"),
    ],
)
def test_neo4j_read_refuses(server_graph: GraphStore, query: str, key: str) -> None:
    with pytest.raises(QueryError) as refused:
        server_graph.read(query)
    assert refused.value.key == key
    assert str(refused.value)


def test_neo4j_read_tells_a_cut(server_graph: GraphStore) -> None:
    found = server_graph.read("UNWIND range(1, 100) AS i RETURN i", limit=10)
    assert (len(found.rows), found.truncated) == (10, True)


def test_neo4j_wrong_password(server: Neo4jServer) -> None:
    with pytest.raises(EngineError) as refused:
        open_store(Settings(uri=server.uri, user=server.user, password="wrong"))
    assert refused.value.key == "engine_password"


def test_neo4j_unknown_database(server: Neo4jServer) -> None:
    with pytest.raises(EngineError) as refused:
        open_store(Settings(uri=server.uri, user=server.user, password=server.password, database="nosuch"))
    assert refused.value.key == "engine_database"


def test_neo4j_tells_its_engine(neo4j_store: GraphStore) -> None:
    assert neo4j_store.engine == "neo4j"
    assert neo4j_store.version.startswith("Neo4j/")

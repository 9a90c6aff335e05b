"""Reading is bounded and cannot write; what goes wrong is said in a sentence."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import neo4j
import pytest
from made_documents import dump, province, reference
from neo4j.exceptions import DriverError, Neo4jError

from graph.embedded import start_embedded
from graph.embedded_child import DATABASE, READER
from graph.errors import EngineError, QueryError
from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import write_document, write_reference

WRITES = [
    "CREATE (n:Agency {id: 'x'})",
    "CREATE (n:NewLabel)",
    "MERGE (n:Agency {id: 'x'})",
    "MERGE (n:Region {id: '510000'}) ON MATCH SET n.name = 'x'",
    "MATCH (n:Region) SET n.name = 'x'",
    "MATCH (n:Region) SET n += {name: 'x'}",
    "MATCH (n:Region) SET n = {id: 'x'}",
    "MATCH (n:Region) SET n:Agency",
    "MATCH (n:Region) REMOVE n.name",
    "MATCH (n:Measure) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r:RESPONSIBLE_FOR]->() DELETE r",
    "MATCH ()-[r:RESPONSIBLE_FOR]->() SET r.role = 'lead'",
    "MATCH ()-[r:RESPONSIBLE_FOR]->() REMOVE r.role",
    "MATCH (a:Region), (b:Agency) CREATE (b)-[:SERVES {id: 'x'}]->(a)",
    "MATCH (a:Region), (b:Agency) MERGE (b)-[:SERVES {id: 'x'}]->(a)",
    "MATCH (n:Region) FOREACH (i IN [1] | SET n.name = 'x')",
    "FOREACH (i IN [1] | CREATE (:Agency {id: 'x'}))",
    "CALL { CREATE (n:Agency {id: 'x'}) RETURN n } RETURN n.id",
    "UNWIND [1] AS i CALL { WITH i CREATE (n:Agency {id: 'x'}) } IN TRANSACTIONS",
    "INSERT (:Agency {id: 'x'})",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Agency) ON (n.level)",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Agency) REQUIRE n.name IS UNIQUE",
    "DROP CONSTRAINT agency_id",
    "DROP INDEX agency_name",
    "CREATE USER x SET PASSWORD 'abcdefgh'",
    "DROP USER root",
    "PROFILE CREATE (n:Agency {id: 'x'})",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1/x' AS line CREATE (:Agency {id: line[0]})",
    "CALL apoc.create.node(['Agency'], {id: 'x'})",
]


@pytest.fixture
def graph(store: GraphStore) -> GraphStore:
    write_reference(store, reference())
    write_document(store, province())
    return store


@pytest.fixture(scope="session")
def reader(settings: Settings, engine: GraphStore) -> Iterator[neo4j.Session]:
    """A session of the reading user itself, without our own look at the statement."""
    held = start_embedded(settings)
    auth = (READER, held.described.reader)
    with (
        neo4j.GraphDatabase.driver(held.uri, auth=auth) as driver,
        driver.session(database=DATABASE) as session,
    ):
        yield session
    held.close()


@pytest.mark.parametrize("query", WRITES)
def test_read_refuses_to_write(graph: GraphStore, query: str) -> None:
    before = dump(graph)
    with pytest.raises(QueryError):
        graph.read(query)
    assert dump(graph) == before


def schema(store: GraphStore) -> list[object]:
    return [store.write("SHOW INDEXES"), store.write("SHOW CONSTRAINTS")]


@pytest.mark.parametrize("query", WRITES)
def test_reading_user_cannot_write(graph: GraphStore, reader: neo4j.Session, query: str) -> None:
    before, indexes = dump(graph), schema(graph)
    try:
        reader.run(query).consume()
    except (DriverError, Neo4jError):
        pass
    else:
        assert query.startswith("PROFILE")  # answered with a plan alone
    assert dump(graph) == before
    assert schema(graph) == indexes


def test_read_returns_plain_values(graph: GraphStore) -> None:
    found = graph.read(
        "MATCH p = (a:Agency {name: $name})-[r:RESPONSIBLE_FOR]->(m:Measure)"
        " RETURN a, r, m.path AS path, p, 1.5 AS number, null AS nothing, {a: [true]} AS map, date('2018-02-03') AS day",
        {"name": "四川省发展和改革委员会"},
    )
    assert found.columns == ["a", "r", "path", "p", "number", "nothing", "map", "day"]
    (row,) = found.rows
    assert (row["a"]["id"], row["a"]["label"]) == ("四川省发展和改革委员会", "Agency")
    assert row["a"]["properties"]["aliases"] == ["省发展改革委"]
    assert row["r"]["type"] == "RESPONSIBLE_FOR"
    assert (row["r"]["source"], row["r"]["target"]) == ("四川省发展和改革委员会", "川办函〔2018〕35号#1")
    assert row["r"]["properties"]["role"] == "lead"
    assert row["path"] == [1, 1]
    assert [node["label"] for node in row["p"]["nodes"]] == ["Agency", "Measure"]
    assert [edge["type"] for edge in row["p"]["edges"]] == ["RESPONSIBLE_FOR"]
    assert (row["number"], row["nothing"], row["map"], row["day"]) == (1.5, None, {"a": [True]}, "2018-02-03")


@pytest.mark.parametrize(("rows", "truncated"), [(9, False), (10, False), (11, True), (5000, True)])
def test_read_tells_a_cut(graph: GraphStore, rows: int, truncated: bool) -> None:
    found = graph.read("UNWIND range(1, $rows) AS i RETURN i ORDER BY i", {"rows": rows}, limit=10)
    assert [row["i"] for row in found.rows] == list(range(1, min(rows, 10) + 1))
    assert found.truncated is truncated


def test_read_limit_is_the_settings_own(graph: GraphStore, settings: Settings) -> None:
    found = graph.read("UNWIND range(1, 5000) AS i RETURN i")
    assert (len(found.rows), found.truncated) == (settings.max_rows, True)


def test_read_limit_does_not_touch_what_is_counted(engine: GraphStore) -> None:
    engine.write("MATCH (n) DETACH DELETE n")
    engine.write("UNWIND range(1, 3000) AS i CREATE (:Measure {id: toString(i), position: i})")
    found = engine.read("MATCH (m:Measure) RETURN count(m) AS count, sum(m.position) AS sum", limit=1)
    assert found.rows == [{"count": 3000, "sum": 4501500}]
    assert not found.truncated


def test_read_of_nothing_has_its_columns(graph: GraphStore) -> None:
    found = graph.read("MATCH (n:Agency {id: 'nobody'}) RETURN n.id AS id, n.name AS name")
    assert (found.columns, found.rows, found.truncated) == (["id", "name"], [], False)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Measure), (b:Measure), (c:Measure) WHERE a.position < b.position + c.position RETURN count(*)",
        "UNWIND range(1, 60000000) AS i RETURN sum(i)",
    ],
)
def test_read_past_its_time_is_stopped(engine: GraphStore, settings: Settings, query: str) -> None:
    engine.write("MATCH (n) DETACH DELETE n")
    engine.write("UNWIND range(1, 1000) AS i CREATE (:Measure {id: toString(i), position: i})")
    with open_store(replace(settings, timeout_s=1)) as hasty, pytest.raises(QueryError) as stopped:
        hasty.read(query)
    assert stopped.value.key == "query_timeout"
    assert "1" in str(stopped.value)
    running = [row["currentQuery"] for row in engine.write("SHOW TRANSACTIONS")]
    assert query not in running


@pytest.mark.parametrize(
    ("query", "key", "said"),
    [
        ("MATCH (n RETURN n", "query_invalid", "1:9"),
        ("RETURN missing", "query_invalid", "missing"),
        ("RETURN nosuch(1)", "query_invalid", "nosuch"),
        ("RETURN 1 / 0", "query_invalid", "zero"),
        ("RETURN $given", "query_parameter", "given"),
        ("SHOW USERS", "query_forbidden", "reader"),
    ],
)
def test_read_says_what_is_wrong(engine: GraphStore, query: str, key: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as wrong:
        engine.read(query)
    assert wrong.value.key == key
    assert "Exception" not in str(wrong.value)


def test_write_all_is_one_transaction(store: GraphStore) -> None:
    with pytest.raises(EngineError):
        store.write_all([("CREATE (:Agency {id: $id})", {"id": "甲"}), ("CREATE (:Agency {id:", {})])
    assert dump(store) == []


def test_prepare_makes_keys_unique(store: GraphStore) -> None:
    prepare(store)
    store.write("CREATE (:Agency {id: '甲'})")
    with pytest.raises(EngineError):
        store.write("CREATE (:Agency {id: '甲'})")


def test_prepare_twice_changes_nothing(engine: GraphStore) -> None:
    before = schema(engine)
    prepare(engine)
    assert schema(engine) == before


def test_store_takes_a_text_of_the_largest_file(store: GraphStore, settings: Settings) -> None:
    text = "政" * (settings.max_file_mb * 1024 * 1024 // 2)
    store.write("CREATE (:Source {id: 'large', text: $text})", {"text": text})
    assert store.read_all("MATCH (s:Source) RETURN s.text AS text") == [{"text": text}]


def test_open_store_tells_its_engine(engine: GraphStore) -> None:
    assert engine.engine == "embedded"
    assert "ArcadeDB" in engine.version


def test_open_store_wrong_password(engine: GraphStore) -> None:
    with pytest.raises(EngineError) as refused:
        open_store(Settings(uri=engine.uri, user="root", password="wrong", database=DATABASE))
    assert refused.value.key == "engine_password"
    assert engine.uri in str(refused.value)


@pytest.mark.parametrize("uri", ["ftp://localhost", "localhost:7687", "bolt://"])
def test_open_store_bad_address(uri: str) -> None:
    with pytest.raises(EngineError) as refused:
        open_store(Settings(uri=uri))
    assert refused.value.key in ("engine_address", "engine_unreachable")
    assert str(refused.value)


def test_open_store_no_server() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(EngineError) as refused:
        open_store(Settings(uri=f"bolt://127.0.0.1:{port}"))
    assert refused.value.key == "engine_unreachable"
    assert str(port) in str(refused.value)

"""Reading is bounded and cannot write, on both engines; what goes wrong is said in a sentence."""

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


def filled(store: GraphStore) -> GraphStore:
    write_reference(store, reference())
    write_document(store, province())
    return store


@pytest.fixture
def graph(any_store: GraphStore) -> GraphStore:
    return filled(any_store)


@pytest.fixture
def embedded_graph(store: GraphStore) -> GraphStore:
    return filled(store)


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


def schema(store: GraphStore) -> list[list[tuple[str, list[str], list[str]]]]:
    return [
        sorted(
            (row["name"], row["labelsOrTypes"], row["properties"]) for row in store.read_all(f"SHOW {what}")
        )
        for what in ("INDEXES", "CONSTRAINTS")
    ]


@pytest.mark.parametrize("query", WRITES)
def test_reading_user_cannot_write(embedded_graph: GraphStore, reader: neo4j.Session, query: str) -> None:
    graph = embedded_graph
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


def test_read_limit_does_not_touch_what_is_counted(any_store: GraphStore) -> None:
    any_store.write("UNWIND range(1, 3000) AS i CREATE (:Measure {id: toString(i), position: i})")
    found = any_store.read("MATCH (m:Measure) RETURN count(m) AS count, sum(m.position) AS sum", limit=1)
    assert found.rows == [{"count": 3000, "sum": 4501500}]
    assert not found.truncated


def test_read_of_nothing_has_its_columns(graph: GraphStore) -> None:
    found = graph.read("MATCH (n:Agency {id: 'nobody'}) RETURN n.id AS id, n.name AS name")
    assert (found.columns, found.rows, found.truncated) == (["id", "name"], [], False)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Measure), (b:Measure), (c:Measure) WHERE a.position < b.position + c.position RETURN count(*)",
        "UNWIND range(1, 9000) AS i UNWIND range(1, 9000) AS j RETURN sum(i * j)",
    ],
)
def test_read_past_its_time_is_stopped(any_store: GraphStore, any_settings: Settings, query: str) -> None:
    any_store.write("UNWIND range(1, 1000) AS i CREATE (:Measure {id: toString(i), position: i})")
    with open_store(replace(any_settings, timeout_s=1)) as hasty, pytest.raises(QueryError) as stopped:
        hasty.read(query)
    assert stopped.value.key == "query_timeout"
    assert "1" in str(stopped.value)
    running = [row["currentQuery"] for row in any_store.read_all("SHOW TRANSACTIONS")]
    assert query not in running


FAULTS = {
    "MATCH (n RETURN n": "query_invalid",
    "RETURN missing": "query_invalid",
    "RETURN nosuch(1)": "query_invalid",
    "RETURN 1 / 0": "query_invalid",
    "RETURN $given": "query_parameter",
    "SHOW USERS": "query_forbidden",
    "CALL dbms.listConfig()": "query_procedure",
    "LOAD CSV FROM 'file:///x' AS line RETURN line": "query_writes",
    "RETURN 1; RETURN 2": "query_several",
    "": "query_empty",
}


@pytest.mark.parametrize("query", FAULTS)
def test_read_says_what_is_wrong(any_engine: GraphStore, query: str) -> None:
    with pytest.raises(QueryError) as wrong:
        any_engine.read(query)
    assert wrong.value.key == FAULTS[query]
    assert "Exception" not in str(wrong.value)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (n RETURN n", "RETURN"),
        ("RETURN missing", "missing"),
        ("RETURN nosuch(1)", "nosuch"),
        ("RETURN 1 / 0", "zero"),
        ("RETURN $given", "given"),
    ],
)
def test_read_says_where_it_is_wrong(any_engine: GraphStore, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        any_engine.read(query)


def test_write_all_is_one_transaction(any_store: GraphStore) -> None:
    with pytest.raises(EngineError):
        any_store.write_all([("CREATE (:Agency {id: $id})", {"id": "甲"}), ("CREATE (:Agency {id:", {})])
    assert dump(any_store) == []


def test_prepare_makes_keys_unique(any_store: GraphStore) -> None:
    prepare(any_store)
    any_store.write("CREATE (:Agency {id: '甲'})")
    with pytest.raises(EngineError):
        any_store.write("CREATE (:Agency {id: '甲'})")


def test_prepare_twice_changes_nothing(any_engine: GraphStore) -> None:
    before = schema(any_engine)
    prepare(any_engine)
    assert schema(any_engine) == before


def test_store_takes_a_text_of_the_largest_file(any_store: GraphStore, settings: Settings) -> None:
    text = "政" * (settings.max_file_mb * 1024 * 1024 // 2)
    any_store.write("CREATE (:Source {id: 'large', text: $text})", {"text": text})
    assert any_store.read_all("MATCH (s:Source) RETURN s.text AS text") == [{"text": text}]


def test_a_write_is_seen_by_the_read_after_it(any_store: GraphStore, any_settings: Settings) -> None:
    with open_store(any_settings) as other:
        for number in range(20):
            any_store.write("CREATE (:Agency {id: $id})", {"id": str(number)})
            for store in (any_store, other):
                assert store.read("MATCH (a:Agency) RETURN count(a) AS n").rows == [{"n": number + 1}]


def test_open_store_tells_its_engine(any_engine: GraphStore) -> None:
    assert any_engine.version.startswith("Neo4j/")
    assert ("ArcadeDB" in any_engine.version) is (any_engine.engine == "embedded")

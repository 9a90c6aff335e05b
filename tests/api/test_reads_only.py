"""Nothing asked over HTTP changes the graph."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.store import GraphStore

WRITES = [
    "CREATE (n:Agency {id: 'x'})",
    "CREATE (n:Agency {id: 'x'}) RETURN n",
    "create (n:Agency {id: 'x'})",
    "CREATE/**/(n:Agency {id: 'x'})",
    "CREATE\n(n:Agency {id: 'x'})",
    "// read\nCREATE (n:Agency {id: 'x'})",
    "MERGE (n:Agency {id: 'x'}) RETURN n.id",
    "MATCH (n:Agency) SET n.name = 'x'",
    "MATCH (n:Agency) SET n += {name: 'x'} RETURN n",
    "MATCH (n:Agency) SET n = {}",
    "MATCH (n:Agency) SET n:Region",
    "MATCH (n:Agency) REMOVE n.name",
    "MATCH (n:Agency) REMOVE n:Agency",
    "MATCH (n:Agency) DETACH DELETE n",
    "MATCH (n) DETACH DELETE n RETURN count(n)",
    "MATCH ()-[r:NAMES]->() DELETE r",
    "MATCH (a:Agency), (b:Region) CREATE (a)-[:SERVES {id: 'x'}]->(b)",
    "MATCH (a:Agency), (b:Region) MERGE (a)-[r:SERVES]->(b) ON MATCH SET r.id = 'x'",
    "UNWIND range(1, 3) AS i CREATE (:Agency {id: i})",
    "FOREACH (i IN [1, 2] | CREATE (:Agency {id: i}))",
    "MATCH (n:Agency) WITH n LIMIT 1 CALL { WITH n SET n.name = 'x' } RETURN 1",
    "CALL { CREATE (n:Agency {id: 'x'}) RETURN n } RETURN n",
    "MATCH (n:Agency) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1/x' AS line CREATE (:Agency {id: line[0]})",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Agency) ON (n.level)",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Agency) REQUIRE n.name IS UNIQUE",
    "DROP CONSTRAINT Agency_id",
    "DROP INDEX x IF EXISTS",
    "CREATE DATABASE other",
    "DROP DATABASE neo4j",
    "CREATE USER x SET PASSWORD 'xxxxxxxx'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "CALL db.createLabel('X')",
    "CALL dbms.killQuery('1')",
    "CALL apoc.create.node(['X'], {})",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "PROFILE CREATE (n:Agency {id: 'x'})",
    "EXPLAIN CREATE (n:Agency {id: 'x'})",
    "RETURN 1; CREATE (n:Agency {id: 'x'})",
    "MATCH (n) RETURN n UNION CREATE (n:Agency {id: 'x'}) RETURN n",
    "INSERT INTO Agency SET id = 'x'",
    "DELETE FROM Agency",
    "UPDATE Agency SET name = 'x'",
    "{sql} DELETE FROM Agency",
    "IMPORT DATABASE 'file:///etc/passwd'",
]


def dump(store: GraphStore) -> list[Any]:
    """Everything the graph holds."""
    nodes = store.read(
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS known ORDER BY labels, n.id", {}, 10_000
    )
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS known"
        " ORDER BY type, source, target, r.id",
        {},
        10_000,
    )
    assert not nodes.truncated
    assert not edges.truncated
    return [nodes.rows, edges.rows]


def test_cypher_refuses_to_write(client: TestClient, small: GraphStore) -> None:
    before = dump(small)
    for statement in WRITES:
        answer = client.post("/api/cypher", json={"query": statement})
        assert answer.status_code == 400, (statement, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert "root:" not in answer.text
    assert dump(small) == before


@pytest.mark.parametrize("statement", [statement for statement in WRITES if statement.startswith("MATCH")])
def test_cypher_refuses_to_write_with_parameters(client: TestClient, statement: str) -> None:
    answer = client.post("/api/cypher", json={"query": statement, "params": {"x": 1}})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n:Agency) RETURN n.name AS `CREATE` ORDER BY n.name LIMIT 1",
        "RETURN 'DELETE everything; SET x = 1' AS text",
        "MATCH (n:Agency) WHERE n.name CONTAINS 'DROP' RETURN count(n) AS deleted",
        "RETURN {set: 1, merge: 2}.set AS value",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
    ],
)
def test_cypher_answers_what_only_looks_like_writing(client: TestClient, statement: str) -> None:
    answer = client.post("/api/cypher", json={"query": statement})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
@pytest.mark.parametrize(
    "address", ["/api/documents", "/api/entities/510700", "/api/queries/busiest-agencies"]
)
def test_no_address_takes_a_change(client: TestClient, method: str, address: str) -> None:
    assert client.request(method, address).status_code == 405

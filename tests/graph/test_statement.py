"""What may be asked as a free statement."""

import pytest

from graph.errors import QueryError
from graph.statement import check_reading, returned_columns

READING = [
    "MATCH (n:Measure) RETURN n",
    "MATCH (n) WHERE n.set = 1 RETURN n.delete AS create;",
    "MATCH (n:Set)-[r:CREATE|MERGE]->(m) RETURN r",
    "RETURN 'CREATE (n)' AS text, \"DELETE\" AS other, `MERGE` AS third",
    "MATCH (n) // SET n.x = 1\n/* CREATE (m); */ RETURN n",
    "RETURN {set: 1, remove: 2} AS map, $create AS given",
    "MATCH (n) CALL { WITH n MATCH (n)--(m) RETURN m } RETURN m",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN m } RETURN m",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (start:Region) RETURN start",
    "RETURN date.truncate('year', date()) AS day, n.x IN [1] AS found, point.distance($a, $b) AS far",
    "MATCH (n:Region) WHERE n.name IN ['a'] AND (n.level = 'b') RETURN n.name",
    "SHOW INDEXES",
]
REFUSED = {
    "query_empty": ["", "  ", "// nothing", ";"],
    "query_several": ["RETURN 1; RETURN 2", "MATCH (n) RETURN n; CREATE (n)"],
    "query_writes": [
        "CREATE (n)",
        "match (n) set n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) REMOVE n.x",
        "MERGE (n {id: 1})",
        "FOREACH (i IN [1] | CREATE (n))",
        "CALL { CREATE (n) }",
        "DROP INDEX x",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "load  csv WITH HEADERS FROM 'https://example.org' AS line RETURN line",
        "PROFILE CREATE (n)",
        "RETURN 1 // \r SET n.x = 1",
    ],
    "query_procedure": [
        "CALL apoc.load.json('https://example.org') YIELD value RETURN value",
        "CALL dbms.listConfig()",
        "CALL `apoc`.`cypher`.`doIt`('', {})",
        "CALL db.createLabel('x')",
        "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n)', {}) AS x",
        "RETURN [`apoc`.`text`.join(['a'], 'b')]",
    ],
    "query_escape": [
        "\\u0043REATE (n)",
        "RETURN '\\u0027 CREATE (n) //'",
        "\\UU004cOAD CSV FROM 'x' AS y RETURN y",
    ],
    "query_forbidden": ["SHOW USERS", "show transactions", "USE system MATCH (n) RETURN n"],
}


@pytest.mark.parametrize("query", READING)
def test_check_reading_lets_pass(query: str) -> None:
    check_reading(query)


@pytest.mark.parametrize(
    ("key", "query"), [(key, query) for key, queries in REFUSED.items() for query in queries]
)
def test_check_reading_refuses(key: str, query: str) -> None:
    with pytest.raises(QueryError) as refused:
        check_reading(query)
    assert refused.value.key == key
    assert str(refused.value)


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("MATCH (n) RETURN n.id AS id, n.name AS `full name`", ["id", "full name"]),
        ("MATCH (n) RETURN DISTINCT n.id, count(*) ORDER BY n.id LIMIT 3", ["n.id", "count(*)"]),
        ("MATCH (n) WITH n, [x IN n.list | x] AS list RETURN coalesce(n.a, n.b) AS c SKIP 1;", ["c"]),
        ("CALL { MATCH (n) RETURN n AS inner } RETURN {a: inner.x, b: 2} AS map // AS end", ["map"]),
        ("MATCH (n) RETURN n.a AS a UNION MATCH (m) RETURN m.a AS a", ["a"]),
        ("MATCH (n) RETURN 'a, b AS c' AS text", ["text"]),
        ("MATCH (n) RETURN *", []),
        ("MATCH (n) RETURN n.return, n.as", ["n.return", "n.as"]),
        ("MATCH (n) SET n.x = 1", []),
    ],
)
def test_returned_columns(query: str, columns: list[str]) -> None:
    assert returned_columns(query) == columns

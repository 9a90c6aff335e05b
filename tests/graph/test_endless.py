"""What is refused because no engine could stop it."""

from typing import Any

import pytest

from graph.endless import check_endless
from graph.errors import QueryError
from queries.catalog import named_queries

TAKEN: list[tuple[str, dict[str, Any]]] = [
    ("MATCH (m:Measure) RETURN [x IN m.path | x + 1] AS path", {}),
    ("MATCH p = (a)-[*2]-(b) WHERE all(n IN nodes(p) WHERE n.id <> 'x') RETURN p", {}),
    ("RETURN [x IN range(1, 100)] AS a, reduce(s = 0, x IN range(2010, 2020) | s + x) AS b", {}),
    ("UNWIND range(1, 1000000000) AS i RETURN i", {}),
    ("UNWIND range(1, $rows) AS i RETURN i", {"rows": 10**9}),
    ("MATCH (m:Measure) RETURN [i IN range(0, size(m.path) - 1) | m.path[i]] AS path", {}),
    ("RETURN range(1, $n) AS list", {"n": 1000}),
    ("RETURN range(0, 10000000, 1000) AS list", {}),
    ("MATCH (m:Measure) WHERE m.text =~ '.*铁路.*公路.*' RETURN m", {}),
    ("MATCH (m:Measure) WHERE m.text =~ $like RETURN m", {"like": "(?i)第[0-9]+条.*"}),
    ("MATCH (n) WHERE n.id IN ['a', 'b'] RETURN [n.id, [n.name, [1]]] AS nested", {}),
    ("RETURN 'reduce(range(1, 9999999)) [x IN [y IN z]] =~' AS text // [x IN [y IN z | y] | x]", {}),
]
REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("query_nested_lists", "RETURN [x IN $l | [y IN $l | x * y]]", {"l": [1]}),
    ("query_nested_lists", "RETURN reduce(s = 0, x IN $l | s + reduce(t = 0, y IN $l | t + y))", {"l": [1]}),
    ("query_nested_lists", "RETURN [x IN $l WHERE any(y IN $l WHERE y = x)]", {"l": [1]}),
    ("query_nested_lists", "RETURN ALL /* */ (x IN [y IN $l | y] WHERE x > 0)", {"l": [1]}),
    ("query_nested_lists", "RETURN size([x IN $l | {a: [({b: [y IN $l | y]})]}])", {"l": [1]}),
    ("query_long_range", "RETURN range(1, 50000000)", {}),
    ("query_long_range", "RETURN RANGE (1, $n)", {"n": 10**9}),
    ("query_long_range", "WITH 10 ^ 9 AS n RETURN [x IN range(1, n) | x]", {}),
    ("query_long_range", "UNWIND range(1, 1000000000) + [1] AS x RETURN x", {}),
    ("query_long_range", "RETURN range(1, size('xxxxxxxx') * 100000000)", {}),
    ("query_long_range", "RETURN range(-9223372036854775808, 9223372036854775807)", {}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ '(a|aa)+b'", {}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ '(a+)+b'", {}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ '((a+))+b'", {}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ 'a*a*a*a*b'", {}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ '(a)\\\\1b'", {}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ $like", {"like": "(.*)(.*)*x"}),
    ("query_pattern", "RETURN 'aaaaaaaa' =~ '(a' + '+)+b'", {}),
    ("query_pattern", "MATCH (n) WHERE n.id =~ n.name RETURN n", {}),
]


@pytest.mark.parametrize(("query", "given"), TAKEN)
def test_what_ends_is_taken(query: str, given: dict[str, Any]) -> None:
    check_endless(query, given)


@pytest.mark.parametrize(("key", "query", "given"), REFUSED)
def test_what_may_not_end_is_refused(key: str, query: str, given: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as refused:
        check_endless(query, given)
    assert refused.value.key == key
    assert str(refused.value)


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_ends(name: str) -> None:
    check_endless(named_queries()[name].cypher, {})

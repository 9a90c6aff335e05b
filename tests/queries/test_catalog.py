"""A query file says everything about itself, and a bad one is refused by name."""

from pathlib import Path

import pytest

from graph.errors import NotFoundError, QueryError, ZhengtuError
from queries.catalog import NamedQuery, check_given, find_query, named_queries, parse_query, read_catalog

GOOD = """/*
title = "某地的措施"
description = "列出措施。"

[params.region]
type = "region"
help = "地名"
required = true

[params.limit]
type = "number"
help = "几条"
default = "5"

[example]
region = "绵阳市"
*/
MATCH (r:Region {id: $region}) RETURN r.name AS name, '$not_a_parameter' AS text ORDER BY name LIMIT $limit
"""


def test_parse_query_reads_header_and_statement() -> None:
    query = parse_query("measures-on-region", GOOD)
    assert (query.title, query.description) == ("某地的措施", "列出措施。")
    assert [(param.name, param.kind, param.required, param.default) for param in query.params] == [
        ("region", "region", True, None),
        ("limit", "number", False, "5"),
    ]
    assert query.example == {"region": "绵阳市"}
    assert query.cypher.startswith("MATCH (r:Region")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("Measures", "", "", "file's name"),
        ("a_b", "", "", "file's name"),
        ("../x", "", "", "file's name"),
        ("q", "/*", "//", "begins with a comment"),
        ("q", 'title = "某地的措施"', "title = ", "line 2"),
        ("q", 'title = "某地的措施"', "", "title"),
        ("q", 'title = "某地的措施"', 'title = " "', "title"),
        ("q", 'title = "某地的措施"', 'titel = "某地的措施"', "titel"),
        ("q", 'type = "region"', 'type = "place"', "params.region: the type"),
        ("q", 'help = "地名"', "", "help"),
        ("q", 'help = "地名"', 'help = "地名"\nhlep = "地名"', "hlep"),
        ("q", 'help = "地名"', 'help = "地名"\ndefault = "绵阳市"', "a required parameter has none"),
        ("q", 'default = "5"', "default = 5", "a default is a text"),
        ("q", "required = true", 'required = "yes"', "true or false"),
        ("q", "[example]", "[examples]", "examples"),
        ("q", 'region = "绵阳市"', "", "region is required"),
        ("q", 'region = "绵阳市"', 'region = "绵阳市"\nplace = "绵阳市"', "place"),
        ("q", "LIMIT $limit", "LIMIT 5", "limit"),
        ("q", "LIMIT $limit", "LIMIT $limit + $more", "more"),
    ],
)
def test_parse_query_refuses_a_bad_file(name: str, old: str, new: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_query(name, GOOD.replace(old, new, 1) if old else GOOD)
    assert said in str(caught.value)


def test_read_catalog_names_the_bad_file(tmp_path: Path) -> None:
    (tmp_path / "good.cypher").write_text(GOOD, "utf-8")
    (tmp_path / "notes.txt").write_text("not a query", "utf-8")
    assert list(read_catalog(tmp_path)) == ["good"]
    (tmp_path / "bad.cypher").write_text("RETURN 1", "utf-8")
    with pytest.raises(ZhengtuError, match=r"bad\.cypher"):
        read_catalog(tmp_path)


def test_named_queries_are_at_least_ten_and_the_flagship_is_one() -> None:
    assert len(named_queries()) >= 10
    assert "agencies-on-projects" in named_queries()


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_named_queries_follow_the_style(query: NamedQuery) -> None:
    assert query.title[-1] not in "。？?.", "a title has no final mark"
    assert query.description.endswith("。")
    assert "ORDER BY" in query.cypher.rsplit("RETURN", 1)[1], "rows are ordered"
    assert " AS evidence" in query.cypher, "every row leads back to the text"
    assert "elementId" not in query.cypher


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_named_queries_are_documented(query: NamedQuery) -> None:
    text = Path("docs/queries.md").read_text("utf-8")
    assert f"`{query.name}`" in text


def test_find_query_offers_the_nearest_name() -> None:
    with pytest.raises(NotFoundError, match="agencies-on-projects"):
        find_query("agencies-on-project")


def test_check_given_takes_defaults_and_blanks() -> None:
    query = parse_query("q", GOOD)
    assert check_given(query, {"region": " 绵阳市 ", "limit": ""}) == {"region": "绵阳市", "limit": "5"}


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "region"), ({"region": "  "}, "region"), ({"region": "绵阳市", "regoin": "x"}, "regoin")],
)
def test_check_given_says_what_is_wrong(given: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        check_given(parse_query("q", GOOD), given)

"""Every named query gives its rows on the real engine, and every row leads back to the text."""

import pytest

from graph.errors import NotFoundError, QueryError
from graph.store import GraphStore
from queries.catalog import NamedQuery, named_queries
from queries.run import QueryResult, run_cypher, run_query
from tests.queries.small_graph import AREA, CHONGQING, SICHUAN, ZIYANG

TEXTS = {
    "川办函〔2018〕35号": SICHUAN,
    "资府办函〔2022〕6号": ZIYANG,
    "重庆市革命老区年度工作要点": CHONGQING,
}
TEN = {  # of which this graph holds seven
    "四川省发展和改革委员会",
    "中国铁路成都局集团有限公司",
    "广元市人民政府",
    "绵阳市人民政府",
    "资阳市发展和改革委员会",
    "资阳市交通运输局",
    "安岳县人民政府",
}


def column(result: QueryResult, name: str) -> list[object]:
    return [row[name] for row in result.rows]


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_run_query_example_returns_rows_with_evidence(small: GraphStore, query: NamedQuery) -> None:
    result = run_query(small, query.name, query.example)
    assert result.rows
    assert not result.truncated
    assert "evidence" not in result.columns
    assert all(list(row) == result.columns for row in result.rows)
    assert {item.row for item in result.evidence} == set(range(len(result.rows)))
    for item in result.evidence:
        assert TEXTS[item.document][item.start : item.end] == item.quote
    edges = [(item.row, item.edge) for item in result.evidence]
    assert len(edges) == len(set(edges))


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_run_query_is_the_same_twice(small: GraphStore, query: NamedQuery) -> None:
    assert run_query(small, query.name, query.example) == run_query(small, query.name, query.example)


@pytest.mark.parametrize("region", [AREA, "川陕老区", "川陕苏区", " 川陕革命老区 "])
def test_agencies_on_projects_reach_bodies_through_one_line_under_two_names(
    small: GraphStore, region: str
) -> None:
    result = run_query(small, "agencies-on-projects", {"sector": "铁路", "region": region})
    assert set(column(result, "agency")) == TEN
    assert len(result.rows) == len(TEN)
    assert result.linked["region"].id == AREA
    by_agency = {row["agency"]: row for row in result.rows}
    assert by_agency["安岳县人民政府"]["projects"] == ["绵阳至遂宁至内江铁路"]
    assert by_agency["安岳县人民政府"]["documents"] == ["资府办函〔2022〕6号"]
    quotes = {item.quote for item in result.evidence if result.rows[item.row]["agency"] == "安岳县人民政府"}
    assert quotes == {"安岳县政府", "绵遂内铁路"}


def test_agencies_on_projects_without_limits_are_all_on_any_project(small: GraphStore) -> None:
    everyone = set(column(run_query(small, "agencies-on-projects", {}), "agency"))
    assert everyone == TEN | {"重庆市水利局", "酉阳土家族苗族自治县人民政府", "四川省各级有关部门"}
    water = run_query(small, "agencies-on-projects", {"sector": "水利"})
    assert set(column(water, "agency")) == {"重庆市水利局", "酉阳土家族苗族自治县人民政府"}


@pytest.mark.parametrize(
    ("region", "projects"),
    [
        ("酉阳县", ["酉阳县戏沙湖水库", "酉阳县桃花源水库"]),
        ("酉阳", ["酉阳县戏沙湖水库", "酉阳县桃花源水库"]),
        ("500242", ["酉阳县戏沙湖水库", "酉阳县桃花源水库"]),
        ("重庆市酉阳土家族苗族自治县", ["酉阳县戏沙湖水库", "酉阳县桃花源水库"]),
        ("重庆", ["城口至巫溪高速公路", "酉阳县戏沙湖水库", "酉阳县桃花源水库"]),
        ("城口县", ["城口至巫溪高速公路"]),
        ("朝阳县", None),
    ],
)
def test_projects_in_region_cover_all_below(
    small: GraphStore, region: str, projects: list[str] | None
) -> None:
    if projects is None:
        with pytest.raises(QueryError, match="朝阳区"):
            run_query(small, "projects-in-region", {"region": region})
        return
    assert (
        sorted(map(str, column(run_query(small, "projects-in-region", {"region": region}), "project")))
        == projects
    )


def test_projects_in_region_can_be_narrowed(small: GraphStore) -> None:
    given = {"region": AREA, "sector": "铁路", "stage": "前期", "word": "绵遂内"}
    (row,) = run_query(small, "projects-in-region", given).rows
    assert row["project"] == "绵阳至遂宁至内江铁路"
    assert row["regions"] == ["绵阳市", "遂宁市", "内江市"]
    assert run_query(small, "projects-in-region", {**given, "stage": "建成"}).rows == []


def test_measures_of_agency_by_role(small: GraphStore) -> None:
    all_of = run_query(small, "measures-of-agency", {"agency": "省发展改革委"})
    assert column(all_of, "path") == [[1, 1], [1, 2]]
    assert column(all_of, "roles") == [["responsible"], ["cooperating"]]
    some = run_query(small, "measures-of-agency", {"agency": "四川省发展改革委", "role": "cooperating"})
    assert column(some, "path") == [[1, 2]]


def test_workload_of_agency_counts_each_measure_once(small: GraphStore) -> None:
    (row,) = run_query(small, "workload-of-agency", {"agency": "广元市人民政府"}).rows
    assert (row["measures"], row["lead"], row["responsible"], row["cooperating"]) == (2, 1, 1, 0)


def test_partners_of_agency_leave_collectives_out(small: GraphStore) -> None:
    result = run_query(small, "partners-of-agency", {"agency": "广元市人民政府"})
    assert [(row["agency"], row["shared"]) for row in result.rows] == [
        ("四川省发展和改革委员会", 2),
        ("中国铁路成都局集团有限公司", 1),
        ("绵阳市人民政府", 1),
    ]


@pytest.mark.parametrize(
    "document", ["国发〔2021〕3号", "国发[2021]3号", "国务院关于新时代支持革命老区振兴发展的意见"]
)
def test_documents_citing_put_the_undated_last(small: GraphStore, document: str) -> None:
    result = run_query(small, "documents-citing", {"document": document})
    assert column(result, "number") == ["资府办函〔2022〕6号", None]


def test_citations_of_document_are_in_the_order_of_the_text(small: GraphStore) -> None:
    result = run_query(small, "citations-of-document", {"document": "新时代推动革命老区"})
    assert column(result, "number") == ["国发〔2021〕3号", None]
    assert column(result, "measures") == [[], ["资府办函〔2022〕6号#1-2"]]


def test_history_of_project_by_date(small: GraphStore) -> None:
    result = run_query(small, "history-of-project", {"project": "绵遂内铁路"})
    assert [(row["document"], row["project"], row["stage"]) for row in result.rows] == [
        ("川办函〔2018〕35号", "绵阳至遂宁至内江铁路", "前期"),
        ("资府办函〔2022〕6号", "绵遂内铁路", "前期"),
    ]


def test_busiest_agencies_are_limited(small: GraphStore) -> None:
    result = run_query(small, "busiest-agencies", {"limit": "2"})
    assert column(result, "agency") == ["四川省发展和改革委员会", "广元市人民政府"]
    assert column(result, "measures") == [2, 2]


def test_measures_of_document_keep_order_and_empty_lists(small: GraphStore) -> None:
    result = run_query(small, "measures-of-document", {"document": "重庆市革命老区年度工作要点"})
    assert column(result, "path") == [[1], [2]]
    assert column(result, "agencies") == [["重庆市水利局", "酉阳土家族苗族自治县人民政府"], []]


def test_quotations_count_characters_not_utf16(small: GraphStore) -> None:
    result = run_query(small, "measures-mentioning", {"word": "桃花源"})
    assert result.evidence[0].quote == "推动酉阳县加快建设酉阳县桃花源水库、酉阳县戏沙湖水库。"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("projects-in-region", {"region": "朝阳区"}, "北京市朝阳区、吉林省长春市朝阳区"),
        ("projects-in-region", {"region": "吉林"}, "吉林省吉林市"),
        ("projects-in-region", {"region": "川陕革命区"}, AREA),
        ("projects-in-region", {"region": "亚特兰蒂斯"}, "没有载入"),
        ("projects-in-region", {"region": AREA, "sector": "火车"}, "铁路"),
        ("projects-in-region", {"region": AREA, "stage": "done"}, "在建"),
        ("measures-of-agency", {"agency": "市发展改革局"}, "发展和改革委员会"),
        ("measures-of-agency", {"agency": "资阳市民政局", "role": "牵头"}, "lead"),
        ("busiest-agencies", {"limit": "0"}, "limit"),
        ("busiest-agencies", {"limit": "1.5"}, "limit"),
        ("busiest-agencies", {"limit": "-1"}, "limit"),
        ("busiest-agencies", {"limit": "٣"}, "limit"),
        ("busiest-agencies", {"limit": "9" * 4000}, "limit"),
        ("measures-mentioning", {"word": "字" * 201}, "200"),
        ("history-of-project", {"project": "长江大桥"}, "没有载入"),
        ("documents-citing", {"document": "革命老区"}, "请写明"),
    ],
)
def test_run_query_says_what_would_be_right(
    small: GraphStore, name: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(small, name, given)
    assert said in str(caught.value)


def test_run_query_names_an_unknown_query(small: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="measures-of-agency"):
        run_query(small, "measures-of-agencies", {})


ATTACKS = [
    "' OR 1=1 //",
    "'}) DETACH DELETE n //",
    "绵阳市'}) MATCH (x) DETACH DELETE x RETURN 1 //",
    "\\' OR '1'='1",
    "`) MATCH (n) DELETE n //",
    "$region",
    "{id: 1}",
    "*/ MATCH (n) DELETE n /*",
    "%' OR '%'='",
    ".*",
    "(a+)+$",
    "../../etc/passwd",
    "%00",
    "null",
    "NaN",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_run_query_takes_a_value_for_a_value(small: GraphStore, query: NamedQuery, attack: str) -> None:
    for param in query.params:
        try:
            result = run_query(small, query.name, {**query.example, param.name: attack})
        except QueryError:
            continue
        assert param.kind == "text"
        assert result.rows == []


def test_run_cypher_sets_evidence_apart_only_where_it_is_evidence(small: GraphStore) -> None:
    plain = run_cypher(small, "RETURN 1 AS one, 'x' AS evidence", {})
    assert (plain.columns, plain.evidence) == (["one", "evidence"], [])
    asked = run_cypher(
        small,
        "MATCH (m:Measure {id: $id})-[r:MENTIONS]->(p:Region) RETURN p.name AS name, [{edge: r.id,"
        " document: r.document, path: m.path, quote: '', start: r.start_char, end: r.end_char}] AS evidence"
        " ORDER BY r.start_char",
        {"id": "川办函〔2018〕35号#1-1"},
    )
    assert asked.columns == ["name"]
    assert [item.quote for item in asked.evidence] == ["广元市", "绵阳", "遂宁", "内江"]


@pytest.mark.parametrize("value", ["\ud800", 2**63, {"a": ["\udfff"]}, {"\ud800": 1}])
def test_run_cypher_refuses_what_bolt_cannot_carry(small: GraphStore, value: object) -> None:
    with pytest.raises(QueryError):
        run_cypher(small, "RETURN $value AS value", {"value": value})


def test_run_cypher_tells_a_cut(small: GraphStore) -> None:
    result = run_cypher(small, "UNWIND range(1, 500) AS n RETURN n", {})
    assert (len(result.rows), result.truncated) == (200, True)

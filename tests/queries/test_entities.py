import pytest

from graph.errors import NotFoundError, QueryError
from graph.store import GraphStore
from queries.entities import describe_entity, find_entity, find_neighbours


@pytest.mark.parametrize(
    ("id_", "label", "name", "title"),
    [
        ("512021", "Region", "安岳县", "地区"),
        ("川陕革命老区", "Region", "川陕革命老区", "地区"),
        ("安岳县人民政府", "Agency", "安岳县人民政府", "单位"),
        ("铁路:绵阳市-遂宁市-内江市", "Project", "绵阳至遂宁至内江铁路", "项目"),
        ("资府办函〔2022〕6号#1-1", "Measure", "完善基础设施网络", "措施"),
        ("资府办函〔2022〕6号", "Document", "关于新时代推动革命老区振兴发展的工作方案", "文件"),
        ("国发〔2021〕3号", "Document", "国务院关于新时代支持革命老区振兴发展的意见", "文件"),
    ],
)
def test_find_entity_by_id(small: GraphStore, id_: str, label: str, name: str, title: str) -> None:
    node = find_entity(small, id_)
    assert (node.id, node.label, node.name, node.title) == (id_, label, name, title)
    assert "text" not in node.properties or label == "Measure"


@pytest.mark.parametrize("id_", ["", "安岳", "'", "nothing", "\ud83d"[:0] + "💡", "安岳县人民政府 "])
def test_find_entity_says_there_is_none(small: GraphStore, id_: str) -> None:
    with pytest.raises(NotFoundError):
        find_entity(small, id_)


def test_describe_entity_counts_by_type_direction_and_label(small: GraphStore) -> None:
    counts = describe_entity(small, "510800").neighbours
    assert [(count.type, count.direction, count.label, count.count) for count in counts] == [
        ("LOCATED_IN", "in", "Project", 2),
        ("MENTIONS", "in", "Measure", 2),
        ("PART_OF", "out", "Region", 2),
    ]


def test_describe_entity_hides_the_source_text(small: GraphStore) -> None:
    counts = describe_entity(small, "资府办函〔2022〕6号").neighbours
    assert {count.type for count in counts} == {"CITES", "HAS_MEASURE", "ISSUED_BY"}


def test_find_neighbours_are_those_counted_page_by_page(small: GraphStore) -> None:
    whole = find_neighbours(small, "510000", limit=500)
    counts = describe_entity(small, "510000").neighbours
    assert whole.total == len(whole.edges) == sum(count.count for count in counts)
    assert not whole.truncated
    pages = [find_neighbours(small, "510000", limit=3, offset=offset) for offset in range(0, whole.total, 3)]
    assert [edge for page in pages for edge in page.edges] == whole.edges
    assert [page.truncated for page in pages] == [True] * (len(pages) - 1) + [False]
    for page in pages:
        ends = {end for edge in page.edges for end in (edge.source, edge.target)} - {"510000"}
        assert {node.id for node in page.nodes} == ends


def test_find_neighbours_can_be_narrowed(small: GraphStore) -> None:
    found = find_neighbours(small, "510000", edge_type="PART_OF", label="Region", direction="out")
    assert [(edge.source, edge.target, edge.evidence) for edge in found.edges] == [
        ("510000", "100000", False)
    ]
    assert found.edges[0].title == "属于"
    assert find_neighbours(small, "510000", edge_type="NAMES").total == 0


def test_find_neighbours_beyond_the_end_are_none(small: GraphStore) -> None:
    found = find_neighbours(small, "510000", offset=10_000)
    assert (found.edges, found.nodes, found.truncated) == ([], [], False)


@pytest.mark.parametrize(
    "wrong", [{"edge_type": "READ_FROM"}, {"edge_type": "X]->() DETACH DELETE n //"}, {"label": "Source"}]
)
def test_find_neighbours_refuses_what_the_schema_lacks(small: GraphStore, wrong: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        find_neighbours(small, "510000", edge_type=wrong.get("edge_type"), label=wrong.get("label"))

"""A parsed document becomes nodes under stable keys and edges that say how they were told."""

from typing import Any

import pytest
from made_parsed import TEXTS, at, cite, document, graph_of, project, unit

from graph.model import DocumentGraph, Edge, Node, RegionKind, RegionMention
from loaders.pipeline import parse_document
from loaders.read import Source
from loaders.resolve import to_graph

TEXT = """四川省人民政府办公厅关于推进老区振兴工作的意见
川办函〔2018〕35号
一、加快建设
（一）加快绵阳至遂宁至内江铁路前期工作，推进广元剑阁、青川通用机场建设。（责任单位：省发展改革委，广元、绵阳市人民政府）
（二）贯彻《四川省节水办法（试行）》，推进毗河供水二期工程建设。（责任单位：省水利厅）
"""


def nodes(graph: DocumentGraph, label: str) -> dict[str, Node]:
    return {node.id: node for node in graph.nodes if node.label == label}


def edges(graph: DocumentGraph, kind: str) -> list[Edge]:
    return [edge for edge in graph.edges if edge.type == kind]


@pytest.fixture(scope="module")
def read() -> DocumentGraph:
    return to_graph(parse_document(Source("方案.txt", TEXT)), TEXT)


def test_to_graph_is_the_same_every_time(read: DocumentGraph) -> None:
    assert to_graph(parse_document(Source("方案.txt", TEXT)), TEXT) == read


def test_to_graph_tells_how_a_body_was_known(read: DocumentGraph) -> None:
    told = {edge.properties["as_written"]: edge.properties["rule"] for edge in edges(read, "RESPONSIBLE_FOR")}
    assert told == {
        "省发展改革委": "form",
        "广元市人民政府": "distribution",
        "绵阳市人民政府": "printed name",
        "省水利厅": "form",
    }


def test_to_graph_tells_how_a_project_was_known(read: DocumentGraph) -> None:
    told = {edge.properties["name"]: edge.properties["rule"] for edge in edges(read, "NAMES")}
    assert told == {
        "绵阳至遂宁至内江铁路": "line ends",
        "广元剑阁通用机场": "distribution",
        "广元青川通用机场": "distribution",
        "毗河供水二期工程": "name and place",
    }


def test_to_graph_edges_end_at_nodes_of_the_document_or_the_reference(read: DocumentGraph) -> None:
    there = {(node.label, node.id) for node in read.nodes}
    ends = {
        end
        for edge in read.edges
        for end in (edge.source, edge.target)
        if edge.type != "SUCCEEDED_BY" and end[0] != "Region"
    }
    assert ends <= there


def test_to_graph_a_document_has_its_file(read: DocumentGraph) -> None:
    (file,) = nodes(read, "File").values()
    facts: dict[str, Any] = file.properties
    assert (facts["path"], facts["core"], facts["place"]) == (
        "方案.txt",
        "关于推进老区振兴工作的意见",
        "100000/510000",
    )
    assert facts["title_issuer"] == "四川省人民政府办公厅"
    assert facts["fingerprint"] is None  # two measures may be alike by chance
    assert len(facts["measure_keys"]) == 2
    assert facts["said"] > 20


def test_to_graph_measures_alike_but_for_marks_have_one_fingerprint() -> None:
    plain = document("甲", texts=TEXTS)
    printed = document("乙", texts=tuple(text.replace("，", " ,\n") for text in TEXTS))
    prints = [next(iter(nodes(graph_of(one), "File").values())).properties for one in (plain, printed)]
    assert prints[0]["fingerprint"] == prints[1]["fingerprint"] is not None
    assert prints[0]["measure_keys"] == prints[1]["measure_keys"]


def test_to_graph_two_files_of_one_document_say_the_same_edges() -> None:
    one = document("甲", projects=(project("毗河供水二期工程", "水利"),), units=(unit("四川省水利厅"),))
    assert graph_of(one).edges == graph_of(at(one, "copy.txt")).edges


def test_to_graph_a_citation_says_what_it_may_mean(read: DocumentGraph) -> None:
    (cites,) = edges(read, "CITES")
    told = {name: cites.properties[name] for name in ("title", "number", "core", "tail", "title_issuer")}
    assert told == {
        "title": "四川省节水办法（试行）",
        "number": None,
        "core": "四川省节水办法",
        "tail": "试行",
        "title_issuer": None,
    }
    assert cites.target == ("Document", "《四川省节水办法（试行）》")


def test_to_graph_a_document_does_not_cite_itself() -> None:
    own = document("甲方案", number="川办函〔2018〕35号", citations=(cite("甲方案", "川办函〔2018〕35号"),))
    assert edges(graph_of(own), "CITES") == []


def test_to_graph_a_work_without_a_place_has_its_documents() -> None:
    keys = [
        set(nodes(graph_of(document("甲", place=place, projects=(project("龙潭水库", "水利"),))), "Project"))
        for place in ("资阳市", "绵阳市")
    ]
    assert keys == [{"水利:龙潭水库@资阳市"}, {"水利:龙潭水库@绵阳市"}]


def test_to_graph_a_segment_leads_to_its_whole() -> None:
    part = project("汉中至巴中至南充铁路（巴中至南充段）", "铁路", "汉中市", "巴中市", "南充市")
    graph = graph_of(document("甲", projects=(part,)))
    (segment,) = edges(graph, "SEGMENT_OF")
    assert segment.source == ("Project", "铁路:南充市-巴中市-汉中市:南充市-巴中市段")
    assert segment.target == ("Project", "铁路:南充市-巴中市-汉中市")
    assert segment.properties["name"] == "汉中至巴中至南充铁路"


def test_to_graph_a_region_is_told_by_code_or_name() -> None:
    one = document("甲")
    measure = one.measures[0]
    regions = (
        RegionMention("酉阳土家族苗族自治县", "酉阳县", RegionKind.DIVISION, "500242", "重庆市", 0, 3),
        RegionMention("川陕革命老区", "川陕老区", RegionKind.AREA, None, None, 0, 4),
        RegionMention("无人知道的地方", "无人知道的地方", RegionKind.AREA, None, None, 0, 7),
    )
    parsed = type(one)(one.document, (), (type(measure)(**{**_fields(measure), "regions": regions}),))
    told = {edge.target[1]: edge.properties["rule"] for edge in edges(graph_of(parsed), "MENTIONS")}
    assert told == {"500242": "short form", "川陕革命老区": "area name", "无人知道的地方": "printed name"}


def _fields(measure: object) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in measure.__slots__}  # type: ignore[attr-defined]

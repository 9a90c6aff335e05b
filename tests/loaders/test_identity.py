"""One project or body in several texts is one node, whatever order they are loaded in.

Documents are made as parsed ones and go the whole way into the real engine.
"""

import random
from pathlib import Path

import pytest
from made_parsed import (
    CITING,
    COPIES,
    PLAN,
    cite,
    cited,
    correction,
    document,
    fresh,
    load,
    project,
    projects,
    rows,
    unit,
)

from graph.correcting import write_corrections
from graph.model import Correction, Reference
from graph.store import GraphStore
from graph.writer import Outcome, loaded_documents, remove_document, write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from tests.graph.made_documents import dump


@pytest.fixture
def store(any_store: GraphStore) -> GraphStore:
    """Everything here holds on both engines."""
    return any_store


# Projects


HANBANAN = "汉中至巴中至南充铁路"
LINE = document("四川省铁路规划", projects=(project(HANBANAN, "铁路", "汉中市", "巴中市", "南充市"),))
RUN = document("巴中市铁路方案", place="巴中市", projects=(project("汉巴南铁路", "铁路"),))


def test_a_line_by_one_character_a_place_is_the_line_by_its_ends(graph: GraphStore) -> None:
    load(graph, [RUN, LINE])
    assert projects(graph) == {"铁路:南充市-巴中市-汉中市": ["汉中至巴中至南充铁路", "汉巴南铁路"]}
    assert rows(graph, "MATCH ()-[r:NAMES]->(p) WHERE r.own_id IS NOT NULL RETURN r.own_id, p.name") == [
        ["铁路:汉巴南铁路@巴中市", HANBANAN]
    ]
    remove_document(graph, LINE.document.id)
    assert projects(graph) == {"铁路:汉巴南铁路@巴中市": ["汉巴南铁路"]}


def test_a_line_of_another_place_is_another(graph: GraphStore) -> None:
    far = document("汉阴县方案", place="广东省", projects=(project("汉巴南铁路", "铁路"),))
    load(graph, [far, LINE])
    assert len(projects(graph)) == 2


def test_a_short_name_in_one_place_is_the_one_full_name_there(graph: GraphStore) -> None:
    load(graph, [CITING, PLAN])
    assert list(projects(graph).values()) == [["毗河二期", "毗河供水二期工程"]]
    assert rows(graph, "MATCH (j:Joined {label: 'Project'}) RETURN DISTINCT j.rule") == [["nested place"]]


def test_a_short_name_is_the_one_full_name_of_its_kind(graph: GraphStore) -> None:
    short = document("甲", projects=(project("亭子口一期", "水利"),))
    full = document("乙", place="广元市", projects=(project("亭子口灌区一期工程", "水利", "苍溪县"),))
    load(graph, [short, full])
    assert list(projects(graph).values()) == [["亭子口一期", "亭子口灌区一期工程"]]
    other = document("丙", place="广元市", projects=(project("亭子口电站一期工程", "水利", "苍溪县"),))
    load(graph, [other])
    assert len(projects(graph)) == 3
    found = rows(graph, "MATCH (p:Project {name: '亭子口一期'})<-[:NAMES]-() RETURN size(p.candidates)")
    assert found == [[2]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (project("龙潭水库", "水利", "酉阳土家族苗族自治县"), project("龙潭水库", "水利", "黔江区")),
        (project("第一人民医院", "医疗", "安岳县"), project("第一人民医院", "医疗", "资阳市")),
        (
            project("安岳县城南污水处理厂", "生态环保", "安岳县"),
            project("城南污水处理厂", "生态环保", "资阳市"),
        ),
        (project("毗河供水一期工程", "水利", "安岳县"), project("毗河供水二期工程", "水利", "安岳县")),
        (project("桃花源水库", "水利", "安岳县"), project("桃花源电站", "水利", "安岳县")),
    ],
)
def test_two_works_stay_two(graph: GraphStore, one: object, other: object) -> None:
    load(graph, [document("甲", projects=(one,)), document("乙", projects=(other,))])  # type: ignore[arg-type]
    assert len(projects(graph)) == 2


def test_a_work_without_a_place_is_of_its_documents_place(graph: GraphStore) -> None:
    load(
        graph,
        [
            document(f"{place}方案", place=place, projects=(project("龙潭水库", "水利"),))
            for place in ("资阳市", "绵阳市")
        ],
    )
    assert len(projects(graph)) == 2


# Bodies


def test_a_successor_is_told_where_both_bodies_are(store: GraphStore, places: Reference) -> None:
    old = document("甲", units=(unit("四川省环境保护厅"), unit("资阳市环境保护局")))
    new = document("乙", units=(unit("四川省生态环境厅"),))
    wanted = fresh(store, places, [old, new])
    query = "MATCH (a)-[r:SUCCEEDED_BY]->(b) RETURN a.name, b.name, r.date"
    assert rows(store, query) == [["四川省环境保护厅", "四川省生态环境厅", "2018-10"]]
    assert fresh(store, places, [new, old]) == wanted
    remove_document(store, "乙")
    assert rows(store, query) == []
    assert dump(store) == fresh(store, places, [old])


# Corrections


SAME_LINE = correction("project", "same", HANBANAN, "汉巴高铁")
EXPRESS = document("重庆市方案", place="重庆市", projects=(project("汉巴高铁", "铁路"),))


def test_a_correction_joins_and_parts_again(store: GraphStore, places: Reference) -> None:
    apart = fresh(store, places, [LINE, EXPRESS])
    write_corrections(store, [SAME_LINE])
    assert projects(store) == {"铁路:南充市-巴中市-汉中市": [HANBANAN, "汉巴高铁"]}
    assert dump(store) == fresh(store, places, [EXPRESS, LINE], [SAME_LINE])
    assert load(store, [LINE, EXPRESS]) == [Outcome.UNCHANGED] * 2
    assert len(projects(store)) == 1
    write_corrections(store, [])
    assert dump(store) == apart


def test_a_correction_beats_the_rules(graph: GraphStore) -> None:
    write_corrections(graph, [correction("project", "different", HANBANAN, "汉巴南铁路")])
    load(graph, [RUN, LINE])
    assert len(projects(graph)) == 2
    write_corrections(graph, [])
    assert len(projects(graph)) == 1


def test_a_name_of_two_projects_corrects_neither(graph: GraphStore) -> None:
    write_corrections(graph, [correction("project", "same", HANBANAN, "龙潭水库")])
    load(
        graph,
        [
            LINE,
            *(
                document(f"{place}案", place=place, projects=(project("龙潭水库", "水利"),))
                for place in ("资阳市", "绵阳市")
            ),
        ],
    )
    assert len(projects(graph)) == 3


def test_an_alias_of_a_body_is_that_body(store: GraphStore, places: Reference) -> None:
    wrong = document("甲", units=(unit("四川省铁投", "省铁投"),))
    right = document("乙", units=(unit("四川省铁路产业投资集团有限责任公司", "省铁投集团"),))
    alias = correction("agency", "alias", "四川省铁路产业投资集团有限责任公司", "省铁投")
    apart = fresh(store, places, [wrong, right])
    write_corrections(store, [alias])
    found = rows(store, "MATCH (a:Agency)-[:RESPONSIBLE_FOR]->() RETURN DISTINCT a.name, a.aliases")
    assert found == [["四川省铁路产业投资集团有限责任公司", ["省铁投", "省铁投集团"]]]
    assert dump(store) == fresh(store, places, [right, wrong], [alias])
    write_corrections(store, [])
    assert dump(store) == apart


def test_a_correction_makes_copies_one_or_two(store: GraphStore, places: Reference) -> None:
    far = document("另一份方案", path="far.txt", date="2018-01-01")
    same = correction("document", "same", PLAN.document.id, "另一份方案")
    fresh(store, places, [PLAN, far])
    write_corrections(store, [same])
    assert [one.id for one in loaded_documents(store)] == [PLAN.document.id]
    assert dump(store) == fresh(store, places, [far, PLAN], [same])
    different = correction("document", "different", PLAN.document.id, "另一份方案")
    assert write_corrections(store, [different]) == ("far.txt",)
    assert load(store, [far]) == [Outcome.ADDED]
    assert dump(store) == fresh(store, places, [PLAN, far], [different])


def test_a_correction_tells_what_a_citation_means(graph: GraphStore) -> None:
    load(graph, [CITING, PLAN])
    write_corrections(graph, [correction("document", "alias", PLAN.document.id, "四川省水利条例")])
    assert [PLAN.document.id, "resolved", "correction"] in cited(graph, CITING.document.id)
    write_corrections(graph, [correction("document", "different", PLAN.document.id, PLAN.document.id)])
    assert not [found for found in cited(graph, CITING.document.id) if found[2] == "number"]


# All together


SEVERAL = (
    *COPIES,
    CITING,
    LINE,
    RUN,
    EXPRESS,
    document("重庆市水利方案", place="重庆市", projects=(project("龙潭水库", "水利"), project("桃花源水库", "水利")), citations=(cite("四川省水利条例"),)),
    document("酉阳县方案", place="酉阳土家族苗族自治县", projects=(project("龙潭水库", "水利", "酉阳土家族苗族自治县"), project("酉阳县桃花源水库", "水利", "酉阳土家族苗族自治县"))),
    document("黔江区方案", place="黔江区", projects=(project("龙潭水库", "水利", "黔江区"),), citations=(cite("重庆市水利方案"),)),
    document("四川省水利条例", date="2015-01-01", units=(unit("四川省环境保护厅"), unit("四川省水利厅", "省水利厅"))),
    document("四川省水利条例（修订）", date="2019-01-01", units=(unit("四川省生态环境厅"),)),
)  # fmt: skip
CORRECTIONS = (SAME_LINE, correction("project", "different", "毗河二期", "毗河供水二期工程"))


@pytest.mark.parametrize("corrections", [(), CORRECTIONS])
@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_removal_leave_what_is_loaded(
    store: GraphStore, places: Reference, corrections: tuple[Correction, ...], seed: int
) -> None:
    chance = random.Random(seed)
    wanted = fresh(store, places, SEVERAL, corrections)
    order = chance.sample(SEVERAL, len(SEVERAL))
    assert fresh(store, places, order, corrections) == wanted
    gone = chance.choice(loaded_documents(store)).id
    taken = rows(store, "MATCH (f:File {document: $id}) RETURN f.id", id=gone)
    remove_document(store, gone)
    after = dump(store)
    rest = [one for one in order if [f"{one.document.id}@{one.document.source.path}"] not in taken]
    assert after == fresh(store, places, rest, corrections)


def test_the_samples_in_two_orders_twice_and_with_one_removed(store: GraphStore, tmp_path: Path) -> None:
    whole = reference()
    readings = [(one.parsed, one.text) for one in read_paths([sample_folder()], 2**25) if one.parsed]
    graphs = [to_graph(parsed, text) for parsed, text in readings]
    write_reference(store, whole)
    for document_graph in graphs:
        write_document(store, document_graph)
    wanted = dump(store)
    assert {write_document(store, document_graph) for document_graph in graphs} == {Outcome.UNCHANGED}
    for document_graph in graphs[1:4]:
        remove_document(store, document_graph.document)
    for document_graph in reversed(graphs[1:4]):
        write_document(store, document_graph)
    assert dump(store) == wanted

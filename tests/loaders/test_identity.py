"""One document, project or body in several texts is one node, whatever order they are loaded in.

Documents are made as parsed ones and go the whole way into the real engine.
"""

import random
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from made_parsed import TEXTS, at, cite, document, graph_of, project, unit

from graph.correcting import write_corrections
from graph.errors import DocumentError, NotFoundError
from graph.model import Correction, CorrectionRule, ParsedDocument, Reference
from graph.store import GraphStore
from graph.writer import Outcome, loaded_documents, remove_document, write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from tests.graph.made_documents import dump

SPOKEN_OF = {
    *("资阳市", "安岳县", "乐至县", "绵阳市", "遂宁市", "广元市", "苍溪县", "巴中市", "南充市"),
    *("汉中市", "酉阳土家族苗族自治县", "黔江区"),
}


@pytest.fixture(scope="module")
def places() -> Reference:
    """The provinces, and the divisions that the made documents speak of: quick to write."""
    whole = reference()
    kept = {
        node.id for node in whole.nodes if node.id.endswith("0000") or node.properties["name"] in SPOKEN_OF
    }
    nodes = tuple(node for node in whole.nodes if node.id in kept)
    edges = tuple(edge for edge in whole.edges if {edge.source[1], edge.target[1]} <= kept)
    return Reference("test", nodes, edges)


@pytest.fixture
def graph(store: GraphStore, places: Reference) -> GraphStore:
    write_reference(store, places)
    return store


def load(store: GraphStore, documents: Iterable[ParsedDocument]) -> list[Outcome]:
    return [write_document(store, graph_of(parsed)) for parsed in documents]


def fresh(
    store: GraphStore,
    places: Reference,
    documents: Iterable[ParsedDocument],
    corrections: Sequence[Correction] = (),
) -> list[str]:
    """The dump of an empty graph with these documents."""
    store.write("MATCH (n) DETACH DELETE n")
    write_reference(store, places)
    write_corrections(store, corrections)
    load(store, documents)
    return dump(store)


def rows(store: GraphStore, query: str, **params: object) -> list[list[object]]:
    return [list(row.values()) for row in store.read_all(query, params)]


def projects(store: GraphStore) -> dict[str, list[str]]:
    """Each project that a measure names, with all its names."""
    found = store.read_all("MATCH (p:Project)<-[:NAMES]-() RETURN DISTINCT p.id AS id, p.aliases AS names")
    return {row["id"]: row["names"] for row in found}


def cited(store: GraphStore, document: str) -> list[list[object]]:
    return rows(
        store,
        "MATCH (:Document {id: $id})-[r:CITES]->(d:Document) RETURN d.id, r.status, r.rule ORDER BY r.title, d.id",
        id=document,
    )


PLAN = document(
    "四川省老区规划实施方案",
    number="川办发〔2017〕58号",
    issuer="四川省人民政府办公厅",
    date="2017-07-01",
    texts=TEXTS,
    projects=(project("毗河供水二期工程", "水利", "安岳县"),),
    path="plan.txt",
)
NOTICE = document(
    "四川省人民政府办公厅关于印发四川省老区规划实施方案的通知",
    issuer="四川省人民政府办公厅",
    date="2017-07-01",
    path="notice.txt",
)
MIRROR = document("四川省方案", date=None, place="四川省", texts=TEXTS, path="mirror.txt")
FORWARDED = document(
    "关于转发四川省方案的通知",
    number="资府办发〔2017〕9号",
    date="2017-09-01",
    place="资阳市",
    texts=TEXTS,
    path="forwarded.txt",
)
CITING = document(
    "资阳市方案",
    number="资府办函〔2022〕6号",
    date="2022-01-26",
    place="资阳市",
    projects=(project("毗河二期", "水利"),),
    citations=(
        cite("四川省人民政府办公厅关于印发四川省老区规划实施方案的通知", "川办发〔2017〕58号"),
        cite("四川省老区规划实施方案", None, (1,)),
        cite("关于转发的通知", "资府办发〔2017〕9号"),
        cite("四川省水利条例"),
    ),
)
COPIES = (PLAN, NOTICE, MIRROR, FORWARDED)


# One document in several copies


@pytest.mark.parametrize("copy", [NOTICE, MIRROR, FORWARDED, at(PLAN, "twin.txt")])
def test_a_copy_changes_nothing_but_that_it_is_known(graph: GraphStore, copy: ParsedDocument) -> None:
    load(graph, [PLAN])
    before = dump(graph)
    assert load(graph, [copy]) == [Outcome.COPY]
    assert rows(graph, "MATCH (d:Document) WHERE d.loaded RETURN d.id, d.path, d.copies") == [
        [PLAN.document.id, "plan.txt", [copy.document.source.path]]
    ]
    changed = [
        line for line in set(dump(graph)) ^ set(before) if '"File"' not in line and '"copies"' not in line
    ]
    assert [line for line in changed if '"Document"' not in line] == []


def test_copies_in_any_order_give_one_graph(store: GraphStore, places: Reference) -> None:
    dumps = [fresh(store, places, [*order, CITING]) for order in list(permutations(COPIES))[::3]]
    assert all(other == dumps[0] for other in dumps)
    assert [one.id for one in loaded_documents(store)] == ["川办发〔2017〕58号", "资府办函〔2022〕6号"]


def test_copies_loaded_twice_change_nothing(graph: GraphStore) -> None:
    load(graph, COPIES)
    once = dump(graph)
    assert load(graph, COPIES) == [Outcome.UNCHANGED] * 4
    assert dump(graph) == once


def test_a_document_goes_with_its_copies(store: GraphStore, places: Reference) -> None:
    alone = fresh(store, places, [CITING])
    fresh(store, places, [*COPIES, CITING])
    gone = remove_document(store, PLAN.document.id)
    assert gone == ("forwarded.txt", "mirror.txt", "notice.txt")
    assert dump(store) == alone


def test_a_copy_alone_may_be_forgotten(store: GraphStore, places: Reference) -> None:
    without = fresh(store, places, [PLAN, NOTICE, CITING])
    fresh(store, places, [*COPIES, CITING])
    for copy in (MIRROR, FORWARDED):
        remove_document(store, copy.document.id)
    assert dump(store) == without
    with pytest.raises(NotFoundError):
        remove_document(store, MIRROR.document.id)


def test_the_same_file_with_another_text_is_the_document_changed(
    store: GraphStore, places: Reference
) -> None:
    changed = document(
        "四川省老区规划实施方案", number="川办发〔2017〕58号", texts=TEXTS[:4], path="plan.txt"
    )
    wanted = fresh(store, places, [changed])
    fresh(store, places, [PLAN])
    assert load(store, [changed]) == [Outcome.REPLACED]
    assert dump(store) == wanted


@pytest.mark.parametrize(
    "other",
    [
        document("关于做好春耕工作的通知", number="川办发〔2019〕2号", date="2019-02-01"),
        document("关于做好春耕工作的通知", date="2019-02-01"),
        document("关于做好春耕工作的通知", date=None),
        document("关于做好春耕工作的通知", date="2018-02-01", place="重庆市"),
    ],
)
def test_next_years_notice_of_the_same_title_is_another(graph: GraphStore, other: ParsedDocument) -> None:
    first = document("关于做好春耕工作的通知", number="川办发〔2018〕2号", date="2018-02-01")
    assert load(graph, [first, other]) == [Outcome.ADDED, Outcome.ADDED]


def test_one_number_of_two_places_is_refused(graph: GraphStore) -> None:
    load(graph, [document("资阳方案", number="政办发〔2019〕5号", place="资阳市")])
    before = dump(graph)
    with pytest.raises(DocumentError, match="政办发〔2019〕5号"):
        load(graph, [document("遂宁意见", number="政办发〔2019〕5号", place="遂宁市", path="x.txt")])
    assert dump(graph) == before


# Citations


def test_citations_find_what_is_loaded_before_and_after(graph: GraphStore) -> None:
    number = PLAN.document.id
    not_loaded = ["unresolved", "not loaded"]
    load(graph, [CITING])
    assert [found[1:] for found in cited(graph, CITING.document.id)] == [not_loaded] * 3
    load(graph, [PLAN])
    assert cited(graph, CITING.document.id) == [
        ["资府办发〔2017〕9号", *not_loaded],
        [number, "resolved", "number"],
        ["《四川省水利条例》", *not_loaded],
    ]
    assert rows(graph, "MATCH (m:Measure)-[r:CITES]->(d) RETURN d.id, r.own_id, r.rule") == [
        [number, "《四川省老区规划实施方案》", "title"]
    ]
    load(graph, [FORWARDED])
    assert cited(graph, CITING.document.id)[0] == [number, "resolved", "number"]
    remove_document(graph, number)
    assert [found[1:] for found in cited(graph, CITING.document.id)] == [not_loaded] * 3


def test_a_citation_with_a_number_finds_a_mirror_that_lost_it(store: GraphStore, places: Reference) -> None:
    mirror = document("四川省老区规划实施方案", date="2017-07-01", path="lost.txt")
    wanted = fresh(store, places, [mirror, CITING])
    assert [mirror.document.id, "resolved", "title"] in cited(store, CITING.document.id)
    assert fresh(store, places, [CITING, mirror]) == wanted
    numbered = fresh(store, places, [PLAN, mirror, CITING])
    assert fresh(store, places, [mirror, CITING, PLAN]) == numbered


def test_a_citation_of_two_documents_of_one_title_is_ambiguous(graph: GraphStore) -> None:
    years = [
        document("四川省水利条例", number=f"川人发〔{year}〕1号", date=f"{year}-01-01")
        for year in (2005, 2015)
    ]
    load(graph, [years[0], CITING])
    assert [years[0].document.id, "resolved", "title"] in cited(graph, CITING.document.id)
    load(graph, years[1:])
    assert ["《四川省水利条例》", "ambiguous", "title"] in cited(graph, CITING.document.id)
    found = rows(graph, "MATCH (d:Document {id: '《四川省水利条例》'})<-[r:CITES]-() RETURN r.candidates")
    assert found == [[["川人发〔2005〕1号", "川人发〔2015〕1号"]]]
    remove_document(graph, years[0].document.id)
    assert [years[1].document.id, "resolved", "title"] in cited(graph, CITING.document.id)


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


def correction(kind: str, rule: str, name: str, other: str) -> Correction:
    return Correction(kind, CorrectionRule(rule), name, other, "", 2)  # type: ignore[arg-type]


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

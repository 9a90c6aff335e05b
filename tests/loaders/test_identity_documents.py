"""One document in several files is one node, and citations find it, whatever order they are loaded in."""

from itertools import permutations

import pytest
from made_parsed import (
    CITING,
    COPIES,
    FORWARDED,
    MIRROR,
    NOTICE,
    PLAN,
    TEXTS,
    at,
    cited,
    document,
    fresh,
    load,
    rows,
)

from graph.errors import DocumentError, NotFoundError
from graph.model import ParsedDocument, Reference
from graph.store import GraphStore
from graph.writer import Outcome, loaded_documents, remove_document
from tests.graph.made_documents import dump


@pytest.fixture
def store(any_store: GraphStore) -> GraphStore:
    """Everything here holds on both engines."""
    return any_store


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

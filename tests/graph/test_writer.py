"""What a document says comes into the graph once, and goes with it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations

import pytest
from made_documents import RAIL, SICHUAN, Made, city, county, dump, province, reference

from graph.errors import DocumentError, NotFoundError
from graph.model import DocumentGraph, Edge
from graph.store import GraphStore
from graph.writer import (
    Outcome,
    loaded_documents,
    remove_document,
    write_document,
    write_reference,
)

Maker = Callable[[], DocumentGraph]
MAKERS: tuple[Maker, ...] = (province, city, county)


@pytest.fixture
def store(any_store: GraphStore) -> GraphStore:
    """Everything here holds on both engines."""
    return any_store


@pytest.fixture
def graph(store: GraphStore) -> GraphStore:
    write_reference(store, reference())
    return store


def fresh(store: GraphStore, documents: list[DocumentGraph]) -> list[str]:
    """The dump of an empty graph with the reference and these documents."""
    store.write("MATCH (n) DETACH DELETE n")
    write_reference(store, reference())
    for document in documents:
        write_document(store, document)
    return dump(store)


def properties(store: GraphStore, label: str, key: str) -> dict[str, object]:
    rows = store.read_all(f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS properties", {"id": key})
    return rows[0]["properties"] if rows else {}


def test_write_document_holds_all_it_says(graph: GraphStore) -> None:
    before = dump(graph)
    document = province()
    assert write_document(graph, document) is Outcome.ADDED
    new = set(dump(graph)) - set(before)
    assert len(new) == len(document.nodes) + len(document.edges) + 1  # and its file


def test_write_document_twice_changes_nothing(graph: GraphStore) -> None:
    for make in MAKERS:
        write_document(graph, make())
    once = dump(graph)
    assert [write_document(graph, make()) for make in MAKERS] == [Outcome.UNCHANGED] * len(MAKERS)
    assert dump(graph) == once


def test_write_document_order_changes_nothing(store: GraphStore) -> None:
    dumps = [fresh(store, [make() for make in order]) for order in permutations(MAKERS)]
    assert all(other == dumps[0] for other in dumps)


@pytest.mark.parametrize("gone", range(len(MAKERS)))
def test_remove_document_leaves_no_trace(store: GraphStore, gone: int) -> None:
    documents = [make() for make in MAKERS]
    others = fresh(store, [document for document in documents if document is not documents[gone]])
    everything = fresh(store, documents)
    remove_document(store, documents[gone].document)
    assert dump(store) == others
    write_document(store, documents[gone])
    assert dump(store) == everything


def test_remove_all_leaves_the_reference(store: GraphStore) -> None:
    bare = fresh(store, [])
    fresh(store, [make() for make in MAKERS])
    for make in MAKERS:
        remove_document(store, make().document)
    assert dump(store) == bare


@pytest.mark.parametrize(("before", "after"), [(3, 1), (1, 3)])
def test_write_document_replaces_what_it_said(store: GraphStore, before: int, after: int) -> None:
    wanted = fresh(store, [province(after), city()])
    fresh(store, [province(before), city()])
    assert write_document(store, province(after)) is Outcome.REPLACED
    assert dump(store) == wanted


def test_write_document_sees_a_changed_text(graph: GraphStore) -> None:
    write_document(graph, city())
    assert write_document(graph, replace(city(), sha256="other")) is Outcome.REPLACED


def test_write_document_ignores_the_order_of_its_parts(graph: GraphStore) -> None:
    document = city()
    write_document(graph, document)
    turned = replace(document, nodes=document.nodes[::-1], edges=document.edges[::-1])
    assert write_document(graph, turned) is Outcome.UNCHANGED


def test_project_has_its_fullest_name(graph: GraphStore) -> None:
    for make, name in ((county, "绵遂内"), (city, "绵遂内铁路"), (province, "绵阳至遂宁至内江铁路")):
        write_document(graph, make())
        assert properties(graph, "Project", RAIL)["name"] == name
    assert properties(graph, "Project", RAIL)["aliases"] == ["绵遂内", "绵遂内铁路", "绵阳至遂宁至内江铁路"]
    remove_document(graph, province().document)
    assert properties(graph, "Project", RAIL)["name"] == "绵遂内铁路"
    assert properties(graph, "Project", RAIL)["aliases"] == ["绵遂内", "绵遂内铁路"]


def test_agency_keeps_the_forms_still_written(graph: GraphStore) -> None:
    write_document(graph, province())
    write_document(graph, city())
    name = "四川省发展和改革委员会"
    assert properties(graph, "Agency", name)["aliases"] == ["四川省发改委", "省发展改革委"]
    remove_document(graph, province().document)
    assert properties(graph, "Agency", name)["aliases"] == ["四川省发改委"]
    remove_document(graph, city().document)
    assert properties(graph, "Agency", name) == {}


def test_cited_document_stays_as_cited(graph: GraphStore) -> None:
    write_document(graph, province())
    write_document(graph, city())
    loaded = properties(graph, "Document", "川办函〔2018〕35号")
    assert (loaded["loaded"], loaded["title"]) == (True, "川办函〔2018〕35号标题")
    remove_document(graph, "川办函〔2018〕35号")
    assert properties(graph, "Document", "川办函〔2018〕35号") == {
        "id": "川办函〔2018〕35号",
        "loaded": False,
        "name": "川办函〔2018〕35号",
        "title": "川办函〔2018〕35号",
    }
    assert properties(graph, "Document", "国发〔2021〕3号") == {
        "id": "国发〔2021〕3号",
        "loaded": False,
        "name": "支持革命老区意见",
        "title": "支持革命老区意见",
    }
    remove_document(graph, city().document)
    assert properties(graph, "Document", "国发〔2021〕3号") == {}


def test_reference_region_is_not_overwritten(graph: GraphStore) -> None:
    write_document(graph, city())
    assert properties(graph, "Region", SICHUAN[1])["name"] == "四川省"


def test_township_goes_with_its_last_document(graph: GraphStore) -> None:
    write_document(graph, province())
    assert properties(graph, "Region", "510703001")["name"] == "青义镇"
    remove_document(graph, province().document)
    assert properties(graph, "Region", "510703001") == {}
    assert properties(graph, "Region", "510700")["name"] == "绵阳市"


def test_successor_goes_with_the_body_it_succeeds(graph: GraphStore) -> None:
    write_document(graph, county())
    assert properties(graph, "Agency", "四川省文化和旅游厅")
    remove_document(graph, county().document)
    assert properties(graph, "Agency", "四川省文化和旅游厅") == {}


def test_two_documents_share_a_text(graph: GraphStore) -> None:
    first, second = Made("甲"), Made("乙")
    for made in (first, second):
        made.edge("READ_FROM", made.document, made.node("Source", "same", text="同文"))
        write_document(graph, made.built())
    remove_document(graph, "甲")
    assert properties(graph, "Source", "same")["text"] == "同文"
    remove_document(graph, "乙")
    assert properties(graph, "Source", "same") == {}


def test_remove_document_unknown(graph: GraphStore) -> None:
    write_document(graph, city())
    for unknown in ("没有", "国发〔2021〕3号"):  # the second is cited, not loaded
        with pytest.raises(NotFoundError, match=unknown):
            remove_document(graph, unknown)


def test_write_document_refuses_an_edge_to_nowhere(graph: GraphStore) -> None:
    before = dump(graph)
    made = Made("甲")
    made.said("MENTIONS", made.measure(), ("Region", "999999"), "某地")
    with pytest.raises(DocumentError, match="MENTIONS"):
        write_document(graph, made.built())
    assert dump(graph) == before


def test_write_document_refuses_what_is_not_in_the_schema(graph: GraphStore) -> None:
    made = Made("甲")
    made.node("Agency", "乙", colour="red")
    with pytest.raises(KeyError, match="colour"):
        write_document(graph, made.built())


def test_documents_loaded_at_once_share_their_bodies(store: GraphStore) -> None:
    documents = []
    for number in range(8):
        made = Made(f"文{number}")
        for body in range(20):
            made.said(
                "RESPONSIBLE_FOR", made.agency(f"局{body}"), made.measure(), f"{number}写{body}", role="lead"
            )
        documents.append(made.built())
    wanted = fresh(store, documents)
    fresh(store, [])
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda document: write_document(store, document), documents)) == {Outcome.ADDED}
    assert dump(store) == wanted


def test_loaded_documents_are_listed(graph: GraphStore) -> None:
    write_document(graph, city())
    write_document(graph, province())
    assert [document.id for document in loaded_documents(graph)] == [
        "川办函〔2018〕35号",
        "资府办函〔2022〕6号",
    ]
    assert loaded_documents(graph)[0].name == "川办函〔2018〕35号标题"


def test_write_reference_once_a_version(graph: GraphStore) -> None:
    once = dump(graph)
    assert write_reference(graph, reference()) is False
    assert dump(graph) == once


def test_write_reference_brings_a_new_version(graph: GraphStore) -> None:
    write_document(graph, city())  # speaks of 资阳市, not of 绵阳市
    old = reference()
    nodes = tuple(
        replace(node, properties={**node.properties, "short_name": "川"}) if node.id == "510000" else node
        for node in old.nodes
        if node.id not in ("512000", "510700")
    )
    edges = (Edge("PART_OF", SICHUAN, ("Region", "川陕革命老区"), "510000~PART_OF~川陕革命老区"),)
    assert write_reference(graph, replace(old, version="2", nodes=nodes, edges=edges)) is True
    assert properties(graph, "Region", "510000")["short_name"] == "川"
    assert properties(graph, "Region", "510700") == {}
    assert "reference" not in properties(graph, "Region", "512000")
    assert graph.read_all("MATCH (s:Region)-[r:PART_OF]->(t:Region) RETURN s.id, t.id") == [
        {"s.id": "510000", "t.id": "川陕革命老区"}
    ]
    remove_document(graph, city().document)
    assert properties(graph, "Region", "512000") == {}

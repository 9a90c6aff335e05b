"""Every node and edge of the engine is read, once and in order; an answer gives what it speaks of."""

import json
from dataclasses import replace

import pytest

from graph.errors import QueryError
from graph.export_answer import read_answer
from graph.export_reading import Subgraph, WholeGraph
from graph.model import Edge, Node
from graph.schema import NODES
from graph.store import GraphStore
from graph.writer import write_document, write_reference
from queries.run import run_cypher, run_query
from tests.graph.made_documents import Made, city, county, dump, province, reference


@pytest.fixture
def loaded(store: GraphStore) -> GraphStore:
    write_reference(store, reference())
    for make in (province, city, county):
        write_document(store, make())
    return store


def lines(graph: WholeGraph | Subgraph) -> list[str]:
    """As `dump` says it."""
    nodes = [
        {"labels": [node.label], "properties": {"id": node.id, **node.properties}} for node in graph.nodes
    ]
    edges = [
        {
            "type": edge.type,
            "source": edge.source[1],
            "target": edge.target[1],
            "properties": {"id": edge.id, **edge.properties},
        }
        for edge in graph.edges
    ]
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in (*nodes, *edges))


def test_the_whole_graph_is_all_there_is(loaded: GraphStore) -> None:
    assert lines(WholeGraph(loaded, hidden=True)) == dump(loaded)


def test_what_the_store_notes_for_itself_is_hidden(loaded: GraphStore) -> None:
    shown = {node.label for node in WholeGraph(loaded).nodes}
    assert shown == {node.label for node in NODES}
    assert {node.label for node in WholeGraph(loaded, hidden=True).nodes} > shown


def test_the_whole_graph_is_in_an_order_of_its_own(loaded: GraphStore) -> None:
    whole = WholeGraph(loaded, hidden=True)
    ordered = Subgraph.of(whole.nodes, whole.edges)
    assert list(whole.nodes) == list(ordered.nodes)
    groups = [(edge.type, edge.source[0], edge.target[0]) for edge in whole.edges]
    assert len(dict.fromkeys(groups)) == sum(a != b for a, b in zip(groups, [None, *groups], strict=False))


def test_labels_choose_nodes_and_the_edges_between_them(loaded: GraphStore) -> None:
    part = WholeGraph(loaded, labels=("Agency", "Measure"))
    assert {node.label for node in part.nodes} == {"Agency", "Measure"}
    assert {edge.type for edge in part.edges} == {"RESPONSIBLE_FOR", "SUCCEEDED_BY"}
    with pytest.raises(QueryError) as refused:
        WholeGraph(loaded, labels=("Agency", "State"))
    assert refused.value.key == "export_label"


@pytest.mark.parametrize(
    ("statement", "nodes", "types"),
    [
        ("MATCH (a:Agency {id: '资阳市交通运输局'}) RETURN a", ["资阳市交通运输局"], []),
        (
            "MATCH (a:Agency {id: '资阳市交通运输局'})-[r:RESPONSIBLE_FOR]->(m:Measure) RETURN a, r, m",
            ["资府办函〔2022〕6号#1", "资阳市交通运输局"],
            ["RESPONSIBLE_FOR"],
        ),
        (
            "MATCH p = (a:Agency {id: '资阳市交通运输局'})-[:RESPONSIBLE_FOR]->(:Measure)-[:MENTIONS]->(:Region)"
            " RETURN {ways: collect(p)} AS deep",
            ["510000", "资府办函〔2022〕6号#1", "资阳市交通运输局"],
            ["MENTIONS", "RESPONSIBLE_FOR"],
        ),
        (
            "MATCH (a:Agency {id: '资阳市交通运输局'})-[r:RESPONSIBLE_FOR]->(:Measure) RETURN r",
            ["资府办函〔2022〕6号#1", "资阳市交通运输局"],
            ["RESPONSIBLE_FOR"],
        ),
        (
            "MATCH (:Project)-[r:LOCATED_IN {document: '安府发〔2023〕1号'}]->(:Region) RETURN r",
            ["512000", "铁路:绵阳市-遂宁市-内江市"],
            ["LOCATED_IN"],
        ),
        (
            "MATCH (:Document)-[r:ISSUED_BY]->(:Agency) RETURN r",
            ["四川省人民政府办公厅", "川办函〔2018〕35号"],
            ["ISSUED_BY"],
        ),
        (
            "MATCH (:Measure)-[r:CITES {document: '安府发〔2023〕1号'}]->(:Document) RETURN r",
            ["国发〔2021〕3号", "安府发〔2023〕1号#1"],
            ["CITES"],
        ),
        ("MATCH (a:Agency {id: 'nobody'}) RETURN a", [], []),
    ],
)
def test_an_answer_gives_its_nodes_edges_and_paths(
    loaded: GraphStore, statement: str, nodes: list[str], types: list[str]
) -> None:
    part = read_answer(loaded, run_cypher(loaded, statement, {}))
    assert sorted(node.id for node in part.nodes) == nodes
    assert sorted({edge.type for edge in part.edges}) == types
    whole = WholeGraph(loaded)
    assert set(map(str, part.nodes)) <= set(map(str, whole.nodes))
    assert set(map(str, part.edges)) <= set(map(str, whole.edges))


def test_a_named_query_gives_what_its_evidence_was_read_from(samples: GraphStore) -> None:
    answer = run_query(samples, "agencies-on-projects", {"sector": "铁路", "region": "川陕革命老区"})
    part = read_answer(samples, answer)
    agencies = {node.properties["name"] for node in part.nodes if node.label == "Agency"}
    assert agencies == {row["agency"] for row in answer.rows}
    assert {edge.id for edge in part.edges} == {one.edge for one in answer.evidence}
    assert {edge.type for edge in part.edges} == {"RESPONSIBLE_FOR", "NAMES"}


@pytest.mark.parametrize("query", ["citations-of-document", "projects-in-region", "measures-on-region"])
def test_evidence_of_every_kind_is_found(samples: GraphStore, query: str) -> None:
    given = {
        "citations-of-document": {"document": "川办函〔2018〕35号"},
        "projects-in-region": {"region": "巴中市"},
        "measures-on-region": {"region": "巴中市"},
    }
    answer = run_query(samples, query, given[query])
    assert answer.evidence
    part = read_answer(samples, answer)
    assert {edge.id for edge in part.edges} == {one.edge for one in answer.evidence}


def test_an_answer_without_a_graph_in_it_is_refused(samples: GraphStore) -> None:
    with pytest.raises(QueryError) as refused:
        read_answer(samples, run_cypher(samples, "MATCH (a:Agency) RETURN a.name", {}))
    assert refused.value.key == "export_no_graph"
    answer = run_query(samples, "busiest-agencies", {"limit": "2"})
    with pytest.raises(QueryError) as refused:
        read_answer(None, answer)
    assert refused.value.key == "export_needs_graph"


def test_an_edge_without_both_ends_is_in_no_part() -> None:
    edge = Edge("SERVES", ("Agency", "甲"), ("Region", "乙"), "甲~SERVES~乙")
    assert Subgraph.of([Node("Agency", "甲")], [edge]).edges == ()
    assert Subgraph.of([Node("Agency", "甲"), Node("Region", "乙")], [edge, edge]).edges == (edge,)


def test_an_empty_list_is_stored_as_nothing(store: GraphStore) -> None:
    made = Made("某府发〔2020〕1号")
    made.said("RESPONSIBLE_FOR", made.node("Agency", "某局", name="某局", aliases=[]), made.measure(), "某局")
    made.cite(made.document, "国发〔2021〕3号", "意见", "国发〔2021〕3号")
    write_document(store, replace(made.built(), nodes=tuple(emptied(node) for node in made.built().nodes)))
    held = [*(node.properties for node in WholeGraph(store).nodes)]
    assert [] not in [value for properties in held for value in properties.values()]


def emptied(node: Node) -> Node:
    """`node` with an empty list where it may have one."""
    return replace(node, properties={**node.properties, "issuers": []}) if node.label == "Document" else node

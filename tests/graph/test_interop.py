"""The graph in the hands of networkx, pandas and py2neo."""

import math
import sys
from typing import Any

import networkx as nx
import py2neo.errors
import pytest

from graph.errors import QueryError
from graph.export_reading import Subgraph, WholeGraph
from graph.interop import read_part, to_frame, to_frames, to_networkx, to_py2neo
from graph.interop_places import find_places
from graph.store import EMBEDDED, GraphStore
from graph.writer import write_document, write_reference
from queries.run import run_cypher, run_query
from tests.graph.made_documents import RAIL, city, county, province, reference


@pytest.fixture
def loaded(any_store: GraphStore) -> GraphStore:
    write_reference(any_store, reference())
    for make in (province, city, county):
        write_document(any_store, make())
    return any_store


def test_networkx_holds_the_whole_graph_with_typed_attributes(loaded: GraphStore) -> None:
    drawn, whole = to_networkx(loaded), WholeGraph(loaded)
    nodes, edges = list(whole.nodes), list(whole.edges)
    assert drawn.number_of_nodes() == len(nodes)
    assert drawn.number_of_edges() == len(edges)
    for node in nodes:
        told = drawn.nodes[f"{node.label}:{node.id}"]
        assert (told["type"], told["id"]) == (node.label, node.id)
        assert node.properties.items() <= told.items()
    for edge in edges:
        told = drawn.edges[":".join(edge.source), ":".join(edge.target), edge.id]
        assert (told["type"], told["id"]) == (edge.type, edge.id)
        assert edge.properties.items() <= told.items()
    project = drawn.nodes[f"Project:{RAIL}"]
    assert project["label"] == "绵阳至遂宁至内江铁路"
    assert project["aliases"] == ["绵遂内", "绵遂内铁路", "绵阳至遂宁至内江铁路"]
    measure = drawn.nodes["Measure:资府办函〔2022〕6号#1"]
    assert (measure["path"], measure["position"]) == ([1, 1], 1)
    assert drawn.nodes["Document:资府办函〔2022〕6号"]["loaded"] is True


def test_networkx_holds_an_answer_or_a_part(loaded: GraphStore) -> None:
    answer = run_query(loaded, "agencies-on-projects", {"sector": "铁路"})
    drawn = to_networkx(answer, loaded)
    assert {told["type"] for _, told in drawn.nodes(data=True)} == {"Agency", "Measure", "Project"}
    again = to_networkx(read_part(answer, loaded))
    assert nx.utils.graphs_equal(drawn, again)
    paths = run_cypher(loaded, "MATCH p = (:Agency)-[:SERVES]->(:Region) RETURN p", {})
    assert {told["type"] for *_, told in to_networkx(paths).edges(data=True)} == {"SERVES"}
    chosen = to_networkx(loaded, labels=("Agency", "Measure"))
    assert {told["type"] for _, told in chosen.nodes(data=True)} == {"Agency", "Measure"}


def test_networkx_finds_the_way_from_a_body_to_a_project(loaded: GraphStore) -> None:
    drawn = to_networkx(loaded, labels=("Agency", "Measure", "Project")).to_undirected()
    way = nx.shortest_path(drawn, "Agency:资阳市交通运输局", f"Project:{RAIL}#一期")
    assert [name.split(":")[0] for name in way] == ["Agency", "Measure", "Project"]


def test_frames_hold_every_node_and_edge(loaded: GraphStore) -> None:
    frames, whole = to_frames(loaded), WholeGraph(loaded)
    counted: dict[str, int] = {}
    for kind in (*(node.label for node in whole.nodes), *(edge.type for edge in whole.edges)):
        counted[kind] = counted.get(kind, 0) + 1
    assert {name: len(frame) for name, frame in frames.items()} == counted
    assert frames["Agency"].loc["资阳市交通运输局", "name"] == "资阳市交通运输局"
    parts = frames["RESPONSIBLE_FOR"]
    leads = parts[parts["role"] == "lead"]
    assert sorted(leads["source"]) == ["四川省发展和改革委员会", "资阳市交通运输局"]
    assert set(parts["target_label"]) == {"Measure"}


def test_a_frame_holds_the_rows_of_an_answer(loaded: GraphStore) -> None:
    answer = run_query(loaded, "busiest-agencies", {"limit": "3"})
    frame = to_frame(answer)
    assert list(frame.columns) == answer.columns
    assert frame.to_dict("records") == answer.rows
    assert list(to_frame(run_cypher(loaded, "MATCH (n:Agency {id: ''}) RETURN n.name AS a", {})).columns) == [
        "a"
    ]


def test_py2neo_reads_the_same_graph(loaded: GraphStore) -> None:
    graph = to_py2neo(loaded)
    agency = graph.nodes.match("Agency", id="资阳市交通运输局").first()
    assert dict(agency)["name"] == "资阳市交通运输局"
    query = "MATCH (a:Agency)-[r:RESPONSIBLE_FOR]->(m:Measure) RETURN a.id AS a, r.role AS role, m.path AS path ORDER BY a, role"
    assert graph.run(query).data() == loaded.read(query).rows
    part = graph.run("MATCH p = (:Project)-[:LOCATED_IN]->(:Region) RETURN p").to_subgraph()
    assert {relationship["document"] for relationship in part.relationships} == {
        "川办函〔2018〕35号",
        "资府办函〔2022〕6号",
        "安府发〔2023〕1号",
    }


def test_py2neo_cannot_write_to_the_embedded_engine(loaded: GraphStore) -> None:
    before = loaded.read_all("MATCH (n) RETURN count(n) AS n")
    graph = to_py2neo(loaded)
    if loaded.engine == EMBEDDED:
        with pytest.raises(py2neo.errors.ClientError):
            graph.run("CREATE (n:Agency {id: 'x'})")
    assert loaded.read_all("MATCH (n) RETURN count(n) AS n") == before


@pytest.mark.parametrize(
    ("module", "use"),
    [("networkx", to_networkx), ("pandas", to_frames), ("pandas", to_frame)],
)
def test_without_the_extra_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, module: str, use: Any
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(QueryError) as refused:
        use(Subgraph((), ()))
    assert refused.value.key == "interop_extra"
    assert module in str(refused.value)


def test_nodes_of_a_large_drawing_begin_apart_and_near_their_neighbours() -> None:
    forest = nx.disjoint_union_all([nx.balanced_tree(3, 4), nx.path_graph(5), nx.empty_graph(40)])
    places = find_places(forest)
    assert places.keys() == set(forest)
    assert len({(round(x), round(y)) for x, y in places.values()}) == len(forest)
    lengths = [math.dist(places[one], places[other]) for one, other in forest.edges]
    apart = [math.dist(places[one], places[other]) for one, other in nx.non_edges(forest)]
    assert max(lengths) < sum(apart) / len(apart)
    assert find_places(forest) == places

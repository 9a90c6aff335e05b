"""What is written is what other programs read: networkx, a JSON-LD processor, spreadsheets, plain JSON."""

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree
from pyld import jsonld

from graph.errors import QueryError
from graph.export import GraphFormat, write_graph
from graph.export_jsonld import TERMS, context, iri
from graph.export_reading import Subgraph, WholeGraph
from graph.model import Edge, Node
from graph.schema import EDGES, NODES
from graph.store import GraphStore

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
AGENCY, MEASURE = ("Agency", '省,发展"改革委'), ("Measure", "川办函〔2018〕35号#1")
SMALL = Subgraph.of(
    [
        Node(
            *AGENCY,
            {
                "name": "=甲",
                "aliases": ["省发展改革委", '有"引号"和、顿号'],
                "collective": False,
                "short_name": "",
            },
        ),
        Node(
            *MEASURE,
            {"path": [3, 11], "text": "一行\n二行\r\n<三>&\x0b\ud7ff", "position": 2**40, "heading": None},
        ),
    ],
    [
        Edge(
            "RESPONSIBLE_FOR",
            AGENCY,
            MEASURE,
            f"一~RESPONSIBLE_FOR~{number}",
            {"role": role, "start_char": number},
        )
        for number, role in enumerate(("lead", "named"))
    ],
)


def flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def expected(part: WholeGraph | Subgraph) -> nx.MultiDiGraph:
    """The graph that GraphML shall hold, made without the code under test."""
    names = {node.label: node.name_of for node in NODES}
    titles = {edge.type: edge.title for edge in EDGES}
    graph = nx.MultiDiGraph()
    for node in part.nodes:
        label = node.properties.get(names[node.label]) or node.id
        told = {"type": node.label, "label": label, "id": node.id, **node.properties}
        kept = {name: flat(value) for name, value in told.items() if value not in (None, "")}
        graph.add_node(f"{node.label}:{node.id}", **kept)
    for edge in part.edges:
        told = {"type": edge.type, "label": titles[edge.type], "id": edge.id, **edge.properties}
        kept = {name: flat(value) for name, value in told.items()}
        graph.add_edge(":".join(edge.source), ":".join(edge.target), key=edge.id, **kept)
    return graph


def same(one: nx.MultiDiGraph, other: nx.MultiDiGraph) -> bool:
    edges = [
        {(source, target, key): told for source, target, key, told in graph.edges(keys=True, data=True)}
        for graph in (one, other)
    ]
    return dict(one.nodes(data=True)) == dict(other.nodes(data=True)) and edges[0] == edges[1]


def written(part: WholeGraph | Subgraph, path: Path, form: GraphFormat) -> Path:
    write_graph(part, path, form)
    return path


def test_graphml_of_the_samples_is_read_back_equal_by_networkx(samples: GraphStore, tmp_path: Path) -> None:
    file = written(WholeGraph(samples), tmp_path / "图.graphml", GraphFormat.GRAPHML)
    read = nx.read_graphml(file, edge_key_type=str, force_multigraph=True)
    assert same(read, expected(WholeGraph(samples)))
    assert read.number_of_nodes() > 3900
    assert {type(told["position"]) for _, told in read.nodes(data=True) if "position" in told} == {int}
    assert {type(told["collective"]) for _, told in read.nodes(data=True) if "collective" in told} == {bool}


def test_graphml_keeps_hard_texts_and_parallel_edges(tmp_path: Path) -> None:
    file = written(SMALL, tmp_path / "small.graphml", GraphFormat.GRAPHML)
    read = nx.read_graphml(file, edge_key_type=str, force_multigraph=True)
    assert read.number_of_edges() == 2
    measure = read.nodes[":".join(MEASURE)]
    assert measure["text"] == "一行\n二行\r\n<三>&\ufffd\ud7ff"
    assert (measure["path"], measure["position"]) == ("[3, 11]", 2**40)
    assert json.loads(read.nodes[":".join(AGENCY)]["aliases"]) == ["省发展改革委", '有"引号"和、顿号']
    assert "short_name" not in read.nodes[":".join(AGENCY)]


def test_graphml_declares_each_key_once_and_none_that_gephi_takes_for_a_label(tmp_path: Path) -> None:
    file = written(SMALL, tmp_path / "small.graphml", GraphFormat.GRAPHML)
    declared = [key.get("id") for key in etree.parse(file).iter("{*}key")]
    assert len(declared) == len(set(declared))
    used = {data.get("key") for data in etree.parse(file).iter("{*}data")}
    assert used <= set(declared)
    # Gephi's importer reads these as the label or the id of an element, whatever their name says.
    assert not {"d3", "d7", "id", "label", "edgelabel"} & set(declared)
    labels = {key.get("attr.name") for key in etree.parse(file).iter("{*}key") if key.get("for") == "node"}
    assert "label" in labels


def test_gexf_of_the_samples_holds_every_node_and_edge(samples: GraphStore, tmp_path: Path) -> None:
    file = written(WholeGraph(samples), tmp_path / "图.gexf", GraphFormat.GEXF)
    read, wanted = nx.read_gexf(file), expected(WholeGraph(samples))
    assert dict(read.nodes(data=True)) == dict(wanted.nodes(data=True))
    found = {told["id"]: (source, target, told) for source, target, told in read.edges(data=True)}
    assert found == {
        key: (source, target, told) for source, target, key, told in wanted.edges(keys=True, data=True)
    }


def test_gexf_tells_edges_of_two_types_apart(tmp_path: Path) -> None:
    edge = SMALL.edges[0]
    file = written(SMALL, tmp_path / "small.gexf", GraphFormat.GEXF)
    edges = list(etree.parse(file).iter("{*}edge"))
    assert {element.get("kind") for element in edges} == {edge.type}
    assert [element.get("label") for element in edges] == ["负责", "负责"]
    labels = [element.get("label") for element in etree.parse(file).iter("{*}node")]
    assert labels == [MEASURE[1], "=甲"]


def test_jsonld_is_read_by_a_processor_that_may_fetch_nothing(samples: GraphStore, tmp_path: Path) -> None:
    file = written(WholeGraph(samples), tmp_path / "图.jsonld", GraphFormat.JSONLD)

    def refuse(url: str, options: object) -> None:
        raise AssertionError(f"asked for {url}")

    expanded = jsonld.expand(json.loads(file.read_text("utf-8")), {"documentLoader": refuse})
    typed = [element for element in expanded if "@type" in element]
    nodes = [element for element in typed if element["@type"] != [RDF + "Statement"]]
    whole = WholeGraph(samples)
    assert {element["@id"] for element in nodes} == {iri(node.label, node.id) for node in whole.nodes}
    statements = {element["@id"]: element for element in typed if element["@type"] == [RDF + "Statement"]}
    assert len(statements) == len(list(whole.edges))
    edge = next(edge for edge in whole.edges if edge.type == "RESPONSIBLE_FOR")
    told = statements[iri(edge.type, edge.id)]
    assert told[RDF + "subject"] == [{"@id": iri(*edge.source)}]
    assert told[RDF + "predicate"] == [{"@id": f"{TERMS}RESPONSIBLE_FOR"}]
    assert told[RDF + "object"] == [{"@id": iri(*edge.target)}]
    assert told[f"{TERMS}as_written"] == [{"@value": edge.properties["as_written"]}]
    links = [element for element in expanded if f"{TERMS}RESPONSIBLE_FOR" in element]
    assert {"@id": iri(*edge.source), f"{TERMS}RESPONSIBLE_FOR": [{"@id": iri(*edge.target)}]} in links


def test_jsonld_becomes_triples_and_keeps_the_order_of_a_path(tmp_path: Path) -> None:
    file = written(SMALL, tmp_path / "small.jsonld", GraphFormat.JSONLD)
    triples = jsonld.to_rdf(json.loads(file.read_text("utf-8")))["@default"]
    assert any(
        triple["subject"]["value"] == iri(*AGENCY)
        and triple["predicate"]["value"] == f"{TERMS}RESPONSIBLE_FOR"
        and triple["object"]["value"] == iri(*MEASURE)
        for triple in triples
    )
    expanded = jsonld.expand(json.loads(file.read_text("utf-8")))
    measure = next(element for element in expanded if element["@id"] == iri(*MEASURE))
    assert measure[f"{TERMS}path"] == [{"@list": [{"@value": 3}, {"@value": 11}]}]


def test_every_term_of_the_schema_is_in_the_context() -> None:
    told = context()
    for node in NODES:
        assert {prop.name for prop in node.properties} <= told.keys()
    assert all(told[edge.type]["@type"] == "@id" for edge in EDGES)


def test_json_is_one_object_of_nodes_and_edges(samples: GraphStore, tmp_path: Path) -> None:
    file = written(WholeGraph(samples), tmp_path / "图.json", GraphFormat.JSON)
    read = json.loads(file.read_text("utf-8"))
    nodes = [Node(node["label"], node["id"], node["properties"]) for node in read["nodes"]]
    edges = [
        Edge(
            edge["type"],
            (edge["source_label"], edge["source"]),
            (edge["target_label"], edge["target"]),
            edge["id"],
            edge["properties"],
        )
        for edge in read["edges"]
    ]
    assert nodes == list(WholeGraph(samples).nodes)
    assert edges == list(WholeGraph(samples).edges)


def test_csv_has_a_file_for_each_label_and_type(tmp_path: Path) -> None:
    folder = written(SMALL, tmp_path / "表", GraphFormat.CSV)
    assert {file.name for file in folder.iterdir()} == {"Agency.csv", "Measure.csv", "RESPONSIBLE_FOR.csv"}
    assert (folder / "Agency.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "Measure.csv").open(encoding="utf-8-sig", newline="") as file:
        (measure,) = csv.DictReader(file)
    assert (measure["id"], measure["path"], measure["heading"]) == (MEASURE[1], "[3, 11]", "")
    assert measure["text"] == SMALL.nodes[0].properties["text"]
    with (folder / "RESPONSIBLE_FOR.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["source"], row["target"], row["role"]) for row in rows] == [
        (AGENCY[1], MEASURE[1], "lead"),
        (AGENCY[1], MEASURE[1], "named"),
    ]


def test_no_cell_of_csv_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    folder = written(SMALL, tmp_path / "表", GraphFormat.CSV)
    with (folder / "Agency.csv").open(encoding="utf-8-sig", newline="") as file:
        (agency,) = csv.DictReader(file)
    assert (agency["name"], agency["collective"]) == ("'=甲", "false")


@pytest.mark.parametrize("form", [form for form in GraphFormat if form is not GraphFormat.HTML])
def test_an_empty_graph_is_written_too(tmp_path: Path, form: GraphFormat) -> None:
    path = written(Subgraph((), ()), tmp_path / "empty", form)
    assert path.exists()


@pytest.mark.parametrize("form", [GraphFormat.GRAPHML, GraphFormat.GEXF])
def test_the_same_graph_is_the_same_file(samples: GraphStore, tmp_path: Path, form: GraphFormat) -> None:
    part = WholeGraph(samples, labels=("Agency", "Project", "Document"))
    first, second = (written(part, tmp_path / name, form).read_bytes() for name in ("one", "two"))
    assert first == second


def test_a_full_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    with pytest.raises(QueryError) as refused:
        write_graph(SMALL, tmp_path, GraphFormat.CSV)
    assert refused.value.key == "export_folder_full"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    file = written(SMALL, tmp_path / "graph.graphml", GraphFormat.GRAPHML)
    before = file.read_bytes()

    class Full:
        nodes = SMALL.nodes

        @property
        def edges(self) -> tuple[Edge, ...]:
            raise OSError(28, "No space left on device")

    with pytest.raises(QueryError) as refused:
        write_graph(Full(), file, GraphFormat.GRAPHML)
    assert refused.value.key == "export_unwritable"
    assert "No space left" in str(refused.value)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["graph.graphml"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(QueryError) as refused:
        write_graph(SMALL, tmp_path / "file" / "graph.json", GraphFormat.JSON)
    assert refused.value.key == "export_unwritable"
    assert "graph.json" in str(refused.value)

"""The passage behind every edge that was read, on the real engine."""

import pytest

from graph.errors import NotFoundError
from graph.model import DocumentGraph, Edge
from graph.schema import EDGES
from graph.store import GraphStore
from graph.writer import write_document, write_reference
from queries.passages import read_passage
from tests.queries.small_graph import documents, reference

READ = {kind.type for kind in EDGES if kind.read}
SAID = [(document, edge) for document in documents() for edge in document.edges if edge.type in READ]


def of(type_: str, words: str) -> str:
    """The id of the edge of `type_` that was read from `words`."""
    return next(edge.id for _, edge in SAID if edge.type == type_ and edge.properties["as_written"] == words)


@pytest.mark.parametrize(("document", "edge"), SAID, ids=lambda value: getattr(value, "id", ""))
def test_read_passage_of_every_edge(small: GraphStore, document: DocumentGraph, edge: Edge) -> None:
    read = read_passage(small, edge.id)
    assert document.text is not None
    assert (read.edge.type, read.source.id, read.target.id) == (edge.type, edge.source[1], edge.target[1])
    assert (read.start, read.end) == (edge.properties["start_char"], edge.properties["end_char"])
    assert read.quote == document.text[read.start : read.end]
    assert read.as_written == edge.properties["as_written"]
    assert read.document.id == document.document
    span = read.passage
    assert span.text in document.text
    assert span.text[span.start : span.end] == read.quote


def test_read_passage_names_the_measure_by_its_path(small: GraphStore) -> None:
    read = read_passage(small, of("LOCATED_IN", "绵遂内铁路"))
    assert read.measure is not None
    assert (read.measure.path, read.measure.heading) == ([1, 1], "完善基础设施网络")
    assert (read.document.number, read.document.date) == ("资府办函〔2022〕6号", "2022-01-26")


def test_read_passage_reaches_a_list_of_bodies_outside_the_leaf(small: GraphStore) -> None:
    read = read_passage(small, of("RESPONSIBLE_FOR", "市交通运输局"))
    assert read.passage.text.startswith("加快绵遂内铁路")
    assert read.passage.text.endswith("市交通运输局")


def test_read_passage_of_the_preamble_has_no_measure(small: GraphStore) -> None:
    read = read_passage(small, of("CITES", "四川省川陕革命老区振兴发展规划实施方案"))
    assert read.measure is None
    assert len(read.passage.text) <= 400 + len(read.quote)


def test_read_passage_of_a_measure_is_the_whole_of_it(small: GraphStore) -> None:
    (edge, *_) = (edge for document in documents() for edge in document.edges if edge.type == "HAS_MEASURE")
    read = read_passage(small, edge.id)
    assert (
        read.quote
        == read.passage.text
        == "推进铁路建设。开工建设广元市动车运用所，推进绵阳至遂宁至内江铁路前期工作。"
    )


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "~",
        "~~",
        "512021~PART_OF~512000",
        "川办函〔2018〕35号~NAMES~000000000000",
        "x~NAMES~y",
        "x~DROP~y",
    ],
)
def test_read_passage_says_there_is_none(small: GraphStore, id_: str) -> None:
    with pytest.raises(NotFoundError):
        read_passage(small, id_)


def test_read_passage_without_the_source_text_shows_the_measure(store: GraphStore) -> None:
    """A document loaded from a parsed file alone has no source text."""
    write_reference(store, reference())
    document = next(documents())
    nodes = tuple(node for node in document.nodes if node.label != "Source")
    edges = tuple(edge for edge in document.edges if edge.type != "READ_FROM")
    write_document(store, DocumentGraph(document.document, document.sha256, None, nodes, edges))
    (project,) = (
        edge.id
        for edge in edges
        if edge.type == "NAMES" and edge.properties["as_written"] == "广元市动车运用所"
    )
    read = read_passage(store, project)
    assert read.quote == "广元市动车运用所"
    assert read.passage.text == "推进铁路建设。开工建设广元市动车运用所，推进绵阳至遂宁至内江铁路前期工作。"
    assert read.passage.text[read.passage.start : read.passage.end] == read.quote
    (agency,) = (
        edge.id
        for edge in edges
        if edge.type == "RESPONSIBLE_FOR" and edge.properties["as_written"] == "绵阳市人民政府"
    )
    assert read_passage(store, agency).passage.start is None

import pytest

from graph.errors import NotFoundError
from graph.model import DocumentGraph
from graph.store import GraphStore
from queries.documents import list_documents, read_document
from tests.queries.small_graph import SICHUAN, documents


def test_list_documents_latest_first_undated_last(small: GraphStore) -> None:
    found = list_documents(small, 10)
    assert [(one.id, one.measures) for one in found.documents] == [
        ("资府办函〔2022〕6号", 2),
        ("川办函〔2018〕35号", 2),
        ("重庆市革命老区年度工作要点", 2),
    ]
    assert (found.total, found.truncated) == (3, False)


def test_list_documents_page_by_page(small: GraphStore) -> None:
    pages = [list_documents(small, 1, offset) for offset in range(4)]
    assert [[one.id for one in page.documents] for page in pages] == [
        ["资府办函〔2022〕6号"],
        ["川办函〔2018〕35号"],
        ["重庆市革命老区年度工作要点"],
        [],
    ]
    assert [page.truncated for page in pages] == [True, True, False, False]


@pytest.mark.parametrize("document", list(documents()), ids=lambda document: document.document)
def test_read_document_holds_everything_that_was_read(small: GraphStore, document: DocumentGraph) -> None:
    read = read_document(small, document.document)
    assert read.text == document.text
    marks = [
        mark
        for measure in read.measures
        for mark in (*measure.responsibilities, *measure.projects, *measure.regions)
    ] + read.citations
    said = {
        edge.id: edge.properties
        for edge in document.edges
        if edge.type in ("RESPONSIBLE_FOR", "NAMES", "MENTIONS", "CITES")
    }
    assert {mark.edge: (mark.as_written, mark.start, mark.end) for mark in marks} == {
        id_: (known["as_written"], known["start_char"], known["end_char"]) for id_, known in said.items()
    }


def test_read_document_in_the_order_of_the_text(small: GraphStore) -> None:
    read = read_document(small, "川办函〔2018〕35号")
    assert [measure.path for measure in read.measures] == [[1, 1], [1, 2]]
    first = read.measures[0]
    assert SICHUAN[first.start : first.end] == first.text
    assert [mark.project for mark in first.projects] == ["广元市动车运用所", "绵阳至遂宁至内江铁路"]
    assert [mark.region_id for mark in first.regions] == ["510800", "510700", "510900", "511000"]
    (cited,) = read.citations
    assert (cited.number, cited.measure) == ("川办发〔2017〕58号", None)


@pytest.mark.parametrize(
    ("id_", "said"),
    [("国发〔2021〕3号", "只是被引用"), ("nothing", "nothing"), ("安岳县人民政府", "安岳县人民政府")],
)
def test_read_document_says_why_not(small: GraphStore, id_: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        read_document(small, id_)

"""Questions people asked of the five sample documents, from the file on disk to the rows."""

from collections.abc import Iterator

import pytest

from graph.settings import Settings
from graph.store import GraphStore, open_store, prepare
from graph.writer import write_document, write_reference
from loaders.pipeline import read_paths, reference
from loaders.resolve import to_graph
from loaders.samples import sample_folder
from queries.catalog import named_queries
from queries.run import run_query

TEN = [
    "中国铁路成都局集团有限公司",
    "南充市人民政府",
    "四川省发展和改革委员会",
    "安岳县人民政府",
    "巴中市人民政府",
    "广元市人民政府",
    "绵阳市人民政府",
    "资阳市交通运输局",
    "资阳市发展和改革委员会",
    "达州市人民政府",
]
ZIYANG = "资府办函〔2022〕6号"
SICHUAN = "川办函〔2018〕35号"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The source text of each document, filled as they are loaded."""
    return {}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> Iterator[GraphStore]:
    """The five sample documents, read and loaded."""
    settings = Settings(home=tmp_path_factory.mktemp("samples"))
    with open_store(settings) as store:
        prepare(store)
        write_reference(store, reference())
        for reading in read_paths([sample_folder()], settings.max_file_mb * 2**20):
            assert reading.parsed is not None
            assert reading.text is not None
            texts[reading.parsed.document.id] = reading.text
            write_document(store, to_graph(reading.parsed, reading.text))
        yield store


@pytest.mark.parametrize("region", ["川陕革命老区", "川陕老区"])
def test_agencies_on_railway_projects_in_the_old_base_are_exactly_ten(
    samples: GraphStore, region: str
) -> None:
    rows = run_query(samples, "agencies-on-projects", {"sector": "铁路", "region": region}).rows
    assert sorted(row["agency"] for row in rows) == TEN


@pytest.mark.parametrize("name", named_queries())
def test_every_example_returns_rows_and_what_the_file_says(
    samples: GraphStore, texts: dict[str, str], name: str
) -> None:
    result = run_query(samples, name, named_queries()[name].example)
    assert {item.row for item in result.evidence} == set(range(len(result.rows))) != set()
    for item in result.evidence:
        assert texts[item.document][item.start : item.end] == item.quote


@pytest.mark.parametrize(
    ("name", "given", "column", "wanted"),
    [
        ("projects-in-region", {"region": "酉阳县", "word": "水库"}, "project",
         ["酉阳县戏沙湖水库", "酉阳县桃花源水库"]),
        ("projects-in-region", {"region": "广元市", "sector": "机场"}, "project",
         ["广元剑阁通用机场", "广元机场改建", "广元青川通用机场"]),
        ("measures-of-agency", {"agency": "资阳市民政局"}, "measure",
         [f"{ZIYANG}#2-3-3", f"{ZIYANG}#3-5-3", f"{ZIYANG}#6-13-3"]),
        ("measures-of-agency", {"agency": "省旅游发展委"}, "measure", [f"{SICHUAN}#2-10"]),
        ("workload-of-agency", {"agency": "陆河县发展和改革局"}, "measures", [22]),
        ("partners-of-agency", {"agency": "四川省能源局"}, "agency",
         ["南充市人民政府", "四川省住房和城乡建设厅", "四川省农业厅", "四川省发展和改革委员会",
          "四川省安全生产监督管理局", "四川省林业厅", "四川省环境保护厅", "四川省经济和信息化委员会",
          "四川省通信管理局", "巴中市人民政府", "广元市人民政府", "绵阳市人民政府", "达州市人民政府"]),
        ("projects-across-documents", {}, "project",
         ["大熊猫国家公园", "毗河供水二期工程", "绵阳至遂宁至内江铁路"]),
        ("history-of-project", {"project": "绵遂内铁路"}, "stage", ["前期", "前期", "开工"]),
        ("citations-of-document", {"document": SICHUAN}, "number",
         ["发改地区〔2016〕1644号", "川办发〔2017〕58号"]),
        ("busiest-agencies", {"limit": "1"}, "agency", ["安岳县人民政府"]),
        ("busiest-agencies", {"limit": "1"}, "measures", [44]),
    ],
)  # fmt: skip
def test_questions_have_their_answers(
    samples: GraphStore, name: str, given: dict[str, str], column: str, wanted: list[object]
) -> None:
    rows = run_query(samples, name, given).rows
    assert sorted((row[column] for row in rows), key=str) == sorted(wanted, key=str)


def test_three_documents_cite_the_opinion_of_2021(samples: GraphStore) -> None:
    rows = run_query(samples, "documents-citing", {"document": "国发〔2021〕3号"}).rows
    assert len(rows) == 3
    assert rows[0]["number"] == ZIYANG

"""The schema is declared once and whole; its page says the same."""

from pathlib import Path

import pytest

from graph.ddl import arcadedb_types, definitions, word_indexes
from graph.schema import EDGES, HIDDEN, NODES, EdgeType, NodeType
from graph.schema_page import schema_page
from graph.store import GraphStore, prepare

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_schema_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == schema_page(), "python -m graph.schema_page > docs/schema.md"


@pytest.mark.parametrize(
    "kind", [*NODES, *HIDDEN, *EDGES], ids=lambda kind: getattr(kind, "label", None) or kind.type
)
def test_schema_kind_is_whole(kind: NodeType | EdgeType) -> None:
    names = [prop.name for prop in kind.properties]
    assert names[0] == "id"
    assert len(names) == len(set(names))
    assert not {"start", "end"} & set(names), "words of Cypher that one engine stumbles over"
    assert kind.title
    assert kind.description.endswith(".")
    assert all(prop.description for prop in kind.properties)


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.type)
def test_schema_edge_joins_known_labels(edge: EdgeType) -> None:
    assert {*edge.sources, *edge.targets} <= {node.label for node in NODES}
    assert edge.read == ({"as_written", "start_char", "end_char"} <= {prop.name for prop in edge.properties})


def test_names_of_kinds_are_unique() -> None:
    labels = [node.label for node in (*NODES, *HIDDEN)]
    types = [edge.type for edge in EDGES]
    assert len({*labels, *types}) == len(labels) + len(types)


def test_prepare_makes_every_key(any_engine: GraphStore) -> None:
    prepare(any_engine)
    rows = any_engine.read_all("SHOW INDEXES")
    found = {(*row["labelsOrTypes"], *row["properties"]) for row in rows if row["labelsOrTypes"]}
    wanted = {(node.label, prop.name) for node in (*NODES, *HIDDEN) for prop in node.properties if prop.index}
    assert wanted <= found


def test_prepare_makes_every_type_of_the_embedded_engine(engine: GraphStore) -> None:
    prepare(engine)
    types = {
        row["type"]
        for row in engine.write("CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type")
    }
    assert {edge.type for edge in EDGES} <= types


def test_words_are_found_by_the_full_text_index_of_neo4j(neo4j_store: GraphStore) -> None:
    prepare(neo4j_store)
    neo4j_store.write(
        "CREATE (:Measure {id: '1', text: '推进绵遂内铁路前期工作'}), (:Measure {id: '2', text: '修建铁路学校'})"
    )
    neo4j_store.write(
        "CREATE (:Project {id: '3', name: '绵阳至遂宁至内江铁路', aliases: ['绵遂内铁路', '绵遂内']})"
    )
    neo4j_store.write("CALL db.awaitIndexes(60)")
    asked = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN node.id AS id ORDER BY id"
    for index, words, wanted in [
        ("measure_words", '"铁路"', ["1", "2"]),
        ("measure_words", '"内铁路前期"', ["1"]),
        ("measure_words", '"路铁"', []),
        ("project_words", '"绵遂内"', ["3"]),
    ]:
        found = neo4j_store.read(asked, {"index": index, "words": words}).rows
        assert [row["id"] for row in found] == wanted


def test_names_of_words_are_properties() -> None:
    for node in NODES:
        assert set(node.words) <= {prop.name for prop in node.properties}


def test_statements_of_ddl_may_be_run_again() -> None:
    made = [definition.statement for definition in (*definitions(), *word_indexes())]
    assert all("IF NOT EXISTS" in statement for statement in (*made, *arcadedb_types()))

"""The project tables are in order: words once, roles that may stand together, kinds that are heads."""

from collections import Counter

import pytest

from loaders.common_words import CommonWord, read_common_words
from loaders.project_identity import kinds
from loaders.project_words import (
    HEAD,
    NOUN,
    ClassWord,
    Head,
    Verb,
    begins_verb,
    ends_verb,
    heads,
    project_vocabularies,
    unknown,
)
from loaders.tables import read_table


def repeated(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


def test_projects_tables_have_each_word_once() -> None:
    assert repeated([row.head for row in read_table("project_heads", Head)]) == []
    assert repeated([row.word for row in read_table("project_classes", ClassWord)]) == []
    words = [row.word for row in read_table("project_common_words", CommonWord)]
    assert repeated(words) == []
    assert read_common_words() == set(words)
    assert (
        repeated([f"{row.word} {row.role in ('noun', 'sum')}" for row in read_table("project_verbs", Verb)])
        == []
    )


def test_projects_short_heads_are_one_character() -> None:
    assert [row.head for row in heads().values() if (row.needs == "short") != (len(row.head) == 1)] == []


@pytest.mark.parametrize(
    ("run", "left"),
    [("青草沙", "沙"), ("引江济淮", "引江济淮"), ("历史风貌", ""), ("拥堵路段", ""), ("", "")],
)
def test_projects_what_no_common_word_holds(run: str, left: str) -> None:
    assert unknown(run) == left


def test_projects_verbs_that_only_stand_by_tell_no_stage() -> None:
    rows = read_table("project_verbs", Verb)
    assert [row.word for row in rows if row.stage and row.role not in ("verb", "tail")] == []
    assert [row.word for row in rows if row.role == "tail" and not row.stage] == []


def test_projects_heads_without_a_sector_are_works_on_something() -> None:
    assert [row.head for row in heads().values() if not row.sector and row.needs != "work"] == []


def test_projects_examples_hold_their_word() -> None:
    assert [row.head for row in heads().values() for example in row.examples if row.head not in example] == []
    for row in read_table("project_verbs", Verb):
        assert all(row.word in example for example in row.examples), row.word


def test_projects_no_class_word_hides_a_head_with_examples() -> None:
    classes = [row.word for row in read_table("project_classes", ClassWord) if row.word not in heads()]
    hidden = [
        (word, row.head)
        for row in heads().values()
        for example in row.examples
        for word in classes
        if word != row.head and word.endswith(row.head) and word in example
    ]
    assert hidden == []


def test_projects_kinds_are_heads() -> None:
    assert [word for _, word in kinds() if word not in heads()] == []


def test_projects_vocabularies_are_spotted_under_their_kinds() -> None:
    words = {kind: set(found) for kind, found in project_vocabularies().items()}
    assert set(words) == {HEAD, NOUN}
    assert "水库" in words[HEAD] and "项目" in words[NOUN]
    assert all(word for found in words.values() for word in found)


def test_projects_verbs_are_known_where_they_begin_and_end() -> None:
    text = "再加快建设水库"
    assert [at for at in range(len(text)) if begins_verb(text, at)] == [1, 3]
    assert [at for at in range(len(text)) if ends_verb(text, at)] == [3, 5]

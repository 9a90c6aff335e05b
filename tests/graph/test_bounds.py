"""The time and the weight of an answer are bounded in this process, too."""

import itertools
import threading
from collections.abc import Iterator

import pytest

from graph import bounds
from graph.bounds import call_within, take_rows
from graph.errors import QueryError


def test_rows_are_taken_up_to_the_limit_and_no_further() -> None:
    taken: list[int] = []

    def records() -> Iterator[list[int]]:
        for number in itertools.count():
            taken.append(number)
            yield [number]

    assert take_rows(["n"], records(), 3) == ([{"n": 0}, {"n": 1}, {"n": 2}], True)
    assert len(taken) == 4


def test_the_last_row_is_no_cut() -> None:
    assert take_rows(["n"], [[1], [2]], 2) == ([{"n": 1}, {"n": 2}], False)


@pytest.mark.parametrize(
    "value", ["政" * 1000, ["政" * 500] * 2, {"a": {"b": "政" * 1000}}, list(range(200))]
)
def test_an_answer_that_weighs_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch, value: object) -> None:
    monkeypatch.setattr(bounds, "LARGEST_ANSWER", 10_000)
    assert len(take_rows(["x"], [[value]] * 5, 1000)[0]) == 5
    with pytest.raises(QueryError) as refused:
        take_rows(["x"], itertools.repeat([value]), 1000)
    assert refused.value.key == "query_large"


def test_work_is_waited_for_and_its_error_is_raised() -> None:
    assert call_within(60, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        call_within(60, lambda: 1 / 0)


def test_nobody_waits_longer_than_was_said() -> None:
    go = threading.Event()
    with pytest.raises(TimeoutError):
        call_within(0.05, lambda: go.wait(60))
    go.set()

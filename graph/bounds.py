"""What a reading statement may take of this process: its time, and the size of its answer.

The engines bound what happens inside them; they cannot bound what an answer weighs here, and neither looks
at its time limit while it evaluates one expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeVar

from graph.errors import QueryError
from graph.values import plain

T = TypeVar("T")
GRACE_S = 3  # how long past its limit a statement may take to end
LARGEST_ANSWER = 64_000_000  # characters in all, every value that is no text counted as a few
_EACH = 8
Row = dict[str, Any]


def call_within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises. Raises TimeoutError past `seconds`; `work` then goes on alone."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done.result(seconds)


def _weight(value: Any) -> int:
    if isinstance(value, str):
        return len(value) + _EACH
    if isinstance(value, dict):
        return _EACH + sum(len(key) + _weight(part) for key, part in value.items())
    if isinstance(value, list):
        return _EACH + sum(map(_weight, value))
    return _EACH


def take_rows(columns: list[str], records: Iterable[Iterable[Any]], most: int) -> tuple[list[Row], bool]:
    """The first `most` of `records` as plain rows, and whether there are more. Takes one record at a time.

    Raises QueryError where they weigh more than `LARGEST_ANSWER`.
    """
    rows: list[Row] = []
    left = LARGEST_ANSWER
    for values in records:
        if len(rows) == most:
            return rows, True
        row = dict(zip(columns, map(plain, values), strict=True))
        left -= _weight(row)
        if left < 0:
            raise QueryError("query_large", largest=LARGEST_ANSWER // 1_000_000)
        rows.append(row)
    return rows, False

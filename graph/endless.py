"""What no engine stops at its time limit: loops inside one expression, and regular expressions.

Both engines look at the clock between rows, not while they evaluate `reduce` or a list comprehension. What
could run for very long there is refused beforehand; the same can always be said with UNWIND, row by row.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import QueryError
from graph.statement import words_and_signs

LONGEST_RANGE = 100_000
MOST_REPEATS = 3  # in one regular expression; the work grows as the text's length to this power
_LOOPS = frozenset({"any", "all", "none", "single"})
_MEASURED = frozenset({"size", "length"})  # a range over a list's places is as long as the list
_REPEAT = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\d*\})")
_REPEATED_GROUP = re.compile(r"\((?:[^()\\]|\\.)*(?:[*+|?{])(?:[^()\\]|\\.)*\)+\s*[*+{]|\)\)+[*+{]")
_BACKWARD = re.compile(r"\\(?:\d|k<)")


def check_endless(query: str, given: Mapping[str, Any]) -> None:
    """Raise QueryError for lists in lists, long or unforeseeable ranges, regular expressions that backtrack.

    `given`: the statement's parameters.
    """
    tokens = words_and_signs(query)
    _check_loops(tokens)
    for index, token in enumerate(tokens):
        after = tokens[index + 1 : index + 2]
        if token.lower() == "range" and after == ["("]:
            _check_range(tokens, index, given)
        if token == "=" and after == ["~"]:
            _check_pattern(tokens[index + 2 : index + 5], given)


def _begins_loop(tokens: Sequence[str], at: int) -> bool:
    """Whether the bracket at `at` holds `x IN list`: a comprehension, a quantifier, or reduce."""
    name = tokens[at - 1].lower() if at else ""
    if tokens[at] == "[" or name in _LOOPS:
        return [token.upper() for token in tokens[at + 2 : at + 3]] == ["IN"]
    return tokens[at] == "(" and name == "reduce"


def _check_loops(tokens: Sequence[str]) -> None:
    open_brackets: list[bool] = []
    for index, token in enumerate(tokens):
        if token in ("(", "[", "{"):
            loop = _begins_loop(tokens, index)
            if loop and any(open_brackets):
                raise QueryError("query_nested_lists")
            open_brackets.append(loop)
        elif token in (")", "]", "}") and open_brackets:
            open_brackets.pop()


def _arguments(tokens: Sequence[str], at: int) -> tuple[list[list[str]], int]:
    """The arguments of the call whose parenthesis stands at `at`, and where it ends."""
    arguments: list[list[str]] = [[]]
    depth = 0
    for index in range(at, len(tokens)):
        token = tokens[index]
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        if depth == 0:
            return arguments, index
        if depth == 1 and token == ",":
            arguments.append([])
        elif index > at:
            arguments[-1].append(token)
    return arguments, len(tokens)


def _number(tokens: Sequence[str], given: Mapping[str, Any]) -> int | None:
    """The integer that is written or given; None where it must be computed."""
    text = "".join(tokens)
    if text.startswith("$"):
        value = given.get(text[1:].strip("`"))
        return value if isinstance(value, int) else None
    return int(text) if re.fullmatch(r"-?[0-9]{1,19}", text) else None


def _check_range(tokens: Sequence[str], at: int, given: Mapping[str, Any]) -> None:
    arguments, end = _arguments(tokens, at + 1)
    unwound = at > 0 and tokens[at - 1].upper() == "UNWIND"
    if unwound and [token.upper() for token in tokens[end + 1 : end + 2]] == ["AS"]:
        return
    numbers = [number for argument in arguments if (number := _number(argument, given)) is not None]
    if len(numbers) == len(arguments) and len(numbers) in (2, 3):
        step = numbers[2] if len(numbers) == 3 else 1
        if abs(numbers[1] - numbers[0]) <= LONGEST_RANGE * abs(step or 1):
            return
    elif not {"*", "^"} & {token for argument in arguments for token in argument} and any(
        _MEASURED & {token.lower() for token in argument} for argument in arguments
    ):
        return
    raise QueryError("query_long_range", longest=LONGEST_RANGE)


def _check_pattern(tokens: Sequence[str], given: Mapping[str, Any]) -> None:
    """`tokens`: what follows the sign. A pattern that is put together cannot be looked at."""
    pattern: Any = None
    if tokens and tokens[0][0] in "'\"":
        pattern = tokens[0][1:-1].replace("\\\\", "\\") if tokens[1:2] != ["+"] else None
    elif tokens[:1] == ["$"] and tokens[2:3] != ["+"]:
        pattern = given.get(tokens[1].strip("`"))
    if (
        not isinstance(pattern, str)
        or len(_REPEAT.findall(pattern)) > MOST_REPEATS
        or _REPEATED_GROUP.search(pattern)
        or _BACKWARD.search(pattern)
    ):
        raise QueryError("query_pattern", most=MOST_REPEATS)

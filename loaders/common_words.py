"""The words of the language that are no names, from `project_common_words.csv`."""

from dataclasses import dataclass
from functools import cache

from loaders.tables import data_folder


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A word of the language that is no name."""

    word: str
    source: str


@cache
def read_common_words() -> frozenset[str]:
    """The table's words.

    Split by hand: it has 46,000 lines of two plain cells, and every start of the program reads it.
    """
    lines = data_folder().joinpath("project_common_words.csv").read_text("utf-8").splitlines()
    return frozenset(line[: line.index(",")] for line in lines[1:])

"""All the words the reader knows, read once: the gazetteer and the one automaton over every vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from loaders.agencies import agency_vocabulary
from loaders.gazetteer import Gazetteer
from loaders.projects import project_vocabularies
from loaders.spot import Spotter


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The gazetteer, and the spotter of every form in every table."""

    gazetteer: Gazetteer
    spotter: Spotter


@cache
def read_lexicon() -> Lexicon:
    """Read every table. Raises TableError for a bad row, by file and line."""
    gazetteer = Gazetteer.read()
    vocabularies: dict[str, Iterable[str]] = {
        **gazetteer.vocabularies(),
        **project_vocabularies(),
        "agency": agency_vocabulary(),
    }
    return Lexicon(gazetteer, Spotter(vocabularies))

"""One automaton pass over a text finds every word of every vocabulary.

The finders share its hits, so a measure is walked once however many tables there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation


class Hit(NamedTuple):
    """`text[start:end] == form`, a word of vocabulary `kind`."""

    start: int
    end: int
    kind: str
    form: str


_start = itemgetter(1)
# What Hit(…) comes to, without the call in between: this is the reader's most frequent object.
_hit = tuple.__new__


class Spotter:
    """Finds the words of several vocabularies, overlapping ones too, in one pass."""

    def __init__(self, vocabularies: Mapping[str, Iterable[str]]) -> None:
        """`vocabularies`: kind → its words (non-empty)."""
        kinds: defaultdict[str, list[str]] = defaultdict(list)
        for kind, words in vocabularies.items():
            for word in words:
                if kind not in kinds[word]:
                    kinds[word].append(kind)
        self._words = list(kinds)
        self._kinds = [tuple((kind, word) for kind in sorted(kinds[word])) for word in self._words]
        self._automaton = AhoCorasick(self._words, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The bare pass: (number of the word, start, end) of every match, overlapping ones too."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def spot(self, text: str, begin: int = 0, until: int | None = None) -> list[Hit]:
        """All hits in `text[begin:until]`, ordered by start, the longer first; offsets count in `text`."""
        matches = self.find(text[begin:until])  # in order of end
        matches.reverse()
        matches.sort(key=_start)
        kinds = self._kinds
        return [
            _hit(Hit, (begin + start, begin + end, *kind))
            for index, start, end in matches
            for kind in kinds[index]
        ]

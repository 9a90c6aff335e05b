"""Which clauses are worth reading: most that hold a head (基础设施项目, 公共服务平台) name no single thing.

One pass over a clause tells those that are nothing but common words; of the rest the others judge.
"""

import re
from collections.abc import Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph.model import Sector
from loaders.project_words import common_words, heads, nouns, verbs

# Quotation marks, codes, ordinals, and the heads of one character
_SIGNS = "“‘「『第A-Za-z0-9"
_FILLING = re.compile(r"[\s、，。；：（）()和及与的等并对将把以在从到由向按]*")
_SEATED = (Sector.HEALTH, Sector.EDUCATION)


@cache
def _signs() -> re.Pattern[str]:
    short = "".join(word for word, row in heads().items() if row.needs == "short")
    return re.compile(f"[{_SIGNS}{short}]")


@cache
def _vocabulary() -> tuple[AhoCorasick, Sequence[bool], Sequence[bool]]:
    """Finds the longest words from the left; of each, whether it is a head, and whether it may be a name.

    A word of two or three characters may be one where no table of ours has it (胜利水库). A head that needs
    no name (疾控中心) may itself be.
    """
    known = {*heads(), *verbs(), *nouns()}
    words = [word for word in {*known, *common_words()} if len(word) > 1]
    finder = AhoCorasick(words, MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return finder, [word in heads() for word in words], [word not in known for word in words]


@cache
def _alone() -> re.Pattern[str]:
    words = (word for word, row in heads().items() if row.alone or row.sector in _SEATED)
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def may_name(clause: str) -> bool:
    """Whether `clause` holds anything that could make a proper name; no place is known in it."""
    if _signs().search(clause) or _alone().search(clause):
        return True
    finder, is_head, is_word = _vocabulary()
    reached, word_before = 0, False
    for index, start, end in finder.find_matches_as_indexes(clause):
        if not _FILLING.fullmatch(clause, reached, start):
            return True
        if is_head[index] and word_before and start == reached:
            return True
        reached, word_before = end, is_word[index]
    return not _FILLING.fullmatch(clause, reached)

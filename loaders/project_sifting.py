"""Which clauses are worth reading: most that hold a head (基础设施项目, 公共服务平台) name no single thing.

One pass over a clause tells those that are nothing but common words; of the rest the others judge.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph.model import Sector
from loaders.project_names import AFFIXES, NATION, NUMBER
from loaders.project_words import Ordered, class_words, common_words, heads, nouns, verbs
from loaders.regions import Place
from loaders.spot import Hit

# Quotation marks, codes, ordinals
_SIGNS = re.compile("[“‘「『第A-Za-z0-9]")
_FILLINGS = r"\s、，。；：（）()和及与的等并对将把以在从到由向按"
_FILLING = re.compile(f"[{_FILLINGS}]*")
_PLAIN = re.compile(f"[{_FILLINGS}{AFFIXES}]*")
# Behind the last head a name goes on only in a list, with a bracket, a phase or a segment.
_GOES_ON = re.compile(r"[、，和及与暨等（(期段“‘「『]")
_SEATED = (Sector.HEALTH, Sector.EDUCATION)
_OWN = re.compile("[县市区]")
_FOR_ANY_NAME = ("name", "work")
# A common word may be a name by itself (characters)
_LONGEST_WORD_NAME = 3


def _kind(word: str) -> Literal["head", "name", "proper", "plain"]:
    """What `word` may be in a clause: a head for any name, a word that may be one, a name by itself."""
    if head := heads().get(word):
        return "head" if head.needs in _FOR_ANY_NAME else "plain"
    if row := class_words().get(word):
        return "plain" if row.kind == "common" else "proper"
    # a word of two or three characters may be a name where no table of ours has it: 胜利水库
    taken = word in verbs() or word in nouns() or len(word) > _LONGEST_WORD_NAME
    return "plain" if taken else "name"


@cache
def _vocabulary() -> tuple[AhoCorasick, Sequence[str]]:
    """Finds the longest words from the left; and the kind of each."""
    words = [word for word in {*heads(), *verbs(), *nouns(), *common_words()} if len(word) > 1]
    finder = AhoCorasick(words, MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return finder, [_kind(word) for word in words]


def find_telling(
    text: str, clauses: Sequence[tuple[int, int]], telling: Ordered[Hit], placed: Ordered[Place]
) -> list[tuple[int, int]]:
    """Those of one sentence's `clauses` that may name a project or its place; none where all name places.

    `telling`: the heads and words like 项目 in `text`; `placed`: its places.
    """
    in_place = bool(placed.within(clauses[0][0], clauses[-1][1]))
    spans: list[tuple[int, int]] = []
    named = False
    for start, end in clauses:
        told = telling.within(start, end)
        if in_place and placed.within(start, end):
            named = named or bool(told)
        elif told and _may_name(text[start:end], start, told, placed=in_place):
            named = True
        else:
            continue
        spans.append((start, end))
    return spans if named else []


def _may_name(clause: str, start: int, telling: Sequence[Hit], *, placed: bool) -> bool:
    """Whether `clause` holds anything that could make a proper name; no place is known in it.

    `start`: where it stands in its text; `telling`: the heads and words like 项目 in it. `placed`: a place is
    known elsewhere in its sentence.
    """
    for hit in telling:
        head = heads().get(hit.form)
        if head is None:
            continue
        if head.needs == "short" or (head.alone and placed):
            return True
        if head.sector in _SEATED and _OWN.search(clause):
            return True
    last = max(hit.end for hit in telling) - start
    if not _GOES_ON.search(clause, last):
        clause = clause[:last]
    if _SIGNS.search(clause):
        clause = NUMBER.sub("，", clause)
    if _SIGNS.search(clause) or NATION.search(clause):
        return True
    finder, kinds = _vocabulary()
    reached, name_before = 0, False
    for index, begin, end in finder.find_matches_as_indexes(clause):
        if begin > reached:
            if not _PLAIN.fullmatch(clause, reached, begin):
                return True
            name_before = not _FILLING.fullmatch(clause, reached, begin)
        kind = kinds[index]
        if kind == "proper" or (name_before and kind == "head"):
            return True
        reached, name_before = end, kind == "name"
    return not _PLAIN.fullmatch(clause, reached)

"""What makes a proper name of a stretch of text: a place, a code, words that no common words could be.

The marks that `proper_marks` gives: place; pair (中法) and product (柠檬), as the table of class words says;
code (S102, 二期); quoted; name, with first where it opens the stretch and feature where it is one of the
land's (小洋山北侧); waters (淀山湖); word, a common word that stands where a name would (胜利水库).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from loaders.coordination import CLOSING, OPENING
from loaders.project_words import Words, class_words, unknown, verbs
from loaders.spot import Hit

# 国家5A级, 省级: the rank that a place seeks is no part of its name
RANK = re.compile(
    r"(?=[国全省市世1-5A（])(?:"
    r"(?:国家|全国|省|市|世界|国际)?(?:[1-5]A级?|A{2,5}级?|A级(?:以上)?|（省）级)|(?:国家|全国|省|市|世界|国际)级"
    r"|国家(?!公园|湿地|森林|考古|文化))"
)
_QUOTED = re.compile(r"[“「‘「『][^“”‘’]+[”」’』]")
# S102, G5, 220千伏, PTA: a code or a measure that tells one work from another
_CODE = re.compile(
    r"(?=[A-Z\d国省一二三四五六七八九十])(?:"
    r"[A-Z]\d+|\d+(?:千伏|kV|KV)|[A-Z]{2,}|\d+\s*号线|[国省]道\s*\d+|\d{3}\s*[国省]道|[一二三四五六七八九十\d]期)"
)
_CODE_SIGN = re.compile(r"[A-Z\d期]")
_ORDINAL_SIGN = "第"
_ORDINAL = re.compile(r"第(?:[一二三四五六七八九十]+|\d+)$")
NUMBER = re.compile(
    r"(?=[“\d第])(?:“[一二三四五六七八九十]+五”|\d+年度?|第[一二三四五六七八九十百\d]+[条章节])"
)
_NUMBER_SIGN = re.compile(r"[“\d第]")
_RANK_SIGN = re.compile(r"[级A国]")
_NUMBERED = "号"
_WATERS = re.compile(r"[江河湖溪渠渎浦泾涌荡淀泊淖泽]$")
# 中国南方人才市场 is one, but not 中国特色示范区
NATION = re.compile(r"中国(?![特式梦共人境企家籍产政民制])[\u4e00-\u9fff]{2}")
# 清水河流域, but not 中小河流域
_BASIN_SIGN = "流域"
_BASIN = re.compile(r"[\u4e00-\u9fff](?<![中大小江要点])[\u4e00-\u9fff](?<![大小])[河江湖]流域")
# What else in the land has a name of its own: 小洋山北侧, 外环西段
_FEATURE = re.compile(r"[海洋湾港滩洲岛屿山岭峰峡谷沟坝原川塬沙坡洞泉池堤堰闸桥路街门关口段侧垸圩]$")
LAND = re.compile(
    r"(?:地区|流域|走廊|山脉|盆地|平原|高原|山地|丘陵|草原|沙漠|沙地|湿地|故道|水系|[中上下]+游|沿[线岸]|干流|支流|[库湖矿原土溶沙]区|沙带)$"
)
_WHOSE = ("中国", "国家")
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,}")
_PARTING = str.maketrans(dict.fromkeys(OPENING + CLOSING + "·、和及与的—－-", "|"))
# Single characters that make no name of a common word: 湖区, 重点镇
AFFIXES = (
    "区县市省镇乡村点面性化型类级段部内外中新旧老大小多双主次各全个等某本该此其上下前后所为了是有"
    "一二三四五六七八九十两"
)
# 胜利水库, 东西通道: a common word may be a name by itself (characters)
_LONGEST_WORD_NAME = 3
# Characters of the longest word for land
_LONGEST_LAND = 3
# How many runs are remembered
_REMEMBERED = 8192
_NATION = "中国"
_UNMARKED: frozenset[str] = frozenset()
_NAMES = frozenset({"name", "first"})


def proper_marks(words: Words, start: int, end: int) -> frozenset[str]:
    """What in `text[start:end]` makes a proper name of it; at its end stands the head."""
    if start >= end:
        return _UNMARKED
    found = words.marks.get((start, end))
    if found is None:
        found = words.marks[start, end] = frozenset(_marks(words, start, end))
    return found


def _known_marks(words: Words, classes: Sequence[Hit], start: int, end: int) -> set[str]:
    """What words of the tables and the forms of names tell."""
    table = class_words()
    found: set[str] = {kind for hit in classes if (kind := table[hit.form].kind) != "common"}
    if words.places_in(start, end):
        found.add("place")
    if words.text.startswith(_NATION, start) and NATION.match(words.text, start, end):
        found.add("pair")
    if words.text.find(_BASIN_SIGN, start, end) >= 0 and _BASIN.search(words.text, start, end):
        found.add("waters")
    return found


def _marks(words: Words, start: int, end: int) -> set[str]:
    classes = words.classes_in(start, end)
    found = _known_marks(words, classes, start, end)
    uncovered, parted = _uncovered(words)
    rest = parted[start - words.start : end - words.start]
    if words.holds(_QUOTED):
        for quote in _QUOTED.finditer(words.text, start, end):
            begin, until = quote.span()
            if _RUN.search(uncovered, begin + 1 - words.start, until - 1 - words.start):
                found.add("quoted")
            rest = rest[: begin - start] + "|" * (until - begin) + rest[until - start :]
    rest = "".join(rest.split())
    if (_ORDINAL_SIGN in rest and _ORDINAL.search(rest)) or _has_code(words, classes, start, end):
        found.add("code")
    named = False
    for run in _RUN.finditer(rest):
        last = run.end() == len(rest)
        if run[0].isdigit():
            if last and words.text.startswith(_NUMBERED, end):
                found.add("code")
        elif marks := _name_marks(run[0]):
            found |= marks
            if not named and run.start() <= _opening(words, classes, start, end) - start:
                found.add("first")
            named = True
        elif last and not classes and _may_be_word(run[0]):
            found.add("word")
    if named and found & _NAMES and LAND.search(words.text, max(start, end - _LONGEST_LAND), end):
        found.add("feature")
    return found


def _uncovered(words: Words) -> tuple[str, str]:
    """The clauses read, `|` for each character that a place, class word, head or number holds.

    With it the same, `|` also for what parts names.
    """
    if words.uncovered is None:
        start, end = words.start, words.end
        covered = [(place.start, place.end) for place in words.places_in(start, end)]
        heads = {hit.start: hit.end for hit in words.heads if len(hit.form) > 1}
        covered += heads.items()
        covered += [
            (hit.start, hit.end)
            for hit in words.classes_in(start, end)
            # 黔中水利枢纽 holds no 中水
            if not (heads and _is_crossed(heads, hit.start, hit.end))
        ]
        for sign, pattern in ((_RANK_SIGN, RANK), (_NUMBER_SIGN, NUMBER)):
            if sign.search(words.text, start, end):
                covered += [mark.span() for mark in pattern.finditer(words.text, start, end)]
        left = list(words.text[start:end])
        for begin, until in covered:
            left[begin - start : until - start] = "|" * (until - begin)
        uncovered = "".join(left)
        words.uncovered = uncovered, uncovered.translate(_PARTING)
    return words.uncovered


def _is_crossed(heads: Mapping[int, int], start: int, end: int) -> bool:
    """Whether one of `heads` (starts and ends) begins in the stretch and ends behind it."""
    return any(heads.get(at, 0) > end for at in range(start + 1, end))


def _has_code(words: Words, classes: Sequence[Hit], start: int, end: int) -> bool:
    """Whether a code stands there that is no class word: 5G is one."""
    if not (words.holds(_CODE_SIGN) and words.holds(_CODE)):
        return False
    return any(
        not any(hit.start <= code.start() < hit.end for hit in classes)
        for code in _CODE.finditer(words.text, start, end)
    )


@lru_cache(_REMEMBERED)
def _name_marks(run: str) -> frozenset[str]:
    """What tells that `run` is a name; empty where common words could make all of it."""
    if not unknown(run).strip(AFFIXES):
        return _UNMARKED
    marks = {"waters" if _WATERS.search(run) else "name"}
    return frozenset(marks | {"feature"} if _FEATURE.search(run) else marks)


def _may_be_word(run: str) -> bool:
    return len(run) <= _LONGEST_WORD_NAME and run not in verbs()


def _opening(words: Words, classes: Sequence[Hit], start: int, end: int) -> int:
    """Where in `text[start:end]` the name itself begins, behind the places and 中国 before it."""
    opened = {place.start: place.end for place in words.places_in(start, end)}
    opened |= {hit.start: hit.end for hit in classes if hit.form in _WHOSE}
    while start in opened:
        start = opened[start]
    return start

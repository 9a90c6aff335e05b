"""A clause as officials write it: what is done, to what, and how far it is to come.

推动 | 酉阳县 | 加快建设 | 龚滩旅游度假区 |, or | 绵阳至西充高速公路 | 全线建成通车 |: groups of verbs with a
chunk of text before, between and after them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from graph.model import Stage
from loaders.coordination import Enclosed
from loaders.project_words import Words, heads, verbs
from loaders.spot import Hit

_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_CLAUSE_END = re.compile(r"[，,：:]")
_BETWEEN_VERBS = re.compile(r"[\s、]*")
COLONS = (":", "：")
_COMMAS = (",", "，")
# So near its beginning a clause has its verb (characters)
_NEAR = 6
# 新开工项目：…, 前期工作：… (characters)
_LABEL = re.compile(
    r"(?:^|[。；;：:\n）)])\s*(?:一批|重点|计划|拟)?(\w{2,6}?)(?:的?(?:重点|重大)?(?:项目|工程))?[：:。]\s*$"
)
_LONGEST_LABEL = 20
_LABEL_ENDS = frozenset((*COLONS, "。"))
_MODIFIES = "的"
_LIST_GOES_ON = frozenset("、和及与等")
_GOVERNING = {"verb", "tail"}
_BUILDS = re.compile(r"(?<!创)[建修]|开工|启动|竣工|投用|投产")
# 把甲园区打造成乙: what is before it is acted on
_BECOMES = re.compile(r"(?:打造|建设|改造|培育|发展)(?:成为|成|为)$")
# 规划, 建设 (characters)
_LONGEST_NOUN = 2
# How many groups of verbs are remembered by their words
_REMEMBERED = 8192
# What a clause may end with that has no verb before the name: 绵西高速公路建成通车
_CLOSING = (Stage.BUILT, Stage.STARTED)
# 争取启动建设 is 开工, 争取建设 is 谋划: of the stages in a group of verbs the first here tells.
_TELLING = (Stage.SOUGHT, Stage.BUILT, Stage.STARTED, Stage.PREPARED, Stage.PLANNED, Stage.BUILDING)


class Group(NamedTuple):
    """Verbs that stand together. `governs`: they take an object; `follows`: they close what is before them.

    `builds`: they say that something is put up. `settled`: they cannot be a noun, as 规划 or 建设 can.
    """

    start: int
    end: int
    stage: Stage | None
    governs: bool
    follows: bool
    builds: bool
    settled: bool

    @property
    def plain(self) -> bool:
        """Whether the stage is for the verbs before the name to tell."""
        return self.stage in (None, Stage.BUILDING)


class Chunk(NamedTuple):
    """Text between verbs. `before`, `after`: the groups it stands between; `clause`: its clause's start.

    `object_follows`: after the verbs behind it stands something else that they act on. `built`: its own last
    word says that it is put up (引入和建设).
    """

    start: int
    end: int
    before: Group | None
    after: Group | None
    object_follows: bool
    built: bool
    clause: int

    @property
    def stage(self) -> Stage | None:
        """How far what the chunk names is to come."""
        tail = self.after if self.after and not self.object_follows else None
        if tail and not tail.plain:
            return tail.stage
        if self.before and self.before.stage:
            return self.before.stage
        return tail.stage if tail else None

    @property
    def builds(self) -> bool:
        """Whether the verbs say that something is put up."""
        return self.built or any(group is not None and group.builds for group in (self.before, self.after))

    @property
    def leads(self) -> bool:
        """Whether its verbs may hold for a list in the next clause too."""
        if self.before is None or not self.before.governs or self.object_follows or self.start == self.end:
            return False
        return self.after is None or self.after.stage is Stage.BUILDING

    def may_follow(self, start: int) -> bool:
        """Whether it opens the clause that begins at `start`, and has no verb but, behind it, 建设."""
        if self.start != start or self.before is not None or self.object_follows:
            return False
        return self.after is None or (self.after.stage is Stage.BUILDING and not self.after.settled)

    @property
    def governed(self) -> bool:
        """Whether the clause does something with what the chunk names."""
        if self.before and self.before.governs:
            return True
        tail = self.after
        if tail is None or self.object_follows:
            return False
        return tail.follows or tail.settled or tail.stage in _CLOSING


def _cuts(
    text: str, start: int, end: int, pattern: re.Pattern[str], closed: Enclosed
) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in pattern.finditer(text, start, end):
        at = mark.start()
        if not closed.holds(at):
            yield begin, at
            begin = at + 1
    yield begin, end


class _Told(NamedTuple):
    """What verbs say wherever they stand. `sure`: they are a predicate wherever they stand."""

    stage: Stage | None
    governs: bool
    follows: bool
    builds: bool
    settled: bool
    sure: bool


@lru_cache(_REMEMBERED)
def _told(written: str, *forms: str) -> _Told:
    """What the verbs `forms` say together. `written`: their stretch of text."""
    rows = [verbs()[form] for form in forms]
    stages = {row.stage for row in rows if row.stage}
    stage = next((stage for stage in _TELLING if stage in stages), None)
    becomes = _BECOMES.search(written) is not None
    follows = becomes or any(row.role == "tail" for row in rows)
    return _Told(
        stage,
        governs=not becomes and rows[-1].role in ("verb", "adverb"),
        follows=follows,
        builds=_BUILDS.search(written) is not None,
        settled=bool(stages) and len(written) > _LONGEST_NOUN,
        sure=stage is not None or follows or not any(row.role in _GOVERNING for row in rows),
    )


def _is_work(words: Words, hit: Hit, runs: Sequence[Sequence[Hit]], start: int, end: int) -> bool:
    """Whether a word for a work closes a name (机场改建) and is no verb (改建机场)."""
    head = heads().get(hit.form)
    if head is None or head.needs != "work":
        return False
    reached = runs[-1][-1].end if runs else start
    if words.text[reached : hit.start].strip() or words.text[hit.end : hit.end + 1] in _LIST_GOES_ON:
        return True
    return _is_only_nouns(words, hit.end, end)


def _is_in_list(words: Words, hit: Hit, following: Hit | None, start: int) -> bool:
    """Whether `hit` closes a member of a list: 烈士陵园建设、烈士墓整修."""
    if words.text[hit.end : hit.end + 1] not in _LIST_GOES_ON or verbs()[hit.form].role not in _GOVERNING:
        return False
    return (following is None or following.start > hit.end + 1) and not _may_begin(words, start, hit.start)


def _groups(words: Words, hits: Sequence[Hit], start: int, end: int) -> list[Group]:
    """The groups of verbs in the clause `text[start:end]`.

    Adverbs count only beside a verb. A verb without a stage counts only where a predicate may begin or
    end: in 粮经统筹促进柠檬产业示范园 促进 is part of the name.
    """
    runs: list[list[Hit]] = []
    for hit, following in zip_longest(hits, hits[1:]):
        if (
            words.text.startswith(_MODIFIES, hit.end)
            or _is_work(words, hit, runs, start, end)
            or (_is_in_list(words, hit, following, start) and (not runs or runs[-1][-1].end < hit.start))
        ):
            continue
        if runs and _BETWEEN_VERBS.fullmatch(words.text, runs[-1][-1].end, hit.start):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return [group for run in runs if (group := _predicate(words, run, start, end))]


def _predicate(words: Words, run: list[Hit], start: int, end: int) -> Group | None:
    """The verbs of `run` as a group, where they are a predicate."""
    while run and verbs()[run[-1].form].role == "adverb":
        run.pop()
    if not run:
        return None
    begin, until = run[0].start, run[-1].end
    told = _told(words.text[begin:until], *[hit.form for hit in run])
    if told.sure or _may_begin(words, start, begin) or _is_only_nouns(words, until, end):
        return Group(begin, until, *told[:5])
    return None


def _may_begin(words: Words, start: int, at: int) -> bool:
    before = words.text[start:at].rstrip()
    return not before or before[-1] in "、和并及与" or start + len(before) in words.place_ends


def _is_only_nouns(words: Words, start: int, end: int) -> bool:
    while end > start:
        if words.text[end - 1].isspace() or words.text[end - 1] == "等":
            end -= 1
        elif (noun := words.nouns.get(end)) and noun.start >= start:
            end = noun.start
        else:
            return False
    return True


def _clause_chunks(words: Words, start: int, end: int, hits: Sequence[Hit]) -> Iterator[Chunk]:
    groups = _groups(words, hits, start, end) if hits else []
    if not groups:
        yield Chunk(start, end, None, None, False, _ends_built(words, end), start)
        return
    bounds = [start, *(group.end for group in groups)]
    ends = [*(group.start for group in groups), end]
    for index, (begin, until) in enumerate(zip(bounds, ends, strict=True)):
        after = groups[index] if index < len(groups) else None
        follows = index + 1
        # 等高速公路在“十四五”期间开工: the verb that closes the name stands behind an adverbial
        while after and not after.governs and not after.follows and follows < len(groups):
            if words.heads_in(bounds[follows], ends[follows]):
                break
            after = groups[follows]
            follows += 1
        if after and not after.governs and not after.follows:
            after = None
        before = groups[index - 1] if index else None
        if (
            before
            and before.stage is Stage.BUILDING
            and index > 1
            and not words.heads_in(bounds[index - 1], begin)
        ):
            # 争取深圳市帮扶 | 建设: it is still striven for
            earlier = groups[index - 2].stage
            before = before._replace(stage=earlier) if earlier is Stage.PLANNED else before
        yield Chunk(
            begin,
            until,
            before,
            after,
            after is not None
            and not after.follows
            and not _is_only_nouns(words, bounds[follows], ends[follows]),
            _ends_built(words, until),
            start,
        )


def _ends_built(words: Words, end: int) -> bool:
    """Whether the noun that ends there says that something is put up."""
    noun = words.nouns.get(end)
    return noun is not None and _BUILDS.search(noun.form) is not None


def find_clauses(text: str, start: int, end: int, closed: Enclosed) -> list[tuple[int, int]]:
    """The clauses of the sentence `text[start:end]`. `closed`: what nothing divides."""
    return list(_cuts(text, start, end, _CLAUSE_END, closed))


def _joined(words: Words) -> Iterator[tuple[int, int]]:
    """The clauses read. 推进巴中通江、南江，广元剑阁等机场 is one: its comma parts places."""
    held = words.spans[0]
    for begin, until in words.spans[1:]:
        if begin == held[1] + 1 and _goes_on(words, held, begin, until):
            held = held[0], until
            continue
        yield held
        held = begin, until
    yield held


def _goes_on(words: Words, held: tuple[int, int], begin: int, until: int) -> bool:
    if begin not in words.place_starts:
        return False
    before = words.verbs.within(*held)
    return (
        bool(before)
        and words.is_places(before[-1].end, held[1])
        and ("、" in words.text[held[0] : held[1]] or "、" in words.text[begin:until])
        and not words.verbs.within(begin, begin + _NEAR)
    )


def opens_line(text: str, at: int, marks: frozenset[str] = frozenset()) -> bool:
    """Whether a line begins at `at`, or one of `marks` stands before it; spaces aside."""
    while at and text[at - 1].isspace():
        at -= 1
        if text[at] == "\n":
            return True
    return not at or text[at - 1] in marks


def find_sentences(text: str, closed: Enclosed) -> Iterator[tuple[int, int]]:
    """The sentences of `text`. `closed`: what nothing divides."""
    return _cuts(text, 0, len(text), _SENTENCE_END, closed)


def _find_label(text: str, start: int) -> Group | None:
    """The verb that heads the list at `start`: 续建项目：成昆铁路、…."""
    before = text[start - 1 : start]
    if before not in _LABEL_ENDS and not before.isspace():
        return None
    label = _LABEL.search(text, max(0, start - _LONGEST_LABEL), start)
    row = verbs().get(label[1]) if label else None
    if label is None or row is None or row.role not in _GOVERNING or row.stage is None:
        return None
    builds = _BUILDS.search(label[1]) is not None
    return Group(start, start, row.stage, governs=True, follows=False, builds=builds, settled=True)


def find_chunks(words: Words, closed: Enclosed) -> Iterator[Chunk]:
    """The chunks of the clauses that are read, in order. `closed`: what nothing divides.

    A clause without a verb of its own goes on with the list before it: 推进甲水库、乙水库，丙水库建设.
    """
    leading: Chunk | None = None
    reached = -1
    for start, end in _joined(words):
        inside = [
            hit for hit in words.verbs.within(start, end) if hit.end <= end and not closed.holds(hit.start)
        ]
        follows = start == reached + 1 and words.text[reached] in _COMMAS
        led_by = leading.before if leading and follows else None
        leading, reached = None, end
        for chunk in _clause_chunks(words, start, end, inside):
            led = chunk
            if chunk.may_follow(start) and (lead := led_by or _find_label(words.text, start)):
                led = chunk._replace(before=lead)
            yield led
            leading = led if led.leads else leading

"""Finds the projects that a measure acts on, under their full names: railways, reservoirs, parks ….

The order of things: clauses and their verbs (`project_clauses`), lists (`coordination`), members and their
heads (`project_items`), full names (`project_lists`); here is judged what is a project, how far it is to
come and where it lies (`project_places`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph.model import ProjectMention, Sector, Stage
from loaders.context import Context
from loaders.coordination import Enclosed, Listing, Member, enclosed, split_list
from loaders.places import Division
from loaders.project_clauses import Chunk, find_chunks, find_sentences
from loaders.project_items import RANK, UNDERTAKINGS, read_item
from loaders.project_lists import Named, read_listing
from loaders.project_places import Whereabouts, find_seats
from loaders.project_words import HEAD, NOUN, VERB, Head, Hits, Words, project_vocabularies, sums, within
from loaders.regions import Place
from loaders.spot import Hit

__all__ = ["find_projects", "project_vocabularies"]

_TITLES = re.compile(r"《[^《》]*》")
_CONJUNCTIONS = re.compile(r"[和及与暨等]|以及")
# 创建国家5A级旅游景区: honours that make the named thing before them a project of that kind
_HONOURS = (Sector.TOURISM, Sector.HERITAGE, Sector.ECOLOGY)
# A至B may be one thing only where things have two ends
_MAY_LINK = (Sector.RAIL, Sector.ROAD, Sector.WATERWAY, Sector.WATER, Sector.ENERGY)
_MOVED = re.compile("[至到]")
_ONE_OF_A_PLACE = (Sector.HEALTH, Sector.EDUCATION)
# A name without a head in a list is short (characters)
_LONGEST_NAME = 12
# 申报表 names no honour (characters)
_SHORTEST_HONOUR = 4
_PAIRS = str.maketrans("()[]", "（）（）")


def find_projects(
    text: str, hits: Sequence[Hit], places: Sequence[Place], context: Context
) -> tuple[ProjectMention, ...]:
    """The projects of one measure, in order of place, with offsets in `text`.

    `text`: the measure's cleaned text, unit lists blanked by spaces of equal length. `hits`: from a Spotter
    over `project_vocabularies()` (others' words are passed over). `places`: from `loaders.regions`.
    """
    found: dict[str, ProjectMention] = {}
    for mention in _mentions(text, hits, places, context):
        held = found.get(mention.name)
        if held is None or (held.stage is None and mention.stage is not None):
            found[mention.name] = mention
    return tuple(sorted(found.values(), key=lambda mention: (mention.start, mention.end, mention.name)))


def _mentions(
    text: str, hits: Sequence[Hit], places: Sequence[Place], context: Context
) -> Iterator[ProjectMention]:
    heads = [hit for hit in hits if hit.kind == HEAD]
    nouns = [hit for hit in hits if hit.kind == NOUN]
    telling = sorted(hit.start for hit in (*heads, *nouns) if hit.kind == HEAD or hit.form in UNDERTAKINGS)
    if not telling:
        return
    blanked = text
    if "《" in text:
        blanked = _TITLES.sub(lambda title: " " * len(title[0]), text)
        hits = [hit for hit in hits if blanked[hit.start] == text[hit.start]]
        heads = [hit for hit in hits if hit.kind == HEAD]
        nouns = [hit for hit in hits if hit.kind == NOUN]
    known = Hits(heads, [hit for hit in hits if hit.kind == VERB], nouns)
    if not known.verbs:
        return
    placed = sorted((*places, *find_seats(blanked, hits, places, context)), key=_place_order)
    closed = enclosed(blanked)
    for start, end in find_sentences(blanked, closed):
        if bisect_left(telling, start) == bisect_left(telling, end):
            continue
        inside = known.within(start, end)
        if inside.verbs:
            words = Words(blanked, start, end, inside, within(placed, start, end))
            yield from _Sentence(words, closed, context).mentions()


def _place_order(place: Place) -> tuple[int, int]:
    return place.start, -place.end


def _undivided(words: Words) -> Iterator[tuple[int, int]]:
    """Conjunctions inside a word (修缮与利用, 高等) divide nothing."""
    for word in (*words.heads, *words.classes_in(words.start, words.end)):
        if _CONJUNCTIONS.search(word.form):
            yield word.start, word.end


class _Sentence:
    """One sentence being read."""

    def __init__(self, words: Words, closed: Enclosed, context: Context) -> None:
        self.words = words
        apart = list(_undivided(words))
        self.closed = closed.joined(apart) if apart else closed
        self.whereabouts = Whereabouts(words, context)
        self.sector: Sector | None = None

    def mentions(self) -> Iterator[ProjectMention]:
        chunks = list(find_chunks(self.words, self.closed))
        for index, chunk in enumerate(chunks):
            after = chunks[index + 1] if index + 1 < len(chunks) else None
            if after is not None and after.clause != chunk.clause:
                after = None
            self.whereabouts.enter(chunk)
            yield from self._chunk(chunk, after)

    def _listings(self, chunk: Chunk) -> tuple[Listing, ...]:
        end = chunk.end
        while (
            (noun := self.words.nouns.get(end)) and noun.start > chunk.start and noun.form not in UNDERTAKINGS
        ):
            end = noun.start
        is_place = self.words.is_places
        return split_list(
            self.words.text, chunk.start, end, self.closed, is_member=self._is_member, is_place=is_place
        )

    def _is_member(self, start: int, end: int) -> bool:
        item = read_item(self.words, Member(start, end))
        if item.head or self.words.is_places(start, end):
            return True
        return bool(item.proper & {"name", "waters", "code"}) and end - start < _LONGEST_NAME

    def _chunk(self, chunk: Chunk, after: Chunk | None) -> Iterator[ProjectMention]:
        sought = self._is_sought(chunk)
        if not sought and not self._may_name(chunk):
            return
        sought = sought and after is not None and after.end - after.start >= _SHORTEST_HONOUR
        honour = self._honour(after) if sought and after else None
        for listing in self._listings(chunk):
            named = read_listing(self.words, listing) if self._are_things(listing) else ()
            if honour:
                named = tuple(self._honoured(listing, named, honour))
            kept = [one for one in named if self._is_project(one, named, chunk, sought)]
            for one in kept:
                yield self._mention(one, kept, Stage.SOUGHT if sought else chunk.stage)

    def _may_name(self, chunk: Chunk) -> bool:
        """Whether the chunk is acted on and holds a word that a project's name or list ends with."""
        if not chunk.governed or chunk.object_follows:
            return False
        ends = range(chunk.start + 1, chunk.end + 1)
        return bool(self.words.heads_in(chunk.start, chunk.end)) or any(
            end in self.words.nouns for end in ends
        )

    def _are_things(self, listing: Listing) -> bool:
        """Whether the word after 等 is one for things (工程, 园区), not for what is done with them."""
        if listing.closing is None:
            return True
        closing = read_item(self.words, listing.closing)
        phrase = self.words.text[listing.closing.start : listing.closing.end]
        return closing.head is not None or phrase.endswith(sums())

    def _is_sought(self, chunk: Chunk) -> bool:
        """Whether what the chunk names seeks to become something: X | 创建 | 国家级旅游度假区."""
        return (
            chunk.after is not None
            and chunk.after.stage is Stage.SOUGHT
            and chunk.object_follows
            and chunk.after.governs
            and not self.words.is_places(chunk.start, chunk.end)
        )

    def _honour(self, after: Chunk) -> Named | None:
        """The kind of thing that is sought."""
        for listing in self._listings(after):
            for named in read_listing(self.words, listing):
                if named.head and not named.item.proper:
                    return named
        return None

    def _honoured(self, listing: Listing, named: Sequence[Named], honour: Named) -> Iterator[Named]:
        text = self.words.text
        own = {one.start: one for one in named}
        for member in listing.members:
            item = read_item(self.words, member)
            if item.start in own:
                yield own[item.start]
            elif honour.sector in _HONOURS and not self.words.is_places(item.start, item.end):
                name = text[item.start : item.end] + RANK.sub("", honour.name)
                yield Named(item, name, honour.head, honour.sector, item.places, item.start, item.end, True)

    def _is_project(self, one: Named, listed: Sequence[Named], chunk: Chunk, sought: bool) -> bool:
        """Whether `one` is a single thing, and the clause acts on it."""
        if not sought and (chunk.object_follows or not chunk.governed):
            return False
        if one.undertaking:
            return chunk.stage is not None and self._is_undertaking(one, listed)
        if one.head is None or self._is_aside(one, None if sought else chunk):
            return False
        if one.head.alone and chunk.builds and self.whereabouts.around(one, listed):
            return True
        return self._has_what_it_needs(one, one.head, listed, chunk)

    def _is_aside(self, one: Named, chunk: Chunk | None) -> bool:
        """Whether it is a place, or `chunk` says too little of what is done with it."""
        named_as_region = one.item.head is not None and any(
            place.end == one.item.head_end and any(isinstance(region, Division) for region in place.regions)
            for place in one.item.places
        )
        moved = one.sector not in _MAY_LINK and _MOVED.search(one.name) is not None
        vague = (
            chunk is not None
            and chunk.stage is None
            and (one.shared or (one.head is not None and one.head.needs not in ("name", "work")))
        )
        return named_as_region or moved or (vague and not self.whereabouts.acts())

    def _has_what_it_needs(self, one: Named, head: Head, listed: Sequence[Named], chunk: Chunk) -> bool:
        proper = one.item.proper | ({"place"} if one.places else set())
        if head.needs == "place":
            beside = self.whereabouts.acts() or any(
                "place" in other.item.proper or other.places for other in listed
            )
            return bool(proper & {"place", "pair", "quoted", "waters"}) or (beside and bool(proper))
        if not proper - {"product"}:
            return False
        if head.needs == "waters":
            return bool(proper & {"waters", "place"})
        if head.needs == "build":
            return chunk.builds
        if head.needs == "work":
            return one.works_on_a_thing
        return True

    def _is_undertaking(self, one: Named, listed: Sequence[Named]) -> bool:
        """医用耗材 in a list of 项目 is one where the list speaks of single works, not of kinds of work."""
        if not one.item.proper & {"name", "waters", "quoted"}:
            return False
        single = [
            other
            for other in listed
            if other.item.proper & {"place", "code"} or (other.head and other.item.proper)
        ]
        return bool(single) and (len(listed) > 1 or bool(one.item.proper & {"place", "code"}))

    def _mention(self, one: Named, listed: Sequence[Named], stage: Stage | None) -> ProjectMention:
        if one.sector:
            self.sector = one.sector
        sector = one.sector or self.sector or Sector.INDUSTRY
        name = self._clean(one, listed)
        return ProjectMention(
            name,
            self.words.text[one.start : one.end],
            sector,
            stage,
            self.whereabouts.locations(one, listed),
            one.start,
            one.end,
        )

    def _clean(self, one: Named, listed: Sequence[Named]) -> str:
        name = re.sub(r"\s+", "", one.name).translate(_PAIRS)
        if name[0] in "“‘「" and name[-1] in "”’」" and len(re.findall(r"[“‘「]", name)) == 1:
            name = name[1:-1]
        if one.head and (one.head.alone or one.sector in _ONE_OF_A_PLACE):
            return self.whereabouts.completed(name, one, listed)
        return name

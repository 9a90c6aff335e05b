"""Runs of one-character names: 绵遂内铁路, 渝湘高铁, 川渝."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count, pairwise

from graph.model import Level
from loaders.context import Context
from loaders.place_words import opens_name
from loaders.places import Area, Division
from loaders.spot import Hit

# These are seldom anything but a province; 新, 云, 贵, 青, 宁, 吉, 黑, 港, 台 need their company.
_PLAIN = frozenset("京津冀晋辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川滇黔陕甘陇蒙藏")
_LISTED = re.compile("、[一-鿿]{2,4}$")  # 绵遂内、南广铁路
_NAMES = re.compile("[一-鿿]+")
_ARRIVAL = frozenset("返在入来赴驻援离抵")

Found = tuple[int, int, Division | Area]


class RunReader:
    """Finds the places that single characters stand for in one text."""

    def __init__(self, text: str, context: Context, named: Collection[Division]) -> None:
        """`named`: the divisions that the text names in a longer form."""
        self._text = text
        self._context = context
        self._gazetteer = context.gazetteer
        self._named = named

    def read(self, hits: Sequence[Hit]) -> Iterator[tuple[Found, ...]]:
        """The runs, each as its places in order; runs may overlap each other."""
        ends = list(dict.fromkeys(self._line_ends(hits)))
        known = [self._known(hit, hit.end in ends) for hit in hits if hit.kind == "place_run"]
        runs = [run for run in (*known, *self._abbreviations(hits), *map(self._before_line, ends)) if run]
        if runs:
            words = {i for hit in hits if hit.kind == "not_place" for i in range(hit.start, hit.end)}
            yield from (run for run in runs if words.isdisjoint(start for start, _, _ in run))

    def _line_ends(self, hits: Sequence[Hit]) -> Iterator[int]:
        """Where the run of a railway or road may end."""
        reach = 0
        for hit in hits:
            if hit.kind == "line_word" and hit.start >= reach:
                reach = hit.end
                end = hit.start - (self._text[hit.start - 1 : hit.start] == "等")
                yield end
                while listed := _LISTED.search(self._text, max(0, end - 5), end):
                    end = listed.start()
                    yield end

    def _known(self, hit: Hit, is_line: bool) -> tuple[Found, ...]:
        run = self._gazetteer.run(hit.form, self._context.jurisdiction)
        if run is None or not (run.anywhere or is_line):
            return ()
        places = [self._gazetteer.official(name, self._context.date) for name in run.names]
        last = len(hit.form) - 1
        return tuple(
            (hit.start + min(i, last), hit.start + min(i, last) + 1, place)
            for i, place in enumerate(places)
            if place is not None
        )

    def _abbreviations(self, hits: Sequence[Hit]) -> Iterator[tuple[Found, ...]]:
        """川渝, 渝川陕, and 返粤, 在川."""
        provinces = {
            hit.start: province
            for hit in hits
            if hit.kind == "abbreviation" and (province := self._gazetteer.one_character(hit.form))
        }
        for start in provinces:
            if start - 1 in provinces:
                continue
            end = next(i for i in count(start) if i not in provinces)
            run = self._text[start:end]
            plain = sum(char in _PLAIN for char in run)
            comes = end - start == 1 and start and self._text[start - 1] in _ARRIVAL
            if (comes and plain) or (len(run) > 1 and plain * 2 > len(run) and len(set(run)) == len(run)):
                yield tuple((i, i + 1, provinces[i]) for i in range(start, end))

    def _before_line(self, end: int) -> tuple[Found, ...]:
        for length in (2, 3, 4):
            start = end - length
            if start < 0:
                break
            run = self._text[start:end]
            if not (opens_name(self._text, start) and _NAMES.fullmatch(run) and len(set(run)) == length):
                continue
            places = [self._stands_for(char) for char in run]
            found = [place for place in places if place]
            if len(found) == length and all(a != b for a, b in pairwise(found)):
                return tuple((start + i, start + i + 1, place) for i, place in enumerate(found))
        return ()

    def _stands_for(self, char: str) -> Division | None:
        """The division that `char` begins, the nearer and the larger first; None where two are alike."""
        own, gazetteer = self._context.jurisdiction, self._gazetteer
        short = gazetteer.one_character(char)
        candidates = gazetteer.beginning(char, self._context.date)
        if own is None:
            return short if char in _PLAIN else None
        lineage = {d.code for d in (own, *gazetteer.ancestors(own)) if d.level is not Level.PROVINCE}
        around = [d for d in candidates if gazetteer.border(d.code, own.code)]
        here = [d for d in candidates if d.code[:2] == own.code[:2]]
        steps = (
            [d for d in candidates if d.code in lineage],
            [d for d in candidates if d in self._named and d.level is Level.PREFECTURE],
            [short] if short and char in _PLAIN else [],
            [d for d in here if d.level is Level.PREFECTURE],
            [d for d in candidates if d in self._named],
            [d for d in here if d.parent == own.code],
            [d for d in here if d.parent == f"{own.code[:2]}0000"],
            [d for d in around if d.level is Level.PREFECTURE],
            here,
            [short] if short else [],
        )
        found: Sequence[Division] = next((step for step in steps if step), ())
        largest = [d for d in found if d.rank == min(one.rank for one in found)]
        return largest[0] if len(largest) == 1 else None

"""What a spotter found, as the readers of places need it: by kind, each list in order of start."""

from collections.abc import Iterable

from loaders.spot import Hit

NAME, LONGER_WORD, ORDINARY_WORD = "name", "longer_word", "ordinary_word"
RUN, ABBREVIATION, LINE, TOWNSHIP = "place_run", "abbreviation", "line_word", "township_suffix"
# What tells of places written by one character each.
RUN_KINDS = (RUN, ABBREVIATION, LINE)
# Vocabulary → the list that it is kept in.
_LISTS = {
    "division": NAME,
    "area": NAME,
    **{kind: kind for kind in (LONGER_WORD, ORDINARY_WORD, RUN, ABBREVIATION, LINE, TOWNSHIP)},
}

PlaceHits = dict[str, list[Hit]]


def place_hits(hits: Iterable[Hit]) -> PlaceHits:
    """The hits of the gazetteer's vocabularies. `hits`: those of any, ordered by start, the longer first."""
    out: PlaceHits = {kept: [] for kept in _LISTS.values()}
    wanted = {kind: out[kept] for kind, kept in _LISTS.items()}
    for hit in hits:
        kept = wanted.get(hit.kind)
        if kept is not None:
            kept.append(hit)
    return out

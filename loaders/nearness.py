"""How near a division is to the jurisdiction that a document speaks for."""

from functools import lru_cache

from graph.model import Level
from loaders.context import Context
from loaders.places import Division

OWN, INSIDE, BESIDE, SAME_PROVINCE, NEXT_PROVINCE, ELSEWHERE = 5, 4, 3, 2, 1, 0


@lru_cache(maxsize=65536)
def nearness(division: Division, context: Context) -> int:
    """OWN: the jurisdiction or above it; INSIDE: in it; BESIDE: in what a county or township
    that speaks lies in.

    Where no jurisdiction is known, or the nation speaks, everything is ELSEWHERE.
    """
    own, gazetteer = context.jurisdiction, context.gazetteer
    if own is None or own == gazetteer.nation:
        return ELSEWHERE
    if gazetteer.is_within(own.code, division.code):
        return OWN
    if gazetteer.is_within(division.code, own.code):
        return INSIDE
    low = own.level in (Level.COUNTY, Level.TOWNSHIP)
    if own.parent and low and gazetteer.is_within(division.code, own.parent):
        return BESIDE
    if division.code[:2] == own.code[:2]:
        return SAME_PROVINCE
    return NEXT_PROVINCE if gazetteer.border(division.code, own.code) else ELSEWHERE

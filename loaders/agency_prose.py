"""Bodies that running text names as acting: 由市农牧业局负责, 市财政局要安排…, 支持…研究院建设….

Where bodies stand is the affair of `agency_spans`, what counts as acting that of `agency_acts`; here they are
read in groups.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.agency_acts import acts
from loaders.agency_spans import Found, find_bodies
from loaders.context import Context
from loaders.spot import Hit

_JOINTS = ("", "、", "和", "与", "及", "以及")
_JOINTLY = ("会同", "商", "联合")
_TITLE = re.compile("《[^》]*》")
# 党中央、国务院 decide and plan in every preamble; that is no duty of theirs.
_SUMMIT = frozenset({"国务院", "中国共产党中央委员会"})


def find_agencies_in_prose(text: str, hits: Sequence[Hit], context: Context) -> tuple[Found, ...]:
    """The bodies that `text` (a measure, its unit lists blanked) says do something: start, end, body.

    `hits` are those of `loaders.spot.Spotter` with `agency_vocabulary` under the kind "agency".
    """
    bodies = find_bodies(text, hits, context)
    titles = [match.span() for match in _TITLE.finditer(text)] if bodies else []
    bodies = [found for found in bodies if not any(start <= found[0] < end for start, end in titles)]
    out: dict[str, Found] = {}
    reached = -1
    for group in _groups(bodies, text):
        start, end = group[0][0], group[-1][1]
        if acts(text, start, end, joins=text[reached:start] in _JOINTLY if reached >= 0 else False):
            for found in group:
                if found[2].name not in _SUMMIT and not found[2].collective:
                    out.setdefault(found[2].name, found)
        reached = end
    return tuple(out.values())


def _groups(bodies: Sequence[Found], text: str) -> Iterator[list[Found]]:
    """Bodies in a row (市财政局、市民政局和市商务局) act together."""
    group: list[Found] = []
    for found in bodies:
        if group and text[group[-1][1] : found[0]] not in _JOINTS:
            yield group
            group = []
        group.append(found)
    if group:
        yield group

"""Areas in a list that says once what they are: 呼包鄂榆、兰西、黔中城市群."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from loaders.gazetteer import Gazetteer
from loaders.places import Area
from loaders.township_lists import items_before

_KINDS = ("城市群", "都市圈", "革命老区", "山区", "片区", "经济区", "经济带", "流域")
_KIND = re.compile(f"等?({'|'.join(_KINDS)})")


@cache
def _shorts(gazetteer: Gazetteer, kind: str) -> Mapping[str, Area]:
    """What stands before `kind` in the names that mean an area anywhere."""
    forms = [form for area in gazetteer.areas for form in (area.name, *area.aliases) if form.endswith(kind)]
    found = {form.removesuffix(kind): gazetteer.area(form) for form in forms}
    return {short: area for short, area in found.items() if area}


def listed_areas(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Area]]:
    """The areas that lists in `text` name without their kind, as (start, end, area)."""
    if not any(kind in text for kind in _KINDS):
        return
    for match in _KIND.finditer(text):
        items = list(items_before(text, match.start(), _shorts(gazetteer, match[1])))
        if len(items) > 1:
            yield from items[match[0] == match[1] :]  # the last is written whole

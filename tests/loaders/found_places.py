"""What the finder of places says of a sentence."""

from loaders.context import Context
from loaders.gazetteer import Gazetteer
from loaders.regions import find_regions
from loaders.spot import Spotter

SPOTTER = Spotter(Gazetteer.read().vocabularies())


def context(jurisdiction: str | None = "四川省", date: str | None = "2018-04-03") -> Context:
    gazetteer = Gazetteer.read()
    if jurisdiction is None:
        return Context(gazetteer, None, date)
    division = gazetteer.nation if jurisdiction == "中国" else gazetteer.named(jurisdiction, date)[0]
    return Context(gazetteer, division, date)


def names(text: str, jurisdiction: str | None = "四川省", date: str | None = "2018-04-03") -> list[str]:
    found = find_regions(text, SPOTTER.spot(text), context(jurisdiction, date))
    return [region.name for region in found]

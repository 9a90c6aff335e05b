"""What the finders know of the document they stand in."""

from dataclasses import dataclass

from loaders.gazetteer import Division, Gazetteer


@dataclass(frozen=True, slots=True)
class Context:
    """`jurisdiction`: the division whose authority speaks; None: unknown; the nation for the State Council.

    `date`: ISO date of issue, None where the text has none. Names are read as of it.
    """

    gazetteer: Gazetteer
    jurisdiction: Division | None
    date: str | None

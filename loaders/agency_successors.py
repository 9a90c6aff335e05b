"""Which body took over the duties of which, by the reforms of `agency_successors.csv`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.model import Edge
from loaders.agency_forms import is_municipality, write_name
from loaders.agency_names import Body
from loaders.gazetteer import Division, Gazetteer
from loaders.tables import read_table

MUNICIPALITY = "直辖市"


@dataclass(frozen=True, slots=True)
class SuccessorRow:
    """Bodies called `from_form` at `levels` became one called by any of `to_form`, in the month `date`.

    A form is a template as in `agency_forms`, or at 国家级 a name. `where`: short names of the divisions
    where it was so, or 直辖市; empty: anywhere.
    """

    system: str
    levels: tuple[str, ...]
    where: tuple[str, ...]
    from_form: str
    to_form: tuple[str, ...]
    date: str
    source: str


@cache
def successor_rows() -> tuple[SuccessorRow, ...]:
    """The rows of the table. Raises TableError for a bad one."""
    return read_table("agency_successors", SuccessorRow)


def find_successions(body: Body, gazetteer: Gazetteer) -> Iterator[Edge]:
    """The SUCCEEDED_BY edges to the body's possible successors and from its possible predecessors."""
    if body.jurisdiction is not None and not body.collective:
        for row, old, new in _forms_at(body.jurisdiction):
            if body.name in (old, new):
                yield Edge(
                    "SUCCEEDED_BY",
                    ("Agency", old),
                    ("Agency", new),
                    f"{old}~SUCCEEDED_BY~{new}",
                    {"date": row.date, "source": row.source},
                )


@lru_cache(maxsize=4096)
def _forms_at(division: Division) -> tuple[tuple[SuccessorRow, str, str], ...]:
    """Row, old name and new name of every succession at a division."""
    gazetteer = Gazetteer.read()
    over = (division, *gazetteer.ancestors(division))
    lineage = {one.short for one in over} | ({MUNICIPALITY} if is_municipality(over[-1]) else set())
    return tuple(
        (row, write_name(row.from_form, division, gazetteer), write_name(form, division, gazetteer))
        for row in successor_rows()
        if division.level in row.levels and (not row.where or lineage & set(row.where))
        for form in row.to_form
    )

"""The measures of a document as stretches of text: the leaves of its outlines, with their unit lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.clean import Text
from loaders.closing import closing_start
from loaders.context import Context
from loaders.outline import Item, leaves, main_part
from loaders.units import UnitList, find_unit_lists

# Of the leaves of an outline, the part (of five) from which on a list ends each of them.
_MOSTLY_LISTED = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf: `text` without ordinal and closing, its unit lists, its `end` in the whole cleaned text."""

    item: Item
    text: Text
    lists: tuple[UnitList, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """The measures in text order, and the stretches (start, end) before and between the outlines."""

    measures: tuple[Leaf, ...]
    preambles: tuple[tuple[int, int], ...]


def _read_part(
    text: Text, items: Sequence[Item], context: Context, first_leads: bool
) -> tuple[list[Leaf], bool]:
    """The leaves of one outline; what follows the last one is cut off."""
    found: list[Leaf] = []
    for item in leaves(items):
        part = text.slice(item.start, item.end)
        if not part.chars:
            continue  # a number alone, its words lost
        if item is items[-1]:
            part = part.slice(0, closing_start(part.chars))
        lists, first_leads = find_unit_lists(part.chars, context, first_leads)
        found.append(Leaf(item, part, lists, _end(text, item, part)))
    listed = sum(bool(leaf.lists) for leaf in found)
    last = found[-1]
    if last.lists and listed * 5 >= len(found) * _MOSTLY_LISTED:
        # A list ends each measure here; what follows the last one belongs to none.
        end = last.lists[-1].end
        end += len(last.text.chars[end:]) - len(last.text.chars[end:].lstrip("。；; "))
        part = last.text.slice(0, end)
        found[-1] = Leaf(last.item, part, last.lists, _end(text, last.item, part))
    return found, first_leads


def _end(text: Text, item: Item, part: Text) -> int:
    """Where `part`, the words of `item`, ends in the whole text."""
    words = text.chars[item.start : item.end]
    return item.start + len(words) - len(words.lstrip()) + len(part.chars)


def _is_annex_of_measures(found: Sequence[Leaf]) -> bool:
    """Whether an attachment's outline holds measures: as a rule its items name who answers for them."""
    return sum(bool(leaf.lists) for leaf in found) * 2 >= len(found)


def find_leaves(text: Text, parts: Sequence[Sequence[Item]], context: Context) -> Leaves:
    """The measures of all outlines of a document.

    The longest outline is the document's. What precedes it (the notice's own items) counts too, an
    attachment only if its items have unit lists; a path of the document's own outline is not given twice.
    """
    main = main_part(parts)
    first_leads = False
    read: list[list[Leaf]] = []
    for items in parts:
        found, first_leads = _read_part(text, items, context, first_leads)
        read.append(found)
    taken = {leaf.item.path for leaf in read[main]}
    out: list[Leaf] = []
    for index, found in enumerate(read):
        if index == main:
            out += found
        elif index < main or _is_annex_of_measures(found):
            kept = [leaf for leaf in found if leaf.item.path not in taken]
            taken |= {leaf.item.path for leaf in kept}
            out += kept
    return Leaves(tuple(out), tuple(_preambles(parts, read, main)))


def _preambles(
    parts: Sequence[Sequence[Item]], read: Sequence[Sequence[Leaf]], main: int
) -> Iterator[tuple[int, int]]:
    at = 0
    for items, found in zip(parts[: main + 1], read, strict=False):
        yield at, items[0].ordinal
        at = found[-1].end

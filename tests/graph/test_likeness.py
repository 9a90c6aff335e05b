"""Which keys of projects are one, whatever order they came in."""

from itertools import permutations

import pytest

from graph.likeness import Join, Key, Why, compare, join_keys, nested
from graph.model import Form

SICHUAN, ZIYANG = "100000/510000", "100000/510000/512000"
ANYUE, LEZHI, HANZHONG = f"{ZIYANG}/512021", f"{ZIYANG}/512022", "100000/610000/610700"


def work(own: str, *places: str, core: str = "水利:毗河", form: Form = Form.FULL) -> Key:
    return Key(f"{own}@{'-'.join(places)}", core, own, form, places)


def line(name: str, *places: str) -> Key:
    return Key(name, "铁路:南巴汉", name, Form.LINE, places)


RUN = Key("汉巴南铁路@四川", "铁路:南巴汉", "汉巴南铁路", Form.RUN, (SICHUAN,))
LINE = line("汉中-巴中-南充", HANZHONG, f"{SICHUAN}/511900", f"{SICHUAN}/511300")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (ZIYANG, ANYUE, True),
        (ANYUE, SICHUAN, True),
        (ANYUE, ANYUE, True),
        (ANYUE, LEZHI, False),
        ("100000/510000/5120", ZIYANG, False),
    ],
)
def test_nested(one: str, other: str, wanted: bool) -> None:
    assert nested(one, other) is nested(other, one) is wanted


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (work("毗河灌区", SICHUAN), work("毗河灌区", ANYUE), Why.PLACE),
        (work("毗河灌区"), work("毗河灌区", ANYUE), Why.PLACE),
        (work("毗河灌区", LEZHI), work("毗河灌区", ANYUE), Why.OTHER_PLACE),
        (work("毗河灌区", ANYUE, HANZHONG), work("毗河灌区", ANYUE), Why.OTHER_PLACE),
        (work("毗河", SICHUAN, form=Form.SHORT), work("毗河灌区", ANYUE), Why.SHORT),
        (work("毗河", LEZHI, form=Form.SHORT), work("毗河灌区", ANYUE), Why.OTHER_PLACE),
        (work("毗河电站", ANYUE), work("毗河灌区", ANYUE), Why.OTHER_KIND),
        (work("毗河灌区", core="水利:毗河:一期"), work("毗河灌区", core="水利:毗河:二期"), None),
        (RUN, LINE, Why.RUN),
        (Key("x", RUN.core, "汉巴南铁路", Form.RUN, ("100000/440000",)), LINE, Why.OTHER_PLACE),
        (line("汉阴-巴中-南部"), LINE, Why.OTHER_ENDS),
        (Key("人民医院@甲"), Key("人民医院@乙"), None),
    ],
)
def test_compare(one: Key, other: Key, why: Why | None) -> None:
    assert compare(one, other) == compare(other, one) == why


def joined(*keys: Key, **corrections: object) -> dict[str, Join]:
    """What stands for each key, the same in every order."""
    found = [join_keys(order, **corrections) for order in permutations(keys)]  # type: ignore[arg-type]
    assert all(other == found[0] for other in found)
    return found[0]


def test_join_keys_the_one_that_tells_more_stands_for_both() -> None:
    broad, narrow = work("毗河灌区", SICHUAN), work("毗河灌区", ANYUE)
    assert joined(broad, narrow)[broad.id] == Join(narrow.id, Why.PLACE)
    assert joined(RUN, LINE) == {RUN.id: Join(LINE.id, Why.RUN), LINE.id: Join(LINE.id)}


def test_join_keys_of_two_candidates_neither_is_taken() -> None:
    broad, here, there = work("毗河灌区", ZIYANG), work("毗河灌区", ANYUE), work("毗河灌区", LEZHI)
    assert joined(broad, here, there)[broad.id] == Join(broad.id, None, (here.id, there.id))
    other = line("汉阴-巴中-南部", SICHUAN)
    assert joined(RUN, LINE, other)[RUN.id] == Join(RUN.id, None, tuple(sorted((LINE.id, other.id))))


def test_join_keys_follows_a_chain_to_its_end() -> None:
    short = work("毗河", SICHUAN, form=Form.SHORT)
    city, county = work("毗河灌区", ZIYANG), work("毗河灌区", ANYUE)
    found = joined(short, city, county)
    assert {join.entity for join in found.values()} == {county.id}


def test_join_keys_a_correction_beats_the_rules() -> None:
    broad, narrow = work("毗河灌区", SICHUAN), work("毗河灌区", ANYUE)
    apart = joined(broad, narrow, different=[frozenset((broad.id, narrow.id))])
    assert apart == {broad.id: Join(broad.id), narrow.id: Join(narrow.id)}


def test_join_keys_a_correction_joins_what_no_rule_does() -> None:
    one, other, third = work("毗河灌区", ANYUE), work("红旗渠", LEZHI, core="水利:红旗渠"), LINE
    found = joined(one, other, third, same=[(one.id, other.id)])
    assert found[other.id] == Join(one.id, Why.CORRECTION)
    assert found[third.id] == Join(third.id)


def test_join_keys_what_is_apart_does_not_meet_in_a_third() -> None:
    province, city, county = work("毗河灌区", SICHUAN), work("毗河灌区", ZIYANG), work("毗河灌区", ANYUE)
    found = joined(province, city, county, different=[frozenset((province.id, city.id))])
    assert found[city.id].entity == county.id
    assert found[province.id].entity == province.id

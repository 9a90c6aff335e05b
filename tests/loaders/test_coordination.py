"""Where a list divides."""

import pytest

from loaders.coordination import Member, enclosed, split_list


def split(text: str, places: tuple[str, ...] = ()) -> list[tuple[list[str], str | None]]:
    def is_thing(member: Member) -> bool:
        return text[member.start : member.end].endswith(("库", "河", "馆", "县"))

    def joins(before: Member, after: Member, sums_up: bool) -> bool:
        if text[after.start : after.end] in places:
            return True
        return (sums_up or is_thing(before)) and is_thing(after)

    return [
        (
            [text[member.start : member.end] for member in listing.members],
            text[listing.closing.start : listing.closing.end] if listing.closing else None,
        )
        for listing in split_list(text, 0, len(text), enclosed(text), joins)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲水库", [(["甲水库"], None)]),
        ("甲水库、乙水库和丙水库", [(["甲水库", "乙水库", "丙水库"], None)]),
        ("甲水库、乙水库等水利工程", [(["甲水库", "乙水库"], "水利工程")]),
        ("甲水库等工程、乙河等流域", [(["甲水库"], "工程"), (["乙河"], "流域")]),
        ("旧址修缮与利用工程", [(["旧址修缮与利用工程"], None)]),
        ("甲水库（含乙、丙）、丁水库", [(["甲水库（含乙、丙）", "丁水库"], None)]),
        ("“甲—乙园区”“丙—丁园区”", [(["“甲—乙园区”", "“丙—丁园区”"], None)]),
        ("、甲水库、", [(["甲水库"], None)]),
        ("等项目", [(["等项目"], None)]),
        ("", []),
    ],
)
def test_coordination_divides(text: str, expected: list[tuple[list[str], str | None]]) -> None:
    assert split(text) == expected


def test_coordination_a_place_after_a_conjunction_begins_a_member() -> None:
    assert split("低碳城市示范和西充", ("西充",)) == [(["低碳城市示范", "西充"], None)]
    assert split("低碳城市示范和西充") == [(["低碳城市示范和西充"], None)]


def test_coordination_joined_members_are_known() -> None:
    text = "甲水库、乙河及丙馆"
    (listing,) = split_list(text, 0, len(text), enclosed(text), lambda before, after, sums_up: True)
    assert [member.joined for member in listing.members] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("甲（乙）", "（乙）"),
        ("甲（乙", ""),
        ("“（甲）”乙", "“（甲）”"),
        ("甲）", ""),
        ("（甲）乙“丙”", "（甲）“丙”"),
    ],
)
def test_coordination_brackets_hold(text: str, held: str) -> None:
    closed = enclosed(text)
    assert "".join(char for place, char in enumerate(text) if closed.holds(place)) == held


def test_coordination_enclosed_stretches_join() -> None:
    joined = enclosed("甲（乙）丙丁").joined([(0, 2), (5, 6)])
    assert [place for place in range(6) if joined.holds(place)] == [0, 1, 2, 3, 5]

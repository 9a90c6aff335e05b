"""The gazetteer: names as of a date, parents, ambiguous names, areas, and the tables themselves."""

import csv
from collections import Counter

import pytest

from graph.model import Level, RegionKind
from loaders.gazetteer import Area, Division, Gazetteer
from loaders.places import read_aliases, read_division_aliases, read_members
from loaders.tables import data_folder


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer.read()


def one(places: Gazetteer, form: str, date: str | None = None) -> Division:
    (found,) = places.named(form, date)
    return found


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("酉阳", "酉阳土家族苗族自治县"),
        ("北川县", "北川羌族自治县"),
        ("凉山州", "凉山彝族自治州"),
        ("新疆", "新疆维吾尔自治区"),
        ("内蒙古", "内蒙古自治区"),
        ("龙胜", "龙胜各族自治县"),
        ("东乡族自治县", "东乡族自治县"),
        ("凤县", "凤县"),
        ("神农架", "神农架林区"),
        ("浦东", "浦东新区"),
        ("清新", "清新区"),
        ("香港", "香港特别行政区"),
        ("仙桃", "仙桃市"),
        ("察右后旗", "察哈尔右翼后旗"),
        ("克州", "克孜勒苏柯尔克孜自治州"),
    ],
)
def test_a_division_answers_to_its_full_and_short_forms(places: Gazetteer, form: str, name: str) -> None:
    assert one(places, form).name == name


@pytest.mark.parametrize(
    ("form", "date", "name"),
    [
        ("大足", "2005-06-01", "大足县"),
        ("大足", "2011-06-01", "大足区"),
        ("大足县", "2011-06-01", "大足县"),
        ("大足", "2022-01-26", "大足区"),
        ("安县", "2012-01-01", "安县"),
        ("襄樊", "2008-01-01", "襄樊市"),
        ("襄阳市", "2018-01-01", "襄阳市"),
        ("米林", "2022-01-01", "米林县"),
        ("米林", "2024-01-01", "米林市"),
    ],
)
def test_a_name_is_read_as_of_the_documents_date(places: Gazetteer, form: str, date: str, name: str) -> None:
    assert one(places, form, date).name == name


def test_a_name_of_another_time_is_not_found(places: Gazetteer) -> None:
    assert not places.named("安县", "2020-01-01")
    assert not places.named("安州区", "2010-01-01")


def test_the_higher_level_comes_first(places: Gazetteer) -> None:
    assert [d.name for d in places.named("吉林")] == ["吉林省", "吉林市"]


def test_parents_up_to_the_province(places: Gazetteer) -> None:
    anyue = one(places, "安岳")
    assert places.full_name(anyue) == "四川省资阳市安岳县"
    assert [d.name for d in places.ancestors(one(places, "石景山区"))] == ["北京市"]
    assert places.is_within(anyue.code, one(places, "四川").code)
    assert places.is_within(anyue.code, places.nation.code)
    assert not places.is_within(anyue.code, one(places, "重庆").code)


def test_a_name_carries_its_parents_only_where_it_is_ambiguous(places: Gazetteer) -> None:
    names = {places.qualified_name(d) for d in places.named("鼓楼区")}
    assert "江苏省南京市鼓楼区" in names and len(names) == 4
    assert places.qualified_name(one(places, "安岳")) == "安岳县"


def test_every_official_name_leads_back_to_its_division(places: Gazetteer) -> None:
    for division in places.divisions:
        if division.to is None:
            assert places.official(places.qualified_name(division)) == division


def test_a_reused_code_is_read_as_of_the_date(places: Gazetteer) -> None:
    old, new = places.by_code("500111", "2008-01-01"), places.by_code("500111")
    assert old is not None and new is not None
    assert (old.name, new.name) == ("双桥区", "大足区")
    assert places.region_id(old) == "500111~2011" and places.region_id(new) == "500111"


def test_a_division_that_only_got_another_code_is_one(places: Gazetteer) -> None:
    # 孟连 lay in 思茅地区 under another code until 2003
    assert one(places, "孟连", "1998-01-01") == one(places, "孟连")


def test_townships_are_found_by_full_name(places: Gazetteer) -> None:
    (township,) = places.townships_named("白塔寺乡")
    assert places.full_name(township) == "四川省资阳市安岳县白塔寺乡"
    assert places.qualified_name(township) == "白塔寺乡"
    assert places.by_code(township.code) == township
    assert places.region_node(township).properties["level"] is Level.TOWNSHIP
    (edge,) = places.part_of_edges(township)
    assert edge.target == ("Region", township.parent)
    assert len(places.townships_named("城关镇")) > 1
    assert not places.townships_named("没有镇")


def test_a_township_with_a_name_of_its_own_is_official(places: Gazetteer) -> None:
    township = places.official("芒部镇")
    assert isinstance(township, Division) and places.full_name(township) == "云南省昭通市镇雄县芒部镇"
    assert places.is_within(township.code, one(places, "镇雄县").code)
    assert places.official("城关镇") is None


def test_rows_of_division_aliases_lead_to_divisions_and_are_no_names(places: Gazetteer) -> None:
    for row in read_division_aliases():
        division = places.by_code(row.code)
        assert division is not None and division.name == row.name and division.to is None
        assert row.alias not in division.forms
        aliases = places.region_node(division).properties["aliases"]
        assert isinstance(aliases, list) and row.alias in aliases


def test_areas_by_name_and_alias(places: Gazetteer) -> None:
    area = places.area("川陕老区")
    assert area is not None and area.name == "川陕革命老区" and area.complete
    assert {"511900", "610700", "500229"} <= set(area.members)
    assert places.official("川陕革命老区") == area


def test_some_area_names_mean_the_area_in_one_divisions_documents_only(places: Gazetteer) -> None:
    chongqing, sichuan = one(places, "重庆"), one(places, "四川")
    central = places.area("中心城区", chongqing)
    assert central is not None and central.name == "重庆中心城区"
    assert places.area("中心城区", sichuan) is None
    assert places.area("中心城区") is None


def test_one_character_names(places: Gazetteer) -> None:
    found = places.one_character("渝")
    assert found is not None and found.name == "重庆市"
    assert places.one_character("蓉") is None
    city = places.abbreviated("蓉")
    assert city is not None and city.name == "成都市"


def test_reference_is_whole_and_closed(places: Gazetteer) -> None:
    reference = places.reference()
    ids = [node.id for node in reference.nodes]
    assert len(set(ids)) == len(ids)
    assert len({edge.id for edge in reference.edges}) == len(reference.edges)
    assert {end for edge in reference.edges for _, end in (edge.source, edge.target)} <= set(ids)
    levels = Counter(node.properties["level"] for node in reference.nodes)
    assert levels[Level.NATIONAL] == 1 and levels[Level.PROVINCE] == 34 and levels[Level.TOWNSHIP] == 0
    assert sum(node.properties["kind"] is RegionKind.AREA for node in reference.nodes) == len(places.areas)
    assert all(node.properties["source"] for node in reference.nodes)
    assert reference.version == places.reference().version


def test_every_current_division_has_a_parent_in_force(places: Gazetteer) -> None:
    for division in places.divisions:
        if division.to is None:
            assert division.parent is not None
            parent = places.by_code(division.parent)
            assert parent is not None and parent.to is None and parent.rank < division.rank


def test_division_rows_are_unique_and_dated(places: Gazetteer) -> None:
    keys = [(d.code, d.name) for d in places.divisions]
    assert len(set(keys)) == len(keys)
    current = [d.code for d in places.divisions if d.to is None]
    assert len(set(current)) == len(current)
    for d in places.divisions:
        years = [year for year in (d.from_, d.to) if year]
        assert all(year.isdigit() and 1949 <= int(year) <= 2030 for year in years) and years == sorted(years)
        assert len(d.code) == 6 and len(d.short) >= 2


def test_area_rows_agree_with_each_other_and_with_the_divisions(places: Gazetteer) -> None:
    names = {area.name for area in places.areas}
    aliases = read_aliases()
    forms = [alias.alias for alias in aliases] + [area.name for area in places.areas]
    assert len(set(forms)) == len(forms) and {alias.area for alias in aliases} <= names
    members = read_members()
    assert len({(m.area, m.code) for m in members}) == len(members) and {m.area for m in members} <= names
    for member in members:
        division = places.by_code(member.code)
        assert division is not None and division.name == member.name and division.to is None
    for area in places.areas:
        assert isinstance(area, Area) and (area.members or not area.complete)


def test_township_rows_are_unique_and_have_a_county(places: Gazetteer) -> None:
    rows = list(csv.DictReader(data_folder().joinpath("townships.csv").read_text("utf-8").splitlines()))
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        township = places.by_code(row["code"])
        assert township is not None and township.parent is not None
        assert places.by_code(township.parent) is not None


def test_a_place_is_the_same_object_however_it_is_found() -> None:
    gazetteer = Gazetteer.read()
    county = gazetteer.named("安岳")[0]
    assert gazetteer.named("安岳县", "2022-01-26")[0] is county is gazetteer.by_code("512021")
    town = gazetteer.townships_named("龙台镇")[0]
    assert gazetteer.by_code(town.code) is town
    assert gazetteer.ancestors(town)[0] is gazetteer.by_code(town.code[:6])


def test_answers_differ_by_date() -> None:
    gazetteer = Gazetteer.read()
    for date, name in (("2008-01-01", "大足县"), ("2022-01-01", "大足区"), ("2008-06-01", "大足县")):
        assert [d.name for d in gazetteer.named("大足", date)] == [name]

"""Which files hold one document, which speaks, and what a citation means."""

from dataclasses import replace

import pytest

from graph.model import Status
from graph.sameness import (
    Cited,
    Citing,
    FileFacts,
    Resolution,
    Said,
    clash,
    resolve_citation,
    same_document,
    speaker,
)

NATION, SICHUAN, ZIYANG, CHONGQING = "100000", "100000/510000", "100000/510000/512000", "100000/500000"
NOTHING = Said()


def file(own_id: str, **facts: object) -> FileFacts:
    return FileFacts(own_id, own_id, own_id, **facts)  # type: ignore[arg-type]


PLAN = file(
    "川办函〔2018〕35号",
    number="川办函〔2018〕35号",
    title="推进方案",
    core="推进方案",
    date="2018-04-03",
    jurisdiction="四川省",
    issuers=("四川省人民政府办公厅",),
    fingerprint="abc",
    measure_keys=("1", "2", "3", "4"),
    place=SICHUAN,
)
MIRROR = replace(PLAN, id="m", document="m", own_id="m", number=None, fingerprint=None, measure_keys=())


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),  # title, issuer, date
        ({"date": None}, False),
        ({"date": None, "measure_keys": ("1", "2", "9")}, True),
        ({"date": None, "measure_keys": ("1", "7", "8", "9")}, False),
        ({"date": "2019-04-03"}, False),  # next year's
        ({"issuers": ("绵阳市人民政府",)}, False),
        ({"issuers": (), "jurisdiction": "绵阳市"}, False),
        ({"issuers": (), "jurisdiction": None}, True),
        ({"number": "川办函〔2018〕36号"}, False),
        ({"tail": "试行"}, False),
        ({"core": "别的", "date": None}, False),
        ({"core": "别的", "fingerprint": "abc"}, True),
        ({"core": "别的", "number": "川办函〔2018〕35号"}, True),
        ({"core": "别的", "fingerprint": "abc", "number": "资府办函〔2018〕9号"}, True),  # 转发
    ],
)
def test_same_document(changed: dict[str, object], same: bool) -> None:
    other = replace(MIRROR, **changed)  # type: ignore[arg-type]
    assert same_document(PLAN, other, NOTHING) is same_document(other, PLAN, NOTHING) is same


def test_same_document_heeds_corrections() -> None:
    assert not same_document(PLAN, MIRROR, Said(different=((PLAN.own_id, "m"),)))
    far = file("远", title="远方案")
    assert same_document(PLAN, far, Said(same=(("远方案", "川办函〔2018〕35号"),)))


def test_clash_is_one_number_of_two_places() -> None:
    theirs = replace(PLAN, core="别的", jurisdiction="湖南省", measure_keys=("8", "9"))
    assert clash(PLAN, theirs)
    assert not clash(PLAN, replace(theirs, jurisdiction="四川省"))
    assert not clash(PLAN, replace(theirs, core="推进方案"))
    assert not clash(PLAN, replace(theirs, measure_keys=PLAN.measure_keys))


def test_speaker_has_a_number_and_is_the_earliest_that_says_most() -> None:
    forwarded = replace(PLAN, own_id="z", date="2018-06-01", said=99)
    longer = replace(PLAN, id="l", said=7, path="b.txt")
    assert speaker([MIRROR, forwarded, PLAN, longer]) == longer
    assert speaker([replace(longer, path="a.txt"), longer]).path == "a.txt"


def citing(title: str = "推进方案", **facts: object) -> Citing:
    given = {"core": title, "title": title, "place": ZIYANG, "date": "2022-01-01", **facts}
    return Citing(f"《{title}》", "资府办函〔2022〕6号", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("citation", "status", "rule"),
    [
        (citing(number="川办函〔2018〕35号", core="别的"), Status.RESOLVED, Cited.NUMBER),
        (citing(), Status.RESOLVED, Cited.TITLE),
        (citing(number="川办函〔2018〕36号"), Status.UNRESOLVED, Cited.OTHER_NUMBER),
        (citing(place=CHONGQING), Status.UNRESOLVED, Cited.OTHER_PLACE),
        (citing(place=NATION), Status.UNRESOLVED, Cited.OTHER_PLACE),
        (citing(place=None), Status.UNRESOLVED, Cited.OTHER_PLACE),
        (citing(place=CHONGQING, title_issuer="四川省人民政府办公厅"), Status.RESOLVED, Cited.TITLE),
        (citing(title_issuer="国务院"), Status.UNRESOLVED, Cited.OTHER_ISSUER),
        (citing(date="2017-01-01"), Status.UNRESOLVED, Cited.LATER),
        (citing(tail="试行"), Status.UNRESOLVED, Cited.OTHER_TAIL),
        (citing("别的"), Status.UNRESOLVED, Cited.NOT_LOADED),
    ],
)
def test_resolve_citation(citation: Citing, status: Status, rule: Cited) -> None:
    found = resolve_citation(citation, [PLAN], NOTHING)
    assert (found.status, found.rule) == (status, rule)
    assert found.document == (PLAN.document if status is Status.RESOLVED else None)


def test_resolve_citation_of_two_that_fit_is_ambiguous() -> None:
    other = replace(PLAN, id="2", document="川府发〔2018〕9号", number="川府发〔2018〕9号")
    found = resolve_citation(citing(), [PLAN, other], NOTHING)
    assert found == Resolution(
        Status.AMBIGUOUS, Cited.TITLE, None, ("川办函〔2018〕35号", "川府发〔2018〕9号")
    )


def test_resolve_citation_two_files_of_one_document_are_one() -> None:
    assert resolve_citation(citing(), [PLAN, replace(PLAN, id="2")], NOTHING).document == PLAN.document


def test_resolve_citation_the_exact_title_comes_first() -> None:
    trial = replace(PLAN, id="t", document="t", own_id="t", number="t", tail="试行")
    assert resolve_citation(citing(), [trial], NOTHING).rule is Cited.TITLE_BUT_TAIL
    assert resolve_citation(citing(), [trial, PLAN], NOTHING).document == PLAN.document
    assert resolve_citation(citing(tail="试行"), [trial, PLAN], NOTHING).document == "t"


def test_resolve_citation_never_means_the_document_that_cites() -> None:
    own = replace(PLAN, document="资府办函〔2022〕6号")
    assert resolve_citation(citing(), [own], NOTHING).status is Status.UNRESOLVED


def test_resolve_citation_of_a_title_with_its_place_may_come_from_anywhere() -> None:
    plan = replace(PLAN, core="四川省推进方案")
    assert resolve_citation(citing("四川省推进方案", place=CHONGQING), [plan], NOTHING).document


def test_resolve_citation_heeds_corrections() -> None:
    apart = Said(different=((PLAN.own_id, "推进方案"),))
    assert resolve_citation(citing(), [PLAN], apart).rule is Cited.CORRECTED
    meant = Said(same=((PLAN.own_id, "别的"),))
    assert resolve_citation(citing("别的"), [PLAN], meant).rule is Cited.CORRECTION
    number = Said(different=((PLAN.own_id, "《推进方案》"),))
    assert resolve_citation(citing(number=PLAN.number, core=None), [PLAN], number).rule is Cited.CORRECTED

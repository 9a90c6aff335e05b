"""Whether running text says of a body that it does something, or has to.

Precision before recall: a body counts where a clause begins with it, or a word that leads to an actor
stands before it, and an act or a duty follows. One that approves, receives, hosts, lends a member or issued a
cited notice does not. The words are in the table `act_words`.
"""

import re
from functools import cache

from loaders.agency_tables import act_words

_BEGINS = re.compile(
    r"(?:^|[，。；：！？）)\n　 —-]|第[一二三四五六七八九十百〇\d]+条|[一二三四五六七八九十]是)$"
)
# 各镇人民政府、市财政局要…: the clause's first members are no bodies of the tables.
_MEMBERS = re.compile(r"(?:^|[，。；：！？\n])(?P<members>[^，。；：！？\n的]{2,40})(?:[、和与及]|以及)$")
_AND_MANY = r"(?:[、和与及]|以及)[^，。；：！？《\n的]{1,40}?"
_SECOND_PLATE = re.compile("（[^（），。]{2,14}）")
_OTHERS = re.compile(
    r"等(?:\d+[个家])?(?:国家|[省市县区]级|[省市县区]直|有关|相关|各)*"
    r"(?:[^，。；：、要应会须负]{0,6}?(?:部门|单位|企业|机构))?(?:和单位)?，?"
)
# What ought to, must or may not be done is a duty, whatever it is: 应当邀请…, 要在年底前….
_MODAL = "应当|应(?![急对用届])|要(?![求素点闻件])|必?须|不得|将(?!军)"
# 由…另行制定, but not 由…主要负责人担任组长, 由…组成, 由…认定的企业, 由市政府法制机构….
_NOT_LED = re.compile(
    "[^，。；]{0,14}(?:担任|兼任|组成|构成|代章|召集人)|[^，。；]{0,10}的|[、，。；：）及和与或]|系统"
    "|[^，。；]{0,8}(?:部门|机构|领导|同志|负责人|[部局厅市省]长|主任|成员|会议)"
)
_BY = re.compile("(?<![自理事经缘])(?<!成员)由$")
# A relative clause is an aside: 市政府制定的办法; unless it says who takes part: 市财政局参与的制度.
_ASIDE = "同志|人|副[主组局市县省秘总]|(?:管理|行政|主管|执法)*(?:部门|机构)"
# Between a body and what it does: 将…纳入…, 在年底前完成…, 于每年3月底前….
_PHRASE = (
    "(?:(?:将|把|以(?![及上下外内来前后])|从(?![事业严])|就(?![业近读])|对(?![口应外接])|向|在(?!线)|通过)"
    "[^，。；：！？《（\n 　]{0,40}?，?"
    r"|(?:为|于|自(?![治然行主身])|每[年月季半]|\d)[^，。；：！？《（\n 　的]{0,20}?，?)"
)
_FROM_HERE = "[\u4e00-\u9fff“《]"
# How far before and behind a body its clause is looked at (characters).
_LEAD, _REACH = 48, 120


def acts(text: str, start: int, end: int, *, joins: bool) -> bool:
    """Whether a clause's actor, one body or several in a row, stands at `text[start:end]`.

    `joins`: a body stands right before, and 会同 between them.
    """
    before, after = text[max(0, start - _LEAD) : start], text[end : end + _REACH]
    by = _BY.search(before) is not None
    led = before.endswith((*act_words("opener"), *act_words("leading")))
    led = led and not before.endswith(act_words("not_opener"))
    if not (by or led or joins or _BEGINS.search(before) or _among_others(before)):
        return False
    for aside in (_SECOND_PLATE, _OTHERS):
        if match := aside.match(after):
            after = after[match.end() :]
    act = _act().match(after)
    if act and act["approval"]:
        return False
    if act and act["idle"] is not None and before.endswith(act_words("backing")):
        return False
    if act or joins or _told().match(after) or _with_many().match(after):
        return True
    return by and after[:1] >= "一" and not _NOT_LED.match(after)


def may_act_at(text: str, at: int) -> bool:
    """Whether what stands at `text[at]` may follow an actor: another one, or an act."""
    if plate := _SECOND_PLATE.match(text, at):
        at = plate.end()
    return text[at : at + 1] in tuple("、和与及等") or _act().match(text, at) is not None


def _among_others(before: str) -> bool:
    """Whether a list of actors leads here: 各镇人民政府、, but not 学习宣传党中央、."""
    match = _MEMBERS.search(before)
    if match is None:
        return False
    members = match["members"]
    for opener in act_words("opener"):
        members = members.removeprefix(opener)
    return _no_member().search(members) is None


@cache
def _no_member() -> re.Pattern[str]:
    """Words that no list of actors holds."""
    positions = ("act", "approval", "cut", "opener", "leading")
    return re.compile("|".join(word for position in positions for word in act_words(position)))


def _one_of(position: str) -> str:
    return "|".join(act_words(position))


@cache
def _adverbs() -> str:
    return rf"(?:(?!{_MODAL})(?:{_one_of('adverb')}|{_one_of('manner')}))*"


@cache
def _told() -> re.Pattern[str]:
    """Other ways to tell that a body acts.

    It is in charge (联席会议制度（以下简称…），负责…; 办公室设在市发展改革委，负责…; 为牵头单位),
    it says something (发展改革委意见：…), handles something (对…进行…), or acts in line with something
    (根据本市…水平，参照…制定…).
    """
    charged = (
        "(?:(?:制度)?(?:（[^）]*）)?(?:，?设在[^，。；]{2,20})?|是[^，。；]{1,40}(?:部门|机构|单位|机关))，"
        "(?:具体)?(?:负责|承担)"
        f"|(?:作为|[是为])[^，。；]{{0,12}}(?:{_one_of('charge')})(?:单位|部门|主体)"
    )
    says = f"(?:{_one_of('saying')})[：:]"
    handles = f"对[^，。；]{{1,40}}?(?:{_one_of('handling')})"
    in_line = f"(?:{_one_of('basis')}|依法(?![^，。；]{{0,6}}的))"
    return re.compile(f"{says}|{charged}|{handles}|{in_line}")


@cache
def _with_many() -> re.Pattern[str]:
    """The body is one of many who ought to: 市财政局和各县（市、区）人民政府要…."""
    done = rf"(?:{_one_of('manner')})+(?:{_one_of('act')})"
    return re.compile(rf"{_AND_MANY}，?{_adverbs()}(?:{_MODAL}|负责|{_one_of('taking_part')}|{done})")


@cache
def _act() -> re.Pattern[str]:
    """Adverbs, then an approval, a duty, or an act that is no relative clause: 制定, but not 制定的办法.

    `idle`: an act that names nothing it is done to (支持X医院建设: the hospital is what is built).
    """
    verb = rf"(?:{_one_of('act')}|(?:{_one_of('deed')})+(?!{_one_of('thing')}))(?P<idle>(?!{_FROM_HERE}))?"
    verb = rf"{verb}(?!{_ASIDE}|(?:{_one_of('act')})*的)"
    done = rf"(?:{_PHRASE})?{_adverbs()}(?:{_MODAL}|{_one_of('taking_part')}|{verb})"
    manner = rf"(?:{_one_of('manner')})(?![^，。；：]{{0,6}}的){_FROM_HERE}"
    longer = "|".join(word for word in act_words("act") if word.startswith(act_words("approval")))
    return re.compile(
        rf"{_adverbs()}(?:(?:{_MODAL})?{_adverbs()}(?P<approval>(?!{longer})(?:{_one_of('approval')}))"
        rf"|{done})"
        rf"|{manner}"
    )

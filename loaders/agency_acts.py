"""Whether running text says of a body that it does something, or has to.

Precision before recall: a body counts where a clause begins with it, or a word that leads to an actor
stands before it, and an act or a duty follows. One that approves, receives, hosts, lends a member or issued a
cited notice does not. The words are in the table `act_words`.
"""

import re
from functools import cache

from loaders.agency_tables import act_words

_BEGINS = re.compile(r"(?:^|[，。；：！？）)\n　 —-]|第[一二三四五六七八九十百〇\d]+条)$")
_OTHERS = re.compile(r"等(?:\d+个)?(?:有关|相关|各)?(?:部门|单位)?(?:和单位)?")
# What ought to, must or may not be done is a duty, whatever it is: 应当邀请…, 要在年底前….
_MODAL = "应当|应(?![急对用届])|要(?![求素点闻件])|必?须|不得|将(?!军)"
# 由…另行制定, but not 由…主要负责人担任组长, 由…组成, 由…认定的企业, 由市政府法制机构….
_NOT_LED = re.compile(
    "[^，。；]{0,14}(?:担任|兼任|组成|构成|代章|召集人)|[^，。；]{0,10}的|[、，。；：）及和与或]|系统"
    "|[^，。；]{0,8}(?:部门|机构|领导|同志|负责人|[部局厅市省]长|主任|成员|会议)"
)
_BY = re.compile("(?<![自理事经缘])(?<!成员)由$")
# A relative clause says who takes part (市财政局参与的联席会议制度); else it is an aside: 市政府制定的办法.
_TAKES_PART = "参与|参加|配合|牵头"
_ASIDE = "同志|人|(?:管理|行政|主管|执法)*(?:部门|机构)"
# 联席会议制度（以下简称…），负责…; 办公室设在市发展改革委，负责…; 市商务局是…主管部门，负责…; 为牵头单位.
_CHARGED = re.compile(
    "(?:(?:制度)?(?:（[^）]*）)?(?:，?设在[^，。；]{2,20})?|是[^，。；]{1,40}(?:部门|机构|单位|机关))，(?:具体)?(?:负责|承担)"
    "|[是为][^，。；]{0,12}(?:牵头|责任|主管|实施|承办)(?:单位|部门)"
)
_ABOUT = re.compile("对[^，。；]{1,40}?(?:进行|予以|实施|开展|加强)")
# 市住房城乡建设局根据本市…水平，参照…制定….
_IN_LINE_WITH = re.compile("(?:根据|按照|依据|依照|结合|参照|对照|依法)(?!的)")
# How far before and behind a body its clause is looked at (characters).
_LEAD, _REACH = 12, 120


def acts(text: str, start: int, end: int, *, joins: bool) -> bool:
    """Whether a clause's actor, one body or several in a row, stands at `text[start:end]`.

    `joins`: a body stands right before, and 会同 between them.
    """
    before, after = text[max(0, start - _LEAD) : start], text[end : end + _REACH]
    by = _BY.search(before) is not None
    led = by or (before.endswith(act_words("opener")) and not before.endswith(act_words("not_opener")))
    if not led and not joins and not _BEGINS.search(before):
        return False
    if others := _OTHERS.match(after):
        after = after[others.end() :]
    act = _act().match(after)
    if act and act["approval"]:
        return False
    if act or joins or _CHARGED.match(after) or _ABOUT.match(after) or _IN_LINE_WITH.match(after):
        return True
    return by and after[:1] >= "一" and not _NOT_LED.match(after)


@cache
def _act() -> re.Pattern[str]:
    """Adverbs, then an approval, a duty, or an act that is no relative clause: 制定, but not 制定的办法."""
    adverb, act, approval = ("|".join(act_words(position)) for position in ("adverb", "act", "approval"))
    adverbs = rf"(?:(?!{_MODAL})(?:{adverb}))*"
    return re.compile(
        rf"{adverbs}(?:(?:{_MODAL})?{adverbs}(?P<approval>{approval})"
        rf"|{_MODAL}|{_TAKES_PART}|(?:{act})(?!{_ASIDE}|(?:{act})*的))"
    )

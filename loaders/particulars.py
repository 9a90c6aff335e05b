"""发文字号 and dates as documents print them, and as the graph keeps them."""

import re

_OPEN, _CLOSE = "〔\\[［（(【﹝", "〕\\]］）)】﹞"
# 川办函〔2018〕35号; the year's brackets come in every form, mirrors lose the blank after them or add one.
NUMBER = re.compile(
    r"(?P<prefix>[\u4e00-\u9fff]{1,12}?)\s?"
    rf"[{_OPEN}]\s?(?P<year>(?:19|20)\d\d)\s?[{_CLOSE}]\s?第?\s?(?P<serial>\d{{1,5}})\s?号"
)
# What may run into the prefix where a mirror lost the line break: …的通知渝府办发〔2021〕89号.
_BEFORE_PREFIX = re.compile(
    r".*(?:通知|意见|决定|办法|方案|批复|规定|公告|通告|通报|的函|条例|规划|措施|文件|根据|依据|按照|字号)(?=..)"
)
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")
_HAN_DATE = re.compile(
    r"(?P<year>[一二][〇○Ｏ零一二三四五六七八九]{3})\s?年\s?(?P<month>[一二三四五六七八九十]{1,2})\s?月"
    r"\s?(?P<day>[一二三四五六七八九十]{1,3})\s?日"
)
_ISO_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_HAN_DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")


def number_start(match: re.Match[str]) -> int:
    """Where the number itself begins, without what ran into its prefix."""
    run_in = _BEFORE_PREFIX.match(match["prefix"])
    return match.start() + (run_in.end() if run_in and run_in.end() < len(match["prefix"]) else 0)


def normal_number(match: re.Match[str]) -> str:
    """A 发文字号 with 〔〕 and no blanks: 国发〔2021〕3号."""
    prefix = match["prefix"][number_start(match) - match.start() :]
    return f"{prefix}〔{match['year']}〕{int(match['serial'])}号"


def _read_part(printed: str) -> int:
    """26, 二十六 or 二〇二二 as an integer."""
    tens, ten, units = printed.rpartition("十")
    if not ten:
        return int(printed.translate(_HAN_DIGITS))
    return int(tens.translate(_HAN_DIGITS) or 1) * 10 + int(units.translate(_HAN_DIGITS) or 0)


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date in `text` as ISO with where it stands, in Arabic or Chinese numerals; None if none."""
    for pattern in (_DATE, _HAN_DATE, _ISO_DATE):
        if match := pattern.search(text):
            year, month, day = (_read_part(match[part]) for part in ("year", "month", "day"))
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year}-{month:02}-{day:02}", match.start(), match.end()
            return None
    return None


def read_date(text: str) -> str | None:
    """The first date in `text` as ISO, None if there is none."""
    found = find_date(text)
    return found[0] if found else None


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else."""
    found = find_date(text)
    return found is not None and not text[: found[1]].strip("（( ") and not text[found[2] :].strip("）) ")

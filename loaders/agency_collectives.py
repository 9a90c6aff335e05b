"""Names that stand for many bodies: 各镇人民政府, 全市各级各部门, 市级有关部门, 领导小组成员单位."""

import re
from collections.abc import Iterator

from loaders.agency_places import find_place_spans, pointed_at
from loaders.agency_tables import collective_phrases
from loaders.context import Context
from loaders.gazetteer import Division

# A kind of division in brackets makes a class of divisions: 县（市、区）人民政府, 乡镇（街道）.
_KINDS = r"[省市县区州旗盟镇乡自治场、]|街道|办事处"
_BRACKET = re.compile(rf"[（(](?:{_KINDS})+[）)]")
_KIND_LIST = re.compile(rf"(?:{_KINDS}){{2,}}(?:人民政府|政府)?$")
_LAST_BRACKET = re.compile("（[^（）]*）$")
_AND_EACH = re.compile("[和与及](?=各)")
_WHOLE = re.compile("^[全我本][省市县区州国](?=各|有关|相关)")
_GOVERNMENT = re.compile("(?<!人民)(?<!党委、)政府(?!性|采购|投资|购买)")
# 市级, 省直, 市、县: the first word is part of the class, not the division in front of it.
_POINTER = re.compile("自治[区州县]|[省市县区州镇乡]")
_CLASS_START = re.compile(r"[省市县区州镇乡](?:[级直属委、（(]|[省市县区州镇乡])")


def is_collective(name: str) -> bool:
    """Whether `name` stands for many bodies or for whoever is concerned."""
    bare = _LAST_BRACKET.sub("", name)
    if collective_phrases("alone").found_in(bare):
        return True
    if collective_phrases("kind").found_in(bare) and collective_phrases("many").found_in(bare):
        return True
    return bool(_BRACKET.search(name) or _KIND_LIST.match(name))


def split_collective(name: str) -> Iterator[tuple[str, str]]:
    """Where a collective may be two things: 税务总局|各地区, 财政部|有关部门."""
    for match in _AND_EACH.finditer(name):
        yield name[: match.start()], name[match.end() :]


def name_collective(name: str, context: Context) -> tuple[str, Division | None]:
    """The division in front, once, and the words: 陆河县各镇人民政府; and that division."""
    words = _GOVERNMENT.sub("人民政府", _WHOLE.sub("", name))
    own = context.jurisdiction
    written = next((s for s in find_place_spans(words, context) if s.written and s.start == 0), None)
    if written is not None and words[: written.end] != written.division.short:
        return words, written.division
    if own is None or own == context.gazetteer.nation:
        return words, own
    first = _POINTER.match(words)
    if first and not _CLASS_START.match(words):
        pointed = pointed_at(first[0], context)
        if pointed is not None:
            return pointed.name + words[first.end() :], pointed
    return own.name + words, own

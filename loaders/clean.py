"""Takes markup, page furniture and wrapping out of a text, and keeps for every character where it came from.

Each step is a function from `Text` to `Text`; `clean` lists them in order. What is found in a cleaned text
is shown in the source through `Text.span`.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from loaders.ordinals import COUNTED_ON
from loaders.page_numbers import find_page_numbers

# A link target that a word processor's converter leaves in the text.
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_MARKUP = re.compile(r"\*\*|__|(?:^|(?<=\n))[#>]")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|^#{1,6} +|^> ?", re.MULTILINE)
# Tags and references that a page's source leaves in its text; a block ends a line.
_BLOCK = re.compile(r"</?(?:p|div|br|h\d|li|tr|td|table)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:strong|span|b|i|u|em|a|font|center|o:p)\b[^<>]{0,300}>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:nbsp|ensp|emsp|sp|#160);")
# A mirror that prints the reading of some characters: 关(guān)于.
_READING = re.compile(r"[(（](?<=[\u3400-\u9fff].)[a-züê]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}\s?[)）]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# One space alone stays as it is.
_BLANKS = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
# A page number alone on its line (3, - 3 -, 第 3 页), or glued to the section that follows (28三、…).
_PAGE_NUMBER = re.compile(
    r"^[^\S\n]*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*共\s*\d+\s*页)?)[^\S\n]*$"
    r"|^\d{1,3}(?=[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节条]|（[一二三四五六七八九十]{1,3}）)",
    re.MULTILINE,
)
_BREAKS = re.compile(r"\s*\n\s*")
_PAUSE = re.compile("[，。；、]")

# A line that ends a sentence or a list is followed by a new paragraph; any other may go on in the next line.
_ENDS = "。！？；：!?;:.）)】〕”》…"
# What may stand at the head of a new paragraph: an ordinal, a bracket that opens a list, a label.
ORDINAL_HEAD = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[章节条部分篇]"
    rf"|(?!{COUNTED_ON})[一二三四五六七八九十]{{1,3}}[、.．]"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,3}[.．、](?!\d)|\d{1,2}[.．]\d{1,2}[.．]\d{1,2}|[（(]\d{1,3}[）)]|[①-⑳]|附件|附[：:]|抄送"
    # 9.2 聚焦重点区域, but not 2.5 万人.
    r"|\d{1,2}[.．]\d{1,2} (?![万亿千百个元吨倍公米平度小分])[\u4e00-\u9fff]"
    # A 发文字号 or a salutation (各市人民政府：) follows a title.
    r"|[\u4e00-\u9fff]{1,10}[〔［\[（(]\s?(?:19|20)\d\d\s?[〕］\]）)]|各[^。\n]{2,120}[：:]\s*\n"
    # A label (配合单位：), or a signature above its date.
    r"|[\u4e00-\u9fff]{3,8}[：:]"
    r"|[^\n，。；：、]{4,40}\n\s*(?:(?:19|20)\d\d|二[〇○]\S\S)\s?年[^\n，。]{2,12}日\s*(?:\n|$)"
)
# No paragraph begins with these.
_GOES_ON = "）)》”，。；、"
# How far back a bracket may have opened that a page cut (characters).
_OPEN_CHARS = 150
# A wrapped line is a full one; shorter lines are headings, signatures and table cells.
_FULL_LINE = 20


@dataclass(frozen=True, slots=True)
class Text:
    """Characters and, for each, its offset in the source; `offsets` has one more, the end of the last."""

    chars: str
    offsets: "array[int]"  # array.array takes no index before Python 3.12

    @classmethod
    def of(cls, source: str) -> "Text":
        """The source itself, uncleaned."""
        return cls(source, array("L", range(len(source) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets (characters) of `chars[start:end]`, which is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> "Text":
        """The part from `start` to `end`, leading and trailing blanks left off."""
        part = self.chars[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        return Text(part, self.offsets[start : start + len(part) + 1])

    def without(self, spans: Sequence[tuple[int, int]]) -> "Text":
        """The text without the stretches `spans` (start, end), which are in order and do not overlap."""
        if not spans:
            return self
        chars: list[str] = []
        offsets = array("L")
        at = 0
        for start, end in (*spans, (len(self.chars), len(self.chars))):
            chars.append(self.chars[at:start])
            offsets.extend(self.offsets[at:start])
            at = end
        offsets.append(self.offsets[-1])
        return Text("".join(chars), offsets)

    def replace(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str | None]) -> "Text":
        """Every match replaced by `by`, whose characters stand at the match's start; None keeps the match."""
        source, where = self.chars, self.offsets
        chars: list[str] = []
        offsets = array("L")
        at = 0
        for match in pattern.finditer(source):
            new = by if isinstance(by, str) else by(match)
            start, end = match.span()
            if new is None or source[start:end] == new:
                continue
            chars += (source[at:start], new)
            offsets += where[at:start]
            if new:
                offsets.extend([where[start]] * len(new))
            at = end
        if not at:
            return self
        chars.append(source[at:])
        offsets += where[at:]
        return Text("".join(chars), offsets)


def drop_page_numbers(text: Text) -> Text:
    """Numbers that run on through the document as those of pages do go, and running heads beside them."""
    return text.without(find_page_numbers(text.chars))


def drop_markup(text: Text) -> Text:
    """Bookmarks, emphasis marks, heading marks, tags, readings, invisible characters and page numbers go."""
    if "<" in text.chars:
        text = text.replace(_BLOCK, "\n").replace(_TAG, "")
    text = text.replace(_REFERENCE, " ").replace(_READING, "")
    text = text.replace(_BOOKMARK, "")
    if _MARKUP.search(text.chars):
        text = text.replace(_EMPHASIS, "")
    return text.replace(_INVISIBLE, "").replace(_PAGE_NUMBER, "")


def join_blanks(text: Text) -> Text:
    """A run of blanks, full-width ones too, becomes one space; lines lose their margins."""
    return text.replace(_BLANKS, " ")


def _is_open(before: str) -> bool:
    """Whether a bracket or 《 is open at the end of what stands before."""
    return any(
        before.rfind(opening) > before.rfind(closing) for opening, closing in ("（）", "()", "《》", "〔〕")
    )


def join_wrapped_lines(text: Text) -> Text:
    """Line breaks inside a sentence go; those between paragraphs become one newline."""
    chars = text.chars

    def joined(match: re.Match[str]) -> str:
        before, after = match.start(), match.end()
        if before == 0 or after == len(chars):
            return ""
        line = chars[chars.rfind("\n", 0, before) + 1 : before]
        if chars[after] in _GOES_ON and not line.endswith("。"):
            return ""
        if line[-1] in _ENDS or ORDINAL_HEAD.match(chars, after):
            return "\n"
        # A line without any punctuation is a title, not the middle of a sentence.
        in_sentence = len(line) >= _FULL_LINE and _PAUSE.search(line)
        return "" if in_sentence or _is_open(chars[max(0, before - _OPEN_CHARS) : before]) else "\n"

    return text.replace(_BREAKS, joined)


STEPS: Iterable[Callable[[Text], Text]] = (drop_page_numbers, drop_markup, join_blanks, join_wrapped_lines)


def clean(source: str) -> Text:
    """The text of a decoded source, cleaned; offsets lead back into `source`."""
    text = Text.of(source)
    for step in STEPS:
        text = step(text)
    return text

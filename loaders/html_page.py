"""Finds the main text of a web page, and puts its blocks on lines.

The main text is the innermost block that holds nearly all sentences outside links. Of what stands around it
the title, the table of particulars (索引号, 发文字号, 成文日期 …) and a signature behind it are kept.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from loaders.particulars import is_date
from loaders.title import header_labels, title_end


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_DROPPED = _words(
    "script style noscript template nav footer aside iframe object embed svg canvas video audio img map",
    "input select option button textarea link meta",
)
_BLOCKS = _words(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form",
    "h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul",
)
# A block that may hold the whole text; a paragraph is a part of it, however long.
_FRAMES = _words("article blockquote body center div font form main section span table tbody td tr")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WIDE = "\u2014-\u201d\u3001-\u9fff\uff00-\uffef"
# Sources break lines anywhere; between Chinese characters such a break is no blank.
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_IN_SENTENCE = re.compile("[，。；]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r"\s+")
_SITE = re.compile(r"\s*[_|\-–—－>]\s*")
# The share of sentences outside links that the main text holds of those of the block around it.
_NEARLY_ALL = 0.95
_LINKED = 0.7
_LINKS_OF_A_MENU = 3
_CELL_CHARS = 300
_LABELS_OF_A_TABLE = 3
_SIGNATURE_LINES = 5
_SIGNATURE_CHARS = 40
_TITLE_WITHIN = 1500

Element = etree._Element


def _name(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _text_of(element: Element, between: str = "") -> str:
    return between.join(str(part) for part in element.itertext())


def _plain(text: str) -> str:
    """`text` without blanks and the colon behind it."""
    return _SPACES.sub("", text).rstrip("：:")


def _prune(root: Element) -> None:
    """What is never read goes: scripts, menus, forms' fields, hidden parts."""
    for element in list(root.iter()):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if (_name(element) in _DROPPED or hidden) and element.getparent() is not None:
            _remove(element)


def _remove(element: Element) -> None:
    """Take `element` out and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _han(text: str | None) -> int:
    return len(_HAN.findall(text)) if text else 0


class _Words:
    """How many Chinese characters each element holds: in all, outside links, in sentences outside links."""

    def __init__(self, root: Element) -> None:
        self.all: dict[Element, int] = {}
        self.unlinked: dict[Element, int] = {}
        self.sentences: dict[Element, int] = {}
        for element in reversed(list(root.iter())):  # children before their parents
            texts = [element.text, *(one.tail for one in element)]
            held = sum(map(_han, texts))
            told = sum(_han(text) for text in texts if text and _IN_SENTENCE.search(text))
            link = _name(element) == "a"
            self.all[element] = held + sum(self.all[one] for one in element)
            self.unlinked[element] = 0 if link else held + sum(self.unlinked[one] for one in element)
            self.sentences[element] = 0 if link else told + sum(self.sentences[one] for one in element)

    def is_menu(self, element: Element) -> bool:
        """Whether the block is links and hardly anything else."""
        words = self.all[element]
        return (
            _name(element) in _BLOCKS - {"p"}
            and words - self.unlinked[element] > _LINKED * words
            and sum(1 for _ in element.iter("a")) >= _LINKS_OF_A_MENU
            and "。" not in _text_of(element)
        )

    def main(self, root: Element) -> Element:
        """The innermost block with nearly all sentences outside links."""
        node = root
        while self.sentences[node]:
            fullest = max(node, key=lambda one: self.sentences[one], default=None)
            if (
                fullest is None
                or _name(fullest) not in _FRAMES
                or self.sentences[fullest] < _NEARLY_ALL * self.sentences[node]
            ):
                break
            node = fullest
        return node


class _Lines:
    """Puts blocks on lines. `labelled`: a label that lacks its colon gets it."""

    def __init__(self, apart: Element | None = None, labelled: bool = False) -> None:
        """`apart`: an element that is left out; a mark stands for it."""
        self.apart = apart
        self.labelled = labelled
        self.parts: list[str] = []
        self._particulars: dict[Element, bool] = {}

    def of(self, element: Element) -> list[str]:
        """The lines of `element`, blank ones left out; the mark of `apart` is an empty line."""
        self._add(element)
        lines = "".join(self.parts).split("\n")
        return [line.strip().replace("\0", "") for line in lines if line.strip()]

    def _add(self, element: Element) -> None:
        if element is self.apart:
            self.parts.append("\n\0\n")
            return
        name = _name(element)
        if name == "br":
            self.parts.append("\n")
            return
        if name == "tr" and (cells := _cells(element, self.apart)):
            table = next(element.iterancestors("table"), element)
            if table not in self._particulars:
                self._particulars[table] = _is_of_particulars(table)
            self.parts.append(f"\n{_row(cells, self._particulars[table])}\n")
            return
        if name in _BLOCKS and not self._awaits_value():
            self.parts.append("\n")
        self._text(element.text, name)
        for one in element:
            self._add(one)
            self._text(one.tail, name)
        if self.labelled and name != "a" and _is_label(element):
            self.parts.append("：")
        elif name in _BLOCKS:
            self.parts.append("\n")

    def _awaits_value(self) -> bool:
        """Whether a label stands last, whose value may come in the next block."""
        return bool(self.parts) and self.parts[-1] == "："

    def _text(self, text: str | None, name: str) -> None:
        if not text or (self._awaits_value() and not text.strip()):
            return
        if name == "pre":
            self.parts.append(text)
        else:
            self.parts.append(_BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)))


def _is_label(element: Element) -> bool:
    """Whether an element holds a label of particulars, whose colon is wanting, and nothing else."""
    return not any(len(one) for one in element) and _SPACES.sub("", _text_of(element)) in header_labels()


def _cells(row: Element, apart: Element | None) -> list[str]:
    """The cells of a row of data; none for a row that frames other blocks."""
    cells = [one for one in row if _name(one) in ("td", "th")]
    if len(cells) < 2 or any(one is apart for one in row.iter()) or next(row.iter("table"), None) is not None:
        return []
    texts = [" ".join(_text_of(cell, " ").split()) for cell in cells]
    return texts if all(len(text) <= _CELL_CHARS for text in texts) else []


def _is_of_particulars(table: Element) -> bool:
    """Whether a table is one of particulars: several of its cells are labels."""
    labels = {_plain(_text_of(cell)) for cell in table.iter("td", "th")}
    return len(labels & header_labels()) >= _LABELS_OF_A_TABLE


def _row(cells: Sequence[str], particulars: bool) -> str:
    """Cells parted by tabs; in a table of particulars each label begins a line of its own."""
    if not particulars:
        return "\t".join(cells)
    out = ""
    for cell in cells:
        label = _plain(cell)
        out += f"\n{label}：" if label in header_labels() else f"{cell} "
    return out


def _title(root: Element) -> str | None:
    """The document's title, as the page's head or its largest heading gives it."""
    titles = [
        one.get("content") or ""
        for one in root.iter("meta")
        if (one.get("name") or "").lower() == "articletitle"
    ]
    titles += [_text_of(one) for one in root.iter("h1")]
    titles += [_SITE.split(_text_of(one))[0] for one in root.iter("title")]
    return next((title for title in map(_plain, titles) if title_end().search(title)), None)


def _signature(lines: Sequence[str]) -> Sequence[str]:
    """Of the lines behind the text those up to a date, where they are a signature."""
    for index, line in enumerate(lines[:_SIGNATURE_LINES]):
        if len(line) > _SIGNATURE_CHARS:
            break
        if is_date(line):
            return lines[: index + 1]
    return ()


def _particulars(lines: Sequence[str]) -> Iterator[str]:
    """The lines that are a label and its value."""
    for line in lines:
        label, colon, value = line.replace(":", "：", 1).partition("：")
        if colon and _SPACES.sub("", label) in header_labels():
            yield f"{_SPACES.sub('', label)}：{value.strip()}"


def find_main_text(root: Element) -> str:
    """The main text of a page, with its title and particulars before it and without what stands around it."""
    title = _title(root)
    _prune(root)
    body = next(root.iter("body"), root)
    words = _Words(body)
    main = words.main(body)
    for element in [one for one in body.iter() if words.is_menu(one) and not _holds(one, main)]:
        _remove(element)
    around = _Lines(main, labelled=True).of(body)
    at = around.index("") if "" in around else 0
    text = _Lines().of(main)
    lines = [*_particulars(around), *text, *_signature(around[at + 1 :])]
    if title and title not in _SPACES.sub("", "".join(lines))[:_TITLE_WITHIN]:
        lines.insert(0, title)
    return "\n".join(lines)


def _holds(element: Element, other: Element) -> bool:
    return element is other or any(one is element for one in other.iterancestors())

"""Web pages: the main text as lines, above it the page's table of particulars as `label：value` lines."""

import codecs
import re

from lxml import etree

from graph.errors import DocumentError
from loaders.format_text import decode
from loaders.html_page import find_main_text

_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.I
)
_HEAD_BYTES = 8192
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHORTEST_TEXT = 50
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def is_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    return _START.match(data[:_HEAD_BYTES]) is not None


def _declared(data: bytes) -> str | None:
    """The encoding a page names; GB 18030 for its subsets, which pages name and do not keep to."""
    match = _CHARSET.search(data[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return None
    return "gb18030" if name in ("gb2312", "gbk") else name


def decode_page(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page: UTF-8, else what it says of itself, else what it looks like.

    Raises DocumentError for an encoding that cannot be told.
    """
    declared = _declared(data)
    if declared and declared != "utf-8" and not data.startswith(codecs.BOM_UTF8):
        try:
            return data.decode(declared), ()
        except UnicodeDecodeError:
            pass
    return decode(path, data)


def read_html(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The main text of a web page, and notes for the user.

    Raises DocumentError for a page without text and for an encoding that cannot be told.
    """
    page, notes = decode_page(path, data)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", page.replace("\0", "")), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("html_no_text", path=path) from error
    text = find_main_text(root) if root is not None else ""
    if len(_HAN.findall(text)) < _SHORTEST_TEXT:
        raise DocumentError("html_no_text", path=path)
    return text, notes

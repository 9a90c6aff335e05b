"""Word documents (docx, also from WPS): paragraphs as lines, with the ordinals that Word counts itself.

Left out: headers and footers, deleted and hidden words, generated tables of contents, comments, notes.
A table's row is a line with its cells parted by tabs. Part names are those of ECMA-376.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from graph.errors import DocumentError
from loaders.docx_numbering import NO_LIST, Numbering, ParagraphList, child, local_name, paragraph_list, value

# The text of a 500-page document has 15 MB; a bomb of the same compressed size unpacks to gigabytes.
_LARGEST_PART = 32 * 2**20
_DEEPEST_STYLE = 20
# What a zip file or XML that is broken or tampered with makes zipfile and lxml raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)
_DROPPED = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "sectPr"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a zip file with a Word document in it."""
    return data.startswith(b"PK\x03\x04") and (b"word/document" in data or b"word\\document" in data)


class _Package:
    """The parts of the zip file that are read, each checked for size before it is unpacked."""

    def __init__(self, path: str, archive: zipfile.ZipFile) -> None:
        self.path = path
        self.archive = archive

    def part(self, name: str) -> etree._Element:
        """The root of a part. Raises KeyError for one that is not there."""
        info = self.archive.getinfo(name)
        # zipfile unpacks no more than the size that is declared.
        if info.file_size > _LARGEST_PART:
            raise DocumentError("file_unpacks_too_large", path=self.path, limit=_LARGEST_PART // 2**20)
        if info.flag_bits & 1:
            raise DocumentError("file_encrypted", path=self.path)
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        root = etree.fromstring(self.archive.read(info), parser)
        # The format forbids a DTD (ECMA-376 Part 2, 8.1.1.3); one that comes all the same means harm.
        if root.getroottree().docinfo.internalDTD is not None:
            raise ValueError("DOCTYPE")
        return root

    def target(self, source: str, kind: str) -> str | None:
        """The part that `source` (empty: the package) is related to as `kind`."""
        folder, name = posixpath.split(source)
        try:
            relations = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return None
        for relation in relations:
            if (relation.get("Type") or "").endswith(f"/{kind}"):
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip(
                    "/"
                )
        return None

    def related(self, source: str, kind: str) -> etree._Element | None:
        """The root of the part that `source` is related to as `kind`, None if there is none."""
        name = self.target(source, kind)
        return self.part(name) if name in self.archive.namelist() and name else None


class _Styles:
    """What paragraph styles say of lists, through the styles they are based on."""

    def __init__(self, part: etree._Element | None, numbering: Numbering) -> None:
        self.numbering = numbering
        self.elements = {
            id_: one
            for one in (part if part is not None else ())
            if local_name(one) == "style" and (id_ := value(one, "styleId"))
        }
        self.default = next(
            (
                id_
                for id_, one in self.elements.items()
                if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true")
            ),
            None,
        )
        self._lists = {id_: self._list_of(id_) for id_ in self.elements}
        # Styles of a generated table of contents are named toc 1 … toc 9 in every language.
        self._contents = {
            id_
            for id_ in self.elements
            if any(
                (value(child(one, "name")) or "").lower().startswith("toc ") for _, one in self._chain(id_)
            )
        }

    def _chain(self, id_: str | None) -> Iterator[tuple[str, etree._Element]]:
        """A style and those it is based on, itself first."""
        for _ in range(_DEEPEST_STYLE):
            element = self.elements.get(id_ or "")
            if element is None or id_ is None:
                return
            yield id_, element
            id_ = value(child(element, "basedOn"))

    def _list_of(self, id_: str) -> ParagraphList:
        for name, element in self._chain(id_):
            held = paragraph_list(child(element, "pPr"))
            if held.id is not None:
                bound = self.numbering.list_of_style(name)
                level = bound.level if held.level is None and bound else held.level
                return ParagraphList(held.id, level)
        return NO_LIST

    def list_of(self, id_: str | None) -> ParagraphList:
        """The list that a style puts its paragraphs in."""
        return self._lists.get(id_ or "", NO_LIST)

    def is_contents(self, id_: str | None) -> bool:
        """Whether the style is one of a generated table of contents."""
        return id_ in self._contents


class _Body:
    """Reads the body's blocks into lines."""

    def __init__(self, styles: _Styles) -> None:
        self.styles = styles

    def lines(self, element: etree._Element) -> Iterator[str]:
        """The lines of the paragraphs and tables in `element`."""
        for one in element:
            match local_name(one):
                case "p":
                    yield from self.paragraph(one)
                case "tbl":
                    yield from self.table(one)
                case name if name and name not in _DROPPED:
                    yield from self.lines(one)

    def paragraph(self, element: etree._Element) -> Iterator[str]:
        """A paragraph with its ordinal, then the lines of the text boxes that hang on it."""
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self.styles.default
        boxes: list[etree._Element] = []
        words = "".join(self.words(element, boxes))
        if not self.styles.is_contents(style):
            own, inherited = paragraph_list(properties), self.styles.list_of(style)
            held = ParagraphList(
                own.id or inherited.id, own.level if own.level is not None else inherited.level
            )
            # An item without words counts, though there is nothing to read.
            ordinal = self.styles.numbering.ordinal(held)
            yield f"{ordinal}{words.strip()}" if words.strip() else ""
        for box in boxes:
            yield from self.lines(box)

    def words(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        """The words of a paragraph's runs; text boxes are put aside in `boxes`."""
        for one in element:
            name = local_name(one)
            if name == "t":
                yield one.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name == "txbxContent":
                boxes.append(one)
            elif name and name not in _DROPPED and not (name == "r" and _is_hidden(one)):
                yield from self.words(one, boxes)

    def table(self, element: etree._Element) -> Iterator[str]:
        """Each row as a line; a row of one cell is a frame around ordinary lines."""
        for row in _rows(element, "tr"):
            cells = list(_rows(row, "tc"))
            if len(cells) == 1:
                yield from self.lines(cells[0])
            else:
                yield "\t".join(" ".join(" ".join(self.lines(cell)).split()) for cell in cells)


def _rows(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those inside content controls."""
    for one in element:
        if local_name(one) == name:
            yield one
        elif local_name(one) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(one, name)


def _is_hidden(run: etree._Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and value(hidden) not in ("0", "false", "off")


def read_docx(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a Word document; no notes.

    Raises DocumentError for one that is broken, locked with a password, or unpacks to more than 32 MB a part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _Package(path, archive)
            main = package.target("", "officeDocument") or "word/document.xml"
            body = child(package.part(main), "body")
            numbering = Numbering(package.related(main, "numbering"))
            styles = _Styles(package.related(main, "styles"), numbering)
    except _BROKEN as error:
        raise DocumentError("file_broken", path=path, kind="docx") from error
    if body is None:
        raise DocumentError("file_broken", path=path, kind="docx")
    return "\n".join(_Body(styles).lines(body)), ()

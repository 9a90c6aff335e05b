"""Labels, keys, relationship types and properties: declared once.

The DDL of both engines, the writes and `docs/schema.md` come from these tables.
A node is known by its label and `id`, an edge by its type and `id`.
"""

from dataclasses import dataclass

from graph.model import Form, Level, RegionKind, Role, Sector, Stage, Status


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name, Cypher type, what it means; `index` asks for a lookup index."""

    name: str
    type: str
    description: str
    index: bool = False


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label. `name_of` names the property a person reads as the node's name.

    `words`: the properties whose words a full-text index holds, on an engine that has one for Chinese.
    """

    label: str
    title: str
    description: str
    properties: tuple[Property, ...]
    name_of: str = "name"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A relationship type and the labels it may join. `read`: it was read from text, so it has evidence."""

    type: str
    title: str
    description: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    properties: tuple[Property, ...] = ()
    read: bool = True


_ID = Property("id", "STRING", "key", index=True)
_EDGE_ID = Property("id", "STRING", "the same at every load")
_OWN_ID = Property(
    "own_id", "STRING", "key the document alone gives it; null where that is the node it ends at"
)
_RULE = Property("rule", "STRING", "how the words were taken for it, see docs/identity.md")
EVIDENCE = (
    _EDGE_ID,
    Property("document", "STRING", "id of the document it was read from"),
    Property("as_written", "STRING", "the words as the text prints them, markup and wrapping removed"),
    Property("start_char", "INTEGER", "first character in the document's source text, from 0"),
    Property("end_char", "INTEGER", "one past the last character"),
)


def _values(kind: type[Form | Level | RegionKind | Role | Sector | Stage | Status]) -> str:
    return ", ".join(kind)


NODES = (
    NodeType(
        "Document",
        "文件",
        "A policy document: loaded, or only cited by one that is.",
        (
            _ID,
            Property("name", "STRING", "title, else the first words of the text in brackets", index=True),
            Property("title", "STRING", "full title; null where the text prints none"),
            Property("number", "STRING", "发文字号 with 〔〕", index=True),
            Property("date", "STRING", "ISO date of issue"),
            Property("jurisdiction", "STRING", "region whose authority speaks"),
            Property("level", "STRING", _values(Level)),
            Property("issuers", "LIST<STRING>", "bodies that issued it, as official names"),
            Property("sha256", "STRING", "of the decoded source text"),
            Property("path", "STRING", "file it was read from"),
            Property("chars", "INTEGER", "characters of the source text"),
            Property("loaded", "BOOLEAN", "false: known from citations alone"),
            Property("copies", "LIST<STRING>", "other files that hold the same document"),
            Property("digest", "STRING", "of all that the document says; null where it is not loaded"),
            Property("core", "STRING", "title without issuer, notice around it and （试行）", index=True),
        ),
        words=("title", "name", "number"),
    ),
    NodeType(
        "Source",
        "原文",
        "The decoded text a document was read from; evidence offsets count in it.",
        (_ID, Property("text", "STRING", "the whole text"), Property("chars", "INTEGER", "its length")),
        name_of="id",
    ),
    NodeType(
        "Measure",
        "措施",
        "A leaf of the document's numbered outline.",
        (
            _ID,
            Property("document", "STRING", "id of its document", index=True),
            Property("path", "LIST<INTEGER>", "ordinals as printed, section first"),
            Property("position", "INTEGER", "place among the document's measures, from 0"),
            Property("heading", "STRING", "lead sentence, or its nearest titled parent's"),
            Property("text", "STRING", "cleaned text without its ordinal"),
            Property("start_char", "INTEGER", "first character in the source text"),
            Property("end_char", "INTEGER", "one past the last character"),
        ),
        name_of="heading",
        words=("heading", "text"),
    ),
    NodeType(
        "Agency",
        "单位",
        "A body: government, department, party organ, company, or a class of them (collective).",
        (
            _ID,
            Property("name", "STRING", "full official name of the document's date", index=True),
            Property("short_name", "STRING", "usual short form", index=True),
            Property("aliases", "LIST<STRING>", "forms in which loaded documents write it"),
            Property("level", "STRING", _values(Level)),
            Property("jurisdiction", "STRING", "official name of the region it serves"),
            Property("system", "STRING", "条线", index=True),
            Property("collective", "BOOLEAN", "names no single body"),
        ),
        words=("name", "short_name", "aliases"),
    ),
    NodeType(
        "Project",
        "项目",
        "A specifically named undertaking.",
        (
            _ID,
            Property("name", "STRING", "fullest name in the loaded documents", index=True),
            Property("aliases", "LIST<STRING>", "all its names in the loaded documents"),
            Property("sector", "STRING", _values(Sector), index=True),
            Property("core", "STRING", "what all names of one work have in common", index=True),
            Property("own", "STRING", "its name without the places before it"),
            Property("form", "STRING", _values(Form)),
            Property("places", "LIST<STRING>", "codes from the nation down to each place its key names"),
            Property("candidates", "LIST<STRING>", "projects it may be one with, of which none is certain"),
        ),
        words=("name", "aliases"),
    ),
    NodeType(
        "Region",
        "地区",
        "An administrative division, or a named area over divisions. id: GB/T 2260 code, or the area's name.",
        (
            _ID,
            Property("name", "STRING", "official name", index=True),
            Property("short_name", "STRING", "short form: 酉阳", index=True),
            Property("aliases", "LIST<STRING>", "other names"),
            Property("full_name", "STRING", "name with its parents: 江苏省南京市鼓楼区"),
            Property("level", "STRING", _values(Level)),
            Property("kind", "STRING", _values(RegionKind)),
            Property("complete", "BOOLEAN", "areas: false where the member list is not known to be whole"),
            Property("source", "STRING", "where the fact comes from"),
            Property("reference", "BOOLEAN", "true: known without any document"),
        ),
        words=("name", "full_name", "aliases"),
    ),
)

# What the store notes about itself; no part of what a person searches or counts.
STATE = NodeType(
    "State",
    "状态",
    "What has been loaded besides documents: the divisions and areas, by version.",
    (_ID, Property("version", "STRING", "of the reference data")),
    name_of="id",
)

FILE = NodeType(
    "File",
    "文件来源",
    "A file that holds a loaded document. Of several that hold one document, one speaks.",
    (
        _ID,
        Property("document", "STRING", "id of the document", index=True),
        Property("speaks", "BOOLEAN", "what the graph says of the document is what this file says"),
        Property("own_id", "STRING", "id that the file alone gives the document", index=True),
        Property("path", "STRING", "the file"),
        Property("digest", "STRING", "of all that it says"),
        Property("number", "STRING", "发文字号 it prints", index=True),
        Property("title", "STRING", "title it prints"),
        Property("date", "STRING", "ISO date of issue"),
        Property("jurisdiction", "STRING", "region whose authority speaks"),
        Property("issuers", "LIST<STRING>", "bodies that issued it"),
        Property("core", "STRING", "as of a Document", index=True),
        Property("title_issuer", "STRING", "who issued it, as its title says"),
        Property("tail", "STRING", "试行 and the like, from the title's end"),
        Property("place", "STRING", "codes from the nation down to its jurisdiction: 100000/510000/512000"),
        Property("fingerprint", "STRING", "of its measures' words; null where they are few", index=True),
        Property("measure_keys", "LIST<STRING>", "of each measure's words"),
        Property("said", "INTEGER", "nodes and edges it says"),
    ),
    name_of="path",
)
JOINED = NodeType(
    "Joined",
    "并入",
    "A key under which documents speak of a node with another key: by it the two can be parted again.",
    (
        _ID,
        Property("label", "STRING", "of the node"),
        Property("own_id", "STRING", "the key", index=True),
        Property("entity", "STRING", "id of the node it was joined into", index=True),
        Property("core", "STRING", "projects: as of a Project", index=True),
        Property("rule", "STRING", "by which rule, see docs/identity.md"),
        Property("kept", "STRING", "JSON: the node and its own edges as they were"),
    ),
)
CORRECTION = NodeType(
    "Correction",
    "更正",
    "A row of the corrections file.",
    (
        _ID,
        Property("kind", "STRING", "project, agency, document or region"),
        Property("rule", "STRING", "same, different or alias"),
        Property("name", "STRING", "name or id"),
        Property("other", "STRING", "the other name or id"),
        Property("note", "STRING", "why"),
        Property("line", "INTEGER", "in the file"),
    ),
)
HIDDEN = (STATE, FILE, JOINED, CORRECTION)

EDGES = (
    EdgeType(
        "HAS_MEASURE",
        "含措施",
        "The document's outline has this leaf.",
        ("Document",),
        ("Measure",),
        (_EDGE_ID,),
        read=False,
    ),
    EdgeType(
        "READ_FROM", "读自", "The text it was read from.", ("Document",), ("Source",), (_EDGE_ID,), read=False
    ),
    EdgeType(
        "RESPONSIBLE_FOR",
        "负责",
        "The measure gives the body this part.",
        ("Agency",),
        ("Measure",),
        (*EVIDENCE, Property("role", "STRING", _values(Role)), _OWN_ID, _RULE),
    ),
    EdgeType(
        "NAMES",
        "涉及项目",
        "The measure acts on the project.",
        ("Measure",),
        ("Project",),
        (
            *EVIDENCE,
            Property("name", "STRING", "the project's name in this measure"),
            Property("stage", "STRING", _values(Stage)),
            _OWN_ID,
            _RULE,
        ),
    ),
    EdgeType(
        "LOCATED_IN",
        "位于",
        "A measure puts the project there.",
        ("Project",),
        ("Region",),
        (
            *EVIDENCE,
            Property("measure", "STRING", "id of the measure that says so"),
            _OWN_ID,
            Property("own_region", "STRING", "key the document alone gives the region, as own_id"),
        ),
    ),
    EdgeType(
        "MENTIONS",
        "提及",
        "The measure names the region.",
        ("Measure",),
        ("Region",),
        (*EVIDENCE, _OWN_ID, _RULE),
    ),
    EdgeType(
        "CITES",
        "引用",
        "Refers to another document.",
        ("Document", "Measure"),
        ("Document",),
        (
            *EVIDENCE,
            Property("title", "STRING", "the cited document's title as this text gives it"),
            Property("number", "STRING", "its number as this text gives it"),
            Property("core", "STRING", "as of a Document"),
            Property("title_issuer", "STRING", "who issued it, as the cited title says"),
            Property("tail", "STRING", "试行 and the like, from the cited title's end"),
            Property("status", "STRING", _values(Status)),
            Property("candidates", "LIST<STRING>", "loaded documents it may mean, where it is ambiguous"),
            _OWN_ID,
            Property("rule", "STRING", "why it has this status, see docs/identity.md"),
        ),
    ),
    EdgeType(
        "ISSUED_BY",
        "发文机关",
        "Who issued it.",
        ("Document",),
        ("Agency",),
        (_EDGE_ID, Property("document", "STRING", "id of the document"), _OWN_ID),
        read=False,
    ),
    EdgeType(
        "APPLIES_TO",
        "适用于",
        "Where the document says it applies.",
        ("Document",),
        ("Region",),
        (_EDGE_ID, Property("document", "STRING", "id of the document"), _OWN_ID),
        read=False,
    ),
    EdgeType(
        "SEGMENT_OF",
        "区段",
        "A segment or phase of a longer project.",
        ("Project",),
        ("Project",),
        (
            *EVIDENCE,
            Property("name", "STRING", "the longer project's name in this document"),
            _OWN_ID,
            Property("own_whole", "STRING", "key the document alone gives the longer project, as own_id"),
        ),
    ),
    EdgeType(
        "SERVES",
        "所属地区",
        "The region of the body's jurisdiction.",
        ("Agency",),
        ("Region",),
        (_EDGE_ID,),
        read=False,
    ),
    EdgeType(
        "PART_OF",
        "属于",
        "Administrative parent, or member of an area.",
        ("Region",),
        ("Region",),
        (_EDGE_ID, Property("source", "STRING", "where the fact comes from")),
        read=False,
    ),
    EdgeType(
        "SUCCEEDED_BY",
        "改组为",
        "The body that took over its duties; both are in the graph.",
        ("Agency",),
        ("Agency",),
        (
            _EDGE_ID,
            Property("date", "STRING", "when: year and month, the usual one at its level"),
            Property("source", "STRING", "where the fact comes from"),
        ),
        read=False,
    ),
)

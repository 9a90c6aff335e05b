"""What a policy document says, as records: the terms of the annotation guide. No I/O here.

Two families. `ParsedDocument` and its parts are what the reader prints (docs/parsed-measures.md).
`DocumentGraph` is what one document adds to the graph: nodes and edges named as in `graph.schema`.
All offsets count characters (Unicode code points) of the decoded source text.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Value = str | int | float | bool | None | list[str] | list[int]


class Role(StrEnum):
    """How a body stands to a measure."""

    LEAD = "lead"  # 牵头
    RESPONSIBLE = "responsible"  # 责任单位
    COOPERATING = "cooperating"  # 配合单位
    NAMED = "named"  # acts in the measure's prose, outside a unit list


class Sector(StrEnum):
    """The field a project belongs to."""

    RAIL = "铁路"
    ROAD = "公路"
    AIRPORT = "机场"
    WATERWAY = "水运"
    WATER = "水利"
    ENERGY = "能源"
    DIGITAL = "信息"
    INDUSTRY = "工业"
    FARMING = "农业"
    TRADE = "物流商贸"
    TOURISM = "文旅"
    HERITAGE = "红色遗址"
    EDUCATION = "教育"
    HEALTH = "医疗"
    ECOLOGY = "生态环保"
    URBAN = "城建"
    OTHER = "其他"


class Stage(StrEnum):
    """How far the text says a project is to be brought."""

    PLANNED = "谋划"
    PREPARED = "前期"
    STARTED = "开工"
    BUILDING = "在建"
    BUILT = "建成"
    SOUGHT = "创建"


class Level(StrEnum):
    """The administrative level of a division, a body or a document."""

    NATIONAL = "国家级"
    PROVINCE = "省级"
    PREFECTURE = "地级"
    COUNTY = "县级"
    TOWNSHIP = "乡级"


class RegionKind(StrEnum):
    """A division has a government; an area (川陕革命老区) is named over divisions."""

    DIVISION = "division"
    AREA = "area"


class Form(StrEnum):
    """How much a project's name says."""

    FULL = "full"  # 桃花源水库
    SHORT = "short"  # 毗河二期, which says no kind
    LINE = "line"  # a way by its ends
    RUN = "run"  # a way by one character for each place, which are not known: 汉巴南铁路


class Status(StrEnum):
    """Whether a citation has found its document."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One body of one measure. `agency` is the full official name, `as_written` the printed form."""

    agency: str
    as_written: str
    role: Role
    collective: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """One project named in a measure. `locations` are official names of divisions or areas."""

    name: str
    as_written: str
    sector: Sector
    stage: Stage | None
    locations: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A division or area named in a measure. `code`: GB/T 2260, None for an area; `parent`: its name."""

    name: str
    as_written: str
    kind: RegionKind
    code: str | None
    parent: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A document the text refers to; `path` is the citing measure's, None in the preamble."""

    title: str
    number: str | None
    path: tuple[int, ...] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A leaf of the outline. `source[start:end]` holds it; `text` is cleaned and without its ordinal."""

    id: str
    path: tuple[int, ...]
    heading: str | None
    text: str
    start: int
    end: int
    responsibilities: tuple[Responsibility, ...] = ()
    projects: tuple[ProjectMention, ...] = ()
    regions: tuple[RegionMention, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Where a text came from: its path as given, the SHA-256 of the decoded text, its characters."""

    path: str
    sha256: str
    chars: int


@dataclass(frozen=True, slots=True)
class Header:
    """A document's own particulars. Absent facts are None or empty, never guessed. `date` is ISO."""

    id: str
    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    jurisdiction: str | None
    scope: tuple[str, ...]
    source: SourceFile


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document as read."""

    document: Header
    citations: tuple[Citation, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph: `label` is one of `graph.schema.NODES`, `properties` are those declared there."""

    label: str
    id: str
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the graph; ends are (label, id). `id` is unique and the same at every load."""

    type: str
    source: tuple[str, str]
    target: tuple[str, str]
    id: str
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that one document says. `text` is its decoded source, None where only a parsed file was given."""

    document: str
    sha256: str
    text: str | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class CorrectionRule(StrEnum):
    """What a correction says of two names."""

    SAME = "same"
    DIFFERENT = "different"
    ALIAS = "alias"  # the second is a name of the first


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the corrections file at `line`. `name`, `other`: names or ids of two things of `kind`."""

    kind: Literal["project", "agency", "document", "region"]
    rule: CorrectionRule
    name: str
    other: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What is so without any document: divisions, areas and what is part of what."""

    version: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

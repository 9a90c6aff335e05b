"""Turns a parsed document into what it adds to the graph: nodes under stable keys, edges with evidence."""

import hashlib
import json
from collections.abc import Iterable

from graph.model import (
    Citation,
    DocumentGraph,
    Edge,
    Measure,
    Node,
    ParsedDocument,
    ProjectMention,
    RegionMention,
    Sector,
    Value,
)
from loaders.agencies import describe_agency
from loaders.agency_successors import find_successions
from loaders.citations import normal_title
from loaders.context import Context
from loaders.gazetteer import Area, Division, Gazetteer
from loaders.mention_rules import agency_rule, project_rule, region_rule
from loaders.parsed import measure_id, to_dict
from loaders.project_identity import ProjectKey, project_identity
from loaders.sameness import citation_facts, file_facts

# A document without a title is shown by its first words.
_STEM_CHARS = 24
_DIGEST = 12


class _Builder:
    """Collects the nodes and edges of one document; a node that is met again keeps its first properties."""

    def __init__(self, parsed: ParsedDocument, text: str | None, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.header = parsed.document
        self.text = text
        self.gazetteer = gazetteer
        place = gazetteer.official(self.header.jurisdiction or "", self.header.date)
        self.place = place if isinstance(place, Division) else None
        self.context = Context(gazetteer, self.place, self.header.date)
        self.nodes: dict[tuple[str, str], Node] = {}
        self.edges: dict[str, Edge] = {}

    def build(self) -> DocumentGraph:
        document = self._document()
        for position, measure in enumerate(self.parsed.measures):
            self._measure(document, position, measure)
        for citation in self.parsed.citations:
            self._citation(document, citation)
        said = json.dumps(to_dict(self.parsed), ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(f"{said}{self.text or ''}".encode()).hexdigest()
        self._count()
        return DocumentGraph(
            self.header.id, digest, self.text, tuple(self.nodes.values()), tuple(self.edges.values())
        )

    def _count(self) -> None:
        """Note on the file how much it says: of two copies the one that says more speaks."""
        key = ("File", f"{self.header.id}@{self.header.source.path}")
        file = self.nodes[key]
        said = len(self.nodes) + len(self.edges)
        self.nodes[key] = Node(file.label, file.id, {**file.properties, "said": said})

    def _node(self, label: str, key: str, **properties: Value) -> tuple[str, str]:
        self.nodes.setdefault((label, key), Node(label, key, properties))
        return label, key

    def _add(self, node: Node) -> tuple[str, str]:
        return self._node(node.label, node.id, **node.properties)

    def _edge(self, kind: str, source: tuple[str, str], target: tuple[str, str], **properties: Value) -> None:
        """An edge this document says; two that differ in nothing but their place in the text are two."""
        told = "|".join(str(part) for part in (kind, *source, *target, *properties.values()))
        key = f"{self.header.id}~{kind}~{hashlib.sha256(told.encode()).hexdigest()[:_DIGEST]}"
        self.edges.setdefault(key, Edge(kind, source, target, key, properties))

    def _read_edge(
        self,
        kind: str,
        source: tuple[str, str],
        target: tuple[str, str],
        as_written: str,
        span: tuple[int, int],
        **properties: Value,
    ) -> None:
        self._edge(
            kind,
            source,
            target,
            document=self.header.id,
            as_written=as_written,
            start_char=span[0],
            end_char=span[1],
            **properties,
        )

    def _document(self) -> tuple[str, str]:
        header = self.header
        facts = file_facts(self.parsed, self.place, self.gazetteer)
        document = self._node(
            "Document",
            header.id,
            name=header.title or self._stem(),
            title=header.title,
            number=header.number,
            date=header.date,
            jurisdiction=header.jurisdiction,
            level=self.place.level if self.place else None,
            issuers=list(header.issuers),
            sha256=header.source.sha256,
            path=header.source.path,
            chars=header.source.chars,
            loaded=True,
            core=facts["core"],
        )
        self._node("File", f"{header.id}@{header.source.path}", **facts)
        if self.text is not None:
            source = self._node("Source", header.source.sha256, text=self.text, chars=len(self.text))
            self._edge("READ_FROM", document, source)
        for name in header.issuers:
            self._edge("ISSUED_BY", document, self._agency(name), document=header.id)
        for name in header.scope:
            self._edge("APPLIES_TO", document, self._region(name, None), document=header.id)
        return document

    def _stem(self) -> str:
        """The first words of a document without a title, marked as such."""
        words = "".join((self.text or next((m.text for m in self.parsed.measures), "")).split())
        return f"〔无标题〕{words[:_STEM_CHARS]}…"

    def _measure(self, document: tuple[str, str], position: int, measure: Measure) -> None:
        node = self._node(
            "Measure",
            measure.id,
            document=self.header.id,
            path=list(measure.path),
            position=position,
            heading=measure.heading,
            text=measure.text,
            start_char=measure.start,
            end_char=measure.end,
        )
        self._edge("HAS_MEASURE", document, node)
        for unit in measure.responsibilities:
            self._read_edge(
                "RESPONSIBLE_FOR",
                self._agency(unit.agency, unit.collective),
                node,
                unit.as_written,
                (unit.start, unit.end),
                role=unit.role,
                rule=agency_rule(unit, self.text, self.context),
            )
        for region in measure.regions:
            self._read_edge(
                "MENTIONS",
                node,
                self._region(region.name, region.code),
                region.as_written,
                (region.start, region.end),
                rule=region_rule(region),
            )
        for project in measure.projects:
            self._project(node, measure, project)

    def _project(self, measure_node: tuple[str, str], measure: Measure, mention: ProjectMention) -> None:
        identity = project_identity(mention, self.place)
        span = (mention.start, mention.end)
        node = self._work(identity.key, mention.name, mention.sector)
        self._read_edge(
            "NAMES",
            measure_node,
            node,
            mention.as_written,
            span,
            name=mention.name,
            stage=mention.stage,
            rule=project_rule(mention, identity),
        )
        if identity.whole and identity.whole_name:
            whole = self._work(identity.whole, identity.whole_name, mention.sector)
            self._read_edge("SEGMENT_OF", node, whole, mention.as_written, span, name=identity.whole_name)
        for name in mention.locations:
            evidence = _evidence_of(name, mention, measure.regions)
            self._read_edge(
                "LOCATED_IN",
                node,
                self._region(name, evidence.code if evidence else None),
                evidence.as_written if evidence else mention.as_written,
                (evidence.start, evidence.end) if evidence else span,
                measure=measure.id,
            )

    def _work(self, key: ProjectKey, name: str, sector: Sector) -> tuple[str, str]:
        return self._node(
            "Project",
            key.id,
            name=name,
            sector=sector,
            core=key.core,
            own=key.own,
            form=key.form,
            places=list(key.places),
        )

    def _agency(self, name: str, collective: bool = False) -> tuple[str, str]:
        body = describe_agency(name, self.gazetteer)
        place = body.jurisdiction
        node = self._node(
            "Agency",
            name,
            name=name,
            short_name=body.short_name,
            level=body.level,
            system=body.system,
            jurisdiction=self.gazetteer.qualified_name(place) if place else None,
            collective=collective or body.collective,
        )
        if place is not None:
            region = self._place(place)
            key = f"{name}~SERVES~{region[1]}"
            self.edges.setdefault(key, Edge("SERVES", node, region, key))
        for edge in find_successions(body, self.gazetteer):
            self.edges.setdefault(edge.id, edge)
        return node

    def _region(self, name: str, code: str | None) -> tuple[str, str]:
        """The region under its official name; one the gazetteer does not know keeps its name as its key."""
        place: Division | Area | None = self.gazetteer.by_code(code, self.header.date) if code else None
        if place is None or place.name != name:
            place = self._named(name) or place
        return self._place(place) if place else self._node("Region", name, name=name)

    def _named(self, name: str) -> Division | Area | None:
        """The division or area of that name; a township only where the document's place has just one."""
        if found := self.gazetteer.official(name, self.header.date):
            return found
        towns = self.gazetteer.townships_named(name)
        if self.place is not None:
            seat = self.place.code
            towns = tuple(town for town in towns if self.gazetteer.is_within(town.code, seat))
        return towns[0] if len(towns) == 1 else None

    def _place(self, place: Division | Area) -> tuple[str, str]:
        if isinstance(place, Area):
            return "Region", place.name
        for edge in self.gazetteer.part_of_edges(place):
            self.edges.setdefault(edge.id, edge)
        return self._add(self.gazetteer.region_node(place))

    def _citation(self, document: tuple[str, str], citation: Citation) -> None:
        title = normal_title(citation.title)
        facts = citation_facts(citation)
        if citation.number == self.header.id:
            return
        # 《》 tell a document that is only cited from a loaded one whose id is its title.
        cited = self._node(
            "Document",
            citation.number or f"《{title}》",
            name=title,
            title=title,
            number=citation.number,
            core=None if citation.number else facts["core"],
            loaded=False,
        )
        citing = ("Measure", measure_id(self.header.id, citation.path)) if citation.path else document
        self._read_edge(
            "CITES",
            citing if citing in self.nodes else document,
            cited,
            f"《{citation.title}》（{citation.number}）" if citation.number else f"《{citation.title}》",
            (citation.start, citation.end),
            title=title,
            number=citation.number,
            **facts,
        )


def _evidence_of(
    name: str, mention: ProjectMention, regions: Iterable[RegionMention]
) -> RegionMention | None:
    """The mention that puts the project there: the one inside its name, else the last before it."""
    found = [region for region in regions if region.name == name]
    inside = [region for region in found if mention.start <= region.start < mention.end]
    before = [region for region in found if region.end <= mention.start]
    return next(iter((*inside, *reversed(before), *found)), None)


def to_graph(parsed: ParsedDocument, text: str | None) -> DocumentGraph:
    """What `parsed` adds to the graph. `text` is its decoded source, None where only a parsed file was given.

    The same document gives the same nodes and edges, with the same ids, whatever else is loaded.
    """
    return _Builder(parsed, text, Gazetteer.read()).build()

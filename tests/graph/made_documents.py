"""Small documents made by hand, which share bodies, projects, places and citations."""

import json
from dataclasses import dataclass, field

from graph.model import DocumentGraph, Edge, Node, Reference, Value
from graph.store import GraphStore

End = tuple[str, str]
REGIONS = {"510000": "四川省", "510700": "绵阳市", "512000": "资阳市", "川陕革命老区": "川陕革命老区"}


def _part_of(low: str, high: str) -> Edge:
    key = f"{low}~PART_OF~{high}"
    return Edge("PART_OF", ("Region", low), ("Region", high), key, {"source": "GB/T 2260"})


def reference(version: str = "1") -> Reference:
    """A province, two of its cities, an area."""
    nodes = tuple(
        Node("Region", key, {"name": name, "full_name": name, "kind": "division"})
        for key, name in REGIONS.items()
    )
    edges = (_part_of("510700", "510000"), _part_of("512000", "510000"), _part_of("510700", "川陕革命老区"))
    return Reference(version, nodes, edges)


@dataclass
class Made:
    """A document in the making."""

    id: str
    nodes: dict[End, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    measures: int = 0

    def __post_init__(self) -> None:
        """Begin with the document and its text."""
        self.text = f"{self.id}的全文"
        self.document = self.node(
            "Document", self.id, name=f"{self.id}标题", title=f"{self.id}标题", loaded=True
        )
        self.edge("READ_FROM", self.document, self.node("Source", f"sha-{self.id}", text=self.text))

    def node(self, label: str, key: str, **properties: Value) -> End:
        self.nodes.setdefault((label, key), Node(label, key, properties))
        return label, key

    def edge(self, kind: str, source: End, target: End, **properties: Value) -> None:
        key = f"{self.id}~{kind}~{len(self.edges)}"
        self.edges.append(Edge(kind, source, target, key, properties))

    def said(self, kind: str, source: End, target: End, as_written: str, **properties: Value) -> None:
        self.edge(
            kind,
            source,
            target,
            document=self.id,
            as_written=as_written,
            start_char=0,
            end_char=2,
            **properties,
        )

    def agency(self, name: str, region: End | None = None) -> End:
        body = self.node("Agency", name, name=name, level="省级", collective=False)
        if region:
            key = f"{name}~SERVES~{region[1]}"
            self.edges.append(Edge("SERVES", body, region, key))
        return body

    def measure(self) -> End:
        self.measures += 1
        key = f"{self.id}#{self.measures}"
        leaf = self.node(
            "Measure",
            key,
            document=self.id,
            path=[1, self.measures],
            position=self.measures,
            text="推进铁路建设",
        )
        self.edge("HAS_MEASURE", self.document, leaf)
        return leaf

    def project(self, measure: End, key: str, name: str, place: End) -> End:
        project = self.node("Project", key, name=name, sector="铁路")
        self.said("NAMES", measure, project, name, name=name, stage="前期")
        self.said("LOCATED_IN", project, place, name, measure=measure[1])
        return project

    def cite(self, source: End, key: str, title: str, number: str | None = None) -> None:
        cited = self.node("Document", key, name=title, title=title, number=number, loaded=False)
        self.said("CITES", source, cited, f"《{title}》")

    def built(self) -> DocumentGraph:
        edges = tuple({edge.id: edge for edge in self.edges}.values())
        return DocumentGraph(self.id, f"sha-{self.id}", self.text, tuple(self.nodes.values()), edges)


SICHUAN, MIANYANG, ZIYANG = ("Region", "510000"), ("Region", "510700"), ("Region", "512000")
RAIL = "铁路:绵阳市-遂宁市-内江市"


def province(bodies: int = 1) -> DocumentGraph:
    """Names the project in full, cites the outline by number, speaks of a township; `bodies` more bodies."""
    made = Made("川办函〔2018〕35号")
    made.edge("ISSUED_BY", made.document, made.agency("四川省人民政府办公厅", SICHUAN), document=made.id)
    leaf = made.measure()
    made.said(
        "RESPONSIBLE_FOR", made.agency("四川省发展和改革委员会", SICHUAN), leaf, "省发展改革委", role="lead"
    )
    for number in range(bodies):
        made.said(
            "RESPONSIBLE_FOR", made.agency(f"四川省第{number}局"), leaf, f"省{number}局", role="responsible"
        )
    made.project(leaf, RAIL, "绵阳至遂宁至内江铁路", MIANYANG)
    made.said("MENTIONS", leaf, MIANYANG, "绵阳")
    town = made.node("Region", "510703001", name="青义镇", level="乡级", kind="division")
    made.edges.append(_part_of("510703001", "510700"))
    made.said("MENTIONS", made.measure(), town, "青义镇")
    made.cite(
        made.document, "国发〔2021〕3号", "国务院关于新时代支持革命老区振兴发展的意见", "国发〔2021〕3号"
    )
    return made.built()


def city() -> DocumentGraph:
    """Names the project in short, the same bodies in other words, cites the province's document."""
    made = Made("资府办函〔2022〕6号")
    made.edge("APPLIES_TO", made.document, ZIYANG, document=made.id)
    leaf = made.measure()
    commission = made.agency("四川省发展和改革委员会", SICHUAN)
    made.said("RESPONSIBLE_FOR", commission, leaf, "四川省发改委", role="cooperating")
    made.said("RESPONSIBLE_FOR", made.agency("资阳市交通运输局", ZIYANG), leaf, "市交通运输局", role="lead")
    first = made.project(leaf, f"{RAIL}#一期", "绵遂内铁路一期", ZIYANG)
    whole = made.node("Project", RAIL, name="绵遂内铁路", sector="铁路")
    made.said("SEGMENT_OF", first, whole, "绵遂内铁路一期")
    made.node("Region", "510000", name="四川")
    made.said("MENTIONS", leaf, SICHUAN, "四川")
    made.cite(leaf, "国发〔2021〕3号", "支持革命老区意见")
    made.cite(leaf, "川办函〔2018〕35号", "川办函〔2018〕35号")
    return made.built()


def county() -> DocumentGraph:
    """Names the project by its shortest name, and a body that succeeds another."""
    made = Made("安府发〔2023〕1号")
    leaf = made.measure()
    old = made.agency("四川省旅游发展委员会", SICHUAN)
    new = made.agency("四川省文化和旅游厅", SICHUAN)
    made.edges.append(Edge("SUCCEEDED_BY", old, new, "旅游~SUCCEEDED_BY~文旅", {"date": "2018-11-01"}))
    made.said("RESPONSIBLE_FOR", old, leaf, "省旅游发展委", role="named")
    made.project(leaf, RAIL, "绵遂内", ZIYANG)
    made.cite(leaf, "国发〔2021〕3号", "意见", "国发〔2021〕3号")
    return made.built()


def dump(store: GraphStore) -> list[str]:
    """Everything in the graph, in an order of its own, but for what makes Neo4j's writers wait for each other."""
    nodes = store.read_all(
        "MATCH (n) WHERE coalesce(n.id, '') <> 'turn' RETURN labels(n) AS labels, properties(n) AS properties"
    )
    edges = store.read_all(
        "MATCH (s)-[r]->(t) RETURN type(r) AS type, s.id AS source, t.id AS target, properties(r) AS properties"
    )
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in (*nodes, *edges))

"""A graph of three short documents, small enough to read: what the questions and the service are tried on.

The wording is that of real documents. Each fact names its words, and their place is looked up in the text.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.model import DocumentGraph, Edge, Level, Node, Reference, RegionKind, Role, Stage, Value

REGIONS = (
    ("100000", "中国", "中国", Level.NATIONAL, None),
    ("110000", "北京市", "北京", Level.PROVINCE, "100000"),
    ("110105", "朝阳区", "朝阳", Level.COUNTY, "110000"),
    ("220000", "吉林省", "吉林", Level.PROVINCE, "100000"),
    ("220100", "长春市", "长春", Level.PREFECTURE, "220000"),
    ("220104", "朝阳区", "朝阳", Level.COUNTY, "220100"),
    ("220200", "吉林市", "吉林", Level.PREFECTURE, "220000"),
    ("500000", "重庆市", "重庆", Level.PROVINCE, "100000"),
    ("500229", "城口县", "城口", Level.COUNTY, "500000"),
    ("500242", "酉阳土家族苗族自治县", "酉阳", Level.COUNTY, "500000"),
    ("510000", "四川省", "四川", Level.PROVINCE, "100000"),
    ("510700", "绵阳市", "绵阳", Level.PREFECTURE, "510000"),
    ("510800", "广元市", "广元", Level.PREFECTURE, "510000"),
    ("510900", "遂宁市", "遂宁", Level.PREFECTURE, "510000"),
    ("511000", "内江市", "内江", Level.PREFECTURE, "510000"),
    ("512000", "资阳市", "资阳", Level.PREFECTURE, "510000"),
    ("512021", "安岳县", "安岳", Level.COUNTY, "512000"),
)
AREA = "川陕革命老区"
MEMBERS = ("500229", "510700", "510800")
CODES = {name: code for code, name, *_ in REGIONS} | {AREA: AREA}


def _full_name(code: str) -> str:
    known = {row[0]: row for row in REGIONS}
    _, name, _, _, parent = known[code]
    return name if parent in (None, "100000") else _full_name(parent) + name


def reference() -> Reference:
    """Seventeen divisions and one area."""
    nodes = [
        Node(
            "Region",
            code,
            {
                "name": name,
                "short_name": short,
                "aliases": [],
                "full_name": _full_name(code),
                "level": level,
                "kind": RegionKind.DIVISION,
                "source": "GB/T 2260",
            },
        )
        for code, name, short, level, _ in REGIONS
    ]
    area: dict[str, Value] = {
        "name": AREA,
        "short_name": AREA,
        "aliases": ["川陕苏区", "川陕老区"],
        "full_name": AREA,
        "kind": RegionKind.AREA,
        "complete": False,
        "source": "发改地区〔2016〕1644号",
    }
    pairs = [(code, parent) for code, *_, parent in REGIONS if parent] + [(code, AREA) for code in MEMBERS]
    edges = [
        Edge("PART_OF", ("Region", low), ("Region", high), f"{low}~PART_OF~{high}", {"source": "GB/T 2260"})
        for low, high in pairs
    ]
    return Reference("small", (*nodes, Node("Region", AREA, area)), tuple(edges))


@dataclass
class Builder:
    """A document in the making."""

    id: str
    title: str
    number: str | None
    date: str | None
    jurisdiction: str
    issuer: str
    text: str
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    measure: str = ""
    at: int = 0
    position: int = 0

    def node(self, label: str, id_: str, **properties: Value) -> tuple[str, str]:
        """Say that a node is there."""
        self.nodes[(label, id_)] = Node(label, id_, properties)
        return (label, id_)

    def edge(self, type_: str, ends: tuple[tuple[str, str], tuple[str, str]], **properties: Value) -> None:
        """Say that an edge is there."""
        said = repr(
            (type_, ends, properties.get("role"), properties.get("measure"), properties.get("start_char"))
        )
        id_ = f"{self.id}~{type_}~{hashlib.sha256(said.encode()).hexdigest()[:12]}"
        self.edges.append(Edge(type_, *ends, id_, properties))

    def words(self, as_written: str, printed: str | None = None) -> dict[str, Value]:
        """The evidence of `as_written`, which the text prints as `printed`, from the current measure on."""
        printed = printed or as_written
        start = self.text.index(printed, self.at)
        return {
            "document": self.id,
            "as_written": as_written,
            "start_char": start,
            "end_char": start + len(printed),
        }

    def begin(self) -> tuple[str, str]:
        """The document itself."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        document = self.node(
            "Document",
            self.id,
            name=self.title,
            title=self.title,
            number=self.number,
            date=self.date,
            jurisdiction=self.jurisdiction,
            issuers=[self.issuer],
            sha256=sha256,
            path=f"{self.id}.txt",
            chars=len(self.text),
            loaded=True,
        )
        source = self.node("Source", self.id, text=self.text, chars=len(self.text))
        self.edge("READ_FROM", (document, source))
        self.edge("ISSUED_BY", (document, self.agency(self.issuer)), document=self.id)
        return document

    def agency(self, name: str, system: str | None = None, collective: bool = False) -> tuple[str, str]:
        """A body, and the region it serves."""
        agency = self.node(
            "Agency",
            name,
            name=name,
            jurisdiction=self.jurisdiction,
            system=system,
            collective=collective,
        )
        self.edge("SERVES", (agency, ("Region", CODES[self.jurisdiction])))
        return agency

    def leaf(self, path: list[int], heading: str, text: str) -> tuple[str, str]:
        """The next measure."""
        self.measure = f"{self.id}#{'-'.join(map(str, path))}"
        self.at = self.text.index(text)
        leaf = self.node(
            "Measure",
            self.measure,
            document=self.id,
            path=list(path),
            position=self.position,
            heading=heading,
            text=text,
            start_char=self.at,
            end_char=self.at + len(text),
        )
        self.position += 1
        self.edge("HAS_MEASURE", (("Document", self.id), leaf))
        return leaf

    def body(
        self,
        agency: str,
        as_written: str,
        role: Role = Role.RESPONSIBLE,
        printed: str | None = None,
        system: str | None = None,
        collective: bool = False,
    ) -> None:
        """A body of the current measure."""
        ends = (self.agency(agency, system, collective), ("Measure", self.measure))
        self.edge("RESPONSIBLE_FOR", ends, role=role, **self.words(as_written, printed))

    def project(
        self, id_: str, name: str, stage: Stage | None, places: list[str], as_written: str = ""
    ) -> None:
        """A project of the current measure."""
        project = self.node("Project", id_, name=name, aliases=[name], sector=id_.partition(":")[0])
        words = self.words(as_written or name)
        self.edge("NAMES", (("Measure", self.measure), project), name=name, stage=stage, **words)
        for place in places:
            region = ("Region", CODES[place])
            self.edge("LOCATED_IN", (project, region), measure=self.measure, **words)

    def place(self, name: str, as_written: str) -> None:
        """A region that the current measure names."""
        ends = (("Measure", self.measure), ("Region", CODES[name]))
        self.edge("MENTIONS", ends, **self.words(as_written))

    def cite(self, source: tuple[str, str], title: str, number: str | None) -> None:
        """A document that `source` refers to."""
        cited = self.node("Document", number or title, name=title, title=title, number=number, loaded=False)
        self.edge("CITES", (source, cited), **self.words(title))

    def built(self) -> DocumentGraph:
        """The document as the writer takes it."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        edges = tuple({edge.id: edge for edge in self.edges}.values())
        return DocumentGraph(self.id, sha256, self.text, tuple(self.nodes.values()), edges)


SICHUAN = """川办函〔2018〕35号
根据《四川省川陕革命老区振兴发展规划实施方案》（川办发〔2017〕58号），制定本方案。
一、强化基础设施支撑
（一）推进铁路建设。开工建设广元市动车运用所，推进绵阳至遂宁至内江铁路前期工作。（责任单位：省发展改革委、
中国铁路成都局集团有限公司，广元、绵阳市人民政府）
（二）推进机场建设。加快广元机场改建。（牵头单位：广元市人民政府；配合单位：省发展改革委、各级有关部门）
"""
ZIYANG = """资府办函〔2022〕6号
为贯彻《国务院关于新时代支持革命老区振兴发展的意见》（国发〔2021〕3号），制定本方案。
一、完善基础设施网络
①加快绵遂内铁路等项目前期工作，支持安岳县加快发展（责任单位：市发展改革委、市交通运输局、安岳县政府）。
②落实《四川省红色文化保护传承条例》，由市民政局指导安岳县做好保障（责任单位：市民政局）。
"""
CHONGQING = """重庆市革命老区年度工作要点
按照《国务院关于新时代支持革命老区振兴发展的意见》（国发〔2021〕3号）执行。𠮷
1.推动酉阳县加快建设酉阳县桃花源水库、酉阳县戏沙湖水库。（市水利局、酉阳县政府）
2.推进城口至巫溪高速公路建设。
"""


def _sichuan() -> DocumentGraph:
    made = Builder(
        "川办函〔2018〕35号",
        "2018年川陕革命老区振兴发展重点工作推进方案",
        "川办函〔2018〕35号",
        "2018-04-03",
        "四川省",
        "四川省人民政府办公厅",
        SICHUAN,
    )
    made.cite(made.begin(), "四川省川陕革命老区振兴发展规划实施方案", "川办发〔2017〕58号")
    made.leaf(
        [1, 1], "推进铁路建设", "推进铁路建设。开工建设广元市动车运用所，推进绵阳至遂宁至内江铁路前期工作。"
    )
    made.project("铁路:广元市动车运用所", "广元市动车运用所", Stage.STARTED, ["广元市"])
    made.project(
        "铁路:绵阳市-遂宁市-内江市", "绵阳至遂宁至内江铁路", Stage.PREPARED, ["绵阳市", "遂宁市", "内江市"]
    )
    for name, written in (("广元市", "广元市"), ("绵阳市", "绵阳"), ("遂宁市", "遂宁"), ("内江市", "内江")):
        made.place(name, written)
    made.body("四川省发展和改革委员会", "省发展改革委", system="发展改革")
    made.body("中国铁路成都局集团有限公司", "中国铁路成都局集团有限公司")
    made.body("广元市人民政府", "广元市人民政府", printed="广元、")
    made.body("绵阳市人民政府", "绵阳市人民政府")
    made.leaf([1, 2], "推进机场建设", "推进机场建设。加快广元机场改建。")
    made.project("机场:广元机场改建", "广元机场改建", Stage.BUILDING, ["广元市"])
    made.place("广元市", "广元")
    made.body("广元市人民政府", "广元市人民政府", Role.LEAD)
    made.body("四川省发展和改革委员会", "省发展改革委", Role.COOPERATING, system="发展改革")
    made.body("四川省各级有关部门", "各级有关部门", Role.COOPERATING, collective=True)
    return made.built()


def _ziyang() -> DocumentGraph:
    made = Builder(
        "资府办函〔2022〕6号",
        "关于新时代推动革命老区振兴发展的工作方案",
        "资府办函〔2022〕6号",
        "2022-01-26",
        "资阳市",
        "资阳市人民政府办公室",
        ZIYANG,
    )
    made.cite(made.begin(), "国务院关于新时代支持革命老区振兴发展的意见", "国发〔2021〕3号")
    made.leaf([1, 1], "完善基础设施网络", "加快绵遂内铁路等项目前期工作，支持安岳县加快发展")
    made.project("铁路:绵阳市-遂宁市-内江市", "绵遂内铁路", Stage.PREPARED, ["绵阳市", "遂宁市", "内江市"])
    made.place("安岳县", "安岳县")
    made.body("资阳市发展和改革委员会", "市发展改革委", system="发展改革")
    made.body("资阳市交通运输局", "市交通运输局", system="交通运输")
    made.body("安岳县人民政府", "安岳县政府")
    made.leaf([1, 2], "完善基础设施网络", "落实《四川省红色文化保护传承条例》，由市民政局指导安岳县做好保障")
    made.cite(("Measure", made.measure), "四川省红色文化保护传承条例", None)
    made.body("资阳市民政局", "市民政局", system="民政")
    made.place("安岳县", "安岳县")
    return made.built()


def _chongqing() -> DocumentGraph:
    made = Builder(
        "重庆市革命老区年度工作要点",
        "重庆市革命老区年度工作要点",
        None,
        None,
        "重庆市",
        "重庆市人民政府办公厅",
        CHONGQING,
    )
    made.cite(made.begin(), "国务院关于新时代支持革命老区振兴发展的意见", "国发〔2021〕3号")
    made.leaf([1], "", "推动酉阳县加快建设酉阳县桃花源水库、酉阳县戏沙湖水库。")
    made.project("水利:酉阳县桃花源水库", "酉阳县桃花源水库", Stage.BUILDING, ["酉阳土家族苗族自治县"])
    made.project("水利:酉阳县戏沙湖水库", "酉阳县戏沙湖水库", Stage.BUILDING, ["酉阳土家族苗族自治县"])
    made.place("酉阳土家族苗族自治县", "酉阳县")
    made.body("重庆市水利局", "市水利局", system="水利")
    made.body("酉阳土家族苗族自治县人民政府", "酉阳县政府")
    made.leaf([2], "", "推进城口至巫溪高速公路建设。")
    made.project("公路:城口县-巫溪县", "城口至巫溪高速公路", Stage.BUILDING, ["城口县"])
    return made.built()


def documents() -> Iterator[DocumentGraph]:
    """川办函〔2018〕35号, 资府办函〔2022〕6号 and one without a number or a date."""
    yield _sichuan()
    yield _ziyang()
    yield _chongqing()

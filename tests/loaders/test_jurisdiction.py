"""Whose authority speaks where nothing is signed, and what a document says that it applies to."""

import pytest

from graph.model import ParsedDocument
from loaders.pipeline import parse_document
from loaders.read import Source

ITEMS = "一、总体要求\n坚持以人为本，加强管理，提高水平。\n二、重点任务\n{}\n三、组织保障\n各级各部门要加强领导，落实责任。\n"


def read(head: str, task: str = "做好各项工作。") -> ParsedDocument:
    return parse_document(Source("a.txt", head + "\n" + ITEMS.format(task)))


@pytest.mark.parametrize(
    ("head", "jurisdiction"),
    [
        ("关于襄阳市商贸企业车辆通行的通知\n为服务我市经济，现通知如下。", "襄阳市"),
        ("市商务局关于做好招商工作的通知\n津商招〔2020〕1号\n为落实市委、市政府要求，现通知如下。", "天津市"),
        ("关于加强线上教学工作的通知\n襄市教发〔2020〕4号\n为做好全市线上教学，现通知如下。", "襄阳市"),
        ("市人社局关于简化退休手续的通知\n按照襄阳市有关规定和《襄阳市退休办法》，现通知如下。", "襄阳市"),
        ("关于转发《襄阳市工作方案》的通知\n为服务我省经济，现通知如下。", None),
        ("关于做好招商工作的通知\n为做好工作，现通知如下。", None),
        ("赤壁市官塘驿镇人民政府关于森林防火的通知\n为做好我镇工作，现通知如下。", "官塘驿镇"),
    ],
)
def test_jurisdiction(head: str, jurisdiction: str | None) -> None:
    assert read(head).document.jurisdiction == jurisdiction


def test_what_an_unsigned_text_names_twice_is_its_own_place() -> None:
    head = "关于做好人才工作的意见\n为落实市委、市政府要求，把襄阳建成人才高地，现提出以下意见。"
    task = "支持全市企业引进人才。（责任单位：市教育局，各区、县级市，市级有关部门）做好襄阳人才服务。"
    assert read(head, task).document.jurisdiction == "襄阳市"
    assert read(head.replace("襄阳", "本地"), task).document.jurisdiction is None


@pytest.mark.parametrize(
    ("head", "task", "scope"),
    [
        ("湖北省推进大别山革命老区振兴发展实施方案", "做好各项工作。", ("大别山革命老区",)),
        ("湖北省人民政府关于支持襄阳都市圈发展的若干措施", "做好各项工作。", ("襄阳都市圈",)),
        ("河南省推进豫东苏区建设工作方案", "做好各项工作。", ("豫东苏区",)),
        ("湖北省人民政府关于支持恩施州高质量发展的意见", "做好各项工作。", ("恩施土家族苗族自治州",)),
        ("湖北省工作方案", "本方案适用于宜昌市、荆州市的沿江乡镇。", ("宜昌市", "荆州市")),
        ("湖北省工作方案", "实施范围为宜昌市、荆州市。", ("宜昌市", "荆州市")),
        ("湖北省工作方案", "在宜昌市、荆州市做好各项工作。", ()),
        ("湖北省人民政府关于湖北省水利发展的意见", "做好各项工作。", ()),
    ],
)
def test_scope(head: str, task: str, scope: tuple[str, ...]) -> None:
    assert read(head, task).document.scope == scope

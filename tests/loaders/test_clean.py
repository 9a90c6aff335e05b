"""Cleaning: what goes, what stays, and that every character left knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import Text, clean


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("**责任单位**：市财政局", "责任单位：市财政局"),
        ("[bookmark: _GoBack]（一）指导思想", "（一）指导思想"),
        ("\ufeff一、总体\u200b要求", "一、总体要求"),
        ("一、支持\u3000\u3000企业", "一、支持 企业"),
        ("前一页的话。\n- 12 -\n后一页的话。", "前一页的话。\n后一页的话。"),
        (
            "每年预算安排一定规模本级衔接资，并安排衔接资\n\n金，并科学指导",
            "每年预算安排一定规模本级衔接资，并安排衔接资金，并科学指导",
        ),
        ("（责任单位：市发展改革委、安岳县政\n\n府）。", "（责任单位：市发展改革委、安岳县政府）。"),
        (
            "推动高质量发展，制定本方案。\n一、总体要求\n（一）目标。",
            "推动高质量发展，制定本方案。\n一、总体要求\n（一）目标。",
        ),
        (
            "九、推动长三角更高质量一体化发展，服务全国发展大局\n9.2 聚焦重点区域率先突破。\n以建设示范区为先手棋和突破口，协同探索制度创新，新增就业\n2.5 万人。",
            "九、推动长三角更高质量一体化发展，服务全国发展大局\n9.2 聚焦重点区域率先突破。\n以建设示范区为先手棋和突破口，协同探索制度创新，新增就业2.5 万人。",
        ),
        ("资阳市人民政府办公室\n\n2022年1月26日", "资阳市人民政府办公室\n2022年1月26日"),
    ],
)
def test_clean_drops_what_is_not_text(source: str, cleaned: str) -> None:
    assert clean(source).chars == cleaned


@given(st.text(alphabet="一二三、。（）()*_ \n\u3000①1.责任单位：市府[bookmark: x]\ufeff", max_size=300))
def test_clean_keeps_offsets(source: str) -> None:
    text = clean(source)
    assert len(text.offsets) >= len(text.chars)
    for at, char in enumerate(text.chars):
        start, end = text.span(at, at + 1)
        assert 0 <= start < end <= len(source)
        assert source[start] == char or char in " \n"


def test_slice_is_trimmed_and_leads_back() -> None:
    source = "前 后面的话 "
    part = Text.of(source).slice(1, len(source))
    assert part.chars == "后面的话"
    assert part.span(0, 4) == (2, 6)


def test_tags_references_and_readings_go_and_offsets_lead_back() -> None:
    source = "<p>各市財政局：</p><p style='x'>关(guān)于<strong>加强</strong>管理&nbsp;（试行）<br/>的通知（tōng）报</p>"
    text = clean(source)
    assert text.chars == "各市財政局：\n关于加强管理 （试行）\n的通知报"
    at = text.chars.index("加强")
    start, end = text.span(at, at + 2)
    assert source[start:end] == "加强"


def test_what_stands_in_angle_or_round_brackets_and_is_no_tag_stays() -> None:
    assert clean("《关于印发<方案>的通知》（PPP）模式").chars == "《关于印发<方案>的通知》（PPP）模式"

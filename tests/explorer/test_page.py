"""What a reader does with the page, in a real browser on the real service and samples."""

import gzip
import json
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.explorer.watched import Watched

TEN_BODIES = {
    "四川省发展和改革委员会",
    "中国铁路成都局集团有限公司",
    "巴中市人民政府",
    "广元市人民政府",
    "达州市人民政府",
    "南充市人民政府",
    "绵阳市人民政府",
    "资阳市发展和改革委员会",
    "资阳市交通运输局",
    "安岳县人民政府",
}
# Its fullest name in the samples; the 2022 document writes 绵遂内铁路.
RAILWAY = "绵阳至遂宁至内江铁路"
FIRST_LOAD_BYTES = 150_000
LOCATE = "(host, id) => host.drawing.locate(id)"


def ask(address: str, path: str) -> Any:
    with urllib.request.urlopen(f"{address}api/{path}") as response:
        return json.load(response)


def source_of(address: str, document: str) -> str:
    text: str = ask(address, f"documents/{quote(document, safe='')}")["text"]
    return text


def open_answer(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".rows > li")).to_have_count(len(TEN_BODIES))
    expect(page.locator(".says .loading")).to_have_count(0)


def choose(page: Page, words: str, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.get_by_role("option").filter(has=page.locator(".name", has_text=name)).first.click()
    expect(page.locator(".card h2")).to_have_text(name)


def settled(page: Page, id_: str) -> dict[str, float]:
    """Where a node or line is once it has stopped moving."""
    canvas = page.locator(".canvas")
    last: dict[str, float] | None = None
    for _ in range(60):
        place: dict[str, float] | None = canvas.evaluate(LOCATE, id_)
        if place is not None and place == last:
            return place
        last = place
        page.wait_for_timeout(100)
    raise AssertionError(f"{id_} is not drawn, or never comes to rest: {last}")


def edge_in_address(page: Page) -> str:
    return unquote(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('edge')"))


def test_first_screen_answers_the_flagship_question(page: Page, address: str) -> None:
    open_answer(page, address)
    assert set(page.locator(".rows h3 .heading").all_inner_texts()) == TEN_BODIES
    for row in page.locator(".rows > li").all():
        assert row.locator(".quote").count() > 0
    for body in sorted(TEN_BODIES):
        place = settled(page, body)
        assert 0 < place["x"] < 1440
        assert 0 < place["y"] < 900


def test_quotation_of_a_row_opens_its_passage(page: Page, address: str) -> None:
    open_answer(page, address)
    button = page.locator(".rows > li").filter(has_text="安岳县人民政府").locator(".quote").first
    button.click()
    evidence = ask(address, f"evidence/{quote(edge_in_address(page), safe='')}")
    lit = page.locator("[data-quote]")
    expect(lit).to_have_count(1)
    text = source_of(address, evidence["document"]["id"])
    assert lit.text_content() == text[evidence["start"] : evidence["end"]] == button.text_content()
    expect(page.locator(".source-of h2")).to_have_text(evidence["document"]["name"])
    expect(page.locator(".source-of p")).to_contain_text("资府办函〔2022〕6号")


def test_search_expand_click_a_line_read_the_passage(page: Page, address: str) -> None:
    open_answer(page, address)
    choose(page, "绵遂内铁路", RAILWAY)
    project = unquote(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('entity')"))
    around = ask(address, f"entities/{quote(project, safe='')}/neighbours?type=NAMES")
    measure = next(node["id"] for node in around["nodes"] if node["id"].startswith("资府办函"))
    middle = settled(page, measure)
    page.mouse.dblclick(middle["x"], middle["y"])
    agency = "资阳市交通运输局"
    page.wait_for_function("id => document.querySelector('.canvas').drawing.locate(id) !== null", arg=agency)
    edges = ask(address, f"entities/{quote(measure, safe='')}/neighbours?type=RESPONSIBLE_FOR")["edges"]
    line = next(edge for edge in edges if edge["source"] == agency)
    place = settled(page, line["id"])
    page.mouse.click(place["x"], place["y"])
    lit = page.locator("[data-quote]")
    expect(lit).to_have_count(1)
    assert edge_in_address(page) == line["id"]
    properties = line["properties"]
    text = source_of(address, properties["document"])
    assert lit.text_content() == text[properties["start_char"] : properties["end_char"]]


def test_card_tells_how_much_there_is_before_it_is_drawn(page: Page, address: str) -> None:
    open_answer(page, address)
    body = "安岳县人民政府"
    choose(page, "安岳县人民政府", body)
    counted = {
        (one["type"], one["label"]): one["count"]
        for one in ask(address, f"entities/{quote(body, safe='')}")["neighbours"]
    }
    duties = page.locator(".neighbours li").filter(has_text="负责的措施")
    assert duties.locator(".count").inner_text() == str(counted["RESPONSIBLE_FOR", "Measure"])
    expect(page.locator(".properties")).to_contain_text("县级")


def test_whole_document_is_printed_to_the_letter_and_its_marks_lead_to_nodes(
    page: Page, address: str
) -> None:
    open_answer(page, address)
    page.locator(".rows > li").filter(has_text="安岳县人民政府").locator(".quote").first.click()
    page.get_by_role("button", name="读全文").click()
    lines = page.locator(".print .measure p")
    expect(lines.first).to_be_visible()
    text = source_of(address, "资府办函〔2022〕6号")
    assert lines.evaluate_all("all => all.map(one => one.textContent)") == [
        line for line in text.split("\n") if line.strip()
    ]
    lit = page.locator("[data-quote]")
    expect(lit).to_be_in_viewport()
    assert lit.text_content() == "安岳县政府"
    mark = page.locator(".print a.mark.kind-Project", has_text="铁路").first
    mark.click()
    expect(page.locator(".card .kind")).to_contain_text("项目")
    expect(page.locator(".card h2")).to_have_text(RAILWAY)
    expect(lines.first).to_be_attached()
    page.get_by_role("button", name="回到这段").click()
    expect(page.locator(".reading-of")).to_contain_text("安岳县人民政府")


def test_link_opens_the_same_passage_in_another_profile(page: Page, address: str, browser: Browser) -> None:
    open_answer(page, address)
    page.locator(".rows > li").first.locator(".quote").first.click()
    wanted = page.locator("[data-quote]").text_content()
    context = browser.new_context(locale="zh-CN")
    other = Watched(context.new_page())
    other.page.goto(page.url)
    expect(other.page.locator("[data-quote]")).to_have_text(str(wanted))
    settled(other.page, edge_in_address(other.page))
    assert other.strangers == other.complaints == []
    context.close()


def test_back_goes_back(page: Page, address: str) -> None:
    open_answer(page, address)
    page.locator(".rows > li").first.locator(".quote").first.click()
    expect(page.locator(".reader")).to_be_visible()
    page.go_back()
    expect(page.locator(".reader")).to_have_count(0)


def test_search_by_keyboard_alone(page: Page, address: str) -> None:
    open_answer(page, address)
    page.keyboard.press("/")
    page.keyboard.type("安岳")
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    second = options.nth(1).locator(".name").inner_text()
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_text(second)
    page.keyboard.press("/")
    page.keyboard.type("没有这样的名字吧")
    expect(page.locator(".suggestions .hint")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).not_to_be_focused()


def test_enter_before_the_suggestions_come_still_opens_what_was_typed(page: Page, address: str) -> None:
    open_answer(page, address)
    page.keyboard.press("/")
    page.keyboard.type("安岳县人民政府")
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_text("安岳县人民政府")


def test_other_questions_are_answered_and_drawn(page: Page, address: str) -> None:
    open_answer(page, address)
    for title in page.locator(".others button").all_inner_texts():
        page.locator(".others button", has_text=title).first.click()
        expect(page.locator(".answer h2")).to_have_text(title)
        expect(page.locator(".rows > li").first).to_be_visible()
        expect(page.locator(".says .loading")).to_have_count(0)
        expect(page.locator(".says .failed")).to_have_count(0)


def test_question_can_be_changed(page: Page, address: str) -> None:
    open_answer(page, address)
    page.get_by_role("textbox", name="领域").fill("机场")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.locator(".answer h2")).to_contain_text("机场")
    answer = ask(
        address, f"queries/agencies-on-projects?sector={quote('机场')}&region={quote('川陕革命老区')}"
    )
    assert len(answer["rows"]) != len(TEN_BODIES)
    expect(page.locator(".rows > li")).to_have_count(len(answer["rows"]))


def test_unknown_place_is_told_in_the_services_words(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    open_answer(page, address)
    page.get_by_role("textbox", name="地区").fill("没有这个地方")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.locator(".answer .failed")).to_contain_text("没有这个地方")
    context.close()


def test_arrangement_panes_and_language_can_be_changed(page: Page, address: str) -> None:
    open_answer(page, address)
    before = settled(page, "巴中市人民政府")
    page.get_by_role("button", name="自由排列").click()
    expect(page.get_by_role("button", name="自由排列")).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(
        "([id, x]) => document.querySelector('.canvas').drawing.locate(id).x !== x",
        arg=["巴中市人民政府", before["x"]],
    )
    splitter = page.get_by_role("separator")
    width = int(splitter.get_attribute("aria-valuenow") or 0)
    splitter.press("ArrowRight")
    expect(splitter).to_have_attribute("aria-valuenow", str(width + 24))
    page.get_by_role("button", name="收起", exact=True).click()
    expect(page.locator(".find")).to_have_count(0)
    page.get_by_role("button", name="展开面板").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator(".answer h2")).to_contain_text("Which bodies")
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    expect(page.locator(".answer h2")).to_contain_text("Which bodies")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (600, 900)])
def test_every_pane_fits_the_window(
    browser: Browser, address: str, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    context = browser.new_context(
        locale="zh-CN",
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    watched = Watched(context.new_page())
    open_answer(watched.page, address)
    watched.page.locator(".rows > li").first.locator(".quote").first.click()
    expect(watched.page.locator("[data-quote]")).to_be_in_viewport()
    overflow = watched.page.evaluate(
        "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
    )
    assert overflow == [0, 0]
    ground = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in ground[4:-1].split(",")) < 200) == (scheme == "dark")
    assert watched.strangers == watched.complaints == []
    context.close()


def test_nothing_loaded_says_how_to_load(page: Page, empty_address: str) -> None:
    page.goto(empty_address)
    expect(page.locator(".empty")).to_contain_text("zhengtu load")
    expect(page.locator(".graph .notice")).to_be_visible()


def test_service_that_does_not_answer_is_told(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.route("**/api/status", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("alert")).to_contain_text("服务没有回应")
    context.close()


def test_unknown_address_is_told_in_the_services_words(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}#edge={quote('没有~NAMES~000000000000')}")
    expect(page.locator(".reader .failed")).to_contain_text("没有~NAMES~000000000000")
    expect(page.locator(".rows > li")).to_have_count(len(TEN_BODIES))
    context.close()


def test_page_obeys_a_strict_content_security_policy(address: str) -> None:
    with urllib.request.urlopen(address) as response:
        policy = response.headers["Content-Security-Policy"]
        html = response.read().decode()
    assert policy.split(";")[0] == "default-src 'self'"
    assert "unsafe" not in policy
    assert "blob:" not in policy
    assert "<style" not in html
    assert " style=" not in html


def test_first_load_is_light(built: Path) -> None:
    html = (built / "index.html").read_text("utf-8")
    scripts = [path for path in (built / "assets").glob("*.js") if path.name in html]
    assert scripts
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) < FIRST_LOAD_BYTES

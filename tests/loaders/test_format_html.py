"""Web pages: the text is found among menus, the particulars come before it, and every encoding is read."""

from pathlib import Path

import pytest

from graph.errors import DocumentError
from loaders.format_html import is_html, read_html
from loaders.pipeline import parse_document
from loaders.read import Source, read_file
from loaders.title import header_labels

BODY = (
    "各市、县人民政府：",
    "为推动革命老区振兴发展，完善基础设施网络，现提出以下意见，请认真贯彻执行。",
    "一、总体要求",
    "（一）指导思想。坚持统筹推进，补齐短板，保障和改善民生。（责任单位：省发展改革委）",
    "（二）主要目标。到2025年，综合交通运输体系更加完善，老区面貌明显改善。（责任单位：省交通运输厅）",
    "二、重点任务",
    "（三）推进铁路建设。加快建设成都至达州至万州铁路，开工建设绵阳至遂宁至内江铁路。（责任单位：省发展改革委）",
)
PARAGRAPHS = "".join(f"<p style='text-indent:2em'>{line}</p>\n" for line in BODY)
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>政务公开栏目{n}</a></li>" for n in range(12)) + "</ul>"
TITLE = "四川省人民政府关于革命老区振兴发展的意见"
HEAD = f"<meta charset='utf-8'><title>{TITLE}_政策文件_四川省人民政府网站</title>"


def read(page: str) -> str:
    data = page.encode()
    assert is_html(data)
    return read_html("a.html", data)[0]


def test_the_council_s_page_gives_its_table_of_particulars() -> None:
    text = read(f"""<!DOCTYPE html><html><head>{HEAD}</head><body>
      <div class="header"><a href="/">首页</a> {MENU}</div>
      <table class="bd1"><tr><td><table>
        <tr><td><b>索 引 号：</b></td><td>000014349/2021-00006</td><td><b>主题分类：</b></td><td>国民经济管理\\其他</td></tr>
        <tr><td><b>发文机关：</b></td><td>四川省人民政府</td><td><b>成文日期：</b></td><td>2021年01月24日</td></tr>
        <tr><td><b>标　　题：</b></td><td colspan="3">{TITLE}</td></tr>
        <tr><td><b>发文字号：</b></td><td>川府发〔2021〕3号</td><td><b>发布日期：</b></td><td>2021年02月20日</td></tr>
      </table></td></tr></table>
      <div class="w1100"><div id="UCAP-CONTENT">{PARAGRAPHS}</div></div>
      <div class="related"><h3>相关链接</h3>{MENU}</div>
      <div class="footer">版权所有：某某网站　网站标识码：bm01000001</div>
      <script>var 正文 = "不是正文";</script></body></html>""")
    assert text.split("\n") == [
        "索引号：000014349/2021-00006",
        "主题分类：国民经济管理\\其他",
        "发文机关：四川省人民政府",
        "成文日期：2021年01月24日",
        f"标题：{TITLE}",
        "发文字号：川府发〔2021〕3号",
        "发布日期：2021年02月20日",
        *BODY,
    ]
    header = parse_document(Source("a.html", text)).document
    assert (header.title, header.number, header.date) == (TITLE, "川府发〔2021〕3号", "2021-01-24")
    assert (header.issuers, header.jurisdiction) == (("四川省人民政府",), "四川省")


def test_labels_without_a_colon_and_in_lists_get_their_values() -> None:
    text = read(f"""<html><head>{HEAD}</head><body><div class="left">{MENU}</div><div class="right">
      <h1>{TITLE}</h1>
      <ul class="info"><li><em>发文字号</em><span>川府发〔2021〕3号</span></li><li><b>发布机构：</b>四川省人民政府</li></ul>
      <dl><dt>成文日期</dt><dd>2021-01-24</dd></dl>
      <p>字号：<a>大</a> <a>中</a> <a>小</a>　【<a>打印</a>】</p>
      <div class="zoom"><div>{PARAGRAPHS}</div></div>
      <div>上一篇：<a>关于另一件事的通知</a></div></div></body></html>""")
    assert text.split("\n") == [
        TITLE,
        "发文字号：川府发〔2021〕3号",
        "发布机构：四川省人民政府",
        "成文日期：2021-01-24",
        "字号：大 中 小　【打印】",
        *BODY,
    ]


def test_an_old_page_of_nested_tables_in_a_form_and_gb2312() -> None:
    page = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{TITLE}</TITLE></HEAD>
      <BODY><FORM><TABLE><TR><TD width=180>{MENU}</TD><TD><TABLE><TR><TD align=center><FONT size=5>{TITLE}</FONT></TD></TR>
      <TR><TD>{"<BR>　　".join(BODY)}<BR>甲乙丙丁镕垚</TD></TR></TABLE></TD></TR></TABLE></FORM></BODY></HTML>"""
    text, notes = read_html("a.htm", page.encode("gb18030"))
    assert [line.strip("\u3000") for line in text.split("\n")] == [TITLE, *BODY, "甲乙丙丁镕垚"]
    assert notes == ()


def test_a_signature_behind_the_text_stays_and_what_follows_goes() -> None:
    text = read(f"""<html><head>{HEAD}</head><body><div id="top">{MENU}</div><div class="box">
      <h1>{TITLE}</h1><div id="zoom">{PARAGRAPHS * 6}</div>
      <div class="sign"><p>四川省人民政府</p><p>2021年1月24日</p></div><div class="share">分享到：微信 微博</div>
      <p>相关解读见本站。</p></div></body></html>""")
    assert text.split("\n")[-3:] == [BODY[-1], "四川省人民政府", "2021年1月24日"]


def test_the_title_comes_from_the_head_where_the_text_lacks_it() -> None:
    page = f"<html><head><meta name='ArticleTitle' content='{TITLE}'><title>政策文件</title></head><body>{PARAGRAPHS}</body></html>"
    assert read(page).startswith(f"{TITLE}\n{BODY[0]}")
    wrapped = PARAGRAPHS.replace("各市", f"{TITLE[:8]}<br>{TITLE[8:]}</p><p>各市", 1)
    assert read(page.replace(PARAGRAPHS, wrapped)).startswith(f"{TITLE[:8]}\n{TITLE[8:]}\n{BODY[0]}")


def test_links_inside_a_sentence_are_words_and_a_list_of_links_is_not() -> None:
    text = read(f"""<html><body><div>{PARAGRAPHS}
      <p><a href="/1">《国务院关于新时代支持革命老区振兴发展的意见》</a>（国发〔2021〕3号）提出要求。</p>
      <div><a>相关政策一二三四</a><a>相关政策五六七八</a><a>相关政策九十</a></div></div></body></html>""")
    assert text.endswith("《国务院关于新时代支持革命老区振兴发展的意见》（国发〔2021〕3号）提出要求。")


def test_rows_are_lines_blocks_break_and_source_lines_do_not() -> None:
    text = read(f"""<html><body><div>{PARAGRAPHS}<p>加快建设<b>成都至
        达州</b>铁路，
        推进<br/>前期工作</p><table><tr><th>序号</th><th>名称</th></tr><tr><td>1</td><td><p>成达万</p><p>高铁</p></td></tr></table>
      <pre>甲
乙</pre><div style="display: none">暗</div><p hidden>暗</p><nav>暗</nav></div></body></html>""")
    assert text.split("\n")[len(BODY) :] == [
        "加快建设成都至达州铁路，推进",
        "前期工作",
        "序号\t名称",
        "1\t成达万 高铁",
        "甲",
        "乙",
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("big5", "big5"),
        ("utf-8", "gb18030"),
        ("nonsense", "gb18030"),
    ],
)
def test_pages_are_decoded(declared: str, encoding: str) -> None:
    words = "推動革命老區振興發展" if encoding == "big5" else "推动革命老区振兴发展"
    page = f"<html><head><meta charset='{declared}'></head><body>{f'<p>{words}，保障民生。</p>' * 40}</body></html>"
    text, notes = read_html("a.html", page.encode(encoding))
    assert text.split("\n") == [f"{words}，保障民生。"] * 40
    # A page that is not what it says of itself is told to the user.
    assert bool(notes) == (encoding == "gb18030" and declared != "gbk")


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<!doctype html><body><div id='app'></div><script src='app.js'></script>",
        "<html><body>" + "\0" * 50,
    ],
)
def test_a_page_without_text_is_told(page: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_html("空页.html", page.encode())
    assert caught.value.key == "html_no_text"
    assert "空页.html" in str(caught.value)


def test_a_file_from_outside_is_not_drawn_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{secret.as_uri()}">]><html><body><div>{PARAGRAPHS}<p>&e;</p></div></body></html>'
    assert "机密" not in read(page)


def test_broken_and_deeply_nested_pages_are_read() -> None:
    assert read(f"<html><body><div><p>{'</b><div><table><td>' * 3}{PARAGRAPHS}").split("\n") == list(BODY)
    assert read(f"<html><body>{'<div>' * 200}{PARAGRAPHS}").split("\n") == list(BODY)
    with pytest.raises(DocumentError):
        read(f"<html><body>{'<div>' * 20_000}{PARAGRAPHS}")


def test_what_begins_like_a_page_is_one() -> None:
    assert is_html(b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE html>")
    assert is_html(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>")
    assert not is_html("一、总体要求 <html>".encode())
    assert not is_html(b"<!---->" * 1100 + b"<p>")


def test_an_xml_declaration_is_no_hindrance(tmp_path: Path) -> None:
    file = tmp_path / "a.xhtml"
    file.write_bytes(
        f'<?xml version="1.0" encoding="GB2312"?><html><body>{PARAGRAPHS}</body></html>'.encode("gb18030")
    )
    assert read_file(file, 10**6).text == "\n".join(BODY)


def test_labels_are_those_of_the_table() -> None:
    assert {"索引号", "发文字号", "成文日期"} <= header_labels()

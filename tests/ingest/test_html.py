"""Web pages: what is kept of them, what is told of them, what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import read_data
from ingest.reading import read_bytes
from kg.errors import ReadError
from kg.model import Document
from made_pages import PARAGRAPH, SECOND, passages_of

TITLE = "云栖经济技术开发区上半年签约26个项目"
NOISE = (
    '<div class="top"><a href="/">首页</a> | <a href="/login">登录</a></div>',
    '<ul class="nav"><li><a href="/a">园区动态</a></li><li><a href="/b">招商引资</a></li></ul>',
    '<div class="crumb">当前位置：<a>首页</a> &gt; <a>园区动态</a> &gt; 正文</div>',
    '<div class="share">分享到：<a>微信</a><a>微博</a></div>',
    '<div class="related"><h3>相关阅读</h3><ul><li><a>清河高新区招商忙</a></li><li><a>龙湾新区开园</a></li></ul></div>',
    '<div class="hot"><h3>热门排行</h3><ol><li>夜市名单公布</li><li>公积金新规</li></ol></div>',
    "<footer>云栖在线 版权所有 未经授权不得转载</footer>",
    "<script>document.write('统计代码');</script><style>.a{color:red}</style>",
    '<p class="editor">【责任编辑：某某】【打印】【关闭】</p>',
    "<!-- 注释文字 -->",
    '<div style="display:none">隐藏的统计文字</div>',
)
NOISE_WORDS = (
    "首页", "登录", "招商引资", "当前位置", "微信", "清河高新区", "龙湾新区", "夜市", "公积金", "版权", "统计", "责任编辑", "打印", "注释", "color",
)  # fmt: skip


def page(content: str, head: str = "", before: str = "", after: str = "", title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_园区动态_云栖在线</title>{head}</head><body>'
        f'{before}<div class="wrap"><h1>{title}</h1>{content}</div>{after}</body></html>'
    )


def article(html: str, name: str = "a.html") -> Document:
    return read_bytes(html.encode("utf-8"), name, "a")


def text_of(html: str) -> str:
    return article(html).text


BODY = f"<p>　　{PARAGRAPH}</p><p>　　{SECOND}</p>"


def test_only_the_article_is_kept() -> None:
    html = page(f'<div class="content">{BODY}</div>', before="".join(NOISE[:4]), after="".join(NOISE[4:]))
    assert text_of(html) == f"{TITLE}\n{PARAGRAPH}\n{SECOND}\n"


@given(st.permutations(NOISE), st.integers(0, len(NOISE)), st.booleans())
@settings(max_examples=60, deadline=None)
def test_noise_may_stand_anywhere_around(noise: list[str], cut: int, inside: bool) -> None:
    before, after = "".join(noise[:cut]), "".join(noise[cut:])
    html = page(f"{before}{BODY}{after}") if inside else page(BODY, before=before, after=after)
    text = text_of(html)
    assert PARAGRAPH in text and SECOND in text
    assert not [word for word in NOISE_WORDS if word in text]


def test_tables_that_set_out_a_page_are_no_tables() -> None:
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td><table><tr><td><a>首页</a></td><td><a>新闻</a></td></tr></table></td></tr>"
        f'<tr><td align="center"><b>{TITLE}</b></td></tr><tr><td><div>{BODY}</div></td></tr>'
        "<tr><td>示例ICP备00000000号</td></tr></table></body></html>"
    )
    assert text_of(html) == f"{TITLE}\n{PARAGRAPH}\n{SECOND}\n"


INFO = [
    "2024-07-15 来源：云栖日报 记者 周文博 浏览：312次 字号：大 中 小",
    "发布时间：2024年07月15日 09:30　来源：云栖日报　作者：周文博",
    "作者：周文博 | 来源：云栖日报 | 2024/7/15 10:20:31",
    "《云栖日报》 2024年7月15日 记者：周文博",
    "2024-07-15 09:30:00 周文博 云栖日报 点击数：88",
]


@pytest.mark.parametrize("info", INFO)
def test_the_line_under_the_headline_tells_source_author_and_date(info: str) -> None:
    found = article(page(f'<div class="info">{info}</div>{BODY}'))
    (only,) = found.articles
    assert (only.publisher, only.author, only.date, only.year) == ("云栖日报", "周文博", "2024-07-15", 2024)
    assert not any(word in found.text for word in ("浏览", "点击", "字号", "09:30"))


HEADS = [
    '<meta name="ArticleTitle" content="{t}"><meta name="PubDate" content="2024-07-15 09:30"><meta name="ContentSource" content="云栖日报"><meta name="Author" content="周文博">',
    '<meta property="og:title" content="{t}"><meta property="article:published_time" content="2024-07-15T09:30:00+08:00">'
    '<meta name="source" content="云栖日报"><meta name="author" content="周文博">',
    '<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","headline":"{t}","datePublished":"2024-07-15T09:30:00+08:00",'
    '"author":[{{"@type":"Person","name":"周文博"}}],"publisher":{{"@type":"Organization","name":"云栖日报"}}}}]}}</script>',
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_page_tells_them_too(head: str) -> None:
    (only,) = article(page(BODY, head=head.format(t=TITLE))).articles
    assert (only.title, only.publisher, only.author, only.date) == (TITLE, "云栖日报", "周文博", "2024-07-15")


def test_broken_json_ld_is_no_matter() -> None:
    deep = "[" * 100_000
    head = (
        f'<script type="application/ld+json">{{"headline":</script><script type="application/ld+json">{deep}</script>'
    )
    assert article(page(BODY, head=head)).articles[0].title == TITLE


def test_a_headline_that_the_title_does_not_repeat_is_found_and_a_subtitle_joins_it() -> None:
    html = f"<html><head><title>园区概况</title></head><body><h2>{TITLE}</h2><h3>——产业链招商观察</h3><div>{BODY}</div></body></html>"
    assert article(html).articles[0].title == f"{TITLE}——产业链招商观察"


def test_headings_bold_lines_lists_and_captions() -> None:
    html = page(
        f"<h2>主要做法</h2>{BODY}<p><strong>一、链主引领</strong></p><ul><li>引进链主企业3家；</li><li>配套率达57%。</li></ul>"
        "<figure><img><figcaption>云湾精密车间。</figcaption></figure>"
        '<p align="center"><img></p><p align="center">项目施工现场</p>' + f"<p>{SECOND}</p>"
    )
    document = article(html)
    assert [p.heading for p in document.passages if p.kind == "body"][-1] == "一、链主引领"
    assert "主要做法" in [p.heading for p in document.passages]
    assert passages_of(document, "caption") == ["云湾精密车间。\n项目施工现场"]
    assert "引进链主企业3家；\n配套率达57%。" in document.text


def test_numbered_lines_without_text_below_them_stay_in_passages() -> None:
    document = article(page(f"{BODY}<p><b>一、储能电池项目</b></p><p><b>二、光伏组件项目</b></p>"))
    assert "一、储能电池项目\n二、光伏组件项目" in "".join(passages_of(document))


def test_breaks_in_mid_sentence_are_repaired() -> None:
    broken = "　　云栖经开区现有工业企业312家，<br>其中规上企业96家，高新技术企业<br>58家。2021年，全区实现工业产值<br>428亿元，增长11.3%。<br>"
    assert "高新技术企业58家。2021年，全区实现工业产值428亿元，增长11.3%。" in text_of(page(f"<div>{broken}</div>"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1"])
def test_the_declared_encoding_is_not_believed(encoding: str, declared: str) -> None:
    data = page(BODY).replace('charset="utf-8"', f'charset="{declared}"').encode(encoding)
    assert read_bytes(data, "a.html", "a").text == f"{TITLE}\n{PARAGRAPH}\n{SECOND}\n"


def test_an_xml_declaration_is_no_matter() -> None:
    assert PARAGRAPH in text_of('<?xml version="1.0" encoding="gbk"?>' + page(BODY))


def test_a_page_is_told_by_content_not_by_name() -> None:
    assert read_bytes(page(BODY).encode(), "report.txt", "a").title == TITLE
    assert read_bytes(PARAGRAPH.encode(), "plain.html", "a").text == f"{PARAGRAPH}\n"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<html><body>{'<div>' * 50_000}{PARAGRAPH}{'</div>' * 50_000}</body></html>", "嵌套"),
        (f"<html><body>{'<b>' * 50_000}{PARAGRAPH}", "嵌套"),
        (f"<html><body>{'<table><tr><td>' * 50_000}{PARAGRAPH}", "嵌套"),
        ("<html><head><title>某网站</title></head><body><img src=a><script>var a=1</script></body></html>", "没有文字"),
        ("<html><body> \n &nbsp;\t</body></html>", "没有文字"),
        ("<html>", "没有文字"),
        ("<!DOCTYPE html>", "HTML"),
        ("<html><body>" + "<p>a" * 450_000, "标签超过"),
    ],
    ids=["div", "b", "table", "no-text", "space", "empty", "doctype", "many"],
)
def test_pages_that_are_refused(html: str, reason: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ReadError, match=reason) as caught:
        read_data(html.encode(), "upload.html")
    assert str(caught.value).startswith("upload.html: ")
    assert time.monotonic() - begun < 20


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>", "<h1>", "<a>", "</a>",
                                 "<b>", "<li>", "甲乙丙", "园区进展顺利，企业满意。", "&nbsp;", "&#x4e00;", "<", ">", "<!--", "-->", "\0", "<td colspan=3>"]), max_size=40))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_tags_are_read_or_refused(parts: list[str]) -> None:
    try:
        document = article("<html><body>" + "".join(parts))
    except ReadError:
        return
    for passage in document.passages:
        assert 0 <= passage.start < passage.end <= len(document.text)

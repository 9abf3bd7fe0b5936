"""The main text of a web page: found by where its sentences are, told line by line.

After Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (2010): running text is
told from what surrounds it by the density of links and, here, by the punctuation of sentences. The element that holds
most of the sentences outside links is the article; what stands between the headline and it is looked at line by line.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.readers.cells import add_table
from ingest.readers.outline import with_text
from ingest.readers.page_lines import PageLine, page_lines
from ingest.readers.raw import Metadata, RawLine, RawText
from ingest.readers.web_info import Credits, is_info, page_head, read_info
from kg.errors import ReadError

DEEPEST = 250
"""Tags nested deeper are no page that anybody wrote; the parser's own limit is 2048."""
MOST_ELEMENTS = 400_000
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio",
    "map", "select", "option", "input", "button", "textarea", "nav", "footer", "dialog", "menu", "link", "meta",
    "base",
})  # fmt: skip
NOISE = frozenset({
    "nav", "navbar", "navigation", "menu", "menus", "topbar", "crumb", "crumbs", "breadcrumb", "breadcrumbs",
    "share", "sharing", "sharebar", "social", "related", "relate", "relative", "recommend", "recommended",
    "recommendation", "recommends", "hot", "hots", "rank", "ranking", "ranklist", "sidebar", "side", "aside",
    "footer", "foot", "copyright", "comment", "comments", "ad", "ads", "adv", "advert", "advertisement", "banner",
    "toolbar", "tools", "pager", "pagination", "pages", "prevnext", "login", "search", "qrcode", "ewm", "erweima",
    "tags", "keywords", "subscribe", "popup", "modal", "cookie", "links", "friendlink", "xgyd", "xgxw", "xglj",
    "xgwz", "rmph", "bdsharebuttonbox", "fenxiang", "dibu", "daohang", "weizhi", "dqwz", "mianbaoxie", "print",
    "fontsize", "zihao", "disclaimer", "statement", "editor", "editors",
})  # fmt: skip
"""Words in class and id that name what surrounds an article; `editor` only where it is a line's."""
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
HIDDEN_AT_MOST = 400
"""Characters: a page whose whole text is hidden until its script has run shows it all the same."""
SENTENCE = re.compile(r"[，。；！？]")
LEAST_SHARE = 0.4
"""An element with at least this share of the page's sentences is never taken for noise."""
MOST = 0.7
"""The article is the innermost element that holds this share of the sentences."""
LINKED = 0.5
"""A block more than half of whose characters are links is a list of links, unless it holds sentences."""
LEAST_RANK = 0.3
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]")
RELATED = re.compile(
    r"^[【\[]?(?:相关|延伸|推荐|更多|热门|热点|往期|精彩|猜你|大家都在|编辑推荐|最新)"
    r"(?:阅读|新闻|报道|链接|文章|推荐|排行榜?|内容|专题|资讯|评论|回顾|喜欢|看|推荐阅读)[】\]]?[：:]?$"
    r"|^(?:网友|用户)?评论(?:\s*[（(]?\d*[）)]?)?$"
)
CLUTTER = re.compile(
    r"^[【\[]?(?:分享|打印|关闭|收藏|返回|字号|字体|上一[篇条页]|下一[篇条页]|扫一扫|扫码|关注|点击|更多|责任编辑|责编"
    r"|编辑[：:]|校对[：:]|声明|免责声明|版权|附件|原标题[：:]|二维码|微信|微博|网站地图|联系我们|首页)[^。]{0,60}$"
    r"|ICP[备证]|公网安备|版权所有|未经授权|网站标识码|Copyright|©|All Rights Reserved|当前位置|您的位置|您现在的位置",
    re.IGNORECASE,
)


def read_page(html: str, name: str) -> RawText:
    """Title, credits and main text of a page. Raises ReadError for tags nested too deep and a page without text."""
    root = _parse(html, name)
    head = page_head(root)
    _drop_unseen(root)
    body = root.find("body")
    body = root if body is None else body
    title = _title_element(body, head)
    weights = Weights(body)
    weights.drop_noise(title)
    main = weights.main(body)
    if title is None:
        title = _heading_before(body, main)
    top = _common(main, title) if title is not None else main
    shown, credits, content = _select(page_lines(top, main, title), head)
    raw = [RawLine(shown, "heading", 1)] if shown else []
    raw += [RawLine(line, "byline") for line in credits.lines]
    _emit(content, raw)
    if not any(line.text.strip() for line in raw if line.role not in ("heading", "byline")):
        raise ReadError(name, "网页（HTML）中没有文字 / the HTML page holds no text")
    metadata = Metadata(
        title=shown or None,
        publisher=credits.publisher or head.publisher or head.site,
        author=credits.author or head.author,
        date=credits.date or head.date,
        source=head.url,
    )
    return RawText(with_text(raw), metadata, whole=True)


def _parse(html: str, name: str) -> HtmlElement:
    try:
        data = html.encode("utf-8", "replace")
        parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        root = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise ReadError(name, "网页（HTML）为空或有误 / the HTML page is empty or broken") from None
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if count > MOST_ELEMENTS:
            raise ReadError(
                name, f"网页（HTML）标签超过 {MOST_ELEMENTS} 个 / the HTML page has more than {MOST_ELEMENTS} tags"
            )
        if depth > DEEPEST:
            raise ReadError(
                name, f"网页（HTML）标签嵌套超过 {DEEPEST} 层 / HTML tags are nested more than {DEEPEST} deep"
            )
    return root


def _drop_unseen(root: HtmlElement) -> None:
    for element in list(root.iter(*UNSEEN)):
        if element.getparent() is not None and not (element.tag == "nav" and element.find(".//h1") is not None):
            element.drop_tree()
    for element in list(root.iter()):
        style = (element.get("style") or "").replace(" ", "").lower()
        hidden = "display:none" in style or element.get("hidden") is not None
        inside = element.tag != "body" and element.getparent() is not None
        if hidden and inside and len(element.text_content()) < HIDDEN_AT_MOST:
            element.drop_tree()


def squeeze(text: str) -> str:
    return "".join(text.split())


def _title_element(body: HtmlElement, head: Credits) -> HtmlElement | None:
    """The headline: what repeats the title of the head; else the first <h1>."""
    wanted = squeeze(head.title or "")
    ranked: list[tuple[float, int, HtmlElement]] = []
    for at, element in enumerate(body.iter()):
        rank = _headline_rank(element)
        if rank is None:
            continue
        text = squeeze(element.text_content())
        if not 4 <= len(text) <= 120:
            continue
        same = bool(wanted) and (text in wanted or wanted in text or wanted.rstrip(".…") in text)
        score = (2.0 * min(len(text), len(wanted)) / max(len(text), len(wanted)) if same else 0.0) + rank
        ranked.append((-score, at, element))
    if not ranked:
        return None
    best = min(ranked, key=lambda entry: entry[:2])
    return best[2] if -best[0] >= 1.0 else None


def _heading_before(body: HtmlElement, main: HtmlElement) -> HtmlElement | None:
    """The last heading before the article, or else the first in it, of a page whose <title> names another thing."""
    found: HtmlElement | None = None
    above = {id(element) for element in main.iterancestors()}
    inside = False
    for element in body.iter():
        inside = inside or element is main
        if (_headline_rank(element) or 0.0) < LEAST_RANK or id(element) in above:
            continue
        text = squeeze(element.text_content())
        if not 6 <= len(text) <= 80 or re.search("[。；]|^[—－-]{2}", text):
            continue
        if not inside:
            found = element
        elif found is None and element.tag in ("h1", "h2") and not NUMBERED.match(text):
            return element
        else:
            break
    return found


def _headline_rank(element: HtmlElement) -> float | None:
    """1 for <h1>, less for other elements that may hold a headline, None for the others."""
    if element.tag == "h1":
        return 1.0
    if element.tag in ("h2", "h3", "h4"):
        return 0.4
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if "title" in named or "biaoti" in named or "headline" in named:
        return 0.3
    return 0.0 if element.tag in ("p", "div", "td", "span", "strong", "font", "b") and len(element) <= 3 else None


def _common(one: HtmlElement, other: HtmlElement) -> HtmlElement:
    """The innermost element that holds both."""
    above = [one, *one.iterancestors()]
    holders = {id(element) for element in [other, *other.iterancestors()]}
    return next((element for element in above if id(element) in holders), above[-1])


class Weights:
    """For each element: its characters, those in links, and those in sentences outside links."""

    def __init__(self, body: HtmlElement) -> None:
        self._weigh(body)

    def _weigh(self, body: HtmlElement) -> None:
        self.elements = list(body.iter())  # kept, so that an element's identity is stable
        self.length: dict[HtmlElement, float] = {}
        self.linked: dict[HtmlElement, float] = {}
        self.sentences: dict[HtmlElement, float] = {}
        for element in reversed(self.elements):
            self._add(element, element.text or "", element)
            is_link = element.tag == "a"
            if is_link:
                self.linked[element] = self.length.get(element, 0)
                self.sentences[element] = 0.0
            parent = element.getparent()
            if parent is not None and element is not body:
                for measure in (self.length, self.linked, self.sentences):
                    measure[parent] = measure.get(parent, 0) + measure.get(element, 0)
                self._add(parent, element.tail or "", parent)
        self.total = self.sentences.get(body, 0.0)

    def _add(self, element: HtmlElement, text: str, inside: HtmlElement) -> None:
        size = len("".join(text.split()))
        if not size:
            return
        self.length[element] = self.length.get(element, 0) + size
        weight = 1.0 if SENTENCE.search(text) else 0.5 if inside.tag in ("td", "th") else 0.1
        self.sentences[element] = self.sentences.get(element, 0.0) + weight * size

    def drop_noise(self, title: HtmlElement | None) -> None:
        """Take out what a class names as noise and lists of links, never what holds the headline or much text."""
        kept = {id(element) for element in ([title, *title.iterancestors()] if title is not None else [])}
        for element in self.elements:
            if id(element) in kept or element.getparent() is None or element.tag in ("body", "html", "br", "img"):
                continue
            if self.sentences.get(element, 0.0) >= LEAST_SHARE * self.total:
                continue
            if self._is_named_noise(element) or self._is_link_list(element):
                element.drop_tree()

    def _is_named_noise(self, element: HtmlElement) -> bool:
        if element.tag in ("p", "h1", "h2", "h3", "h4", "td", "th", "tr", "a", "table"):
            return False
        table = element.find(".//table")
        if table is not None and self.linked.get(table, 0) < 0.2 * self.length.get(table, 0):
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        return any(word.lower() in NOISE for word in WORDS.findall(named))

    def _is_link_list(self, element: HtmlElement) -> bool:
        if element.tag not in ("ul", "ol", "dl", "div", "section", "aside", "p", "table", "header", "form", "li"):
            return False
        length = self.length.get(element, 0)
        linked = self.linked.get(element, 0)
        if not length or linked <= LINKED * length:
            return False
        return linked >= 4 and self.sentences.get(element, 0.0) < 0.3 * length

    def main(self, body: HtmlElement) -> HtmlElement:
        """The innermost element that holds most of the sentences that are left."""
        self._weigh(body)
        here = body
        while True:
            inner = [child for child in here if self.sentences.get(child, 0.0) >= MOST * self.total and self.total]
            if not inner or inner[0].tag in ("p", "span", "font", "a", "table", "tbody", "tr", "b", "strong", "pre"):
                if inner and inner[0].tag in ("table", "tbody", "tr") and self._is_frame(inner[0]):
                    here = inner[0]
                    continue
                return here
            here = inner[0]

    def _is_frame(self, element: HtmlElement) -> bool:
        """Whether a table only sets out a page: one of its cells holds nearly all of it."""
        cells = [self.sentences.get(cell, 0.0) for cell in element.iter("td")]
        return bool(cells) and max(cells) >= MOST * self.total


def _select(lines: list[PageLine], head: Credits) -> tuple[str, Credits, list[PageLine]]:
    """The headline, the credits, and the lines of the article."""
    at = next((i for i, line in enumerate(lines) if line.titled), None)
    shown = head.title or ""
    first = 0
    if at is not None:
        shown = lines[at].text
        first = at + 1
        while first < len(lines) and lines[first].titled:
            shown += lines[first].text
            first += 1
        if first < len(lines) and lines[first].text.startswith(("—", "－－", "--")) and len(lines[first].text) <= 60:
            shown += lines[first].text
            first += 1
    credits = Credits()
    content: list[PageLine] = []
    skipping = False
    inside = [i for i, line in enumerate(lines) if line.inside]
    last = inside[-1] if inside else len(lines) - 1
    begun = 0
    for i, line in enumerate(lines[first:], first):
        text = line.text
        if line.kind == "table":
            skipping = False
            content.append(line)
            continue
        near_end = i >= last - 4
        if (begun < 3 or near_end) and line.kind != "heading" and is_info(text):
            credits = _merge(credits, read_info(text))
            continue
        if RELATED.match(text) and line.kind != "caption":
            skipping = True
            continue
        if skipping and not re.search(r"[。！？]", text):
            continue
        skipping = False
        if CLUTTER.search(text) and not re.search(r"。.{8}", text) and len(text) <= 90:
            continue
        if not line.inside and not (SENTENCE.search(text) and re.search(r"[。！？]$", text)) and line.kind != "caption":
            continue
        if not content and squeeze(text) == squeeze(shown):
            continue
        begun += line.kind == "paragraph" and len(text) > 30
        content.append(line)
    return shown, credits, content


def _merge(one: Credits, other: Credits) -> Credits:
    return Credits(
        date=one.date or other.date,
        publisher=one.publisher or other.publisher,
        author=one.author or other.author,
        lines=one.lines + tuple(line for line in other.lines if line not in one.lines),
    )


def _emit(content: list[PageLine], raw: list[RawLine]) -> None:
    for line in content:
        if line.kind == "table":
            add_table(raw, line.rows, line.text)
        elif line.kind == "heading":
            raw.append(RawLine(line.text, "heading", max(2, line.level)))
        elif line.kind == "caption":
            raw.append(RawLine(line.text, "caption"))
        elif line.kind == "broken":
            raw.extend(RawLine(part) for part in line.text.split("\n"))
            raw.append(RawLine(""))
        else:
            raw.append(RawLine(line.text, "paragraph"))

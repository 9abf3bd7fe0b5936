"""Who published a web page, who wrote it and when: from its head, its JSON-LD and the line under its headline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from lxml.html import HtmlElement

from ingest.furniture import is_name
from ingest.readers.markdown import iso_date

TITLE_NAMES = ("articletitle", "og:title", "twitter:title", "dc.title", "title", "citation_title")
DATE_NAMES = (
    "pubdate",
    "publishdate",
    "publish-date",
    "article:published_time",
    "og:release_date",
    "published_time",
    "datepublished",
    "firstpublishedtime",
    "dc.date",
    "dc.date.issued",
    "date",
    "weibo:article:create_at",
)
SOURCE_NAMES = ("contentsource", "source", "article:source", "og:article:source", "dc.source", "mediaid")
AUTHOR_NAMES = ("author", "article:author", "og:article:author", "dc.creator", "byl")
SITE_NAMES = ("og:site_name", "sitename", "application-name", "dc.publisher", "publisher", "copyright")
"""Names of <meta> elements, the surest first: those that China's rules for government sites require (ArticleTitle,
PubDate, ContentSource, Author, SiteName), Open Graph, Dublin Core and common ones."""

DATE = re.compile(
    r"(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?)(?:[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
SOURCE = re.compile(
    r"(?:信息|文章|稿件|新闻|内容)?(?:来源|稿源|出处|转自|发布机构|发布单位|信息提供|发布媒体)\s*[：:]\s*(?P<who>[^\s|｜丨：:，。/]{2,30})"
)
PEOPLE = re.compile(
    r"(?:作者|撰稿人?|撰文|供稿(?:单位)?|通讯员|(?:本报|本刊|本网|本台|全媒体|首席|见习|实习|特约)*记者|文字?(?=[：:/／]))"
    r"\s*[：:/／]?\s*(?P<who>[\u4e00-\u9fff·]{2,20}(?:[\s、,，/／]+[\u4e00-\u9fff·]{2,4}(?![：:\u4e00-\u9fff])){0,4})(?![：:])"
)
BARE_SOURCE = re.compile(
    r"(?<![^\s《])(?P<who>[\u4e00-\u9fff]{2,18}?(?:报|网|社|刊|杂志|电视台|政府|办公室|局|厅|委|办|中心))(?![^\s》])》?"
)
"""A medium or an office that stands beside the date without a label."""
LABELS = frozenset({
    "编辑", "责编", "责任编辑", "校对", "审核", "来源", "浏览", "阅读", "点击", "字号", "字体", "发布", "时间",
    "日期", "打印", "关闭", "收藏", "分享", "摄影", "记者", "通讯员", "作者", "编审", "监制", "次数", "报道",
    "文图", "图文",
})  # fmt: skip
INFO = re.compile(
    f"{DATE.pattern.replace('?P<date>', '?:')}"
    r"|(?:来源|作者|责任编辑|责编|编辑|校对|审核)\s*[：:]|稿源|记者|通讯员|供稿"
    "|发布机构|发布时间|浏览(?:次数|量)?|阅读(?:次数|量|数)?|点击(?:次数|量|数)|字号|字体|分享到|打印"
)
EDITORS = re.compile(r"(?:责任编辑|责编|编辑|校对|审核|编审|监制|值班\S{0,4}|签发|版式|美编)\s*[：:/／]?\s*\S{2,20}")
OWN = re.compile(r"^(?:本站|本网|原创|本报|本刊|网站|互联网|网络|未知|其它|其他|admin)", re.IGNORECASE)
PLATFORM = re.compile("微信公众平台|今日头条|百家号|搜狐号|网易号|企鹅号")
SITE_NAME = re.compile(r"(?:网|报|网站|政府|管委会|在线|新闻|日报|晚报|周刊)$")
TITLE_PARTS = re.compile(r"\s*[_|｜丨]\s*|\s+[-–—·]+\s+|(?<=[\u4e00-\u9fff”》！？])[-–—](?=[\u4e00-\u9fff]{2,12}$)")


class Credits(msgspec.Struct, kw_only=True):
    """What a page says of itself. `date` is ISO; `lines` are the words on the page that say so."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    lines: tuple[str, ...] = ()


def page_head(root: HtmlElement) -> Credits:
    """Title, date, source, author and site from <meta>, JSON-LD and <title>."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if key and content:
            metas.setdefault(key, content)
    linked = _linked_data(root)
    site = _first(metas, SITE_NAMES) or _name(linked.get("publisher"))
    account = root.get_element_by_id("js_name", None)
    if site and PLATFORM.search(site):  # where an account publishes; the platform has written nothing
        site = " ".join(account.text_content().split()) if account is not None else None
    element = root.find(".//title")
    shown = " ".join(element.text_content().split()) if element is not None else ""
    time = next((e.get("datetime") for e in root.iter("time") if e.get("datetime")), None)
    link = next((e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    author = _first(metas, AUTHOR_NAMES) or _name(linked.get("author"))
    return Credits(
        title=_text(linked.get("headline")) or _first(metas, TITLE_NAMES[:2]) or without_site(shown, site) or None,
        date=_day(_first(metas, DATE_NAMES)) or _day(_text(linked.get("datePublished"))) or _day(time),
        publisher=_own(_first(metas, SOURCE_NAMES)) or _name(linked.get("publisher")),
        author=author if author and _is_author(author, site) else None,
        site=site or _site_of(shown),
        url=link or _first(metas, ("og:url", "url")),
    )


def without_site(title: str, site: str | None) -> str:
    """A page's <title> without the names of channel and site behind it."""
    parts = [part for part in TITLE_PARTS.split(title) if part]
    if site and len(parts) > 1 and parts[0] == site:
        parts = parts[1:]
    return parts[0] if parts else ""


def _site_of(title: str) -> str | None:
    parts = [part for part in TITLE_PARTS.split(title) if part]
    last = parts[-1] if len(parts) > 1 else ""
    return last if 2 <= len(last) <= 20 and SITE_NAME.search(last) else None


def is_info(text: str) -> bool:
    """Whether a line of a page tells of its publication rather than of its subject."""
    if len(text) > 200 or re.search(r"[。！？；]", text):
        return False
    found = sum(len(match.group()) for match in INFO.finditer(text))
    named = sum(len(match.group()) for pattern in (SOURCE, PEOPLE, EDITORS) for match in pattern.finditer(text))
    return found + named >= 0.4 * len(re.sub(r"\s", "", text)) or (found > 0 and bool(SOURCE.search(text)))


def read_info(text: str) -> Credits:
    """The credits in a line such as 2024-03-22 来源：某报 记者 某某 浏览：12次."""
    text = " ".join(text.strip("（）()【】[]").split())
    lines: list[str] = []
    date = DATE.search(text)
    if date:
        lines.append(date["date"].strip())
    source = SOURCE.search(text)
    if source:
        lines.append(f"来源：{source['who']}" if "：" in source.group() else source.group())
    people: list[str] = []
    for found in PEOPLE.finditer(text):
        names = _people(found["who"])
        if names:
            people += [name for name in names if name not in people]
            lines.append(text[found.start() : found.start("who")] + found["who"][: _reach(found["who"], names)])
    rest = " ".join(PEOPLE.sub(" ", SOURCE.sub(" ", DATE.sub(" ", text))).split())
    bare = BARE_SOURCE.search(rest) if date and not source else None
    if date and not people:
        people = [word for word in rest.split() if len(word) <= 3 and word not in LABELS and is_name(word)]
        lines += [" ".join(people)] if people else []
    return Credits(
        date=_day(date["date"]) if date else None,
        publisher=_own(source["who"]) if source else bare["who"] if bare else None,
        author=" ".join(people) or None,
        lines=tuple(lines),
    )


def _people(text: str) -> list[str]:
    """The names at the start of a list, up to the first word that is none; or the office that is named alone."""
    parts = [part for part in re.split(r"[\s、,，/／]+", text) if part]
    names: list[str] = []
    for part in parts:
        if part in LABELS or (len(part) > 4 and names) or (names and not is_name(part)):
            break
        names.append(part)
    return names


def _reach(text: str, names: list[str]) -> int:
    return text.index(names[-1]) + len(names[-1])


def _own(source: str | None) -> str | None:
    return source if source and not OWN.match(source) and not source.startswith("http") else None


def _is_author(text: str, site: str | None) -> bool:
    return text != site and len(text) <= 30 and not OWN.match(text) and not text.startswith("http")


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _day(text: str | None) -> str | None:
    return iso_date(text) if text else None


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name in JSON-LD's {"@type": "Person", "name": …}, in a list of such, or in a plain string."""
    if isinstance(value, list):
        names = [name for name in map(_name, value[:5]) if name]
        return " ".join(names) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _linked_data(root: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes an article, else {}."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(loaded):
            if "headline" in item or "datePublished" in item:
                return item
    return {}


def _objects(value: object) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (one for one in graph if isinstance(one, dict))

"""Lines of a page that are no sentences: banners, navigation, page pointers, captions, bylines, credits.

Each function looks at one line alone; `ingest.layout` decides by the neighbours whether the line may be one.
"""

from __future__ import annotations

import re

from ingest.lexicon import surnames

HAN = "\u4e00-\u9fff"
NAME = f"[{HAN}]{{2,4}}"
FIGURE_WORDS = "效果图|鸟瞰图|示意图|规划图|平面图|实景图|实景|航拍图|全景图|外景|一角|一隅|掠影"
CREDIT_WORDS = f"供图|摄|资料图片|资料照片|资料图|图片来源.{{0,12}}|图/{NAME}|摄影"

BANNER = re.compile(
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日|星期[一二三四五六日天]).{0,40}(?:星期[一二三四五六日天]|版|责编|编辑|邮箱|主编).{0,30}$"
    r"|^\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期[一二三四五六日天])?$"
    r"|^第?\s*[A-Z]?\d{1,3}\s*版(?:\s*\S{2,8})?$|^[-—–·\s]*第?\s*\d{1,4}\s*页?(?:\s*[/共]\s*\d+\s*页?)?[-—–·\s]*$"
    r"|^(?:责任编辑|责编|版式|校对|组版|编审|值班主任|新闻热线|投稿邮箱)[：:／/].{1,40}$"
)
NAVIGATION = re.compile(
    r"^(?:您的位置|当前位置|您现在的位置|首页|下载|全屏|打开|还原|放大|缩小|返回首页|网站首页|【?字体|【?字号|[大中小]|[】>›»|]+|分享到?|打印.{0,4}|关闭.{0,4}|收藏|浏览(?:次数|量)?|阅读|点击(?:数|量)?"
    r"|扫一扫.{0,20}|.{0,8}公众号|.{0,10}二维码|版权所有.{0,40}|.{0,12}未经授权.{0,20}|相关(?:阅读|链接|新闻|报道|文档|附件|专题)|上一篇.{0,40}|下一篇.{0,40}|责任编辑.{0,12}|主办单位.{0,30}"
    r"|.{0,12}ICP备.{0,20})[：:】]?\s*\d*次?$"
)
DATE_LINE = re.compile(
    r"^(?:(?:发布|发稿|更新|刊发|成文|印发)?(?:时间|日期)[：:]\s*)?"
    r"(?P<date>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*来源[：:].{1,20})?$"
)
POINTER = re.compile(r"[（(]\s*(?:下转|上接|紧接|转|接)\s*第?\s*[A-Z]?\s*\d{1,3}\s*版[^（()）。]{0,16}[）)]")
STRONG_CAPTION = re.compile(
    rf"^(?:图为|图[①-⑳\d一二三四五六]+[：:]?|▲|△|◀|▶|[上下左右]图(?:为|[：:])).{{2,80}}$"
    rf"|^.{{2,70}}[。（(\s]\S{{0,14}}(?:{CREDIT_WORDS})[）)]?[。.]?$"
    rf"|^(?:本报|通讯员|记者|{NAME}|\S{{2,8}}区)\s*(?:供图|摄|图)$"
)
WEAK_CAPTION = re.compile(rf"^[^。！？，；]{{2,40}}(?:{FIGURE_WORDS})[。.]?$")
CREDIT = re.compile(
    r"^(?:供稿(?:单位)?|来稿|稿件来源|作者|撰稿|撰文|文图|图文|文/图|文|通讯员|记者)\s*[：:／/]\s*(?:供稿\s*[：:]\s*)?(?P<who>\S.{1,30}?)\s*[）)]?$"
)
SOURCE = re.compile(r"^(?:来源|信息来源|文章来源|稿源|转自|原载)\s*[：:]\s*(?P<who>[^\s。，]{2,20})(?:\s.{0,60})?$")
REPORTERS = re.compile(
    r"^[（(]?\s*(?:(?P<paper>[^\s（(，。]{2,8}?)(?:全媒体|首席|特约|见习|实习|驻\S{1,6})?)?(?:记者|通讯员|特派员|评论员)\s*[：:]?\s*"
    r"(?P<who>[^，。；！？：\d]{2,40}?)\s*(?:文/图|摄影报道|报道|摄)?\s*[）)]?$"
)
TRAILING_CREDIT = re.compile(
    r"(?<=[。！？”])\s*(?P<credit>(?:[（(]\s*)?(?:供稿|来源|作者|撰稿|文/图|图文|责任编辑|(?:\S{2,8}?)?(?:记者|通讯员))\s*[：:／/]?\s*[^。，；]{2,40})$"
)
TRAILING_NAME = re.compile(rf"(?<=[。！？”])(?P<space>\s*)(?P<name>{NAME}(?:\s{NAME}){{0,2}})$")
NOT_NAMES = re.compile(
    "[区市县省镇乡村园厂局院部厅委会年月日元个项户家一二三四五六七八九十的了是在与和及等为将闻屏载页]"
)


def is_furniture(line: str) -> bool:
    """A page banner, a page number, a date by itself, a crumb of a web page's navigation."""
    if len(line) > 90:
        return False
    return bool(BANNER.match(line) or NAVIGATION.match(line) or DATE_LINE.match(line))


def is_strong_caption(line: str) -> bool:
    """A line that says of itself that it stands under a picture."""
    return len(line) <= 90 and bool(STRONG_CAPTION.match(line))


def is_weak_caption(line: str) -> bool:
    """A noun phrase ending in the name of a kind of picture: a caption where it stands between sentences."""
    return bool(WEAK_CAPTION.match(line))


def is_byline(line: str) -> bool:
    """A credit line: 供稿：…, 本报记者 …, （记者 … 通讯员 …）."""
    if len(line) > 60:
        return False
    if CREDIT.match(line) or SOURCE.match(line):
        return True
    found = REPORTERS.match(line)
    return found is not None and are_names(_people(found["who"]))


def is_name(text: str) -> bool:
    """Two to four characters that may be a person's name: they begin with a family name."""
    if not re.fullmatch(NAME, text) or NOT_NAMES.search(text):
        return False
    return text[0] in surnames() or text[:2] in surnames()


def are_names(text: str) -> bool:
    """One to three names parted by spaces."""
    return all(is_name(part) for part in text.split())


def split_trailing(line: str, at_end: bool, whole: bool) -> tuple[str, str]:
    """A line parted from the credit or name behind its last full stop ('' when there is none).

    `whole`: the line is a paragraph; `at_end`: so says the format or the end of the text. A name must begin with
    a family name except `at_end`, and have a space before it where neither is known.
    """
    tail = max(0, len(line) - 70)
    found = TRAILING_CREDIT.search(line, tail)
    if found and (found["credit"].startswith(("（", "(")) or "：" in found["credit"] or is_byline(found["credit"])):
        return line[: found.start("credit")].rstrip(), line[found.start("credit") :]
    found = TRAILING_NAME.search(line, max(0, len(line) - 24))
    if found:
        name = found["name"]
        known = are_names(name) and (whole or at_end or bool(found["space"]))
        if known or (at_end and not NOT_NAMES.search(name)):
            return line[: found.start("name")].rstrip(), line[found.start("name") :]
    return line, ""


def _people(text: str) -> str:
    """Names parted by one space: 甲、乙 通讯员 丙 gives 甲 乙 丙."""
    text = re.sub(r"(?:本报|本刊|本网)?(?:记者|通讯员|摄影|文/图)\s*[：:]?", " ", text)
    return " ".join(part for part in re.split(r"[\s、/／（）()]+", text) if part)


def author_of(byline: str) -> str | None:
    """Who a byline names: people parted by a space, or the office that sent the report in."""
    for pattern in (CREDIT, REPORTERS):
        found = pattern.match(byline.strip("【】[]"))
        if found:
            return _people(found["who"]) or None
    return " ".join(byline.split()) if are_names(byline) or re.fullmatch(NAME, byline) else None


def source_of(byline: str) -> str | None:
    """The medium that a line such as 来源：… names."""
    found = SOURCE.match(byline)
    return found["who"] if found else None

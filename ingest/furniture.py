"""Lines of a page that are no sentences: banners, navigation, page pointers, captions, bylines, credits.

Each function looks at one line alone; `ingest.layout` decides by the neighbours whether the line may be one.
"""

from __future__ import annotations

import re

from ingest.lexicon import surnames
from ingest.page_frame import is_crumb, is_facts, is_foot, is_menu, is_number

HAN = "\u4e00-\u9fff"
NAME = f"[{HAN}]{{2,4}}"
FIGURE_WORDS = "效果图|鸟瞰图|示意图|规划图|平面图|实景图|实景|航拍图|全景图|外景|一角|一隅|掠影"
CREDIT_WORDS = f"供图|摄|资料图片|资料照片|资料图|图片来源.{{0,12}}|图/{NAME}|摄影"

ORNAMENTS = "□■◇◆○●△▲▽▼☆★※◎▌┃ "
"""What a newspaper sets before the names of who wrote."""
EDITORS = (
    "责任编辑|实习编辑|执行编辑|本版编辑|编辑|责编|美编|版式|排版|制图|视觉|校对|组版|编审|审核|初审|复审|终审|监制|签发|统筹"
    "|值班主任|值班编委|新闻热线|投稿邮箱"
)
ISSUE = (
    r"(?:(?:\d{4}年)?\s*第\s*\d{1,4}\s*期(?:\s*[（(]?\s*总第?\s*\d{1,5}\s*期\s*[）)]?)?"
    r"|\d{4}\s*[.·/年]\s*\d{1,2}月?(?:\s*[上中下]半?月刊?)?\s*[（(]?\s*总第?\s*\d{1,5}\s*期\s*[）)]?)"
)
"""The number of an issue of a magazine or bulletin: 2022年第5期, 2025.9 总第212期."""
BANNER = re.compile(
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日|星期[一二三四五六日天]).{0,40}(?:星期[一二三四五六日天]|版|责编|编辑|邮箱|主编).{0,30}$"
    r"|^\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期[一二三四五六日天])?$"
    rf"|^[{HAN}·]{{2,10}}\s+\d{{4}}年\d{{1,2}}月\d{{1,2}}日\s*(?:星期[一二三四五六日天]|第?\s*[A-Z]?\d{{1,3}}\s*版).{{0,40}}$"
    rf"|^[{HAN}·]{{2,12}}(?:报|周刊|杂志|月刊|导刊|观察|新闻|时讯|产经|[Ww]eekly)\s+\d{{4}}年\d{{1,2}}月\d{{1,2}}日[^。！？，；：“”]{{0,30}}$"
    r"|^[^。！？，；：“”]{0,30}\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天][^。！？，；“”]{0,30}$"
    rf"|^(?=.{{0,60}}(?:邮箱|信箱|责编|电话|热线|编辑|主编).{{0,60}}(?:邮箱|信箱|责编|美编|电话|热线|校对|版式|@))(?:主编|副主编|{EDITORS})[^。！？，；]{{2,90}}$"
    rf"|^[A-Z]?\d{{1,3}}\s*版\s*[·•|｜]\s*[{HAN}]{{2,8}}$"
    rf"|^[《〈]?[{HAN}·]{{2,16}}[》〉]?\s*{ISSUE}.{{0,40}}$|^[（(]?{ISSUE}[）)]?$"
    r"|^第?\s*[A-Z]?\d{1,3}\s*版(?:\s*[：:]?\s*\S{2,8})?$|^[-—–·\s]*第?\s*\d{1,4}\s*页?(?:\s*[/共]\s*\d+\s*页?)?[-—–·\s]*$"
    rf"|^[{HAN}·]{{2,8}}\s+第?\s*[A-Z]?\d{{1,3}}\s*版$|^[A-Z]\d{{2}}\s*[：:]?\s*[{HAN}]{{2,6}}$"
    rf"|^[\[【（(]?(?:{EDITORS})\s*[：:／/|｜丨][^。！？]{{1,80}}$"
    r"|^[（(]\s*共印\s*\d+\s*份\s*[）)]$|^(?:抄送|抄报|主送|分送|报送|报|送|发)[：:].{2,80}$"
    r"|^[-—–\s]*(?:END|end|End)[-—–\s]*$"
)
FOLIO = re.compile(rf"^\d{{1,3}}\s{{3,}}[{HAN}·]{{2,12}}$|^[{HAN}·]{{2,12}}\s{{3,}}\d{{1,3}}$")
"""The foot of a magazine's page: 38     某某导刊."""
FOLIO_BEHIND = re.compile(r"(?<=[）)。])\s{6,}(?P<folio>\d{1,3})$")
"""A page number on the last line of the text."""
NAVIGATION = re.compile(
    r"^(?:您的位置|当前位置|您现在的位置|首页|下载|全屏|打开|还原|放大|缩小|返回首页|网站首页|【?字体|【?字号|[大中小]|[】>›»|]+|分享到?|打印.{0,4}|关闭.{0,4}|收藏|浏览(?:次数|量)?|阅读|点击(?:数|量)?"
    r"|扫一扫.{0,20}|扫(?:描?二维)?码.{0,12}|.{0,8}公众号|.{0,10}二维码|版权所有.{0,40}|.{0,12}未经授权.{0,20}|相关(?:阅读|链接|新闻|报道|文档|附件|专题)|上一篇.{0,40}|下一篇.{0,40}|责任编辑.{0,12}|主办单位.{0,30}"
    r"|.{0,12}ICP备.{0,20}|点击(?:上方)?蓝字.{0,10}|关注我们|点亮[“”]?在看.{0,20}|(?:阅读|点赞|在看|转发|收藏|赞)\s*\d+万?\+?(?:\s+(?:阅读|点赞|在看|转发|收藏|评论|赞)\s*\d+)*|往期(?:推荐|回顾)|推荐阅读|点个.{0,16})[：:】]?\s*\d*次?$"
    rf"|^(?:网站)?首\s*页(?:\s*[|｜丨/·]\s*[{HAN}]{{2,10}}){{2,}}$"
    rf"|^(?:(?:您的|当前)?位置\s*[：:]\s*)?[{HAN}]{{2,12}}(?:\s*[>›»＞]+\s*[{HAN}]{{2,14}}){{1,5}}(?:\s*[>›»＞]+\s*正文)?$"
)
PICTURES = re.compile("^[\\s\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+")
"""The pictures that a message on a telephone sets before its lines."""
DATE_LINE = re.compile(
    r"^(?:(?:发布|发稿|更新|刊发|成文|印发)?(?:时间|日期)[：:]\s*)?"
    r"(?P<date>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*来源[：:].{1,20}|\s+[\u4e00-\u9fff]{2,3})?$"
)
WRITTEN_DATE = re.compile(r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
POINTER = re.compile(
    r"[（(]\s*(?:(?:下转|上接|紧接|转|接)\s*第?\s*[A-Z]?\s*\d{1,3}\s*版|(?:下转|上接|紧接)\s*本版)[^（()）。]{0,16}[）)]"
)
RESUMES = re.compile(r"^[（(]\s*(?:上接|紧接|接)")
"""A pointer behind which the text of an article goes on that was broken off before."""
STRONG_CAPTION = re.compile(
    rf"^(?:图为|图[①-⑳\d一二三四五六]+[：:]?|▲|△|◀|▶|[上下左右]图(?:为|[：:])).{{2,80}}$"
    r"|^(?:观点|声音|金句|短评|点评|数说|数读|链接|相关链接|延伸阅读|名词解释|划重点|提示|小贴士)\s*[┃|丨｜▌].{2,80}$"
    rf"|^.{{2,70}}[。（(\s]\S{{0,14}}(?:{CREDIT_WORDS})[）)]?[。.]?$"
    rf"|^(?:本报|通讯员|记者|{NAME}|\S{{2,8}}区)\s*(?:供图|摄|图)$"
    rf"|^(?:本[报刊网台])?(?:记者|通讯员)\s*{NAME}(?:[\s、]+{NAME})?\s*(?:摄|供图)$"
)
CREDITED = re.compile(rf"(?:{CREDIT_WORDS})[）)]?[。.]?$")
"""How the line under a picture ends with whose picture it is."""
WEAK_CAPTION = re.compile(rf"^[^。！？，；]{{2,40}}(?:{FIGURE_WORDS})[。.]?$")
CREDIT = re.compile(
    r"^[（(]?(?P<role>供稿(?:单位)?|来稿|稿件来源|作者|撰稿|撰文|文图|图文|文/图|文|通讯员|记者)\s*[：:／/|｜丨]\s*(?:供稿\s*[：:]\s*)?(?P<who>[^\s。！？；][^。！？；]{1,30}?)\s*[）)]?$"
)
SENT_IN = re.compile(r"^[（(]\s*(?P<who>[^，。！？；：（(]{2,30}?)\s*(?:供稿|提供|报送|编发|整理|摘编)\s*[）)]$")
NAMELESS = re.compile(
    rf"^[（(]\s*(?:[{HAN}]{{0,6}}(?:记者|通讯员|评论员|编辑部)(?:综合|整理|综合整理|采写|报道)?|综合|本[报刊网](?:综合|讯|整理)?)\s*[）)]$"
)
"""（本刊通讯员）, （本报综合）: a credit without a name."""
OFFICE = "局|厅|委|委员会|办公室|管委会|政府|中心|部|处|科|院|会|公司|报社|电视台|融媒"
OFFICE_ALONE = re.compile(rf"^[（(]\s*(?P<who>[{HAN}]{{2,20}}(?:{OFFICE}))\s*[）)]$")
SIGNED = re.compile(rf"^[{HAN}（）·]{{2,28}}(?:{OFFICE})$")
ISSUED = re.compile(rf"^(?P<who>[{HAN}（）·]{{2,28}}(?:{OFFICE}))\s*20\d\d年\d{{1,2}}月\d{{1,2}}日(?:\s*印发)?$")
LABEL = (
    r"(?:(?:信息|文章|稿件|新闻)?来源|稿源|作者|记者|发布(?:时间|日期|机构|单位)|时间|日期|浏览(?:次数|量)?|阅读(?:次数|量|数)?"
    r"|点击(?:次数|量|数)?|字体|字号|责任编辑|责编|编辑|审核)"
)
INFO = re.compile(rf"{LABEL}\s*[：:]")
SOURCE = re.compile(
    r"^(?:来源|信息来源|文章来源|稿源|转自|原载)\s*[：:|｜丨]\s*"
    rf"(?P<who>[^\s。，：:]{{2,20}}?)(?:(?:\s|{LABEL}|(?=\d{{4}}[-年])).{{0,80}})?$"
)
REPORTERS = re.compile(
    r"^[（(]?\s*(?:(?P<paper>[^\s（(，。]{2,8}?)(?:全媒体|首席|特约|见习|实习|驻\S{1,6})?)?(?:记者|通讯员|特派员|评论员)\s*[：:]?\s*"
    r"(?P<who>[^，。；！？：\d]{2,40}?)\s*(?:文/图|摄影报道|报道|摄|整理|采写)?\s*[）)]?$"
)
TRAILING_CREDIT = re.compile(
    r"(?<=[。！？”])\s*(?P<credit>(?:[（(]\s*)?(?:供稿|来源|作者|撰稿|文/图|图文|责任编辑|(?:\S{2,8}?)?(?:记者|通讯员))\s*[：:／/]?\s*[^。，；]{2,40})$"
)
DATED = re.compile(r"[\s，,]*20\d\d年\d{1,2}月(?:\d{1,2}日|[上下]?刊)?(?=[）)]$)")
"""The day behind who wrote: （记者 某某 2019年9月20日）."""
SPACED_NAME = re.compile(f"(?<![{HAN}])([{HAN}])[ \u3000]([{HAN}])(?![{HAN}])")
MASTHEAD = re.compile(
    rf"^[《〈]?(?P<who>[{HAN}·]{{2,12}}(?:报|周刊|杂志|月刊|导刊|观察|新闻|时讯|产经|在线|快报|评论|纵横|导报|网))[》〉]?"
    r"\s*(?:数字报)?\s*[（(]?(?=\d{4}\s*年|\d{4}[-.]\d|第\s*\d+\s*[期版])"
)
"""The paper whose page a banner heads: 某某日报　2022年6月17日　第2版."""
NAMES_IN_BRACKETS = re.compile(rf"[（(]\s*(?P<who>{NAME}(?:[\s、]+{NAME}){{0,3}})\s*[）)]$")
TRAILING_NAME = re.compile(rf"(?<=[。！？”])(?P<space>\s*)(?P<name>{NAME}(?:\s{NAME}){{0,2}})$")
NOT_NAMES = re.compile(
    "[区市县省镇乡村园厂局院部厅委会年月日元个项户家一二三四五六七八九十的了是在与和及等为将闻屏载页]"
)
NEVER_NAMES = re.compile("[的了是在与和及等为将闻]")
"""Characters that no name has even behind 记者."""


def is_furniture(line: str) -> bool:
    """A page banner, a page number, a date by itself, a crumb of a web page's navigation."""
    if FOLIO.match(line) or is_menu(line):
        return True
    line = PICTURES.sub("", " ".join(line.split()))  # a banner is set wide, a message's links behind a picture
    if is_crumb(line) or is_foot(line) or is_number(line):
        return True
    if len(line) > 90:
        return False
    return bool(BANNER.match(line) or NAVIGATION.match(line) or is_date(line))


def is_strong_caption(line: str) -> bool:
    """A line that says of itself that it stands under a picture, or in a box of its own (观点 ┃ …)."""
    return len(line) <= 90 and bool(STRONG_CAPTION.match(line))


def is_weak_caption(line: str) -> bool:
    """A noun phrase ending in the name of a kind of picture: a caption where it stands between sentences."""
    return bool(WEAK_CAPTION.match(line))


def is_byline(line: str) -> bool:
    """A credit line: 供稿：…, 本报记者 …, （记者 … 通讯员 …）."""
    if len(line) > 90:
        return False
    if re.search(r"(?<!文/图)(?<!图文)(?:\s|[\u4e00-\u9fff])摄$|供图$", line):
        return False  # whose picture it is
    line = DATED.sub("", line.lstrip(ORNAMENTS))
    credit = CREDIT.match(line)
    if credit and (credit["role"] not in ("记者", "通讯员") or are_names(_people(credit["who"]), labelled=True)):
        return True
    if any(pattern.match(line) for pattern in (SOURCE, SENT_IN, OFFICE_ALONE, ISSUED, NAMELESS)):
        return True
    if is_facts(line) or (len(INFO.findall(line)) >= 2 and not re.search("[。！？；]", line)):
        return True
    names = NAMES_IN_BRACKETS.fullmatch(line)
    if names and are_names(_people(names["who"])):
        return True
    found = REPORTERS.match(line)
    return found is not None and are_names(_people(found["who"]), labelled=True)


def is_name(text: str, labelled: bool = False) -> bool:
    """Two to four characters that may be a person's name: they begin with a family name.

    `labelled`: 记者 or 通讯员 stands before it, so that 师一诺 and 王月 are no numbers or times.
    """
    if not re.fullmatch(NAME, text) or (NEVER_NAMES if labelled else NOT_NAMES).search(text):
        return False
    return text[0] in surnames() or text[:2] in surnames()


def are_names(text: str, labelled: bool = False) -> bool:
    """One to three names parted by spaces."""
    parts = text.split()
    if labelled and len(parts) > 1 and is_name(parts[0], labelled):  # behind the first, families that no table has
        return all(re.fullmatch(NAME, part) and not NEVER_NAMES.search(part) for part in parts)
    return all(is_name(part, labelled) for part in parts)


def split_trailing(line: str, at_end: bool, whole: bool) -> tuple[str, str]:
    """A line parted from the credit or name behind its last full stop ('' when there is none).

    `whole`: the line is a paragraph; `at_end`: so says the format or the end of the text. A name must begin with
    a family name except `at_end`, and have a space before it where neither is known.
    """
    tail = max(0, len(line) - 70)
    found = TRAILING_CREDIT.search(line, tail)
    if found and (found["credit"].startswith(("（", "(")) or "：" in found["credit"] or is_byline(found["credit"])):
        return line[: found.start("credit")].rstrip(), line[found.start("credit") :]
    found = NAMES_IN_BRACKETS.search(line, max(0, len(line) - 24))
    if found and line[: found.start()].rstrip().endswith(tuple("。！？”")) and are_names(_people(found["who"])):
        return line[: found.start()].rstrip(), line[found.start() :]
    found = TRAILING_NAME.search(line, max(0, len(line) - 24))
    if found:
        name = found["name"]
        known = are_names(name) and (whole or at_end or bool(found["space"]))
        if known or (at_end and not NOT_NAMES.search(name)):
            return line[: found.start("name")].rstrip(), line[found.start("name") :]
    return line, ""


def _people(text: str) -> str:
    """Names parted by one space: 甲、乙 通讯员 丙 gives 甲 乙 丙."""
    text = SPACED_NAME.sub(r"\1\2", text)
    text = re.sub(r"(?:本报|本刊|本网|见习|首席|特约|全媒体)*(?:记者|通讯员|实习生|摄影|文/图)\s*[：:]?", " ", text)
    return " ".join(part for part in re.split(r"[\s、/／（）()]+", text) if part)


def author_of(byline: str) -> str | None:
    """Who a byline names: people parted by a space, or the office that sent the report in."""
    byline = DATED.sub("", byline.strip(f"【】[]{ORNAMENTS}"))
    for pattern in (CREDIT, REPORTERS, SENT_IN, NAMES_IN_BRACKETS):
        found = pattern.match(byline)
        if found:
            return _people(found["who"]) or None
    return " ".join(byline.split()) if are_names(byline) or re.fullmatch(NAME, byline) else None


def source_of(byline: str) -> str | None:
    """The medium that a line such as 来源：… names, or the office that signs."""
    found = SOURCE.match(byline) or OFFICE_ALONE.match(byline) or ISSUED.match(byline)
    if found:
        return found["who"]
    return byline if is_signature(byline) else None


def paper_of(banner: str) -> str | None:
    """The paper that the banner of a page names before its date; letters set apart are closed up."""
    found = MASTHEAD.match(re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", banner.strip()))
    return found["who"] if found else None


def is_date(line: str) -> bool:
    """Whether a line is nothing but a date."""
    return bool(DATE_LINE.match(line) or WRITTEN_DATE.fullmatch(line))


def is_signature(line: str) -> bool:
    """Whether a line is nothing but the name of an office: above or below a date it signs a report."""
    return bool(SIGNED.match(line))

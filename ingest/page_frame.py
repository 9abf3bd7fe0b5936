"""Lines that a site, an office or a printer sets around an article: menus, the line of facts below the headline, the
foot of the page, numbers of documents and issues.

Each function looks at one line alone. None of these lines holds a sentence.
"""

from __future__ import annotations

import re

HAN = "\u4e00-\u9fff"
SENTENCE = re.compile(r"[。！？；]|，.*，")
LONGEST = 120
"""Characters of such a line."""
LONGEST_VALUE = 24
PARTED = re.compile(r"\s*[┃|｜丨›»>＞]+\s*|\s+[/·•]\s+|\s{2,}|\u3000+|\s*[/·]\s*(?=首页)|(?<=首页)\s*[/·]\s*")
SPACED = re.compile(r"\s+")
MENU_WORD = re.compile(
    "首页|政务|公开|机构|概况|走进|新闻|资讯|动态|要闻|公告|通知|办事|服务|互动|交流|参与|专题|专栏|政策|法规|招商|投资|"
    "党建|视频|图片|联系|关于我们|导航|地图|无障碍|长者|邮箱|微博|微信|登录|注册|搜索|English|蒙文|藏文|维文|繁体|正文"
)
ITEM = re.compile(rf"[{HAN}A-Za-z]{{2,10}}")
LEAST_ITEMS, LEAST_WORDS = 3, 2
"""Items of a menu, and how many of them are words that menus have."""
CRUMB = re.compile(r"^(?:您(?:所|现)?在?的?|当前|所在|现在的?|您现在的|您当前的?)(?:页面)?(?:位置|栏目)\s*[：:]")
ROLE = (
    "(?:信息|文章|稿件|新闻|内容)?来源|来自|稿源|出处|作者|记者|通讯员|文字|供稿|发布(?:时间|日期|机构|单位|人|者)|发稿时间|"
    "成文日期|生成日期|公开日期|更新时间|时间|日期|浏览(?:次数|量|数)?|阅读(?:次数|量|数)?|点击(?:次数|量|数|率)?|访问(?:次数|量)?|"
    "人气|字体|字号|责任编辑|责编|编辑|校对|审核|审签|签发|初审|复审|终审|监制|统筹|制图|图片|摄影|排版|索引号|文号|发文字号|"
    "发文机关|主题词|主题分类|信息分类|公开方式|有效性|效力状态|名称"
)
FACT = re.compile(rf"(?<![{HAN}])(?:{ROLE})\s*[：:丨｜|/／]")
LABEL_ALONE = re.compile(rf"(?:(?:{ROLE}|发表时间)\s*[：:]|[【\[]\s*字[号体]\s*[：:].{{0,12}})$")
"""A label whose value stands on the next line: 来源："""
STAMP = re.compile(r"20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
CLOCK = re.compile(r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}")
BUTTON = re.compile(
    r"[【\[]\s*(?:字体|字号|大|中|小|打印|关闭|返回|收藏|分享|我要|推荐)[^】\]]{0,8}[】\]]|打印(?:本[页文])?|分享到|关闭(?:窗口|本页)?"
)
WEATHER = re.compile(r"^20\d\d年\d{1,2}月\d{1,2}日\s+星期.{0,30}[℃度]")
FOOT = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|版权归|技术支持[：:]|^友情链接|^(?:网站)?(?:主办|承办|协办|主管|运维|维护)(?:单位)?\s*[：:]"
    r"|无障碍(?:浏览|阅读)|网站地图|^关于我们|未经(?:书面)?授权|建议使用.{0,20}浏览器|^扫[一码描]|^(?:微信|官方)公众号"
    r"|^(?:上|下)一[篇条则页]\s*[：:]|^(?:返回|关闭)(?:顶部|首页|列表|本页|窗口|上一页)"
)
CONTACT = re.compile(r"(?:地址|电话|邮编|传真|邮箱|邮政编码|热线|网址)\s*[：:]")
LIKES = re.compile(r"点?(?:分享|收藏|在看|点赞|转发|点)(?:\s*点?(?:分享|收藏|在看|点赞|转发|点|赞))+")
AFTERWARDS = re.compile(
    r"^[【\[]?(?:上一[篇条则页]|下一[篇条则页]|相关(?:阅读|链接|新闻|报道|文章|信息|推荐|稿件)|延伸阅读|推荐(?:阅读|文章|新闻)|"
    r"往期(?:推荐|回顾|精选|精彩)|热门(?:新闻|推荐|文章)|更多(?:新闻|文章|资讯)|猜你喜欢|友情链接|版权所有|主办单位|网站主办|版权声明|免责声明|"
    r"大家都在看|精彩推荐|编辑推荐)"
)
"""What opens the part of a page behind its article."""
NUMBER = re.compile(
    rf"^[{HAN}]{{0,14}}\s*[〔\[（(［]\s*20\d\d\s*[〕\]）)］]\s*(?:第\s*)?\d{{1,4}}\s*号$"
    r"|^第\s*\d{1,4}\s*号$|^(?:总)?第\s*\d{1,4}\s*期$"
    r"|^(?:机密|秘密|内部(?:资料|参阅|文件)|急件|特急|加急|签发人[：:].{2,6}|[（(]此件(?:主动|依申请|不予)?公开(?:发布)?[）)]|附件\s*\d*[：:]?)$"
    r"|^(?:抄送|抄报|主送|分送|报送|主题词|报|送|发)\s*[：:].{2,90}$"
)
RUNNING = re.compile(
    rf"^\d{{1,3}}\s+[《]?[{HAN}·]{{2,12}}[》]?\s+(?:20\d\d\s*年?.{{0,16}}期|20\d\d[.·]\d{{1,2}}).{{0,16}}$"
    rf"|^[《]?[{HAN}·]{{2,12}}[》]?\s*20\d\d\s*年?\s*第?\s*\d{{1,3}}\s*期.{{0,16}}$"
)
"""The running head of a magazine: 38  某某园区  2023年第7期."""
DAYS = re.compile(
    r"^[（(]?\s*20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:\s*[-—－–~至]+\s*(?:\d{1,2}月)?\d{1,2}日)?\s*[）)]?(?:印发|发布|公布)?$"
)
"""A day or days alone, in brackets or not: （2025年2月13日）."""
RULE = re.compile(r"^[\s─━—_=＝*＊·.…┌┐└┘┏┓┗┛├┤│┃|+-]{3,}$")
LABELLED_PAGE = re.compile(rf"^[A-Z]?\d{{1,2}}\s*[{HAN}]{{2,8}}(?:周刊|专刊|专版|副刊)$")
RED_HEAD = re.compile(rf"^(?P<who>[{HAN}（）()]{{4,36}}(?:委员会|管委会|办公室|政府|局|厅|部|中心|小组|公司))\s*文件$")
"""The head of a printed document: 某某管理委员会文件."""


def is_menu(line: str) -> bool:
    """A site's menu, or the path to a page: 首页┃政务公开┃招商引资."""
    if SENTENCE.search(line) or any(c in line for c in "，“”《》0123456789"):
        return False
    line = re.sub(r"首\s+页", "首页", line)
    for parts in (PARTED.split(line.strip()), SPACED.split(line.strip())):
        items = [part for part in (SPACED.sub("", p).strip("：:") for p in parts) if part]
        if len(items) < LEAST_ITEMS or not all(ITEM.fullmatch(item) for item in items):
            continue
        words = sum(bool(MENU_WORD.search(item)) for item in items)
        if words >= LEAST_WORDS or (words and "首页" in items) or (len(items) > LEAST_ITEMS + 1 and "┃|｜·" in line):
            return True
        if len(items) >= 2 * LEAST_ITEMS - 1 and len(parts) > 1 and re.search("[┃|｜丨·•]", line):
            return True
    return False


def is_crumb(line: str) -> bool:
    """Where a page lies on its site: 当前位置：首页 > 工作动态. What stands above it is the site's own."""
    return bool(CRUMB.match(line)) and not SENTENCE.search(line)


def is_facts(line: str) -> bool:
    """The line below a headline that tells who published it, when, how often it was read."""
    if len(line) > LONGEST or SENTENCE.search(line):
        return False
    told = len(FACT.findall(line)) + len(BUTTON.findall(line))
    if "，" in line and told < 2:
        return False
    return told >= 2 or bool(CLOCK.search(line)) or (told == 1 and bool(STAMP.search(line)))


def is_foot(line: str) -> bool:
    """The foot of a page: who runs the site, its licence, neighbouring pages, the office's address."""
    if len(line) > LONGEST or SENTENCE.search(line):
        return False
    return bool(FOOT.search(line) or len(CONTACT.findall(line)) >= 2 or LIKES.fullmatch(line.strip()))


def opens_foot(line: str) -> bool:
    """Whether what follows a line is no part of the article: 相关阅读, 上一篇：…."""
    return len(line) <= LONGEST and bool(AFTERWARDS.match(line)) and not SENTENCE.search(line)


def is_number(line: str) -> bool:
    """The number of a document or issue, whom it goes to, a day in brackets, a running head."""
    return any(pattern.match(line) for pattern in (NUMBER, RUNNING, DAYS, WEATHER, RULE, LABELLED_PAGE))


def red_head(line: str) -> str | None:
    """The office whose printed head a line is: 某某管理委员会 of 某某管理委员会文件."""
    found = RED_HEAD.match(line)
    return found["who"] if found else None


def awaits_value(line: str) -> bool:
    """Whether a line is a label alone: what it labels is on the next one, as where a page's boxes were taken out."""
    return bool(LABEL_ALONE.fullmatch(line))


def is_value(line: str) -> bool:
    """Whether a line may be what a label before it is of: a day, a name, a button."""
    return len(line) <= LONGEST_VALUE and not SENTENCE.search(line) and line[-1:] not in "：:，、"

"""Papers, magazines, sites and accounts by the end of their names and the place of a masthead or a source."""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading

KIND = (
    r"(?:日报|晚报|早报|时报|晨报|商报|都市报|新报|周报|导报|观察报|经济报|法治报|科技报|工人报|青年报|农民报|晚刊|导刊|周刊|月刊|"
    r"新闻网|经济网|日新网|信息网|在线|新闻|发布|观察|产经|融媒)"
)
NAME = rf"((?!扫码|点击|关注|原创|记者|来源)[\u4e00-\u9fff]{{2,8}}?{KIND})"
MASTHEAD = re.compile(
    rf"(?:^|\n)[ \u3000]*[《“]?{NAME}[》”]?[ \u3000]*"
    r"(?=讯|\d{0,2}[ \u3000]*第?[A-Z]?\d{0,2}版|(?:19|20)\d\d[年.\-/]|\d{1,2}月\d{1,2}日|第\d+期|客户端|>|"
    r"[A-Z]?\d{1,2}(?:\n|$)|\n[ \u3000]*\d{2}[\u4e00-\u9fff]{2,8}\n)"
)
SOURCED = re.compile(rf"(?:来源|稿源|转自|关注|扫码看|据)[：:《“ ]*{NAME}(?=[》”）) \u3000\n客讯报，]|发布时间|作者|$)")
DATED = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日 ?星期[一二三四五六日天][ \u3000]*"
    rf"{NAME}(?=[ \u3000\n]|$)"
)
COMMON = re.compile(
    r"^(?:本|该|其|各|今日|最新|昨日|一周|权威|政策|信息|工作|活动|成果|现场|正式|首次|联合|集中|对外)|"
    r"(?:信息|政策|成果|集中|正式|联合|首次|对外|新闻)发布$"
)


def find(reading: Reading) -> list[Mention]:
    """Media, named where a page or an article says who prints it."""
    text, found = reading.text, []
    for pattern in (MASTHEAD, SOURCED, DATED):
        for match in pattern.finditer(text):
            if not COMMON.search(match.group(1)):
                found.append(mention(text, match.start(1), match.end(1), "Organization"))
    return found

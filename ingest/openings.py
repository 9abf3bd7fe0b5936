"""Which lines above an article's text are its headline: the others tell whose it is, when, and to whom it goes.

A headline is what is left of the lines above the first paragraph when the site's and the office's own lines are taken
away, and those that name a post and its holder, an office, a column of the paper, or a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block, of_kind
from ingest.furniture import are_names
from ingest.lines import ENUMERATOR
from ingest.page_frame import is_facts, is_number, opens_foot, red_head

HAN = "\u4e00-\u9fff"
POST = (
    "书记|主任|县长|市长|区长|州长|旗长|局长|厅长|处长|科长|组长|部长|司长|院长|校长|所长|会长|秘书长|理事长|董事长|总经理|总裁|"
    "经理|主席|专员|负责人|发言人|主持人|代表"
)
HELD = re.compile(rf"^.{{2,40}}(?:{POST})[\s\u3000]+(?P<who>[{HAN}·]{{2,5}}|[{HAN}][\s\u3000]+[{HAN}])$")
HOLDS = re.compile(rf"^(?P<who>[{HAN}]{{2,4}})[\s\u3000]*.{{4,40}}(?:{POST})$")
FORM = re.compile(
    r"^(?:时间|地点|会议地点|发布人|发布地点|主持人|主持|出席|列席|参加|参会人员|主讲|嘉宾|记录|缺席|请假|报告人|发言人|解读人|解读机关|"
    r"受访人|采访人|采访时间|调研时间)\s*[：:].{2,90}$"
)
OFFICE = re.compile(
    rf"^[{HAN}（）()·、]{{2,30}}(?:局|厅|委|委员会|管委会|办公室|政府|(?:服务|监测|统计|促进|融媒体)中心|处|科|统计站|研究院|协会|商会|小组|专班|"
    "调研组|课题组|编辑部|党工委|研究室|总公司)$"
)
DOING = re.compile(
    "召开|举行|举办|走进|启用|建成|成立|揭牌|推进|推动|助力|打造|落户|入驻|签约|来到|到|赴|为|让|把|与|获|关于|开展|出台|印发|"
    "调研|考察|建设|创建|服务企业|通报"
)
"""What an office's name alone on its line does not hold."""
SURELY = re.compile(r"[\u4e00-\u9fff]{0,4}(?:专班|调研组|课题组|领导小组|研究室)$")
STARTS = re.compile(
    "召开|举行|举办|开展|出台|印发|调研|启动|发布|通报|部署|全力|积极|多措|打造|推进|推动|跑出|擦亮|[，：:“]"
)
"""How a headline's second line goes on about the office that its first one names."""
MEDIUM = re.compile(
    rf"^[《〈]?[{HAN}·]{{2,14}}(?:日报|晚报|早报|时报|新报|导报|周报|商报|快报|晨报|报|周刊|新闻网|产业网|经济网|新闻|政府网|门户网站|客户端|在线|融媒|观察|电视台|"
    r"人民政府|管委会|商务厅|商务局|工信局|发改委|发布)[》〉]?(?:\s*\d{0,2}\s*\S{0,8}(?:版|周刊|专刊))?$"
)
COLUMN = re.compile(
    rf"^[【\[]?[{HAN}]{{0,6}}(?:报道|动态|要闻|聚焦|专题|专版|特稿|特写|新闻|专栏|视点|观察|纵横|在线|风采|经验交流|典型案例|改革|信息|快讯|简讯|园区)[】\]]?$"
)
LONGEST_COLUMN = 8
LONGEST_HEADLINE = 60
EDITED = re.compile(rf"^[{HAN}（）]{{4,30}}(?:主办|编印|编发|编|印发|汇编|整理)\s*(?:20\d\d年\d{{1,2}}月\d{{1,2}}日)?$")
SENT = re.compile(rf"^[■□◆●▲]?[{HAN}\s、]{{2,50}}(?:联合)?(?:供稿|供图|报送|整理)$")
ADDRESSEE = re.compile(rf"^(?:尊敬的|各位?|敬爱的)?[{HAN}（）()、，,\s]{{2,60}}[：:]$")
TAIL = 14
"""Lines at the end of a page among which the foot may begin."""


def told_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what is no headline of those above a text as bylines or furniture, and the foot as furniture."""
    out = _without_foot(list(blocks))
    first = next((i for i, block in enumerate(out) if block.kind == "body"), len(out))
    if first + 1 < len(out) and _above_facts(out[first], out[first + 1]):
        out[first] = of_kind(out[first], "head")
    run: list[int] = []
    for i, block in enumerate([*out, None]):
        if block is not None and block.kind in ("head", "byline", "furniture", "caption"):
            run.append(i)
            continue
        if any(out[j].kind == "head" and not out[j].level for j in run):
            _settle(out, run)
        run = []
    return out


def _without_foot(blocks: list[Block]) -> list[Block]:
    """Lines behind 相关阅读 or 上一篇 are the site's, as far as no sentence follows."""
    sentences = [i for i, block in enumerate(blocks) if block.kind in ("body", "table") and "。" in block.text]
    last = sentences[-1] if sentences else len(blocks)
    begin = next((i for i in range(last + 1, len(blocks)) if opens_foot(blocks[i].text)), None)
    if begin is not None:
        for i in range(begin, len(blocks)):
            if not blocks[i].level:
                blocks[i] = of_kind(blocks[i], "furniture")
    return blocks


def _above_facts(block: Block, below: Block) -> bool:
    """Whether the first line is a headline with marks inside (开门红！…): below it stands who published it and when."""
    lone = len(block.text) <= LONGEST_HEADLINE and "。" not in block.text
    return lone and below.kind in ("byline", "furniture") and is_facts(below.text)


def _settle(out: list[Block], run: list[int]) -> None:
    """Decide the lines of one run."""
    heads = [i for i in run if out[i].kind == "head" and not out[i].level]
    kinds = {i: _kind(out[i].text) for i in heads}
    if any(block.kind == "body" for block in out[: run[0]]):  # who takes part, below the text's first words
        kinds = {i: "furniture" if _holder(out[i].text) else kind for i, kind in kinds.items()}
    # an office right above a headline that begins with 关于 issues it; a column's name heads another headline
    for i, after in pairwise(heads):
        short = len(out[i].text) <= LONGEST_COLUMN
        if kinds[i] == "" and short and COLUMN.match(out[i].text) and kinds[after] == "" and out[after].text[0] != "—":
            kinds[i] = "furniture"
        if kinds[i] == "byline" and STARTS.match(out[after].text):
            kinds[i] = ""
        if kinds[i] == "" and i == 0 and MEDIUM.match(out[i].text):
            kinds[i] = "byline"
    for i, kind in kinds.items():
        if kind == "byline":
            out[i] = of_kind(out[i], "byline")
        elif kind == "furniture":
            out[i] = of_kind(out[i], "furniture")
    titled = False
    for i in heads:  # a numbered heading below a headline is the first section's
        if kinds[i]:
            continue
        if titled and ENUMERATOR.match(out[i].text):
            out[i] = of_kind(out[i], "section")
        titled = True


def _kind(text: str) -> str:
    """byline, furniture, or '' for what may be a headline."""
    if is_number(text):
        return "furniture"
    if _holder(text) or FORM.match(text) or EDITED.match(text) or SENT.match(text) or red_head(text):
        return "byline"
    if OFFICE.match(text) and not DOING.search(SURELY.sub("", text)):
        return "byline"
    return ""


def _holder(text: str) -> bool:
    """A line that tells who holds a post: 某某经济开发区党工委书记　柯立新."""
    held, holds = HELD.match(text), HOLDS.match(text)
    return bool((held and are_names("".join(held["who"].split()))) or (holds and are_names(holds["who"])))

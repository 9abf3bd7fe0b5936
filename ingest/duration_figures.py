"""How long something takes: 平均2.6天办结一件诉求, 12天修通道路, 从靠港到上架48小时, 在3个工作日内完成审核.

The measure is told by the verb behind the figure or by the span before it; the label is that verb or span with 用时
(time taken) or 时限 (limit).
"""

from __future__ import annotations

import re

from ingest.clause import Clause, Draft, SentenceState
from ingest.indicators import strip_light
from ingest.phrases import Token
from ingest.quantities import Found
from ingest.words import word_set

_TIMED = re.compile(r"(?:时限|时间|用时|耗时|周期|期限|工期|时长|平均|办结|审批|手续|环节)$")
_WITHIN = re.compile(
    r"(?:以内|之内|内)(?:即可|可|全部|一次性|就|能)?(?:完成|作出|给出|做出|予以|给予|进行)?(?P<what>[\u4e00-\u9fff]{2,8}?)(?:完毕|完成)?(?=[，。；、]|$)"
)
_DONE = re.compile(r"(?:以内|之内|内|左右)?(?P<verb>办结|答复|办完|解决|完成|审结|发证|拿证|领证|回复|反馈|办理)")
_SPAN = re.compile(r"从?(?P<span>[\u4e00-\u9fff]{2,12}到[\u4e00-\u9fff]{2,12}?)(?:，?(?:前后|总共|一共|全程))?")
_ACTOR = re.compile(
    r"(?:热线|平台|系统|大厅|专线|小程序|委|委会|委员会|局|办|厅|部门|中心|企业|公司|窗口|机构|专班|员|团队|队|组|园区|开发区)$"
)
_HOW = re.compile(r"(?:最快|最短|平均|最多|最长|全程|仅|只|仅仅|短短)*")
_SHORT = re.compile(r"天|日|时|分钟|秒|月|周")
_SKIPPED = word_set("就 便 即 可 能 即可 就能 便能 可以 内 时间 之内 以内 左右 多 已 全部")
_NO_DEED = word_set("是 为 有 来 以来 前 后 以后 之后 以前 占 达 达到 到 以上 增长 下降 连续 在线 服务")
_OBJECT = re.compile(
    r"(?:了|起|好)?(?:(?:一|每一?|这)(?:件|项|个|座|条|单|笔|批|家|户|次|片|段))?"
    r"(?P<object>[\u4e00-\u9fff“”]{0,12}?)(?:的)?(?=[，。；、！？并]|$)"
)
_DEED = re.compile(
    r"(?:接[单件诉]|回[话复]|办[结完]|到[账场岗]|开[工业户]|发[证货放]|取[证件]|出[证件货栏]|拿[证地]|领证|动工|上[架线岗市]|下[架线]|送[达电货]|"
    r"交[货付房地]|批[复准]|审[结批]|签[发约]|投产|完[工成]|通[车电水气关]|见效|响应|放款|受理|建成|入驻|验收|封顶|达产)(?=[、，。；！]|$)"
)
"""What is done within a time, in the two characters of a promise: 5分钟接单、1个工作日回话."""
_AID_RUNS = re.compile(r"连(?:补|发|奖|续补贴?|续发放?)$")


def span(text: str) -> str:
    """从靠港到上架 → 靠港到上架用时: what a clause without figures says of the time told in the next; '' for none."""
    m = _SPAN.fullmatch(text.strip("，, 　"))
    return m["span"] + "用时" if m and text.lstrip().startswith("从") else ""


def of_span(name: str, announced: str) -> str:
    """The time of a span just told: 从立项到领证，时限由… → 立项到领证时限."""
    if name in ("时限", "时间", "用时", "周期", "时长", "天数") and announced.endswith("用时"):
        return announced.removesuffix("用时") + name
    return name


def how_long(name: str) -> str:
    """The name of a duration that its phrase only hints at: 签约到投产 → 签约到投产用时, 审核后公示 → 公示时间."""
    if (m := _SPAN.fullmatch(name)) is not None:
        return name if name.endswith(("用时", "时间", "耗时", "时限", "周期", "时长")) else m["span"] + "用时"
    behind = name.rpartition("后")[2]
    return behind + "时间" if "后" in name and behind in ("公示", "公告", "试运行", "审查", "保存", "保鲜") else name


def time_taken(c: Clause, s: SentenceState, q: Found, name: str, right: list[Token]) -> Draft | None:
    """The draft of a duration whose deed stands behind it; None where it has none there."""
    behind = c.text[q.end : c.end]
    limit = _WITHIN.match(behind)
    if limit and name.endswith("后"):
        return Draft(found=q, indicator=f"{name[:-1]}到{limit['what']}时限", rule="level-limit")
    if limit and not _TIMED.search(name):
        return Draft(found=q, indicator=f"{limit['what']}时限", rule="level-limit")
    own = name and _HOW.fullmatch(name) is None
    if own and (done := _DONE.match("".join(t.word for t in right))):
        return Draft(found=q, indicator=f"{name}{done['verb']}时限", rule="level-limit")
    if s.granted and _AID_RUNS.search(c.text, c.start, q.number_start):
        return Draft(found=q, indicator="补贴期限", rule="level-limit")
    if own and _ACTOR.search(name) is None:
        return None
    deed = _deed(c, q, right)
    if not deed:
        return None
    how = "" if own else name.strip("仅只短")
    return Draft(found=q, indicator=f"{how}{deed}用时", rule="level-taken")


def _deed(c: Clause, q: Found, right: list[Token]) -> str:
    """修通专用道路 of 12天就修通了专用道路; '' where no deed stands behind the figure."""
    if _SHORT.search(q.unit) is None:
        return ""
    at = 0
    while at < len(right) and right[at].word in _SKIPPED:
        at += 1
    short = _DEED.match(c.text, right[at].start, c.end) if at < len(right) else None
    if short is not None:
        return short.group()
    if at == len(right) or not right[at].tag.startswith("v") or right[at].word in _NO_DEED:
        return ""
    verb = right[at]
    more = right[at + 1] if at + 1 < len(right) and right[at + 1].tag == "v" else None
    end = more.end if more is not None and more.word not in _NO_DEED and len(verb.word) == 1 else verb.end
    told = c.text[verb.start : end]
    m = _OBJECT.match(c.text, end, c.end)
    thing = strip_light(m["object"]) if m else ""
    deed = told + thing
    return deed if len(deed) >= 2 else ""

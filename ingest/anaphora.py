"""Words at the opening of a clause that stand for something named before: 该平台, 活动, 仪式上, 该园.

The thing is the last one named whose class word is the same: 平台 after “某某”平台, 活动 after “三个一批”活动.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.linking import Ref
from kg.model import Article

_CLASS = (
    "活动|行动|平台|基金|机制|制度|模式|服务队|服务团|专班|合作园|产业园|科技园|孵化器|加速器|公寓|中心|仪式|大会|论坛|博览会|展会|"
    "推介会|研究院|研究中心|学院|实验室|口岸|基地|专线|夜校|资金池|港区|园|贷"
)
_BARE = (
    "活动|平台|孵化器|服务队|帮办队|仪式|企业服务中心|政务服务中心|服务中心|人才公寓|青年公寓|职工公寓|研究院|研究中心|中心|产业学院|学院|基金|资金池|公寓|夜校|专线|支线|港区|保税仓|"
    "协会|商会|专区|池子|冷库|污水处理厂|水厂|产业园|物流园|科技园|社区|基地"
)
_AGAIN = re.compile(
    rf"(?:(?<=[，。；：、\n”])|(?<=年)，|^)(?:目前，?|如今，?|截至目前，?)?(?P<word>(?:该|这一|这个|这只|这支|这家|这座|这条|此次|本次|这次|本届)(?P<class>{_CLASS})(?![数的等])|(?P<bare>{_BARE})"
    r"(?=要|将|今年|目前|去年|每|面积|货物|提供|孵化|培训|投|力争|计划|一期|累计|日均|自|已|共|累|实|为|受|总|占|建(?!设)|拥|有|入|吸|推|促|集|签|总|规|现|可|日|年|首|开|服|按|接|办|发|上线|运行|向|还|帮|连|给))"
)
_SCENE = re.compile(
    r"(?<=[，。；：\n”])(?:在)?(?P<word>(?:活动|仪式|签约|推介会|大会|会议)?现场|(?:活动|仪式|大会|推介会|博览会|论坛|会)上|活动当天)(?=[，签共有集来达])"
)
_THIS_FIRM = re.compile(
    r"(?:(?<=[，。；：、\n”])|^)这家[^，。；：\n]{1,30}?的(?:老|新|本土|外资|民营|科技|龙头|上市)*(?:企业|公司|工厂|国企|民企|厂子)(?![\u4e00-\u9fff]{0,3}(?:负责人|总经理|董事长))"
)
"""这家1987年建厂的老国企: the firm spoken of, told with what it is."""
_THIS_WAY = re.compile(
    r"(?:这一|该|此项|这项|这套|这种|上述)(?:办法|做法|举措|改革|新政|政策|机制|模式|制度|打法)|(?:按|照|据|依)此(?=办理|供应|供地|出让|审批|受理|执行|实施|操作|方式)"
)
"""目前用上这一办法的企业有19家, 31宗土地按此供应: the policy told of before, however it is called."""
_FIRM_REACH = 400
_REACH = 300
"""Characters back to the thing that is meant."""
_FAR = 3000
"""The same for a word that says more of it: 企业服务中心."""
_KINDS = ("Policy/", "Event/", "Facility/", "Fund/", "Organization/", "Zone/", "Project/")


def is_this_way(text: str, r: Ref) -> bool:
    """Whether a reference only points back to a policy: 按此, 这一办法."""
    return _THIS_WAY.fullmatch(text, r.start, r.end) is not None or text[r.start : r.end] in ("按此", "照此", "据此")


def anaphors(text: str, article: Article, refs: list[Ref]) -> list[Ref]:
    """References by class words to what the article has named before, sorted by start."""
    starts = [r.start for r in refs]
    found: list[Ref] = []
    for m in _AGAIN.finditer(text, article.start, article.end):
        start, end = m.span("word")
        word = "池" if m["bare"] == "池子" else m["class"] or m["bare"]
        for r in _before(refs, starts, start, _REACH if len(word) < 4 else _FAR):
            if (
                text.startswith(word, r.end)
                or text[r.start : r.end].rstrip("”》").endswith(word)
                or (len(word) > 1 and r.key.endswith(word))
                or (r.end < len(text) and text[r.end] == "”" and text.startswith(word, r.end + 1))
            ):
                found.append(Ref(start, end, r.key))
                break
    taken = {r.start for r in found}
    for m in _THIS_WAY.finditer(text, article.start, article.end):
        near = [r for r in _before(refs, starts, m.start()) if r.key.startswith("Policy/")]
        quoted = [r for r in near if "“" in text[r.start - 1 : r.start + 1]]
        policy = next(iter([*quoted, *near]), None)
        if policy is not None and m.start() not in taken:
            found.append(Ref(m.start(), m.end(), policy.key))
    for m in _SCENE.finditer(text, article.start, article.end):
        start, end = m.span("word")
        event = next((r for r in _before(refs, starts, start) if r.key.startswith("Event/")), None)
        if event is not None:
            found.append(Ref(start, end, event.key))
    for m in _THIS_FIRM.finditer(text, article.start, article.end):
        low, at = bisect_left(starts, m.start() - _FIRM_REACH), bisect_left(starts, m.start())
        firm = next((r for r in reversed(refs[low:at]) if r.key.startswith("Company/")), None)
        if firm is not None:
            found.append(Ref(m.start(), m.end(), firm.key))
    return sorted(found, key=lambda r: r.start)


def _before(refs: list[Ref], starts: list[int], position: int, reach: int = _REACH) -> list[Ref]:
    """The references of the kinds that class words stand for, the last first."""
    at = bisect_left(starts, position)
    low = bisect_left(starts, position - reach)
    return [r for r in reversed(refs[low:at]) if r.key.startswith(_KINDS) and r.end <= position]

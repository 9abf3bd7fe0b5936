"""What a policy grants: 对…的项目，按设备投资额的10%给予补助，最高800万元.

A rate, a ceiling, a fixed sum and the threshold from which it is given are figures of the policy. `plain` is what the
clause has before the number.
"""

from __future__ import annotations

import re

from ingest.clause import Clause, Draft, SentenceState
from ingest.indicators import before_number, strip_light
from ingest.quantities import Found

_AID = r"(?:奖励|补助|补贴|资助|扶持|奖补|贴息|返还|减免|支持|津贴|奖金|让利|优惠)"
_RATE = re.compile(r"(?P<name>[^，。；]*?)(?:，)?按照?(?P<base>[^，。；按]{0,16}?)的?$")
_AWARDED = re.compile(
    rf"(?:以上|以内|以下|左右)?的?(?:比例|标准)?(?:分档|一次性|连续[^，。]{{1,4}}年)?(?:给予|予以|进行|发放|享受|提供)?(?:最高)?"
    rf"(?P<what>[\u4e00-\u9fff]{{0,8}}?{_AID})"
)
_TAKEN = re.compile(r"(?:以上|以内)?的?(?:比例|标准)?(?:执行|收取|计收|计算|发放|兑付|缴纳|计征)")
_CEILING = re.compile(
    rf"^(?:且|但|同一|原则上)*(?:单个|每个|每家|单家|单户|每户|每人|单项|单笔|同一)?(?:企业|项目|平台|机构|单位|人才|人|车间|园区)?"
    rf"(?:每年|一年|年度|全年|累计|合计|当年|每年度|总额|年)*(?P<what>[\u4e00-\u9fff]{{0,6}}{_AID})?(?:总额|金额|资金|额度)?"
    r"(?:最高|上限|封顶|最多|累计|总额|合计)*(?:不超过|不高于|可达|可获|给予|为|达|可)*(?:最高)?$"
)
_GIVEN_RATE = re.compile(
    r"(?:对|为|向|按照?)?(?P<whom>[^，。；]{2,20}?)(?:分别|可|再)*(?:给予|予以|享受|补助|补贴)"
    r"(?P<most>最高|不超过|至多|上限)?$"
)
_GIVES = re.compile(
    r"(?P<whom>[^，。；]*?)(?:一次性|再|分别|可)*(?:给予|奖(?!励)|奖励|补助|补贴|资助|发放|享受|获得|奖补)(?P<most>(?:最高|不超过|总额|至多)*)(?:一次性)?$"
)
_CONTEXT = re.compile(rf"给予|一次性|{_AID}")
_CONDITION = re.compile(
    r"(?:以上|以下|以内|超过)?的?[^，。；\d]{0,14}(?:的|项目|企业|机构|平台|单位|人才|园区|载体|基金)(?=[，、]|$)"
)

_QUALIFIES = re.compile(r"的?[\u4e00-\u9fff]{0,8}?(?:企业|项目|机构|平台|单位|园区|载体)(?=[，可由])")
_RIGHT = re.compile(
    r"，?[^，。；]{0,16}?(?:可(?!再生|持续)|给予|享受|优先|实行|予以|允许|由[^，。；]{2,12}(?:跟踪|服务|负责|联系|包联|对接))"
)


def grant(c: Clause, s: SentenceState, q: Found, plain: str) -> Draft | None:
    """The figure as one of a grant; None where it is none."""
    stop = c.text.find("。", q.end, q.end + 160)
    rest = c.text[q.end : stop if stop >= 0 else min(len(c.text), q.end + 80)]
    own = rest[: max(0, c.end - q.end)]
    draft: Draft | None = None
    if q.family == "money" and not plain and s.granted and c.text[q.start - 1] in "、和":
        return Draft(found=q, indicator=s.granted, subject=s.rules, rule="grant-sum")  # 分别给予30万元、80万元奖励
    if q.family == "money":
        draft = _sum(s, q, plain, own)
    if draft is None and q.family in ("percent", "money") and (rate := _RATE.match(plain)):
        draft = _rate(s, q, plain, rate, own)
    if draft is None and q.family == "percent" and (given := _GIVEN_RATE.match(plain)):
        draft = _given_rate(s, q, given, own)
    if (
        draft is None
        and q.family in ("money", "measure", "percent", "count")
        and c.text[c.start : q.start].lstrip().startswith(("对", "凡", "年", "首次", "当年"))
        and _CONDITION.match(own)
        and _CONTEXT.search(rest)
    ):
        name = before_number(re.sub(r"^对", "", plain))
        draft = Draft(found=q, indicator=name + "门槛", status_from=c.start, rule="grant-threshold") if name else None
    if draft is not None and draft.subject is None:
        draft.subject = s.rules
    s.granted = draft.indicator if draft is not None else ""
    return draft


def _rate(s: SentenceState, q: Found, plain: str, m: re.Match[str], own: str) -> Draft | None:
    base = strip_light(m["base"] or m["name"])
    awarded = _AWARDED.match(own)
    end = "比例" if q.family == "percent" else "标准"
    if awarded is not None:
        what = awarded["what"]
        s.grant = base + what if q.family == "percent" and len(what) <= 3 else what
        return Draft(found=q, indicator=s.grant + end, rule="grant-rate")
    name = before_number(m["name"])
    if name and m["base"] and _TAKEN.match(own):
        s.grant = name
        aided = re.search(_AID, name) is not None
        return Draft(found=q, indicator=name + end if aided else f"{name}占{base}{end}", rule="grant-rate")
    return None


def _given_rate(s: SentenceState, q: Found, m: re.Match[str], own: str) -> Draft | None:
    """对设备投入给予最高15%的补助: the share that is paid."""
    awarded = _AWARDED.match(own)
    base = before_number(m["whom"])
    if awarded is None or not base:
        return None
    s.grant = base + awarded["what"]
    return Draft(found=q, indicator=s.grant + "比例" + ("上限" if m["most"] else ""), rule="grant-rate")


def _sum(s: SentenceState, q: Found, plain: str, own: str) -> Draft | None:
    most = q.qualifier == "不超过" or plain.endswith(("最高", "上限", "最多", "封顶"))
    ceiling = _CEILING.match(plain)
    if most and ceiling and (s.grant or ceiling["what"]):
        what = ceiling["what"] or ""
        return Draft(found=q, indicator=(what if len(what) > 2 else s.grant or what) + "上限", rule="grant-ceiling")
    given = _GIVES.match(plain)
    if given is None:
        return None
    behind = re.match(rf"(?:[、和][\d.,]+[万亿]?元)*(?:以内|以下)?的?(?P<what>[\u4e00-\u9fff]{{0,6}}?{_AID})", own)
    verb = re.search(rf"{_AID}$", re.sub(r"(?:最高|不超过|总额|至多|一次性)*$", "", plain))
    what = behind["what"] if behind else verb.group() if verb else "奖励" if plain.endswith("奖") else ""
    if not what:
        return None
    whom = before_number(re.sub(r"^(?:对|为|向)", "", given["whom"]))
    limit = "上限" if given["most"] or most else ""
    s.grant = what
    return Draft(found=q, indicator=(whom if what not in whom else "") + what + limit, rule="grant-sum")


def threshold(c: Clause, q: Found, plain: str) -> Draft | None:
    """亩均税收20万元以上的企业，可优先保障用地: the measure that gives a right, and how much of it."""
    own = _QUALIFIES.match(c.text, q.end, min(len(c.text), c.end + 1))
    if own is None or c.text[c.start : q.start].lstrip("对凡向为 ") != plain.lstrip("对凡向为 "):
        return None
    if _RIGHT.match(c.text, own.end(), min(len(c.text), own.end() + 40)) is None:
        return None
    name = before_number(re.sub(r"^(?:对|凡|向|为)", "", plain))
    return Draft(found=q, indicator=name + "门槛", status_from=c.start, rule="grant-threshold") if name else None

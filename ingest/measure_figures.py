"""Figures with a unit: share, rank, attributive measures, and plain levels.

固定资产投资完成79亿元 (level), 占全市19.6% (share), 总量全市第一 (rank), 总投资844亿元的43个项目
(attributive). `plain` is what the clause has before the number, `right` the words behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.clause import Clause, Draft, SentenceState
from ingest.count_figures import event_phrase
from ingest.deeds import sum_of
from ingest.duration_figures import how_long, of_span, time_taken
from ingest.figure_patterns import CHANGED, EVENT, NO_INDICATOR, OWN_MEASURE, PROJECT_WORD, RANK_PART, WITHIN_SHARE
from ingest.grammar import words
from ingest.indicators import GENERIC, after_counter, before_number, strip_light
from ingest.left_out import unit_key
from ingest.part_figures import AWAY
from ingest.phrases import NEAR, Token, tag, within
from ingest.quantities import Found
from ingest.units import unscaled
from ingest.words import word_set

_AMONG = re.compile(
    r"(?:在|居|列|排)(?P<of>[^，。；\d在的]{0,6})\d{1,3}[个家][^，。；\d]{2,14}?(?:[中里内](?:[居列排]|位列|位居|名列)?|之中)?$"
)
"""在陕北4家开发区里排(第二), 居全市8个开发区(首位): among whom."""
_AMONG_ALL = re.compile(
    r"在?(?P<of>[^，。；]{0,8}?(?:[两三四五六七八九十]+[区市县园镇]|各?类?(?:工业|产业|经济|重点)?(?:园区|开发区|县区|县市区|高新区|经开区|综保区)))(?:之?[中里内间])?"
)
"""在五区里排第四, 在自治区各工业园区中居第二: among whom, where they are not counted."""
_FOUNDED_MEASURE = re.compile(
    r"(?:设立|成立|组建|建设|新建|启动|推出|发起|募集|兴建)(?:了)?(?P<measure>(?:总|首期|目标)?(?:规模|投资额?|总额|面积|长度|全长)|日(?:处理|供水|产)[\u4e00-\u9fff]{0,4})$"
)
_OF_EACH = re.compile(r"^.*(?:企业|公司|单位|家|户|人)各(?=[\u4e00-\u9fff]{2,4}$)")
_ROOM = re.compile(
    r"(?:厂房|土地|荒地|闲置地|低效地|冷库|仓库|车间|公寓|住房|楼宇|研发楼|大棚|校舍|展厅|商铺|绿地|林地|耕地|农田)$"
)
_ONE = re.compile(r"(?:这家)?(?:从|占|备了|建了|建成|这片|这块|有)?(?:一?[间套座栋根条艘处块片台辆个家])?")
_OF_SORTS = frozenset(("产值", "总产值", "工业产值", "营业收入", "营收", "收入", "增加值", "税收", "投资", "出口额"))
_SORTS_REACH = 12
_FOR = frozenset(("实施", "用于", "支持", "办好", "推进", "开展", "建设", "投入"))
_RAISED = frozenset(
    ("筹措", "投入", "安排", "拿出", "落实", "争取", "统筹", "下达", "筹集", "整合", "筹措资金", "投入资金", "安排资金")
)
_SIZE = frozenset(("总长", "总长度", "长度", "全长", "总面积", "建筑面积"))
_PER_ONE = re.compile(r"平均每[个家户宗件笔]|[个家户宗件]均")
_AREA = re.compile(r"平方|亩|m2|㎡|公顷")
_AIDED = re.compile(r"的?(?P<what>[\u4e00-\u9fff]{0,4}?(?:补贴|补助|奖励|奖补|优惠|贴息|折扣|返还))(?=[，。；、]|$)")
_TIME_NOUN = re.compile(r"(?:时间|时长|期|周期|工期|用时|时限|假|课|班|计划|行动|活动)$")
_TIME_TAKEN = re.compile(r"(?:用时|耗时)(?:由|从)?[^，。；]{0,5}$")
_EACH_SOLD = re.compile(
    r"(?:一|每)(?P<of>[套只个台吨斤件片箱瓶头枚根辆艘盒袋升]|公斤|千克|平方米?)(?:能|可以|可|就|只|也)*(?:卖|售)(?:价|到|出|得|了)*$"
)
_PAID_FOR = re.compile(r"(?:花|投|耗资|斥资|掏|斥巨资)(?:了|出)?(?:约|近|超|逾)?$")
_BUILDS = word_set("建 建起 建成 建设 新建 兴建 建造 打造 改造 添置 购置 购买 买 买下 引进 升级")
_ONCE = re.compile(
    r"^(?:过去|从前|以前|原来|原先|早先|那时|当初|如今|现在|眼下)(?=(?:要|需|得|只|是|有|为|达|至少|最少)|$)"
)
_DEAL = re.compile(
    r"的?(?P<what>[\u4e00-\u9fff]{0,4}?(?:单子|订单|急单|大单|合同|协议|汇票|信用贷款?|贷款|保单|[A-E]?轮?融资|“[^”]{2,8}贷”))(?![\u4e00-\u9fff]{0,2}(?:项目|企业|平台))"
)
"""2.4亿元的长期协议, 320万元的汇票: what the sum stands on is what it is of."""
_ORDERS = re.compile(r"单子|大单")
_GEARED = re.compile(r"的?(?:比例|额度|规模)?(?P<what>放大|放款|放贷|授信|杠杆)")
_SPENT = re.compile(r"(?:把|将|拿出)(?P<of>[^，。把将]{2,10})的$")
_USE = re.compile(r"(?:以上|左右)?(?:投入到?|用于|投向|支持|搞|做)(?P<what>[\u4e00-\u9fff]{2,6})")
_REACHES = re.compile(
    r"(?:达到?|突破|超过|增至|增加到|扩大到|可达到?|增长到|冲上|冲到|站上|跃上|迈上|做到|做|为|要到|能到|可到|升到|降到)了?$"
)
_CONTRIBUTES = re.compile(r"(?:贡献|创造|集聚|聚集|承载|汇聚)了?(?P<of>全[省市国区县州])?$")
_CONTRIBUTED = re.compile(
    r"(?:贡献|创造|集聚|聚集|承载|汇聚|产出)了?(?P<of>全[省市国区县州])?[^，。；]{0,3}\d[\d.]*[%％]的[^，。；%％]{2,14}?(?:、|和|以及|及)$"
)
_MADE = re.compile(
    r"(?:可|能|将|设计|预计)*(?P<per>年|每月)(?:可|能|将)*(?P<how>产|出|加工|处理|生产|回收|利用)(?:各类)?(?P<what>[\u4e00-\u9fff、]{2,12})$"
)
MADE_VERBS = frozenset(("形成", "实现", "签订", "签下", "签了", "走过", "达成", "具备", "拥有", "允许", "享受", "提供"))
MEASURED = words("measure_verb")
"""Verbs that are part of a measure's name: 批零住餐营业, 土地出让, 工业用电."""
_NAMES = re.compile(r"(?:计划|预计|完成|总|累计|人均|户均|年均|日均|平均|每[年月天日亩户人]|利用|使用|新增)")
VERBS_BEHIND = frozenset(("建设", "用于", "投入", "支持", "进行", "打造", "改造", "开展", "推进"))
_MORE = re.compile(
    r"(?P<phase>[一二三四]期)?(?:还要|还|要|将)*(?:再|又)(?:新)?(?:增加?|建成?|腾出?|盘活|新增|清理|处置|扩|添|降|压|减|培育|引进)"
)
"""二期再增5万吨, 明年再腾20万平方米: more of what has been told in such a unit."""
_PHASE = re.compile(r"^[一二三四]期")
_BIG = re.compile(r"级的?(?P<what>[^，。；、\d]{0,10}?(?:集群|产业链|产业(?!集群|链)|基地|园区))")


_MOST_OF_ONE = re.compile(
    r"(?:[^，。；]{0,12}?)(?P<one>[一每单][家户个人头台亩项件笔宗位])(?:企业|项目|团队|农户)?(?:每年|一年)?(?:最[多高]|上限|封顶)(?P<deed>贷|补|奖|借|给|领|支持)?"
)
"""一家最多300万元: the most that one of them is given."""
_KINDS = re.compile(r"补助|补贴|奖励|奖补|贷款|授信|资助|支持|贷(?=[”》])")
_KIND_OF = {"贷": "贷款", "补": "补助", "奖": "奖励", "借": "借款", "支持": "支持"}


def _most_of_one(c: Clause, q: Found, name: str) -> str:
    """一家最多 → 单家最高补助额, by what is given; '' for other names."""
    m = _MOST_OF_ONE.fullmatch(name)
    if m is None:
        return ""
    told = _KINDS.findall(c.text[c.text.rfind("。", 0, q.start) + 1 : q.start][-40:])
    kind = _KIND_OF.get(m["deed"] or "", told[-1] if told else "")
    loan = not m["deed"] and (not kind or kind.startswith(("贷", "授信")))
    return m["one"].replace("一", "单") + "最高" + ("额度" if loan else kind + "额")


def share(s: SentenceState, q: Found, plain: str, m: re.Match[str]) -> Draft | None:
    """占全市的48%: the part that the figure before it, or the noun before 占, is of a whole."""
    name = before_number(plain[: m.start()])
    of = re.sub(r"^(?:到|了)|(?:总数)?的?(?:比重|比例)?(?:[由从][^，。；]{0,8})?$", "", m["of"])
    base = name or (s.last_indicator or s.topic or "").removesuffix("数")
    if not base and not of:
        return None
    label = f"{base}占{of}比重" if of else f"{base}占比"
    return Draft(found=q, indicator=label, kind="share", rule="share")


def share_within(s: SentenceState, q: Found, plain: str) -> Draft | None:
    """其中甲产业占六成: what a part has of the measure told before."""
    part = WITHIN_SHARE.search(plain)
    if part is None or not s.last_indicator:
        return None
    return Draft(found=q, indicator=f"{s.last_indicator}占{part['of']}比重", kind="share", rule="share")


def share_of_whole(c: Clause, q: Found, plain: str, right: list[Token]) -> Draft | None:
    """贡献了全省六成的工业增加值, 以不到3%的土地面积, 把营业收入的7.5%投入研发: the noun behind says of what."""
    spent, use = _SPENT.search(plain), _USE.match(c.text[q.end : c.end])
    if spent and use:
        label = f"{use['what']}投入占{before_number(spent['of'])}比重"
        return Draft(found=q, indicator=label, kind="share", rule="share-spent")
    noun, _, _ = after_counter(right)
    if not noun or not right or right[0].word != "的":
        return None
    part = _CONTRIBUTES.search(plain)
    if part is None and (not plain or plain.startswith("的")):  # 贡献了全省41%的工业增加值、53%的进出口总额
        part = _CONTRIBUTED.search(c.text, c.start, q.start)
    if part:
        return Draft(found=q, indicator=f"{noun}占{part['of'] or '全部'}比重", kind="share", rule="share-contributed")
    if plain.endswith(("以", "用", "仅占", "仅用", "凭")):
        return Draft(found=q, indicator=f"{noun}占比", kind="share", rule="share-used")
    if not before_number(plain):  # 每年70%以上的财政支出投入民生
        return Draft(found=q, indicator=f"{noun}占比", kind="share", rule="share-of")
    return None


def rank(s: SentenceState, q: Found, plain: str) -> Draft | None:
    """总量在全市排位第一; 增速居全市8个开发区首位: whose rank it is among whom."""
    parts = RANK_PART.findall(plain)
    scope = re.search(r"全[市省国区县州球]", plain)
    among = _AMONG.search(plain)
    name = before_number(
        re.sub(
            r"(?:连续[^，。；]{1,5}[年月度])?(?:均|稳|跃|位|名)?(?:居|列|排|升至|进至|保持)?$",
            "",
            re.split(
                r"在?全[市省国区县州球]|总量|排名|排位|位居|位列|名列|稳居|跃居|排在|[居列排]",
                plain[: among.start()] if among else plain,
            )[0],
        )
    )
    if len(name) < 2 and re.match(r"中", plain) and s.last_noun_phrase:
        name = s.last_noun_phrase  # 在参评的154个综合保税区中名列第一
    if len(name) < 2 and s.announced:
        name, s.announced = s.announced.removesuffix("排名").removesuffix("排位"), ""  # 在季度考评中，某园列第2位
    name = re.sub(r"连续.{0,5}$", "", name)
    within_all = _AMONG_ALL.fullmatch(name)
    name = "" if within_all else name
    if name in ("增速", "增幅", "总量", "规模", "增量") and s.last_indicator and name not in s.last_indicator:
        name = s.last_indicator + name
    base = name if len(name) >= 2 else (s.last_indicator if parts else s.last_spoken or s.last_indicator) or ""
    part = "".join(dict.fromkeys(parts)) if parts and parts[0] not in base and parts[0] != "排名" else ""
    of = within_all["of"] if within_all else scope.group() if scope else among["of"] if among else ""
    return Draft(found=q, indicator=f"{base}{part}{of}排名", kind="rank", rule="rank")


def attributive(c: Clause, s: SentenceState, q: Found, plain: str, right: list[Token]) -> Draft | None:
    """总投资50亿元的某项目, 总投资64.3亿元的12个项目集中签约, 总规模50亿元的某基金, 230亿元的目标任务."""
    name = before_number(plain)
    if (own := _FOUNDED_MEASURE.search(name)) is not None:
        name = own["measure"]  # 设立规模20亿元的某基金
    if q.family == "duration" and name.endswith("为期"):
        noun, _, _ = after_counter(right)
        return Draft(found=q, indicator=noun + "时长", rule="attributive-noun") if noun else None
    name += "面积" if name.endswith("占地") and _AREA.search(q.unit) else ""
    if _ONE.fullmatch(name):
        name = ""  # 一间860平方米的厂房
    if q.family == "money" and name in ("设立", "成立", "组建", "发起", "发起设立", "募集"):
        name = "规模"  # 设立20亿元的某母基金
    if q.family == "percent" and (aid := _AIDED.match(c.text, q.end, c.end)):
        base = re.sub(r"^.*?(?:享受|获得|给予)|^按", "", name)
        return Draft(found=q, indicator=f"{base}{aid['what']}比例", rule="attributive-aid")  # 享受售价15%的补贴
    if q.family == "money" and (deal := _DEAL.match(c.text, q.end, c.end)):
        return Draft(found=q, indicator=_ORDERS.sub("订单", deal["what"]) + "金额", rule="attributive-deal")
    default = "面积" if _AREA.search(q.unit) else "温度" if q.unit == "℃" else "规模"
    name = name or {"money": "投资额", "measure": default}.get(q.family, "")
    follow = right[1].start if len(right) > 1 else q.end + 1
    nearest = [r for r in c.refs if follow <= r.start <= follow + 1]
    if ahead := [at for at, _ in c.project_spans if follow - 1 <= at <= follow + 12]:
        thing = next((r for r in c.refs if r.start in ahead and r.key.startswith("Project/")), None)
        return Draft(found=q, indicator=name, subject=thing.key, rule="attributive-project") if thing else None
    for r in nearest:
        if r.key.startswith(("Fund/", "Facility/", "Zone/")):
            if c.text[r.end : c.end].strip("”》"):
                s.switch_subject(r.key, "subject-attributed", r)
            else:
                s.founded = r.key  # what the next clause says may be of it, or of who set it up
            return Draft(found=q, indicator=name, subject=r.key, rule="attributive-name")
    low = bisect_left(c.quantities, q.end, key=lambda x: x.start)
    later = [x for x in c.quantities[low : low + 1] if x.start <= q.end + 2]
    if later:
        noun, end, _rest = after_counter(within(c.tokens, later[0].end, c.end, NEAR))
        event = EVENT.match(c.text[end : c.end]) if noun else None
        if noun:
            topic = event_phrase(event, noun) if event else noun
            s.topic = topic
            return Draft(found=q, indicator=topic + name, rule="attributive-count")
    noun, _, _ = after_counter(right)
    if re.search(r"(?:目标|任务)", noun):
        base = s.topic or ""
        return Draft(found=q, indicator=base + noun, status="目标", rule="target")
    if noun and re.fullmatch(r"(?:允许|给予|享受|提供)?(?:最高|最低|最多|不超过)?", name):
        suffix = {"percent": "比例", "money": "金额"}.get(q.family, "")
        return Draft(found=q, indicator=noun + suffix, rule="attributive-noun")
    if noun and name and (done := _acted_on(q, name, right)):
        return Draft(found=q, indicator=done, rule="attributive-noun")
    if noun and name in GENERIC | {"投资额", "规模", "面积", "温度"}:
        return Draft(found=q, indicator=noun + name, rule="attributive-noun")
    if re.search(r"(?:目标|任务)$", name):
        s.last_indicator = name
        return Draft(found=q, indicator=name, status="目标", rule="target")
    return Draft(found=q, indicator=name or noun, rule="attributive") if name or noun else None


def _alike(before: str | None, unit: str) -> bool:
    """Whether two units measure the same: 万元 and 亿元."""
    return before == unit or (before is not None and before.endswith("元") and unit.endswith("元"))


def _acted_on(q: Found, name: str, right: list[Token]) -> str | None:
    """筹集3.5亿元转贷资金, 形成5GW产能, 签下12万亩订单: what is measured stands behind, what was done to it before."""
    verb = tag(name, 0, len(name)) if len(name) > 1 else []
    if not verb or not verb[-1].tag.startswith("v") or verb[-1].tag == "vn" or not right or len(verb[-1].word) > 3:
        return None
    if len(verb) > 1:
        if verb[-1].word in MEASURED or len(verb[-1].word) < 2 or _NAMES.search(name):
            return None
        name = verb[-1].word  # 后者租下3000平方米厂房
    if (right[0].tag[0] not in "nbavlj" and right[0].word not in ("的", "“")) or right[0].word in VERBS_BEHIND:
        return None
    noun, _, _ = after_counter(right)
    if len(noun) < 2 or noun in GENERIC | {"以上", "左右", "以内"}:
        return None
    behind = "".join(t.word for t in right).partition(noun)[2]
    noun += next((w for w in ("产能", "能力", "额度", "规模", "面积") if behind.startswith(w)), "")
    kept = "" if name in MADE_VERBS else name
    return kept + noun + ("面积" if _AREA.search(q.unit) and "面积" not in noun else "")


def level(c: Clause, s: SentenceState, q: Found, plain: str, right: list[Token]) -> Draft | None:
    """固定资产投资完成79亿元; a bare measure belongs to the noun last counted or the project last named."""
    announced, plain = s.announced, _ONCE.sub("", plain)
    timed = announced.endswith("用时") and q.family != "duration"
    name = before_number(plain) or ("" if timed else s.announced)
    if name == "节省" and s.announced:
        name += s.announced  # 仅运费一项，一年省下600万元
    name = _OF_EACH.sub("", name)
    name = of_span(name, announced)
    rule, s.announced = "level", ""
    if name in _SIZE and c.text[: q.start].rstrip("约超近达共为是").endswith("、" + name) and s.last_noun_phrase:
        name = s.last_noun_phrase + name  # 修建道路10条、总长2807米
    if _PER_ONE.fullmatch(name) and s.row is not None:
        name += s.row.told_in(q.family, unscaled(q.unit))  # 15个、112.7亿元，平均每个7.5亿元
    if q.family == "money" and re.search(r"、(?:最高|最低|最多|上限)$", name):
        name = name.rpartition("、")[2] + "额度"  # 纯信用、最高500万元
    if q.family == "money" and right and right[0].word in _FOR and name in _RAISED:
        noun, _, _ = after_counter(right[1:])
        if noun:
            return Draft(found=q, indicator=noun + "投入", rule="level-for")  # 筹措3亿元实施健康惠民工程
    if q.family == "money" and (most := _most_of_one(c, q, name)):
        return Draft(found=q, indicator=most, rule="level-most")
    if name and q.family in ("money", "measure") and (acted := _acted_on(q, name, right)):
        name, rule = acted, "level-acted"
    if q.family == "money" and (sold := _EACH_SOLD.search(plain)):
        return Draft(found=q, indicator=f"每{sold['of']}价格", rule="level-each")  # 如今一套卖到1.3万元
    if q.family == "money" and _PAID_FOR.search(plain) and right and right[0].word in _BUILDS:
        return Draft(found=q, indicator="投资", rule="level-paid")  # 花2800万元建起某中心
    if q.family == "money" and (earned := sum_of(name or strip_light(plain))):
        s.last_indicator = earned
        return Draft(found=q, indicator=earned, rule="level-deed")
    if q.family == "duration" and (taken := time_taken(c, s, q, name, right)) is not None:
        return taken
    if name == "" and plain.endswith("完成") and re.search(r"计划(?:完成)?投资$", s.last_indicator or ""):
        s.last_indicator = re.sub(r"(?:年度|年)?计划(?:完成)?投资$", "完成投资", s.last_indicator or "")
    if re.search(r"完成投资$", strip_light(plain)) or (name == "投资" and "完成" in plain):
        name = name.removesuffix("完成投资").removesuffix("投资") + "完成投资"
    if re.fullmatch(r"(?:新增|新建|建成|建设|规划|投用|启用|盘活|供应|供地|改造)", name):
        noun, _, _ = after_counter(right)
        name = name + noun + ("面积" if noun and _AREA.search(q.unit) and "面积" not in noun else "")
    if not name and s.last_indicator and re.match(r"的?[^，。；、\d]{0,4}(?:目标|任务)", c.text[q.end : c.end]):
        return Draft(found=q, indicator=s.last_indicator + "目标任务", status="目标", rule="target")
    if (more := _MORE.fullmatch(name)) and (said := s.said.get(unit_key(q.unit))) is not None:
        base = _PHASE.sub("", said.indicator) if more["phase"] else said.indicator
        return Draft(found=q, indicator=(more["phase"] or "") + base, rule="level-more")
    if not name and s.grown and _REACHES.search(c.text, max(c.start, q.start - 4), q.number_start):
        s.last_indicator, s.grown = s.grown, None
        return Draft(found=q, indicator=s.last_indicator, rule="level-grown")
    s.grown = None
    if name in ("目标", "任务", "目标值", "规划目标") and s.last_indicator and s.last_unit == q.unit:
        return Draft(found=q, indicator=s.last_indicator, status="目标", rule="level-target")
    if (
        not name
        and s.last_indicator
        and q.family != "duration"
        and (
            plain.endswith(("占", "达", "为", "完成"))
            or (_alike(s.last_unit, q.unit) and _REACHES.search(c.text, max(c.start, q.start - 4), q.number_start))
        )
    ):
        return Draft(found=q, indicator=s.last_indicator, rule="level-same")  # 其中甲园占600亩
    counted = s.last_count if s.last_spoken == s.last_count and c.text[q.start - 1] in "、，" else None
    if name == "金额" and s.last_count == s.last_spoken and s.last_count not in (None, "企业数", "项目数"):
        counted, name = s.last_count, ""  # 办成质押27笔，金额2.6亿元
    if not name and (not plain or plain == "金额") and q.family == "money" and counted:  # 放款412笔、11.3亿元
        amount = re.sub(r"[笔宗份期例]?数$", "", counted) + "金额"
        return Draft(
            found=q, indicator=re.sub(r"投(?:资|了|出|给)?(?:项目|企业)(?=金额$)", "投资", amount), rule="level-amount"
        )
    if not plain and counted and _AREA.search(q.unit):  # 出让28宗、1430亩
        return Draft(found=q, indicator=re.sub(r"(?:地块|[宗块])?数$", "", counted) + "面积", rule="level-amount")
    if not name:
        noun, _, _ = after_counter(right)
        if q.family == "duration" and noun.startswith(("后", "前", "来", "内")):
            return None  # 40秒后通体透红: when, not how long
        if noun and q.family == "percent":
            sold = AWAY.search(c.text, q.end, c.end)
            of = f"{noun}{sold['where']}销售占比" if sold else noun + "占比"
            return Draft(found=q, indicator=of, kind="share", rule="level-part")  # 99%乡镇通公路, 六成产品卖到省外
        if noun:
            if re.search(r"(?:目标|任务)", noun):
                return Draft(found=q, indicator=(s.topic or "") + noun, status="目标", rule="target")
            noun += "用时" if q.family == "duration" and len(noun) > 1 and not _TIME_NOUN.search(noun) else ""
            name, rule = (
                noun + ("面积" if _AREA.search(q.unit) and "面积" not in noun else ""),
                "level-noun",
            )
        elif s.topic:
            name, rule = s.topic + {"money": "金额", "percent": "比率"}.get(q.family, "规模"), "level-topic"
    if q.family == "multiple" and plain.endswith("放大"):
        return Draft(found=q, indicator="放大倍数", rule="level-geared")
    if q.family == "multiple" and (gear := _GEARED.match(c.text, q.end, c.end)):
        return Draft(found=q, indicator=gear["what"] + "倍数", rule="level-geared")  # 银行按8倍放大
    if not name or (q.family == "duration" and name in NO_INDICATOR):
        return None
    if q.unit == "亿元" and (big := _BIG.match(c.text, q.end, c.end)):
        return Draft(found=q, indicator=big["what"] + "规模", status="目标", rule="level-big")
    if q.family == "duration":
        name = how_long(name)
        deed = name and tag(name, 0, len(name))[-1].tag in ("v", "vn") and CHANGED.match(c.text, q.end, c.end)
        if name and (deed or _TIME_TAKEN.search(plain)) and not _TIME_NOUN.search(name):
            name += "用时"  # 拿地用时由68天缩到21天
    if q.family == "percent" and re.search(r"完成(?:了|约|近|超|过)*$", plain):
        name = (name or "工程") + "完成比例"
    if q.family == "percent" and re.search(r"(?:目标|任务)$", name):
        name += "完成率"
    if _AREA.search(q.unit) and re.search(
        r"(?:占地|用地|建筑|规划|开发|(?:核心|启动|起步|拓展|建成)区|片区|一期|二期)$", name
    ):
        name += "面积"
    if _AREA.search(q.unit) and _ROOM.search(name):
        name += "面积"
    if (made := _MADE.search(name)) is not None:
        how = "产" if made["how"] == "出" else made["how"]
        name = f"{made['what']}{made['per'][-1]}{how}" + ("能" if how == "产" else "能力")
    if name in _OF_SORTS and s.sorts and 0 <= q.start - s.sorts[0] <= _SORTS_REACH:
        name = s.sorts[1] + name  # 三大主导产业产值达到420亿元
    if name in GENERIC or (re.fullmatch(r"(?:其中)?(?:工业)?投资(?:额)?", name) and name != "工业投资"):
        owner = s.topic
        if owner and owner[:2] in name:
            owner = None
        if (owner and PROJECT_WORD.search(owner)) or (owner and name in ("占比", "开工率")):
            name = (owner or "") + name
    if q.family == "money" and re.fullmatch(r"(?:.{2,16}基金)?(?:首期|一期|二期|三期)", name):
        fund = (
            (s.subject or "").startswith("Fund/")
            or "基金" in name
            or re.match(r"已?经?(?:全部)?到位", c.text[q.end : c.end])
        )
        name += "规模" if fund else "投资"
    past = any(t.start < q.start and t.period for t in c.times) and not re.search(r"投资|占地|产能", name)
    if s.last_project and OWN_MEASURE.match(name) and not past:
        return Draft(found=q, indicator=name, subject=s.last_project, rule="level-project")
    s.last_indicator = name
    return Draft(found=q, indicator=name, rule=rule)

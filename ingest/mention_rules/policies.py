"""Policies, reforms, mechanisms, service brands, campaigns and methods: quoted, or by what they end in."""

from __future__ import annotations

import re

from ingest.grammar import words
from ingest.mention_rules import policy_quotes
from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading
from ingest.words import METAPHOR, TOPICS, word_set

NOUN = (
    "工作机制|协调机制|协同机制|对接机制|服务机制|工作法|工作体系|服务体系|服务模式|招商模式|"
    "工作模式|工作理念|专项行动|攻坚行动|集成改革|机制|制度|改革|模式|行动|服务|工程|活动|政策|"
    "体系|品牌|办法|举措|做法|战略|计划|管理|理念|思路|路径|图谱|清单|专班|套餐|地图|招商(?!局|"
    "公司|中心|部|机构|会)|贷|评价|考评|监管|审批|验收|仪式|奖补|补贴|台账|包保|供地|供应|办理|原则|规矩|工资制|责任制|聘任制|"
    "双?租赁|矩阵|闭环|梯队|承诺|服务队|帮办队|代办队|专列"
)
COUNTED = re.compile(r"[一二三四五六七八九十两双多\d]+[\u4e00-\u9fff]{1,3}")
ENUMERATED = re.compile(r"[一二三四五六七八九十]是$")
QUOTED = re.compile(r"[“\"‘]([^“”\"‘’\n]{2,30})[”\"’]")
AFTER_QUOTE = re.compile(
    rf"(?!的)(?:[\u4e00-\u9fff]{{0,4}}?)(?:{NOUN})+|[\u4e00-\u9fff]{{5,8}}?(?:模式|机制|制度)|"
    rf"的(?:工作|服务|运行)?(?:机制|模式|制度|体系)"
)
BEFORE_QUOTE = re.compile(
    r"(?:推行|实行|践行|开展|落实|深化|创新|建立|实施|推进|探索|推出|实现|聚焦|坚持|启动|推广|"
    r"提出|打造|完善|构建|用好|推动|扩大|列入|利用|完成|全面推开|推开|组织|开办|设立|设置|"
    r"确立|奉行|为|以|按照|围绕|做好|当好|做|一是|二是|三是|四是|五是|六是|七是|八是|九是|"
    r"十是|是|和|与|、|”)"
    r"(?:了|的|出|好)?(?:[\u4e00-\u9fff\d]{0,6})$"
)
CONTENT = re.compile(
    r"^[\u4e00-\u9fff]{2,4}不(?:出|过|见|用|跑|重)[\u4e00-\u9fff]{1,2}$|(?:英雄榜|红黑榜|擂台|擂台赛|夜谈|茶叙|会诊会|恳谈会|下午茶|早餐会|"
    r"问诊日|攻坚季|攻坚月|项目秘书|服务秘书|专列|先用后付|先租后[让售买]|快办|易办|秒办|审批)$|"
    r"^一[\u4e00-\u9fff]{1,4}一[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]\+[\u4e00-\u9fff]|"
    r"^[一二三四五六七八九十两双多]+[\u4e00-\u9fff]{1,5}$|即[\u4e00-\u9fff]{1,4}$|"
    r"同[交发步跨]|代办|零审批|承诺|一网|一件事|一次|一站|一窗|标准地|招商|帮办|(?:行动|计划|"
    r"工程|机制|制度|改革|模式|工作法|清单|贷|工程|办|制|法)$|即办|秒批|免申|无感|"
    r"不见面|不打烊|直通车|直达|码|专员|专班|驿站|管家|体检|会客厅|接待日|体验官|红黄|亮灯|"
    r"赛马|揭榜|链长|包联|联审|联办|并联|容缺|告知|智慧|保姆式|店小二|娘家人|跟进$|服务$|"
    r"[\u4e00-\u9fff]{2,4}、[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})?$"
)
NOT_POLICY = re.compile(
    r"企业$|小巨人|专精特新|链核|^链主$|示范企业|集群$|联合体$|基地$|中心$|园区?$|大学|公司|会$|"
    r"[？！]|产业$|能源$|药业$|工厂$|科技$|[，。]|^四上$|卡脖子|之称|之[都乡城]$|锂都|城$|第一$|奖$|"
    r"讲话|精神|^\d+$|^最|率$|线$|生产力|[—－]"
)
SLOGAN = re.compile(
    r"[立强兴活富旺美](?:县|区|市|省|园|镇|企|村)(?:$|、)|在外|独大|小散|翻番|前移|[十百千]二?变|等项目|最后一公里|老大难|战术|经验|"
    r"在前|新局|一流$|者[上下]|带来|引来|开花|^一[袋杯瓶盒桶粒颗滴根]|^双(?:下降|增长|过半|丰收|突破)$|"
    r"^(?:两个维护|四个意识|四个自信|两个确立|四风|当年.*当年.*)$"
)
"""What is hoped for or has come about, and what is sold by the piece: no policy of a zone."""
STRONG = re.compile(
    r"(?:推行|试行|首推|首创|推出|创设|创新推出|率先实施|实行|实施|推开|叫作|叫做|称作|称之为|被称为|名为|开出|打响|用上|搞起|探索出|独创)"
    r"(?:了|起)?(?:的|[一两三四五六七八九十\d]+[项个种支]|一[项种套个])?$"
    r"|(?:[招着]|法宝|秘诀|秘密|答案|抓手|办法|做法|新政|改革|经验)(?:，)?(?:叫|是|就是|就叫|名叫)$|(?:靠的?(?:就)?是|[^依可]靠|得益于)$"
)
"""Verbs whose quoted object is a way of doing things, whatever its words."""
SOLD = re.compile(r"(?:牌|系列|新品|产品|新款|新车|手机|饮品)")
GOODS = re.compile(r"(?:产品|单品|品牌|车型|机型|芯片|饮料|酒|茶|款|套餐|菜|系列|版)$")
AIMED = re.compile(r"(?:锚定|对标|围绕|聚焦|奋力|勇于|努力)$")
PAIRED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6})+")
TITLE_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,6}产业|(?:中小|重点|链主|龙头)?企业|(?:中小|重点)?企业|称号|名单|"
    r"项目(?:建设|攻坚)|之称|美誉|奖"
)
DOCUMENT = re.compile(r"《([^《》\n]{3,60})》")
DOCUMENT_END = re.compile(
    r"(?:办法|意见|措施|方案|规划|条例|规定|计划|细则|通知|决定|指南|清单|行动|政策|条|目录|"
    r"项目册|指引|纲要|规则|制度|若干|办法（试行）|（试行）|标准|白皮书|体系)$"
)
RECRUIT_KIND = re.compile(
    r"(?:领导|小分队|产业链|基金|科技|市场化|联合|股权合作|以商|以企|以情|全员|精准|驻点|中介|委托|场景|"
    r"飞地|资本|平台|园区|链式|链主|龙头|敲门|上门|叩门|定向|靶向|专业化?|代理|会展|展会|节会|"
    r"网络|云上?|线上|线下|校友|乡情|乡贤|亲情|商协会|商会|协会|存量资产盘活|资产盘活|"
    r"标准厂房|厂房|区位优势|[\u4e00-\u9fff]{0,6}优势|[\u4e00-\u9fff]{2,8}产业|人才|环境|政策|"
    r"应用场景|点对点|“?一把手”?|大数据|数字化?|专班|组团|外出|第三方|股权|品牌|文化|生态|"
    r"供应链|全民|全程|一把手|资源|赛事|会议|外资|后备箱|一对一)$"
)
VERB = re.compile(
    r"(?:持续|深入|全面|扎实|积极|不断|进一步|大力|创新|探索|率先|重新|努力|切实|稳步|统筹|"
    r"有序|精准|着力|加快|加大|首创|在全[省市国区](?:率先)?)*"
    r"(?:推行|实行|践行|开展|落实|深化|建立健全|建立完善|建立|健全|完善|实施|推进|推出|启动|"
    r"推广|打造|构建|重构|执行|采用|采取|强化|学习|比照|借鉴|做实|推动|压实|优化|创新|探索|"
    r"坚持|提供|通过|制定|出台)(?:了|起|并完善|和完善|并实施)?"
)
PHRASE_END = re.compile(
    r"(?:人才|创业|培育|提升|强链|补链|延链|倍增|攻坚|跃升|引领|赋能|登高|梯度)[\u4e00-\u9fff]{0,4}工程|改革|工作机制|推进机制|协调机制|联动机制|服务机制|机制|承诺制|负责制|包联制|代办制|"
    r"(?<=[\u4e00-\u9fff])制度|招商模式|服务模式|管理模式|运营模式|培养模式|企业模式|模式|"
    r"专项行动|提升行动|攻坚行动|战略|扶持政策|惠企政策|行政审批服务体制|体制|创新体系|"
    r"服务体系|考核体系|管理体系|工作体系|工作法|专项服务|办理制|包联帮扶|包联责任|项目责任|"
    r"全流程服务保障|对接服务|入企服务|代办服务"
)
PHRASE_BAD = re.compile(
    r"[\d%]|项目$|企业$|^(?:体制|机制|制度|模式|改革|服务|政策|这|该|其|相关|有关|各项|一系列|新|"
    r"好)|活动$|^(?:高质量|经济)|了|是|在|已|将"
)
BARE = word_set(
    """
    改革 机制 制度 模式 战略 体系 体制 政策 服务 行动 深化改革 体制机制改革 工作机制 服务体系 创新体系 专项行动
    重大战略 国家战略 发展战略 管理制度 管理体系 创新模式 发展模式 工作体系 服务模式 考核体系 管理体制 体制机制
    工作模式 推进机制 协调机制 联动机制 惠企政策 扶持政策 一系列改革 产业体系 现代产业体系 招商模式 招商政策
    工作制度 制度体系 管理模式 运营模式 各项制度 配套政策 支持政策 优惠政策 产业政策 相关政策 服务机制 全面改革
    重点改革 改革
    """
)
PLAIN = re.compile(
    r"(?:特色|发展|新型?|良性|长效|常态化|有效|科学|全新|相关|项目推进|发展新|一流|高效|合作|推进|"
    r"工作|竞争|运行|内部|激励|外部|整体|多元|产业|现代化?|完整|闭环|全面|重点)(?:工作)?(?:机制|"
    r"模式|体系|制度|政策|战略|行动|改革|体制)$"
)
OPENING = re.compile(r"^(?:以|将|把|对|为|的|和|与|及|了|由|并|等|新|全|各|其|该|起|出)")


def quoted(reading: Reading) -> list[Mention]:
    """“…” with a policy noun after it or a policy's form inside, and 《…》 that name a document of policy."""
    text, found = reading.text, []
    last_end, last_kind = -2, False
    for quote in QUOTED.finditer(text):
        content = quote.group(1)
        adjoining = quote.start() - last_end <= 1
        known = _covered(reading, quote.start(1), quote.end(1), "policy")
        after = AFTER_QUOTE.match(text, quote.end(), quote.end() + 12)
        before = BEFORE_QUOTE.search(text, max(0, quote.start() - 12), quote.start())
        if (NOT_POLICY.search(content) and not known) or (content.endswith(METAPHOR) and not known):
            good = bool(after) and COUNTED.fullmatch(content) is not None
        elif TITLE_AFTER.match(text, quote.end()):
            good = known and not _covered(reading, quote.start(1), quote.end(1), "title")
        else:
            shaped = bool(CONTENT.search(content)) and not SLOGAN.search(content)
            aimed = AIMED.search(text, max(0, quote.start() - 4), quote.start()) is not None
            shaped = shaped and not (aimed and PAIRED.fullmatch(content))
            listed = bool(ENUMERATED.search(text, max(0, quote.start() - 4), quote.start()))
            listed = listed and text[quote.end() : quote.end() + 1] in "：:"
            plain = text[quote.end() : quote.end() + 1] == "的" and not after
            known = known and content not in TOPICS
            strong = len(content) in range(3, 11) and not GOODS.search(content) and not SLOGAN.search(content)
            strong = strong and STRONG.search(text, max(0, quote.start() - 10), quote.start()) is not None
            good = (
                (strong and not SOLD.match(text, quote.end()))
                or known
                or listed
                or bool(after)
                or (shaped and len(content) <= 24 and not plain)
                or (bool(before) and len(content) <= 8 and shaped)
                or (adjoining and last_kind)
            )
        if len(content) == 2 and content[0] == "一" and not known:
            good = False
        if good and len(content) <= 30:
            end = quote.end()
            if (
                after
                and after.end() - quote.end() <= 10
                and not re.search(r"[的等和与及]|等", text[quote.end() : after.end()])
            ):
                end = after.end()
            found.append(mention(text, quote.start(), end, "Policy"))
        last_end, last_kind = quote.end(), good
    for book in DOCUMENT.finditer(text):
        if DOCUMENT_END.search(book.group(1)):
            found.append(mention(text, book.start(), book.end(), "Policy"))
    return found


def _covered(reading: Reading, start: int, end: int, kind: str) -> bool:
    return any(hit.end == end for hit in reading.hits_at(kind, start))


def recruiting(reading: Reading) -> list[Mention]:
    """…招商 as ways of attracting investment: 领导招商、基金招商、小分队招商."""
    text, found = reading.text, []
    for match in re.finditer("招商", text):
        if re.match(
            r"引资|局|公司|中心|部|大使|机构|图谱|活动|推介|服务|小分队|会|银行|团队|人员|工作|"
            r"资源|方案|项目|对接|运营|签|信息|客商|任务|联络|实效|成果|成效|专班|次|引|平台|竞争|"
            r"路径|政策|地图",
            text[match.end() : match.end() + 3],
        ):
            continue
        low = max(0, match.start() - 10)
        kind = RECRUIT_KIND.search(text[low : match.start()])
        if not kind:
            continue
        start = low + kind.start()
        run = reading.nominal_start(match.start(), 10, soft=("m",))
        if start < run < match.start() - 1:
            start = run
        if match.start() - start >= 1 and text[start : match.end()] not in TOPICS:
            found.append(mention(text, start, match.end(), "Policy"))
    return found


def phrases(reading: Reading) -> list[Mention]:
    """A verb of carrying out and what it carries out: 建立 + …机制, 深化 + …改革, 实施 + …战略."""
    text, found = reading.text, []
    for verb in VERB.finditer(text):
        start = verb.end()
        stop = min(len(text), start + 34)
        clause = re.match(r"[^，,。；;！？\n“”‘’《》：:]*", text[start:stop])
        body = clause.group() if clause else ""
        ends = list(PHRASE_END.finditer(body))
        if not ends or re.match(VERB, body):
            continue
        end = ends[0].end()
        for later in ends[1:]:
            if later.start() == end:
                end = later.end()
        name = body[:end]
        opening = OPENING.match(name)
        if opening:
            continue
        if (
            reading.tag_at(start + end) in ("n", "vn", "l", "j") and reading.is_start(start + end)
        ) or not reading.is_start(start + end):
            continue
        if ("、" in name and PHRASE_END.fullmatch(name.rpartition("、")[2])) or PLAIN.match(name):
            continue
        if name in BARE or len(name) < 4 or PHRASE_BAD.search(name) or "等" in name:
            continue
        found.append(mention(text, start, start + end, "Policy"))
    return found


CARRIED = re.compile(
    r"(?:推行|试行|实行)(?:了)?([\u4e00-\u9fffA-Za-z0-9]{3,9}(?:、[\u4e00-\u9fff]{3,8}){0,3})(?=[，。；;]|$)", re.M
)
"""推行甲, 实行甲、乙: a way of doing things, or several that make one."""
WITHIN = re.compile(
    r"[的了等在被把将从对为]|^(?:以|由|向|到|按|全面|更加|严格|最严|一系列|相关|上述|这|该|其)|(?:企业|项目|产业|园区|地区|工作|管理|政策|措施|办法)$"
)
ISSUED = re.compile(
    r"(?:出台|印发|制定|制订|修订|发布|根据|按照)(?:了|实施|完善)?"
    r"([\u4e00-\u9fff]{5,28}?(?:办法|细则|方案|若干措施|若干政策|奖补制度|扶持政策|奖补政策)(?:、[\u4e00-\u9fff]{5,28}?(?:办法|细则|方案|措施|政策))*)(?=[，。；、和])"
)
"""A document of policy named without title marks."""
AWARDED = re.compile(
    r"(?:设立|设置|用好|兑现|发放|拨付|给予)(?:了)?(?:[\d.]+[万亿]?元的?|一次性)?((?:[\u4e00-\u9fff]{2,8}(?:奖|奖补|补贴|津贴|补助)、)*[\u4e00-\u9fff]{2,10}(?:奖|奖补|补贴|津贴|补助))"
    r"(?=[，。；、]|[\d近约超]|资金)"
)
"""What is paid out under a name of its own."""
LENT = re.compile(
    r"(?:推出|发放|创设|试点|开发|开办|放)(?:了|出)?(?:专项)?((?!助学|信用|抵押|小额|商业|消费|公积|流动|项目|专项)[\u4e00-\u9fff]{2,4}(?<![借房车信])贷)(?![款给出资后前中])"
)
"""Loans under names of their own, without quotes: 放订单贷."""
PLAIN_PAY = re.compile(
    r"^(?:一次性|阶梯|人才|就业|生活|租金|相关|各类|各项|财政|政策|资金|最高|专项|全额|企业|配套|定额|给予|适当|相应|同等)*(?:奖|奖补|补贴|津贴|补助)$|[的了等每按或被为获]|^(?:其|该|以|由|对)|大奖$|个奖|项奖"
)

PLAIN_PAPER = re.compile(
    r"^(?:一系列|可|切实可行的|相关|有关|配套|具体|详细|工作|实施|行动|项目|应急|处置|整改|规划|设计|建设|施工|考核|专项|各项|总体|以下|上述|这一|该|此|本|国家|省|市|[\u4e00-\u9fff]{0,3}工作)*(?:办法|细则|方案|若干措施|若干政策|扶持政策|奖补政策)$|[了等被把将]"
)
"""Papers and pay of which every report has some."""


def carried(reading: Reading) -> list[Mention]:
    """What is carried out, issued or paid under a name without quotes: 推行甲, 实行甲、乙, 出台甲办法, 设立甲奖."""
    text, found = reading.text, []
    for match in CARRIED.finditer(text):
        items = match.group(1).split("、")
        ends = reading.is_start(match.end(1)) and reading.is_start(match.start(1))
        if not ends or any(WITHIN.search(item) or not 3 <= len(item) <= 9 for item in items):
            continue
        if items[0] in TOPICS or items[0] in BARE or (PHRASE_BAD.search(items[0]) and "24小时" not in items[0]):
            continue
        found.append(mention(text, match.start(1), match.end(1), "Policy"))
    found += [mention(text, m.start(1), m.end(1), "Policy") for m in LENT.finditer(text) if m.group(1) not in BARE]
    for pattern, bad in ((ISSUED, PLAIN_PAPER), (AWARDED, PLAIN_PAY)):
        for match in pattern.finditer(text):
            at = match.start(1)
            for item in match.group(1).split("、"):
                if len(item) >= 4 and not bad.search(item) and item not in BARE:
                    found.append(mention(text, at, at + len(item), "Policy"))
                at += len(item) + 1
    return found


def known(reading: Reading) -> list[Mention]:
    """Names of the policy vocabulary."""
    text = reading.text
    return [
        mention(text, hit.start, hit.end, "Policy")
        for hit in reading.of("policy")
        if text[hit.start] not in "“"
        and text[hit.start : hit.end] not in TOPICS
        and reading.is_start(hit.start)
        and reading.is_start(hit.end)
        and (hit.end - hit.start >= 3 or text[hit.start : hit.end] in ("双创", "包联"))
        and _carried_out(text, hit.start, hit.end)
    ]


CARRY = re.compile(
    r"(?:推行|试行|实行|施行|首推|首创|推出|推广|深化|建立|健全|创新|探索|打响|启动|出台|制定|落实|践行|坚持)(?:了|起|并实施|实施)?[^，。；：]{0,10}$"
)
AS_ONE = re.compile(r"[”’]?(?:制|机制|改革|模式|制度|工作法|政策|办法|服务体系|行动|试点)")


def _carried_out(text: str, start: int, end: int) -> bool:
    """Is a common practice, which every zone has, told of as a policy of its own: 推行…, …机制?"""
    if text[start:end] not in words("common_practice"):
        return True
    return CARRY.search(text, max(0, start - 18), start) is not None or AS_ONE.match(text, end) is not None


def find(reading: Reading) -> list[Mention]:
    """All policy mentions."""
    named = policy_quotes.find(reading)
    return named + quoted(reading) + recruiting(reading) + phrases(reading) + carried(reading) + known(reading)

"""Figures that count: 签约项目40个, 61项新入库项目, 5户企业被列为…, 省级专业镇（全省18个）."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.clause import Clause, Draft, SentenceState
from ingest.deeds import goods_of
from ingest.figure_patterns import AWARD, CHANGED, EVENT, MEASURED_COUNT, PREDICATE, VERB_ONLY
from ingest.grammar import words
from ingest.indicators import COUNT_NOUNS, after_counter, before_number, count_label, strip_light
from ingest.phrases import NEAR, Token, tag, within
from ingest.quantities import Found
from ingest.units import unscaled

AMONG = re.compile(r"(?:在|居|列|排)[^，。；\d在的]{0,6}$")
RANKED = re.compile(
    r"[个家]?[^，。；\d]{0,14}?(?:[中里内]|之中)?(?:(?:位|名)?(?:居|列)|排|排名|第)*(?:第[一二三四五六七八九十\d]|前[三五十\d]|首位|之首|首(?=[，。；]|$))"
)
_REVIEW = re.compile(
    r"[个家]?(?:[\u4e00-\u9fff]{0,6}?(?:园区|开发区|县区|县市|区县|县市区|单位|企业|城市))?的?(?P<what>[^，。；\d]{0,12}?(?:排名|考评|考核|评比|评价|测评|排位|评估))(?:中|里)"
)
_STEP = re.compile(r"[十百千万亿元]{0,4}级?(?:台阶|大关|关口|门槛)")
_ACTS = re.compile(
    r"(?:已经|均已|都已|已|均|都|正在|现已)?(?P<verb>[\u4e00-\u9fff]{2,14}?)(?:了(?P<object>[\u4e00-\u9fff]{1,8}))?(?=[，。；、]|$)"
)
_FARED = re.compile(r"(?:年?(?:总)?产值|营收|营业收入|销售收入|收入|税收|利润|产量|出口|订单)$")
_FARES = re.compile(r"[^，。；、]{2,10}?(?=[，。；、]|$)")
_MOVES_IN = re.compile(r"(?:已经|已|均已|全部|陆续)*(?P<verb>入住|搬[入进迁]|迁入|入驻|受益|通[气电水]|用上|签约)")
_OF_THEM = re.compile(r"^(?:其中|另有|还有|已有|又有|有|已|：)+$")
_FIRST_LOT = re.compile(r"(?:首批|第一批|首期|另有|还有|其中)")
_DOING = re.compile(r"(?:已经|已|均|都)?(?P<verb>(?!增长|下降|增加|减少|以上|左右)[一-鿿]{2,4})了?(?=[，。；]|$)")
_INVESTS = re.compile(r"(?<![引入融集筹])投(?:了|出|给|资|向|资了)?$")
_CAUSES = frozenset(("推动", "支持", "帮助", "引导", "组织", "助力", "助推", "指导", "促成", "鼓励"))
_HOLDERS = ("企业", "项目", "公司", "单位", "家", "园区")
_NO_FIRM_NEEDED = re.compile(
    r"(?:器|空间|院|门店|餐厅|站|馆|室|行|社|局|部|会|组织|载体|中介|总部|龙头|巨头|团队|工厂|车间|链主|港|厅|处|联盟|"
    r"企业|公司|开发区|园区|机构|单位|商户|高校|院所|“小巨人”|小巨人|量|数|率|独角兽|瞪羚|平台|银行|客商|户|所|店|中心|协议|集团|商|园|基地|厂)$"
)
_DESCRIBED = re.compile(r"(?P<what>[^，。、；：]{2,16}的(?:企业|项目|单位|机构|人才|园区))(?![\u4e00-\u9fff]{0,2}的)")
_QUOTED = re.compile(r"(?:已|均|都|可以|可)?(?:实现|做到|达到|享受|入选)?“(?P<what>[^”]{2,12})”")
_ADJECTIVE = re.compile(
    r"(?:国家|省|市|区|县)级(?:以上)?|其他|其余|规上|规模以上|外资|内资|民营|国有|新增|新建|续建|在建"
)
_SIZE = re.compile(r"[\d.]*[十百千]?[万亿]元(?:以上|以下)")
"""How the counted are sorted by their sum."""
_TOTAL = re.compile(
    r"(?:目前|现|已|使|全区|全市)*(?:累计|总数|总量|总计|合计|共计|共|数量)(?:已)?(?:达到?|为|有|增至|突破|超过)?了?"
)
_NEW = re.compile(r"^(?:新增|新认定|新培育|新引进|新注册|新登记|新建成?|新入库|净增|当年新增|认定)")
_SORT = re.compile(r"[\u4e00-\u9fff]{0,5}?(?:产业集群|产业链|产业|板块|功能区|片区|园区|平台|体系)")
_SORTED_MEASURE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:产量|产值|销量|收入|出口|进出口)[\u4e00-\u9fff]{0,4}(?=\d)")
_BOUND = re.compile(r"(?:总)?投资[\d.,]+[\u4e00-\u9fff]{1,3}元(?:以上|以下)的?[\u4e00-\u9fff]{0,6}?(?:项目|企业)")
_TAKEN_UP = re.compile(
    r"(?:共|累计|已)*(?:收集|征求|受理|办理|接收|征集|排查|接到|梳理|收到|协调|反映|提出|派发)(?:各类)?(?P<noun>.+)"
)
_SORTED_INTO = re.compile(r"(?P<what>[\u4e00-\u9fff]{0,8})(?:分成|分为|划为|划分为)(?:[A-Z甲乙丙丁][、和]?)*$")
_SOME_OF = re.compile(r"(?:已|只|现)?[\u4e00-\u9fff]{1,3}了")
_OF_DONE = re.compile(r"(?:其中)?(?:已|新)?(?:签约|开工|投产|竣工|在建|入库|落地|引进|建成|投用|复工)的")
_REST = ("中", "里", "全部", "均", "都", "已", "，", "、", "。")
_LAST_NOUN = re.compile(r"^.*(?=[\u4e00-\u9fff]{2}$)")
_JOINED = re.compile(r"(?:和|与|及|、)(?:合作社|商户|个体工商户|农户|机构|高校|院所|单位)")
_HOLDER_DOES = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:企业|公司|商户|农户|合作社|单位)(?=[\u4e00-\u9fff]{2,6}$)(?!数|总)")
_YEARLY = re.compile(r"每年(?:可|能|将|约)+[\u4e00-\u9fff]{0,4}$")
_OVER = re.compile(
    r"(?:的)?(?P<over>(?:总?投资额?|年?产值|营收|营业收入|销售收入|税收|纳税)(?:超过?|过|突破|达到?|在)(?:[\d.]+|[一二三五十百千]*)[万亿]+元(?:以上)?)(?=[，。；、]|$)"
)
"""The condition that those counted meet, told behind them."""
_ALONE = re.compile(r"(?:以上)?(?:[，。；]|$)")
_STAGE_VERB = re.compile(r"“?(签约|开工|投产|竣工|储备|引进|在建|续建)")


def count(c: Clause, s: SentenceState, q: Found, plain: str, right: list[Token]) -> tuple[Draft | None, int]:
    """The draft of a count and the offset where the words it has used end."""
    counter = unscaled(q.unit)
    if AMONG.search(c.text, c.start, q.number_start) and (review := _REVIEW.match(c.text, q.end, c.end)):
        s.announced = review["what"]
        return None, q.end  # 在全市7个园区季度排名中: among how many, and in what
    if AMONG.search(c.text, c.start, q.number_start) and RANKED.match(c.text, q.end, c.end):
        return None, s.at  # 居全市8个开发区首位: among how many, no figure of its own
    if step := _STEP.match(c.text, q.end, c.end):
        return None, step.end()  # 连跨两个万亿元台阶
    if (total := running_total(s, q, plain)) is not None:
        return Draft(found=q, indicator=total, rule="count-total"), q.end
    if counter in ("类", "档", "级", "等", "层") and (into := _SORTED_INTO.search(c.text, c.start, q.start)):
        what = before_number(re.sub(r"^[个家户名项]", "", into["what"])) or s.last_noun or ""
        return Draft(found=q, indicator=f"{what}分{counter}数", rule="count-classes"), q.end
    if counter == "章" or (counter == "条" and c.text[q.start - 1] == "章"):
        return Draft(found=q, indicator=f"{counter}数", rule="count-chapters"), q.end
    if counter == "大" and (sort := _SORT.match(c.text, q.end, c.end)):
        s.sorts = sort.end(), c.text[q.start : sort.end()]
        return Draft(found=q, indicator=sort.group() + "数", rule="count-sorts"), sort.end()
    if counter in ("类", "种", "款") and _SORTED_MEASURE.match(c.text, q.end, c.end):
        return None, q.end  # 两类产品产量合计8200余万台: the sorts only say whose measure it is
    if CHANGED.match(c.text, q.end, c.end):
        right = []  # 由17个精简为9个
    noun, end, _ = after_counter(right)
    if _OF_DONE.fullmatch(plain) and c.text.startswith(_REST, q.end):
        noun, end, right = "", q.end, []  # 开工的13个全部入库, 投产的9个中
    if noun in words("noun_end") or (noun and right and right[0].word == "的"):
        noun, end = "", q.end
    if not noun and (inner := figure_behind(c, q)) is not None and inner.start == q.end:
        noun, end, _ = after_counter(
            within(c.tokens, inner.end, c.end, NEAR)
        )  # 3个2000吨级泊位: the measure sorts the noun
        end = q.end if not noun else end
        at_noun = q.end
    else:
        at_noun = end
    bracket = re.search(r"^(?P<name>.*)[（(](?P<scope>全[市省国区县])$", plain)
    if bracket and not noun:
        return _in_brackets(c, q, bracket["name"], counter), q.end
    measured = MEASURED_COUNT.match(c.text[q.end : c.end])
    if measured:  # 49个预计年产值298亿元的项目集中投产
        event = EVENT.match(measured["rest"])
        bound = _BOUND.match(c.text, q.end, c.end)
        if bound:  # 5项投资10亿元以上项目开工: a condition that sorts them, no figure of theirs
            s.topic = s.last_noun = bound.group() + (event["verb"] if event else "")
            s.last_indicator = s.topic + "数"
            return Draft(found=q, indicator=s.last_indicator, rule="count-measured"), bound.end()
        s.topic = s.last_noun = event_phrase(event, measured["noun"]) if event else measured["noun"]
        s.last_indicator = s.topic + "数"
        return Draft(found=q, indicator=s.last_indicator, rule="count-measured"), q.end
    if over := _OVER.match(c.text, q.end, c.end) or (_OVER.match(c.text, end, c.end) if noun else None):
        # 6个投资超10亿元, 11家企业营收过亿元
        what = noun if noun.endswith(_HOLDERS) else s.last_noun or COUNT_NOUNS.get(counter, "项目")
        s.last_counter, s.last_count = counter, f"{over['over']}{what}数"
        s.last_indicator, s.bound = s.last_count, over.end()
        return Draft(found=q, indicator=s.last_count, rule="count-over"), over.end()
    if noun:
        noun, end = _holders(c, q, noun, end)
        at_noun = max(end, q.end) if at_noun > q.end else at_noun
    at = at_noun if noun else q.end
    if noun in ("企业", "公司", "项目", "高校") and (predicate := PREDICATE.match(c.text[end : c.end])):
        at = end + predicate.end()
    phrase = _noun_behind(c, q, plain, noun, end, counter) if noun else _noun_before(c, s, q, plain, counter)
    phrase = phrase or _noun_shared(c, q) or _acting(c, s, q, plain, counter) or _of_facility(c, s, q, plain, counter)
    if not phrase:
        return None, at
    part = c.text[max(c.start, q.start - 14) : q.start].lstrip("：: ").startswith("其中")
    if part and s.parent_verb and s.parent_verb not in phrase:
        phrase = s.parent_verb + phrase
    elif (verb := _STAGE_VERB.match(phrase)) is not None:
        s.parent_verb = verb.group(1)
    if phrase.endswith("项目"):
        s.topic = phrase
    elif phrase.endswith(("企业", "基地", "平台", "活动")):
        s.topic = phrase if len(phrase) <= 12 else None
    tail = re.search(r"(?:企业|项目|人才|高校|公司|事项|园区|开发区|平台|机构|中心|基地|岗位|孵化器)$", phrase)
    s.last_noun = noun if noun and len(noun) <= 4 else (tail.group() if tail else None)
    s.last_noun_phrase = noun or phrase
    if _YEARLY.search(plain) and not phrase.startswith("年"):
        phrase = "年" + phrase
    s.last_indicator = goods_of(phrase, q) or count_label(phrase, counter)
    s.last_counter, s.last_count = counter, s.last_indicator
    return Draft(found=q, indicator=s.last_indicator, rule="count"), at


def _holders(c: Clause, q: Found, noun: str, end: int) -> tuple[str, int]:
    """49家企业和合作社放款2亿元, 67家锂电企业续贷28亿元: who is counted, less what they do up to the next figure."""
    if joined := _JOINED.match(c.text, end, c.end):
        return noun + joined.group(), joined.end()
    behind, does = figure_behind(c, q), _HOLDER_DOES.match(noun)
    if does and behind is not None and behind.family in ("money", "measure") and 0 <= behind.start - end <= 1:
        return does.group(), end - (len(noun) - does.end())
    return noun, end


def running_total(s: SentenceState, q: Found, plain: str) -> str | None:
    """新增14家，累计达到63家: a total in the same counter is of what was just counted, not just of the new ones."""
    if not _TOTAL.fullmatch(plain) or s.last_counter != unscaled(q.unit) or not s.last_indicator:
        return None
    return _NEW.sub("", s.last_indicator)


def _acting(c: Clause, s: SentenceState, q: Found, plain: str, counter: str) -> str:
    """What those do of whom only the counter is told: 21人落聘转岗, 61家剥离了社会管理职能."""
    does = _ACTS.match(c.text, q.end, c.end)
    if (
        strip_light(_OF_THEM.sub("", plain))
        or does is None
        or counter not in ("家", "户", "个", "人", "名", "项", "条", "件", "道")
    ):
        return ""
    tokens = within(c.tokens, does.start("verb"), c.end, NEAR)
    manner = bool(tokens) and tokens[0].tag in ("d", "ad", "l", "i")  # 就地转化, 率先达产
    tokens = tokens[1:] if manner and len(tokens) > 1 else tokens
    if not tokens or tokens[0].tag[0] not in "vpf" or tokens[0].word in ("为", "是", "在"):
        return ""
    alike = s.last_noun_phrase if s.last_counter == counter else None
    taken = _TAKEN_UP.search(alike) if alike else None
    known = s.last_noun if s.last_noun and len(s.last_noun) <= 4 and counter in ("家", "户", "个", "项") else None
    known = known or (taken["noun"] if taken else _LAST_NOUN.sub("", alike) if alike else None)
    if counter in ("条", "件", "道") and not known:
        return ""
    who = "" if counter in ("人", "名") else known or COUNT_NOUNS.get(counter, "项目")
    return does["verb"] + (does["object"] or "") + who


def _of_facility(c: Clause, s: SentenceState, q: Found, plain: str, counter: str) -> str:
    """人才公寓2022年600套: what a house or works has so many of, by the counter alone."""
    housed = counter in ("套", "间", "张", "栋") and (s.subject or "").startswith("Facility/")
    return f"{counter}数" if housed and not strip_light(plain) and _ALONE.match(c.text, q.end) else ""


def figure_behind(c: Clause, q: Found) -> Found | None:
    """The figure behind `q` in its clause."""
    at = bisect_left(c.quantities, q.end, key=lambda x: x.start)
    return c.quantities[at] if at < len(c.quantities) else None


def _noun_shared(c: Clause, q: Found) -> str:
    """18宗、1430亩土地: the noun behind a second figure of the same things."""
    behind = figure_behind(c, q)
    if behind is None or behind.family != "measure" or c.text[q.end : behind.start] != "、":
        return ""
    return after_counter(within(c.tokens, behind.end, c.end, NEAR))[0]


def event_phrase(event: re.Match[str], noun: str) -> str:
    """签约 + 项目: what happens to the counted stands before it; 集中 is kept, 相继 and 全部 are not."""
    return ("集中" if event["how"] == "集中" else "") + event["verb"] + noun


def _in_brackets(c: Clause, q: Found, before: str, counter: str) -> Draft | None:
    """省级专业镇（全省18个）: the count is the province's."""
    scope = [r for r in c.refs if q.start - 1 <= r.end <= q.start]
    name = before_number(re.split(r"为|是|—|-", before)[-1])
    subject = scope[-1].key if scope else None
    return Draft(found=q, indicator=count_label(name, counter), subject=subject, rule="count-bracket") if name else None


def _noun_behind(c: Clause, q: Found, plain: str, noun: str, end: int, counter: str) -> str:
    """What is counted where it stands behind the counter, with the verb before or behind that sorts it."""
    after, left = c.text[end : c.end], re.sub(r"^(?:要|需|得|须|可|能|还)(?=[\u4e00-\u9fff]$)", "", strip_light(plain))
    if counter in ("家", "户") and _FARED.fullmatch(noun) and (fares := _FARES.match(c.text[q.end : c.end])):
        return fares.group() + "企业"  # 158家产值实现增长
    if _INVESTS.search(plain) and noun in ("企业", "项目"):
        return "投资" + noun  # 一共投了19个项目
    if plain.endswith(("了", "过")) and not VERB_ONLY.match(left) and len(left) < 5:
        left = ""  # 拿到了6个新订单: what was done to them does not sort them
    if counter in ("家", "户") and c.text[end : end + 1] in ("，", "。", "；") and _is_deed(noun):
        return noun + "企业"  # 29户亏损
    event, award = EVENT.match(after), AWARD.match(after)
    urged = left.lstrip("再还又将要")
    if event and urged in _CAUSES and len(noun) <= 6:
        return event_phrase(event, noun)  # 再推动15个项目开工
    if award and noun.endswith(_HOLDERS):
        title = re.sub(r"(?:名单|称号|荣誉|行列|之列)$", "", re.split(r"[，。、；]", award["title"])[0]).strip("“”")
        return title if 3 <= len(title) <= 22 else noun
    if noun in ("项目", "企业", "材料", "事项") and (quoted := _QUOTED.match(after)):  # 37个项目“拿地即开工”
        return f"“{quoted['what']}”{noun}"
    if noun in ("企业", "公司", "项目", "高校") and (not left or left in _CAUSES):
        if predicate := PREDICATE.match(after):
            return predicate["verb"] + strip_light(predicate["object"]) + noun
        if done := _does(c, end):
            return done + noun
    if counter.endswith(("次", "场")):
        return noun
    if left and 2 <= len(left) <= 8 and not left.endswith(("等", "余")) and not re.search(r"[的、]", left):
        return left + noun
    if left.endswith("的") or (left and len(left) <= 14 and plain.endswith("的")):
        return left.removesuffix("的") + "的" + noun
    return event_phrase(event, noun) if event and len(noun) <= 6 else noun


def _is_deed(noun: str) -> bool:
    return len(noun) <= 4 and not _NO_FIRM_NEEDED.search(noun) and tag(noun, 0, len(noun))[-1].tag in ("v", "vn")


def _does(c: Clause, at: int) -> str:
    """What the counted do, up to the next figure: (136家企业)兑现奖补资金(2.38亿元), (76家企业)获贷(3.1亿元)."""
    tokens = within(c.tokens, at, c.end, NEAR)
    if not tokens or not tokens[0].tag.startswith("v") or tokens[0].word in words("noun_end"):
        return ""
    said = ""
    for t in tokens[:5]:
        if t.tag not in ("v", "vn", "n", "nz", "b", "a", "l", "j") or t.word in "，。；、":
            break
        said += t.word
    behind = bisect_left(c.quantities, at + len(said), key=lambda x: x.start)
    paid = behind < len(c.quantities) and c.quantities[behind].start == at + len(said)
    least = 2 if paid and c.quantities[behind].family == "money" else 4
    return said if least <= len(said) <= 10 else ""


def _doing(s: SentenceState, after: str, counter: str) -> str:
    """企业64家，11家停产; 放款31笔，仅有2笔逾期: what some of those counted do, in one verb; '' for none."""
    m = _DOING.match(after)
    if m is None or not tag(m["verb"], 0, len(m["verb"]))[-1].tag.startswith("v") or m["verb"] in words("noun_end"):
        return ""
    if counter in ("家", "户", "个", "项"):
        same = s.topic if s.topic and s.last_counter == counter and len(s.topic) <= 8 else ""
        return m["verb"] + same if same else ""
    return m["verb"] if counter in ("笔", "张", "件", "单", "票", "宗", "条", "台", "套") else ""


def _noun_before(c: Clause, s: SentenceState, q: Found, plain: str, counter: str) -> str:
    """What is counted where it stands before the number, or was counted before."""
    name = re.sub(r"^[末底初](?=已|新|共|累计|再|又|均)", "", before_number(plain))  # 一季度末已复工29个
    name, s.announced = name or s.announced, ""
    if not name or name in ("中", "另", "里", "内"):
        after = c.text[q.end : c.end]
        event, predicate, described = EVENT.match(after), PREDICATE.match(after), _DESCRIBED.match(after)
        if described:  # 3户荣获大赛奖励的企业
            name = described["what"]
        elif event and s.topic:
            name = s.topic + event["verb"]
        elif predicate:
            counted = COUNT_NOUNS.get(counter, s.last_noun or "")
            name = predicate["verb"] + strip_light(predicate["object"]) + counted
        else:
            return _doing(s, after, counter) or s.topic or ""
    if counter in ("期", "次", "场") and len(name) >= 4:
        name = re.sub(r"(?:已经|已|共|累计)*(?:举办|开办|办|开展|举行|开)了?$", "", name) or name
    if counter == "户" and _FIRST_LOT.fullmatch(name) and (moved := _MOVES_IN.match(c.text, q.end, c.end)):
        return f"{name}{moved['verb']}户"  # 首批320户已经入住
    if _SIZE.fullmatch(name):  # 签约项目中，50亿元以上1个
        return name + (_SIZE.sub("", s.topic or "") or s.last_noun or "项目")
    if s.last_noun and _ADJECTIVE.fullmatch(name):
        return name + s.last_noun
    if re.fullmatch(r"(?:首期|一期|二期|三期|共|共有|总共)", name) and counter in ("套", "间", "栋", "张", "个床位"):
        return f"{name}{counter}数"
    if counter == "期" and name in ("分", "建设", "项目"):
        return "建设期"
    if counter == s.last_counter and s.last_noun_phrase and _SOME_OF.fullmatch(plain):
        return name + s.last_noun_phrase  # 12条生产线开了9条
    if counter == "户" and q.unit.startswith("万") and not name.endswith(("户", "主体", "企业")):
        return name + "户"  # so many are no firms: 带动8.6万户
    if VERB_ONLY.match(name):
        if counter == s.last_counter and counter in ("个", "项", "件", "条", "批") and s.last_noun_phrase:
            taken = _TAKEN_UP.search(s.last_noun_phrase)
            if taken and len(taken["noun"]) >= 2:
                return name + taken["noun"]  # 收集问题73个，办结61个
        known = s.last_noun if s.last_noun and len(s.last_noun) <= 4 and counter in ("家", "户", "个", "项") else None
        spoken = s.last_noun if counter in ("个", "项") else None
        return name + (known or COUNT_NOUNS.get(counter) or spoken or "项目")
    if counter in ("户", "家") and not _NO_FIRM_NEEDED.search(name):
        return name + "企业"
    return name

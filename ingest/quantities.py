"""Quantities: every number with a unit or a counted noun, found in running text.

A quantity keeps its own characters; `value` and `unit` are read from them and never rounded or converted.
Dates, ordinals, list markers (一是), names that begin with a number (三个一批) are not quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from decimal import Decimal
from functools import lru_cache

import msgspec

from ingest.numerals import ARABIC, CHINESE, parse
from ingest.units import ATTRIBUTES, CURRENCIES, MEASURES, alternatives, family_of

MONEY = alternatives(CURRENCIES)
PERCENT = "%|％|﹪|个百分点|百分点|‰"
MEASURE = "微克/立方米|毫克/立方米|毫克/升|" + alternatives(MEASURES) + "|万车|P"
DURATION = "个工作日|工作日|个自然日|自然日|个小时|小时|分钟|个半月|个月|个季度|年半|天|秒|周(?!年|边|期)|年"
COUNTER = (
    "余个|余家|个(?!半)|项(?!目)|家次|家|户次|户|名|人次|人|次(?!产业)|件|条|宗|支|处|座|所|批次|款|种|类|位|场次|场|期(?!工程|项目|建设)|台套|台（套）|台(?!阶)|架次|架|辆次|辆|列次|标箱|套|组|届|"
    "只|羽|起|票|箱|桶|锭|头|株|棵|例|份|篇|级|部|道|层|张|本|栋|幢|间|列|班|趟|艘|枚|片|颗|粒|根|艘|单|笔|门|股|册|块|对"
)
SCALE_BEFORE_COUNTER = "万亿|亿|千万|百万|十万|万|千|百"
_SCALES = frozenset(SCALE_BEFORE_COUNTER.split("|"))

_QUALIFIER_BEFORE = r"(?P<before>不少于|(?<![以之朝向晚早])上(?=[百千])|不低于|不超过|不到|超过|突破|高达|多达|达到|将近|接近|大约|约为|大于|至少|(?<![签节预履违公特邀条契合制])约|(?<![附将接最相临])近|超|逾|(?<![通超经不])过)?"
_NUMBER = rf"(?:(?P<low>{ARABIC}|{CHINESE})(?P<lowunit>万亿|亿|万|%|％)?(?:元|个|天|年)?[-—–~～至到]{{1,2}})?(?P<number>{ARABIC}|{CHINESE})"
_QUALIFIER_AFTER = r"[ \u3000]?(?P<after>多|余|来)?"
_UNIT = rf"(?P<unit>{MONEY}|{PERCENT}|{MEASURE}|(?:{SCALE_BEFORE_COUNTER})?(?:{DURATION}|{COUNTER})|{SCALE_BEFORE_COUNTER})(?P<per>/(?:年|月|日|天|亩|人|小时|平方米|平方公里))?"
QUANTITY = re.compile(
    _QUALIFIER_BEFORE
    + r"(?P<sign>(?<![\d—–~至\-])[-−])?"
    + _NUMBER
    + r"(?P<scale>(?:万亿|亿|万|千|百)?)"
    + _QUALIFIER_AFTER
    + _UNIT
    + r"(?P<tail>以上|以内|以下|左右|之多|多|余)?"
)
FRACTION = re.compile(
    rf"(?P<before>近|约|超|超过|逾)?(?:(?P<den>{CHINESE}|万)分之(?P<num>{CHINESE})|(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九](?![十百千万一二三四五六七八九]{{0,3}}[余多]?[倍个家项户名人件条]))?"
    r"|(?P<halves>过半|半数|一半|近半)(?=以上|左右|[，。；、的由与靠销卖]|来自|用于|供应|留在|投向|$))(?P<tail>以上|左右|多)?"
)
SMALL_MONEY = re.compile(
    rf"(?P<number>{ARABIC}|{CHINESE})(?P<after>多|余)?(?P<unit>分|角|毛)钱|(?<=[价每降涨省贵低高])(?P<bare>{ARABIC}|[一二两三四五六七八九])(?P<coin>毛|角)(?![\u4e00-\u9fff])"
)
MULTIPLE = re.compile(
    rf"(?P<before>近|约|超|超过)?(?P<number>{ARABIC}|{CHINESE})(?P<unit>倍)(?P<tail>以上|左右|多)?|(?P<double>翻(?:了)?近?(?P<times>一番|两番|番))"
)
BARE = re.compile(r"(?<=[量数值额为达])(?P<number>\d{3,6}(?:\.\d+)?)(?![\d.%％年月日号\w])")
KINDS = re.compile(
    rf"(?P<number>[二两三四五六七八九十])(?P<unit>大)(?=(?:主导|支柱|特色|优势|重点|新兴|战略性新兴|传统|未来|核心)?"
    rf"(?:产业|产业链|产业集群|板块|功能区|片区|园区|平台|体系)(?!化))"
    rf"|(?<=“)(?P<quoted>{CHINESE}|\d{{1,2}})(?P<counter>条|张)(?=(?!一批)[\u4e00-\u9fff]{{2,3}}”)"
    rf"|(?<!“)(?P<shown>[两三四五六七八九十])(?P<sheet>张|本|道)(?=“[^”]*(?:图|清单|网|账|表)”|[\u4e00-\u9fff]{{0,6}}(?:清单|地图))"
    rf"|(?P<chapters>{CHINESE}|\d{{1,2}})(?P<chapter>章)(?=、?(?:{CHINESE}|\d{{1,3}})[条节])|(?<=章)(?P<articles>{CHINESE})(?P<article>条)"
    rf"|(?:(?<=分成)|(?<=分为)|(?<=划为)|(?<=划分为)|(?<=[A-Z丙丁]))(?P<sorted>[两三四五六七八九])(?P<class>类|档|级|等|种|层)(?=[，。；、管施评]|$)"
    rf"|(?<=分)(?P<phases>[两三四五])(?P<phase>期)"
)
_TO_BE = re.compile(r"(?:迈上|突破|跨上|跨越|冲刺|打造|建设|形成|培育|跃上|迈向|站上|跻身)[^，。；\d]{0,8}$")
_PLACED = re.compile(r"[居列入身排][^，。；]{0,7}前$")
_ALWAYS = ("在线", "值守", "服务", "不间断", "开放", "运转", "监测", "待命", "营业", "办理窗口")
_IN_LETTERS = ("GDP", "gdp", "CPI", "PPI", "GEP", "ESG", "IPO", "R&D", "FDI")
"""Measures whose names are letters: GDP318亿元 is no model."""
_CODE = re.compile(r"(?:号码?|编[号码]|代码|邮编|电话|热线|证号|账号|密码|序号|文号)[为是：:]?$")
RATIO = re.compile(
    r"(?<=容积率|投资比|.乘数|.系数|.指数|绿地率|PUE)[^，。；、\d]{0,8}?(?P<number>\d{1,3}(?:\.\d+)?)"
    r"(?:(?=(?:提高|提升|增加|调整|优化|下降|降低|降|升|增|提)[到至为])(?P<to>[^，。；、\d]{2,4}\d{1,3}(?:\.\d+)?))?"
    r"(?![\d.%％‰年月日号]|(?![的以])\w)"
)
"""产业用地容积率提高到1.8: a figure without a unit."""
STRUCTURE = re.compile(
    r"(?<![\d.:：∶])(?P<first>\d{1,2}(?:\.\d+)?)[:：∶](?P<second>\d{1,2}(?:\.\d+)?)[:：∶](?P<third>\d{1,2}(?:\.\d+)?)(?![\d.:：∶])"
)
"""三次产业结构为2.1:60.3:37.6: the shares of the three industries."""
_OF_INDUSTRIES = re.compile(r"(?:产业|产|经济)(?:增加值)?(?:结构|比例|比重|占比|之比)[^。；]{0,40}$")
AGE = re.compile(r"年龄[^，。；、\d]{0,6}?(?P<number>\d{2})岁(?:[^，。；、\d]{1,6}?(?P<to>\d{2})岁)?")
DEGREES = re.compile(r"(?<![\d.])(?P<number>\d{2,4})益(?=的|左右|以上|以下|[，。；、])")
"""1800益的炉内: the one sign ℃ as characters are recognised from print."""
BIG_ROUND = re.compile(
    r"(?P<number>[一二两三四五六七八九]?[百千万])亿(?:元)?(?P<as>台阶|大关|级(?=的?[^，。；\d]{0,10}(?:集群|产业|产业链|基地|园区)))"
)
RANK = re.compile(
    rf"(?:第(?P<number>{ARABIC}|{CHINESE})(?P<unit>位|名)?|前(?P<top>{CHINESE}|\d{{1,2}})(?P<topunit>位|名|强|列)?)"
    r"(?:(?<=[位名])(?=上升|升|前移|跃|提[升高]|前进|进[至到]|下[降滑]|后[退移]|[降退滑落变])|(?![\d届次期批章条款季版号轮产步时\w]|个|条|大|年))"
)

FIRST = re.compile(
    r"(?:稳居|位居|高居|跃居|升至|位列|名列|排名|排在|蝉联|居|列|获|夺)[^，。；、\d]{0,8}?(?:\d{1,3}[个家])?[^，。；、\d]{0,14}?(?P<first>首位|榜首|之首|第一名|首(?=[，。；、]|$))"
)
"""居全市开发区首位, 列全省之首: the first rank without a number."""
_RANKED = re.compile(r"(?:全[市省国区县州]|全球|世界|同类|行业|西部|中部|东部|东北)[^，。；\d]{0,6}$")
SCORE = re.compile(
    rf"(?:得分|评分|分值|总分|均分|平均分|考核|测评|评价|满意度|指数|[比较][^，。；\d]{{2,12}}[高低多少]了?)[^，。；\d]{{0,6}}?(?P<number>{ARABIC})(?P<unit>分)(?![钟之别公布支管店行局院厅会米批期值享类])"
)
"""平均得分61.4分: points of an assessment."""

_EXACT_QUALIFIERS = {
    "约": "约", "大约": "约", "约为": "约", "左右": "约", "近": "近", "将近": "近", "接近": "近", "超": "超", "超过": "超",
    "突破": "超", "逾": "超", "过": "超", "不少于": "超", "不低于": "超", "至少": "超", "大于": "超", "以上": "超", "上": "超",
    "余": "余", "多": "余", "来": "余", "之多": None, "多达": None, "高达": None, "达到": None,
    "不超过": "不超过", "不到": "不到", "以内": "以内", "以下": "以下",
}  # fmt: skip
_APPROXIMATE = re.compile(r"[一二三四五六七八九两]{2}")
"""七八家, 二十三四个: about so many; the value is not told."""
_HALVES = {"过半": "超过", "近半": "近"}
_CHINESE_NEEDS_NOUN = frozenset("个项家户名人次件条所处座支类种场位期台辆套道层") | {"人次", "户次", "家次", "场次"}


class Found(msgspec.Struct, frozen=True):
    """A quantity at `start`..`end` of the text; `family` is money, percent, measure, duration, count, rank, multiple or structure."""

    start: int
    end: int
    number_start: int
    value: Decimal
    unit: str
    qualifier: str | None
    family: str
    low: Decimal | None = None
    """The lower bound of a range (3到5年), whose upper bound is `value`."""


_FAMILY = {
    **dict.fromkeys(MONEY.split("|"), "money"),
    **dict.fromkeys(PERCENT.split("|"), "percent"),
    **dict.fromkeys(MEASURE.split("|"), "measure"),
}
_DURATIONS = frozenset(DURATION.split("|"))


@lru_cache(4096)
def _family(unit: str) -> str:
    if unit in _FAMILY:
        return _FAMILY[unit]
    return "duration" if unit in _DURATIONS else "count"


def _qualifier(*words: str | None) -> str | None:
    for word in words:
        if word and (found := _EXACT_QUALIFIERS.get(word)):
            return found
    return None


def _is_date(text: str, match: re.Match[str]) -> bool:
    """2024年, 8月28日, 3月份, 2020年6月底: points in time, not quantities."""
    unit, number = match["unit"], match["number"]
    following = text[match.end() : match.end() + 1]
    if unit == "年":
        if match["low"] and len(number) < 3 and "年" not in match.group()[:-1]:
            return False
        if len(number) == 4 and number.isdigit() and not match["after"]:
            return True
        if not number[:1].isdigit() and not re.match(r"(?:内|时间|以上|期|左右)", text[match.end() : match.end() + 2]):
            return True
        preceding = text[max(0, match.start() - 3) : match.start()]
        return not (
            following in tuple("内的以来期时左，。、；")
            or preceding.endswith(("连续", "超过", "用", "了", "蝉联", "需", "近", "第"))
        ) or preceding.endswith(("第", "十", "〇"))
    return False


def _is_money(text: str, match: re.Match[str]) -> bool:
    """5亿多, 2.3万亿: a bare scale at the end of a phrase is an amount of money."""
    return (match["scale"] + match["unit"]) in ("亿", "万亿", "千亿", "百亿") and not re.match(
        r"[\u4e00-\u9fff]", text[match.end() : match.end() + 1]
    )


def _lower(text: str, match: re.Match[str]) -> Decimal | None:
    """The lower bound where the number is a range in one unit: 3到5年, 10亿—15亿元; not 从15%到36%."""
    low, unit = match["low"], match["lowunit"]
    if low is None or text[match.start("low") - 1 : match.start("low")] in ("从", "由", "自"):
        return None
    if unit and not (match["scale"] + match["unit"]).startswith(unit):
        return None
    try:
        value = parse(low)
    except ValueError:
        return None
    return value if value < parse(match["number"]) else None


def _rejects(text: str, match: re.Match[str]) -> bool:
    number, unit = match["number"], match["unit"]
    start = match.start("low") if match["low"] else match.start("number")
    before = text[start - 1 : start] if start else ""
    after = text[match.end("unit") : match.end("unit") + 1]
    if _family(unit) == "duration" and text.startswith(_ALWAYS, match.end()):
        return True  # 24小时在线
    if before == "前" and _family(unit) == "percent":
        return True  # 进入全国前1%
    if before and (before in "第.．" or before.isdigit()):
        return True
    if before.isascii() and before.isalpha() and not text[:start].endswith(_IN_LETTERS):
        return True  # A380架: a model
    if before == "前" and unit in ("位", "名", "强") and _PLACED.search(text, max(0, start - 10), start):
        return True  # 居全国前10位: a rank
    if after == "级" and _family(unit) == "measure":
        return True  # 2000吨级泊位
    if before in "“‘" and before and _family(unit) == "duration" and after not in "”’，。、":
        return True  # “15分钟便民生活圈”: a name
    if number[0].isdigit():
        if unit in _SCALES:  # 近20万师生: a scale that counts people or things by itself
            if _is_money(text, match):
                return False
            return not ("\u4e00" <= after <= "\u9fff") or after in tuple("元吨亩千平多余级")
        if unit[-1].isascii() and unit[-1].isalpha() and after.isascii() and after.isalpha():
            return True
        if unit in ("级", "期", "届", "号", "部", "股", "门", "班", "块", "对", "片", "本") and not (
            after in tuple("，。、；提增升降减缩") or before in ("共", "达", "提到")
        ):
            return unit in ("级", "期", "届", "班", "股", "部", "门", "对", "块", "片")
        return _is_date(text, match)
    # Chinese numerals: only where something is counted, since 一批, 一体, 三化, 五大 are words
    if number in ("一", "零", "十百千") or _APPROXIMATE.search(number):
        return True
    if number == "二" or (unit == "期" and number != "两"):
        return True  # 二期 is which, 两期 how many
    if number[0] in "百千零〇" and not (number in ("百", "千") and (match["after"] or match["before"])):
        return True
    if _family(unit) == "duration":
        return (unit == "年" and _is_date(text, match)) or unit == "天"
    if _family(unit) in ("money", "percent", "measure"):
        return unit in ("元", "P", "米", "度") and len(number) == 1
    if unit not in _CHINESE_NEEDS_NOUN:
        return True
    if text.startswith(("规定", "全会", "会议", "套"), match.end("unit")) or before == "届":
        return True
    return (
        before in tuple("一第这几每十百千数前后“‘")
        or after in ("一", "方")
        or (unit in "人位" and len(number) == 1 and after not in "、，。")
    )


@lru_cache(64)
def find_quantities(text: str) -> tuple[Found, ...]:
    """All quantities of a text (a sentence or paragraph), sorted by start, without overlaps."""
    found: list[Found] = []
    taken: list[tuple[int, int]] = []

    def add(
        start: int,
        end: int,
        number_start: int,
        value: Decimal,
        unit: str,
        qualifier: str | None,
        family: str,
        low: Decimal | None = None,
    ) -> None:
        at = bisect_left(taken, (start, end))
        if (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or end <= taken[at][0]):
            taken.insert(at, (start, end))
            found.append(Found(start, end, number_start, value, unit, qualifier, family, low))

    for m in FRACTION.finditer(text):
        if m["halves"]:
            value = Decimal(50)
            if text[m.start() - 1 : m.start()] in ("各", "另", "完", "过") or text[m.end() : m.end() + 1] == "的时":
                continue
        elif m["den"] and text[m.start() - 1 : m.start()] == "前":
            continue  # 进入全球前千分之一
        elif m["den"]:
            value = parse(m["num"]) * 100 / parse(m["den"])
            value = value.quantize(Decimal("0.1") if value >= 1 else Decimal("0.001")).normalize() + 0
        else:
            rest = m["half"]
            value = parse(m["tenths"]) * 10 + (5 if rest == "半" else parse(rest) if rest else 0)
            if text[m.start() - 1 : m.start()] in ("一", "完", "建", "形", "组", "十") or text[
                m.end() : m.end() + 1
            ] in tuple("立为员果功效本都熟长交"):
                continue
        add(
            m.start(),
            m.end(),
            m.start(),
            value,
            "%",
            _qualifier(m["before"], m["tail"], _HALVES.get(m["halves"] or "")),
            "percent",
        )
    for m in QUANTITY.finditer(text):
        if _rejects(text, m):
            continue
        try:
            value = parse(m["number"])
        except ValueError:
            continue
        unit = m["scale"] + m["unit"]
        family = _family(unit if unit in _FAMILY else m["unit"])
        if m["unit"] in ("年", "年半") and m["scale"]:
            continue
        if m["unit"] in ("个半月", "年半"):
            value, unit = value + Decimal("0.5"), m["unit"].replace("半", "")
        elif family_of(unit) in ATTRIBUTES:
            insort(taken, (m.start(), m.end()))
            continue
        elif family == "count" and m["unit"] in _SCALES and _is_money(text, m):
            unit, family = unit + "元", "money"
        sign = -1 if m["sign"] else 1
        low = _lower(text, m)
        at_number = m.start("low") if low is not None else m.start("number")
        start = m.start()
        if m["before"] in ("达到", "过", "高达", "多达") or (m["low"] and low is None):
            start = m.start("sign") if m["sign"] and low is not None else m.start("number")
        qualifier = _qualifier(m["tail"], m["after"], m["before"]) if m["before"] not in ("近", "约") else m["before"]
        add(start, m.end(), at_number, sign * value, unit + (m["per"] or ""), qualifier, family, low)
        if m["low"] and low is None and m["lowunit"] in ("%", "％"):
            add(m.start("low"), m.end("lowunit"), m.start("low"), parse(m["low"]), m["lowunit"], None, "percent")
    for m in MULTIPLE.finditer(text):
        value = Decimal({"一番": 2, "两番": 4, "番": 2}[m["times"]]) if m["double"] else parse(m["number"])
        add(
            m.start(),
            m.end(),
            m.start(),
            value,
            "倍",
            _qualifier(m["before"], m["tail"]) if not m["double"] else None,
            "multiple",
        )
    for m in RANK.finditer(text):
        number = m["number"] or m["top"]
        context = text[max(0, m.start() - 14) : m.start()]
        if (
            m["top"] is None
            and not m["unit"]
            and not re.search(r"(?:排位|排名|位居|位列|名列|列|居|位于|排)[^，。；]{0,8}$", context)
            and not _RANKED.search(context)
        ):
            continue
        if m["top"] and not re.search(r"(?:全[市省国区县]|排名|位居|稳居|进入|跻身|列)[^，。；]{0,6}$", context):
            continue
        if number[0] in "百千":
            continue
        add(m.start(), m.end(), m.start(), parse(number), "位", None, "rank")
    for m in FIRST.finditer(text):
        add(m.start("first"), m.end(), m.start("first"), Decimal(1), "位", None, "rank")
    for m in SCORE.finditer(text):
        add(m.start("number"), m.end(), m.start("number"), parse(m["number"]), "分", None, "measure")
    for m in RATIO.finditer(text):
        add(m.start("number"), m.end("number"), m.start("number"), parse(m["number"]), "", None, "count")
        if m["to"]:
            at = m.start("to") + len(m["to"].rstrip("0123456789."))
            add(at, m.end("to"), at, parse(text[at : m.end("to")]), "", None, "count")
    for m in AGE.finditer(text):
        for part in ("number", "to"):
            if m[part]:
                add(m.start(part), m.end(part) + 1, m.start(part), parse(m[part]), "岁", None, "measure")
    for m in SMALL_MONEY.finditer(text):
        number, unit = m["number"] or m["bare"], m["unit"] or m["coin"]
        if number == "一":
            continue  # 企业一分钱不用掏
        add(m.start(), m.end(), m.start(), parse(number), f"{unit}钱", _qualifier(m["after"]), "money")
    for m in DEGREES.finditer(text):
        add(m.start(), m.end(), m.start(), parse(m["number"]), "℃", None, "measure")
    for m in STRUCTURE.finditer(text):
        if _OF_INDUSTRIES.search(text, max(0, m.start() - 60), m.start()):
            for part in m.groupdict():
                add(m.start(part), m.end(part), m.start(part), Decimal(m[part]), "%", None, "structure")
    for m in BIG_ROUND.finditer(text):  # 迈上千亿台阶, 打造百亿级产业集群
        if text[m.start() - 1] != "个" and _TO_BE.search(text, max(0, m.start() - 12), m.start()):
            add(m.start(), m.end("number") + 1, m.start(), parse(m["number"] + "亿") / 10**8, "亿元", None, "money")
    for m in KINDS.finditer(text):  # 三大主导产业, “十条路径”
        number, unit = (x for x in m.groups() if x)
        add(m.start(), m.end(), m.start(), parse(number), unit, None, "count")
    for m in BARE.finditer(text):
        if _CODE.search(text, max(0, m.start() - 8), m.start()):
            continue
        add(m.start(), m.end(), m.start(), parse(m["number"]), "", None, "count")
    return tuple(_in_one_unit(text, sorted(found, key=lambda f: f.start)))


def _in_one_unit(text: str, found: list[Found]) -> list[Found]:
    """高于全国12.7个、12个百分点: figures in a row that end with 百分点 are all of points."""
    for at in range(len(found) - 1, 0, -1):
        last, one = found[at], found[at - 1]
        if last.unit == "个百分点" and one.unit == "个" and text[one.end : last.start] in ("、", "和", "与", "及"):
            found[at - 1] = msgspec.structs.replace(one, unit=last.unit, family=last.family)
    return found


def shifted(q: Found, offset: int) -> Found:
    """A quantity found in a part of a text, with offsets into the whole."""
    return msgspec.structs.replace(q, start=q.start + offset, end=q.end + offset, number_start=q.number_start + offset)

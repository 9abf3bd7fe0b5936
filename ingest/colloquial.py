"""How a newspaper says a measure, and what it is: 良率终于爬到 → 良率, 运费能省下 → 节省运费, 研发上砸了 → 研发投入.

Reports in the press tell figures with verbs of motion and of the market-place; a researcher files the measure. Also
here: examples that a phrase names before what they are examples of (解决用工、融资等难题 → 解决难题).
"""

from __future__ import annotations

import re

from ingest.phrases import tag

_MOVES = re.compile(
    r"(?:终于|最终|居然|竟|竟然|一度|一路|直接|一口气|硬是|又|再|还|却|则|也|更|就|已经|已|最高时|最多时|最低时|最忙时|这才|才)*"
    r"(?:(?:爬|冲|卖|压|拉|砍|涨|跌|跳|窜|掉|干|跑|攒|推|抬|拔|飙|蹿|滚|走|飞|攀|迈|翻|回|做|加|减|缩|扩|放|调|提|增|升|降)"
    r"(?:升)?(?:到|至|上|成|回|过)|(?<=..)(?:爬|冲|窜|飙|蹿|攀|卖)|(?:摸|挤|腾|收|挖|理|整理|清理|盘|找|凑|省|空)(?:了)?(?:出来|上来|下来|回来|出|到))(?:了)?$"
)
_ADVERBS = re.compile(
    r"(?<=..)(?:终于|居然|竟然|一度|最高时|最多时|最忙时|则|却|也|更|再|又|还(?!款)|就(?!业)|(?<![人英专天奇])才|只剩下?|仅剩下?)+$"
)
_SAVES = re.compile(
    r"(?:一年|全年|一个月)?(?:(?:可以|能够|可|就能|能|就|约|要)*(?:省下来?|省去|省出|少花|少掏|少付|节约)|(?:可以|可|能|能够)省)(?:了|掉)?$"
)
_EARNS = re.compile(
    r"(?:一年|全年|一个月)?(?:可以|能够|可|就能|能|就|约|要)*(?:多挣|多赚|多收入|多收|增收|多卖)(?:了)?$"
)
_COST = re.compile(r"(?:费用?|成本|开支|支出|资金|用地|土地|时间|投资|税|利息|人工|用工|用电|用水|能耗)$")
_OF_ONE = re.compile(r"每|户均|人均|平均|单")
_SPENDS = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,8})上(?:已|共|先后|累计|就)*(?:花|砸|投|烧|投入|用|花费)(?:了|进|进去|下)*$"
)
_PUT_IN = re.compile(r"(?:投|砸|填|搭)(?:进去|进|下去)(?:了)?$")
_SINCE = re.compile(
    r"^.*?(?:开通|运行|上线|实施|推行|成立|运营|启用|试点|开办)(?:以来|[一二两三四五六七八九十半]{1,2}个?[年月]半?(?:多|来|间)*)(?=..)"
)
_LEFT = re.compile(r"账[上面]?(?:户)?(?:上|里)?(?:只|仅|就|还)*剩?(?:下|有)?$")
_EXAMPLES = re.compile(
    r"(?P<lead>[\u4e00-\u9fff“”]{2,14}?)、(?:[^，。；、的]{1,14}、)*[^，。；、的]{1,14}?等(?![级候待额同值离])(?:各类|多种|多项|多个|系列|一批|重点)?"
    r"(?P<what>[\u4e00-\u9fff]{2,10})$"
)
_PLACES = re.compile(r"(?:分赴|先后赴|赴|前往|走进|来自)[^，。；]{2,40}?等(?:地|市|省|省市|省份|城市|地区)")
_NO_DEED = frozenset(("超", "达", "至", "有", "是", "为", "含"))
_SORTS = re.compile(
    r"^(?:领域|方面|行业|产业|环节|板块|.{0,4}指标|资金$|(?:总?产量|产值|规模|收入|销量|价格|面积|比重|占比|增加值|投资)(?![\u4e00-\u9fff]))"
)
"""等新材料领域项目: what stands before 等 says which, and stays."""


def formal_measure(phrase: str) -> str:
    """The measure that a phrase before a number says in the words of the press; the phrase itself where it does not."""
    phrase = _SINCE.sub("", phrase)
    if _PUT_IN.search(phrase):
        return "投入资金"
    if spent := _SPENDS.search(phrase):
        return spent["what"] + "投入"
    if _LEFT.search(phrase) and "账" in phrase[-6:]:
        return "账面资金"
    for saying, verb in ((_SAVES, "节省"), (_EARNS, "增收")):
        if (m := saying.search(phrase)) is not None and m.group() not in ("节约", "增收"):
            of = re.sub(r"(?:一|这一)?(?:项|块)$", "", phrase[: m.start()])
            return verb + of if _COST.search(of) and not _OF_ONE.match(of) else of + verb
    m = _MOVES.search(phrase)
    phrase = phrase[: m.start()] if m is not None and m.start() >= 2 else phrase
    return _ADVERBS.sub("", phrase)


def without_examples(phrase: str) -> str:
    """解决用工、融资等难题 → 解决难题: what was done and to what, without the examples between."""
    phrase = _PLACES.sub("", phrase)
    m = _EXAMPLES.search(phrase)
    if m is None or _SORTS.match(m["what"]):
        return phrase
    return phrase[: m.start()] + _verb(m["lead"]) + m["what"]


def _verb(lead: str) -> str:
    """What stands before the first example, its verb included (解决 in 解决用工); '' where there is no verb."""
    tokens = tag(lead, 0, len(lead))
    verbs = [i for i, t in enumerate(tokens) if t.tag == "v" and t.word not in _NO_DEED and i + 1 < len(tokens)]
    return "".join(t.word for t in tokens[: verbs[-1] + 1]) if verbs else ""

"""Since when a policy is carried out and what has come of it, told with the relation of who carries it out.

A time counts where it stands with a verb of beginning (2022年率先推行“…”, “…”自3月起实施), a result where a clause
behind the policy has a verb of outcome and a number (审批时限压缩60%, 惠及企业120家) and is no plan. Of several
policies a result is that of the last before it, and of those in a row with that one.
"""

from __future__ import annotations

import re

from ingest.periods import Time, find_times
from ingest.relation_rules.scene import Named, Scene, Sentence
from kg.model import Article, Key

BEGINS = r"(?:推行|推出|启动|实施|出台|印发|建立|试行|设立|实行|施行|上线|开通|首推|首创|引入|开始|创设|组建|落地)"
BEFORE = re.compile(
    rf"(?:起|以来|初|底|末|开始)?[，,]?[^，。；：、\d]{{0,24}}?{BEGINS}(?:了|实施|实行|开展|推行)?[^，。；\d]{{0,14}}"
)
GOES_ON = re.compile(r"深化|持续|继续|巩固|完善|优化|升级|扩大|提升|总结")
"""Verbs of what has begun earlier."""
BEGUN = re.compile(rf"(?:起|开始|以来)?(?:正式|全面|率先|在全[国省市区县])*{BEGINS}")
POINT = re.compile(r"\d{4}(?:-\d{2}){0,2}")
SINCE = re.compile(r"(\d{4}(?:-\d{2}){0,2})/(?:\d{4})?$")
OUTCOME = re.compile(
    r"压缩|压减|缩短|缩减|减少|减至|降至|降低|提速|节省|节约|提前|惠及|办结|办理|兑现|发放|解决|化解|帮办|代办|服务(?=企业|项目|群众|客商|\d)|带动|撬动|吸引|培育|引进|盘活|"
    r"处置|领证|审批|用时|实现|累计|达到|提高|提升|突破|增长|出让|完成|落地|(?:签约|开工|投产)(?![后前])|覆盖|推动|促成|免除|让利|授信|放款|合格率|满意率"
)
DIRECT = re.compile(
    rf"(?:机制|改革|活动|服务|制度|工程|行动|模式|平台|政策|业务)?(?:已|共|累计|先后|目前|平均|[^，]{{0,2}}年)*(?:{OUTCOME.pattern})"
)
"""How a clause goes on right behind the policy where it tells an outcome."""
NUMBER = re.compile(r"\d|[一二两三四五六七八九十百]+(?:多|余)?(?:个|家|项|天|日|成|倍|次|宗|件|户|人|万|亿)")
PLANNED = re.compile(
    r"力争|计划|目标|争取|预计|拟|确保|将[^近]|要(?!素)|到20\d\d年|规定|不超过|最高|给予|按照|标准为|奖励"
)
CLAUSES = re.compile(r"[^，,；;。！？\n]+")
AFTER = re.compile(
    r"(?:该|这[一项个]?|此项?)?(?:改革|机制|政策|制度|模式|行动|工程|平台|服务|做法)?(?:自)?(?:实施|推行|运行|启动|推出|改革|施行|上线)(?:以来|后|至今)"
    r"|(?:截至)?目前，?(?:已|共|累计)|截至[^，。]{2,12}，?(?:已|共|累计)"
)
"""How a sentence begins that goes on about the policy of the one before it."""
LONGEST_RESULT, LONGEST_EVIDENCE = 80, 320


def run(scene: Scene) -> None:
    """Give the `implements` relations of policies their `since` and `result`, and the words that say both."""
    articles = scene.document.articles
    times: dict[int, list[Time]] = {}
    since: dict[Key, tuple[str, int, int, Key | None]] = {}
    results: dict[Key, tuple[int, int, Key | None]] = {}
    last: list[Named] = []
    for sentence in scene.sentences:
        policies = [one for one in sentence.named if one.type == "Policy"]
        if policies:
            year = _year(articles, sentence.start)
            times[sentence.start] = find_times(scene.text[sentence.start : sentence.end], year)
        for one in policies:
            if one.key not in since and (told := _since(scene, sentence, one, times[sentence.start])):
                since[one.key] = (*told, scene.actor(sentence, one.start))
        if policies:
            last = _last_row(scene, policies)
            _results(scene, sentence, last, last[-1].end, results)
        elif last and AFTER.match(scene.text, sentence.start, sentence.end) and sentence.start - last[-1].end <= 160:
            _results(scene, sentence, last, sentence.start, results)
        else:
            last = []
    for key in since.keys() | results.keys():
        begun, come = since.get(key), results.get(key)
        if begun and come and max(begun[2], come[1]) - min(begun[1], come[0]) > LONGEST_EVIDENCE:
            come = None
        spans = [span for span in (begun and begun[1:3], come and come[:2]) if span]
        actor = begun[3] if begun else come[2] if come else None
        result = scene.text[come[0] : come[1]] if come else None
        scene.qualify(
            actor, "implements", key, min(s for s, _ in spans), max(e for _, e in spans), begun and begun[0], result
        )


def _year(articles: tuple[Article, ...], position: int) -> int | None:
    return next((a.year for a in articles if a.start <= position < a.end), None)


def _last_row(scene: Scene, policies: list[Named]) -> list[Named]:
    """The last policy of a sentence and those joined with it: 甲、乙和丙."""
    row = [policies[-1]]
    for one in reversed(policies[:-1]):
        between = scene.text[one.end : row[0].start]
        if len(between) <= 8 and re.fullmatch(r"[^，。；]*?(?:、|和|与|及)[^，。；]*?|[”“]*", between):
            row.insert(0, one)
        else:
            break
    return row


def _since(scene: Scene, sentence: Sentence, policy: Named, times: list[Time]) -> tuple[str, int, int] | None:
    """(period, start, end) of the words that say since when: the time and the policy with its verb of beginning."""
    for time in times:
        start, end = sentence.start + time.start, sentence.start + time.end
        period = _point(time.period)
        if period is None or time.future or scene.text[start:end].endswith("以来"):
            continue  # 今年以来 frames what is told and says of nothing that it began then
        if end <= policy.start <= end + 44:
            between = scene.text[end : policy.start].rstrip("“《‘")
            if BEFORE.fullmatch(between) and not GOES_ON.search(between):
                return period, start, policy.end
        elif policy.end <= start <= policy.end + 14 and not re.search(r"[，。；]", scene.text[policy.end : start]):
            begun = BEGUN.match(scene.text, end, sentence.end)
            if begun:
                return period, policy.start, begun.end()
    return None


def _point(period: str | None) -> str | None:
    """A point of time, or the beginning of what has gone on since (2023/2024); no half year or span of months."""
    if period is None:
        return None
    since = SINCE.fullmatch(period)
    if since:
        return since.group(1)
    return period if POINT.fullmatch(period) else None


def _results(
    scene: Scene, sentence: Sentence, row: list[Named], low: int, found: dict[Key, tuple[int, int, Key | None]]
) -> None:
    """The clauses behind `low` that tell an outcome, filed under the policies of the row that have none yet."""
    start = end = 0
    for clause in CLAUSES.finditer(scene.text, low, sentence.end):
        words = clause.group()
        joined = clause.start() == low and scene.text[low - 1 : low] not in "。！？；\n" and not start
        if joined and not (DIRECT.match(words) and NUMBER.search(words)):
            continue  # 全员招商的考核权重提高到65%: the policy is only part of what the clause is about
        fits = OUTCOME.search(words) and NUMBER.search(words) and not PLANNED.search(words)
        if fits and clause.end() - (start or clause.start()) <= LONGEST_RESULT:
            start, end = start or clause.start(), clause.end()
        elif start or clause.start() - low > 60:
            break
    if end:
        for one in row:
            found.setdefault(one.key, (start, end, scene.actor(sentence, one.start)))

"""The figures of one clause: which words name the indicator, whose figure it is, what is left out.

The rules are a small grammar of how reports put numbers: noun + verb + number (固定资产投资完成79亿元), number +
noun + verb (43个项目集中签约), measure + 的 + counted noun (总投资844亿元的43个项目), share (占全市19.6%), rank
(总量全市第一), growth (同比增长10%), and bare measures that belong to the last counted noun (总投资8亿元).
"""

from __future__ import annotations

import re

from ingest.clause import Clause, Draft, SentenceState
from ingest.figure_patterns import (
    ATTRIBUTIVE_TIME,
    AWARD,
    CHANGED_TO,
    COMPARE,
    EVENT,
    FOUNDS,
    GROWTH,
    HEAD_SKIP,
    MEASURED_COUNT,
    NO_INDICATOR,
    OFFICE,
    OWN_MEASURE,
    PREDICATE,
    PROJECT_WORD,
    RANK_PART,
    SHARE,
    STATIVE,
    VERB_ONLY,
    WITHIN_SHARE,
)
from ingest.grammar import words
from ingest.indicators import (
    COUNT_NOUNS,
    GENERIC,
    after_counter,
    before_number,
    count_label,
    strip_light,
    vocabulary,
)
from ingest.phrases import Token, within
from ingest.quantities import Found
from kg.model import Key

SUBJECT_TYPES = ("Zone/", "Region/", "Company/", "Facility/", "Fund/", "Organization/", "Project/")


class ClauseReader:
    """Reads the figures of one clause and updates the sentence's state."""

    def __init__(self, clause: Clause, state: SentenceState) -> None:
        self.c = clause
        self.s = state
        self.head = self._head()

    def _head(self) -> int:
        """Skip times and the subject at the clause's start; note both in the state. Returns where the rest begins."""
        c, at = self.c, self.c.start
        if self.s.founded and STATIVE.match(c.text[c.start : c.end].lstrip()):
            self.s.subject = self.s.founded
        self.s.founded = None
        for t in c.times:
            if t.period and not ATTRIBUTIVE_TIME.match(c.text[t.end : t.end + 4]):
                self.s.period = t.period
                if t.frame and not t.future:
                    self.s.frame_period = t.period
        moved = True
        while moved:
            moved = False
            skip = HEAD_SKIP.match(c.text[at : c.end])
            if skip and skip.end():
                at += skip.end()
                moved = True
            for t in c.times:
                if t.start <= at < t.end:
                    at, moved = t.end, True
            for r in sorted(c.refs, key=lambda r: r.start - r.end):
                if (
                    r.start <= at < r.end
                    and r.key.startswith(("Event/", "Policy/"))
                    and c.text[r.end : r.end + 1] in "全，"
                ):
                    at, moved = r.end, True
                    break
                if r.start <= at < r.end and r.key.startswith(SUBJECT_TYPES):
                    if r.key.startswith("Organization/") and OFFICE.search(c.text[r.start : r.end]):
                        return at
                    rest = c.text[r.end : r.end + 3]
                    if rest.startswith(("等", "、", "和", "与", "及", "（")) and not rest.startswith(
                        ("（含", "（以", "与全", "与省", "和全")
                    ):
                        return at
                    self.s.subject = self.s.carried = r.key
                    at, moved = r.end, True
                    if c.text[at : at + 1] in ("（", "("):
                        close = c.text.find("）" if c.text[at] == "（" else ")", at, c.end)
                        if close > 0 and not any(at < q.start < close for q in c.quantities):
                            at = close + 1
                    break
        return at

    def drafts(self) -> list[Draft]:
        """The figures of the clause, left to right."""
        result = self._drafts()
        ends = [r for r in self.c.refs if r.key.startswith("Project/") and r.end >= self.c.end - 2]
        self.s.last_project = (
            ends[-1].key if ends else (self.s.last_project if self.c.quantities and not self.s.topic else None)
        )
        return result

    def _drafts(self) -> list[Draft]:
        c = self.c
        if not c.quantities:
            text = c.text[self.head : c.end]
            self.s.founded = self._founded()
            if "、" in text and "分别" not in text:
                self.s.items = _list_items(text)
            return []
        shared = self._respectively()
        if shared:
            return shared
        result: list[Draft] = []
        at = self.head if c.quantities[0].start >= self.head else c.start
        for i, q in enumerate(c.quantities):
            stop = c.quantities[i + 1].start if i + 1 < len(c.quantities) else c.end
            draft, at = self._one(q, at, stop)
            if draft is not None:
                draft.period = self._period(q)
                draft.end = c.end
                draft.status_from = c.start
                result.append(draft)
        return result

    def _founded(self) -> Key | None:
        """What the clause founds, for a stative clause behind it (共建某研究院，已集聚研发人员126人)."""
        for r in reversed(self.c.refs):
            before = self.c.text[max(self.c.start, r.start - 12) : r.start].rstrip("“")
            if r.key.startswith(("Facility/", "Organization/", "Fund/", "Zone/")) and FOUNDS.search(before):
                return r.key
        return None

    def _period(self, q: Found) -> str | None:
        before = [
            t
            for t in self.c.times
            if t.start <= q.start and t.period and not ATTRIBUTIVE_TIME.match(self.c.text[t.end : t.end + 4])
        ]
        return before[-1].period if before else self.s.period

    def _respectively(self) -> list[Draft]:
        """A、B的配套率分别为35%和42%: the k-th figure belongs to the k-th item."""
        c = self.c
        text = c.text[self.head : c.quantities[0].start]
        if "分别" not in text or len(c.quantities) < 2:
            return []
        head, _, _ = text.partition("分别")
        growing = re.match(r"(?:同比|较上年)?(增长|提高|上升|增加|下降|减少|降低)", text.partition("分别")[2])
        items = _list_items(head)
        measure = ""
        if len(items) == len(c.quantities):
            measure = _common_measure(items)
        elif len(self.s.items) == len(c.quantities):
            items, measure = self.s.items, before_number(head)
        else:
            return []
        drafts = []
        for item, q in zip(items, c.quantities, strict=True):
            name = strip_light(item)
            label = name if not measure or measure in name else name + measure
            if growing:
                label += "增速" if growing.group(1) in ("增长", "提高", "上升", "增加") else "降幅"
            if q.family == "count":
                label = count_label(label, q.unit)
            drafts.append(
                Draft(
                    found=q,
                    indicator=label,
                    period=self._period(q),
                    end=c.end,
                    status_from=c.start,
                    rule="respectively",
                )
            )
        return drafts

    def _one(self, q: Found, at: int, stop: int) -> tuple[Draft | None, int]:
        c, s = self.c, self.s
        left = c.text[at : q.start]
        right = within(c.tokens, q.end, stop)
        plain = left.strip(" 　，,、和与及")
        if q.family in ("count", "measure") and right and right[0].tag not in ("x", "v", "p"):
            owner = next((r for r in c.refs if at <= r.start and q.start - 1 <= r.end <= q.start), None)
            if owner and owner.key.startswith(("Zone/", "Facility/", "Project/")) and after_counter(right)[0]:
                s.subject = owner.key  # 某产业园10所高校: the name right before the number owns it
                left = plain = ""
        if s.last_indicator and CHANGED_TO.match(plain):
            return Draft(found=q, indicator=s.last_indicator, rule="changed-to"), q.end
        if (
            plain.startswith("的")
            and q.family == "percent"
            and s.last_indicator
            and re.search(r"(?:目标|任务)", s.last_indicator)
        ):
            return Draft(found=q, indicator=s.last_indicator + "完成率", rule="completion"), q.end
        growth = GROWTH.search(plain) or COMPARE.search(plain)
        if growth and q.family in ("percent", "multiple", "count", "money", "measure"):
            return self._growth(q, plain, growth), q.end
        if q.family == "percent" and (part := WITHIN_SHARE.search(plain)) and s.last_indicator:
            return Draft(found=q, indicator=f"{s.last_indicator}占{part['of']}比重", kind="share", rule="share"), q.end
        if q.family == "percent" and (share := SHARE.search(plain)):
            return self._share(q, plain, share), q.end
        if q.family == "rank":
            return self._rank(q, plain), q.end
        if (
            q.family == "money"
            and s.topic
            and s.last_indicator == s.topic + "数"
            and re.match(r"(?:以上|以下)?的?[\u4e00-\u9fff]{0,6}(?:项目|企业)", c.text[q.end : c.end])
            and plain
            and len(plain) <= 8
        ):
            return Draft(found=q, indicator=s.topic + before_number(plain), rule="count-measured"), q.end
        if right and right[0].word == "的" and q.family in ("money", "measure", "percent", "duration"):
            return self._attributive(q, plain, right), q.end
        if q.family == "count":
            return self._count(q, plain, right)
        return self._level(q, plain, right), q.end

    def _growth(self, q: Found, plain: str, m: re.Match[str]) -> Draft | None:
        verb = m.groupdict().get("verb") or "变化"
        kind = ("同比" + verb) if "同比" in plain and verb in ("增长", "下降") else verb
        name = before_number(re.sub(r"(?:同比|环比|实现)$", "", plain[: m.start()]))
        if q.family in ("count", "money", "measure"):
            base = name or self.s.last_indicator or ""
            if not base:
                return None
            return Draft(
                found=q,
                indicator=base.removesuffix("数")
                + "较上年"
                + ("减少" if "减" in verb or "降" in verb else "增加")
                + ("数" if q.family == "count" else "额"),
                kind="difference",
                rule="difference",
            )
        if len(name) < 2 or name in ("其中",):
            return Draft(found=q, change_kind=kind, rule="growth")
        if name in ("总量", "增速", "增幅") and self.s.last_indicator:
            name = self.s.last_indicator
        suffix = "增速" if verb in ("增长", "增速", "增加", "上升", "提高", "增幅", "提升") else "降幅"
        label = name if name.endswith(("增速", "增幅", "降幅")) else name + suffix
        return Draft(found=q, indicator=label, kind="growth", rule="growth-of")

    def _share(self, q: Found, plain: str, m: re.Match[str]) -> Draft | None:
        name = before_number(plain[: m.start()])
        of = re.sub(r"^(?:到|了)|(?:总数)?的?$", "", m["of"])
        base = name or (self.s.last_indicator or self.s.topic or "").removesuffix("数")
        if not base and not of:
            return None
        label = f"{base}占{of}比重" if of else f"{base}占比"
        return Draft(found=q, indicator=label, kind="share", rule="share")

    def _rank(self, q: Found, plain: str) -> Draft | None:
        parts = RANK_PART.findall(plain)
        scope = re.search(r"全[市省国区县]", plain)
        name = before_number(
            re.sub(
                r"(?:均|稳|跃|位|名)?(?:居|列|排|升至|进至|保持)?$",
                "",
                re.split(r"在?全[市省国区县]|总量|排位|排名|位居|位列|名列|稳居|跃居", plain)[0],
            )
        )
        base = name if len(name) >= 2 else (self.s.last_indicator or "")
        part = "".join(dict.fromkeys(parts)) if parts and parts[0] not in base else ""
        label = f"{base}{part}{scope.group() if scope else ''}排名"
        return Draft(found=q, indicator=label, kind="rank", rule="rank")

    def _attributive(self, q: Found, plain: str, right: list[Token]) -> Draft | None:
        """总投资50亿元的某项目, 总投资64.3亿元的12个项目集中签约, 总规模50亿元的某基金, 230亿元的目标任务."""
        c = self.c
        name = before_number(plain) or {"money": "投资额", "measure": "规模"}.get(q.family, "")
        follow = right[1].start if len(right) > 1 else q.end + 1
        nearest = [r for r in c.refs if follow <= r.start <= follow + 1]
        if any(s <= follow + 12 and s >= follow - 1 for s, _ in c.project_spans):
            return None
        for r in nearest:
            if r.key.startswith(("Fund/", "Facility/", "Zone/")):
                self.s.subject = r.key
                return Draft(found=q, indicator=name, subject=r.key, rule="attributive-name")
        later = [x for x in c.quantities if x.start >= q.end and x.start <= q.end + 2]
        if later:
            noun, end, _rest = after_counter(within(c.tokens, later[0].end, c.end))
            event = EVENT.match(c.text[end : c.end]) if noun else None
            if noun:
                topic = (
                    ((event["how"] if event["how"] == "集中" else "") or "") + event["verb"] + noun if event else noun
                )
                self.s.topic = topic
                return Draft(found=q, indicator=topic + name, rule="attributive-count")
        noun, _, _ = after_counter(right)
        if re.search(r"(?:目标|任务)", noun):
            base = self.s.topic or ""
            return Draft(found=q, indicator=base + noun, status="目标", rule="target")
        if noun and name in GENERIC | {"投资额", "规模"}:
            return Draft(found=q, indicator=noun + name, rule="attributive-noun")
        if re.search(r"(?:目标|任务)$", name):
            self.s.last_indicator = name
            return Draft(found=q, indicator=name, status="目标", rule="target")
        return Draft(found=q, indicator=name or noun, rule="attributive") if name or noun else None

    def _count(self, q: Found, plain: str, right: list[Token]) -> tuple[Draft | None, int]:
        c, s = self.c, self.s
        noun, end, _rest = after_counter(right)
        left = strip_light(plain)
        if noun in words("noun_end"):
            noun, end = "", q.end
        counter = q.unit.lstrip("万亿千百十")
        bracket = re.search(r"^(?P<name>.*)[（(](?P<scope>全[省市国区县])$", plain)
        if bracket and not noun:  # 省级专业镇（全省18个）
            scope = [r for r in c.refs if r.end <= q.start and r.end >= q.start - 1]
            name = before_number(re.split(r"(?:为|是|—|-)", bracket["name"])[-1])
            return (
                Draft(
                    found=q,
                    indicator=count_label(name, counter),
                    subject=scope[-1].key if scope else None,
                    rule="count-bracket",
                )
                if name
                else None
            ), q.end
        measured = MEASURED_COUNT.match(c.text[q.end : c.end])
        if measured:  # 49个预计年产值298亿元的项目集中投产
            event = EVENT.match(measured["rest"])
            noun_phrase = (
                ((event["how"] if event["how"] == "集中" else "") or "") + event["verb"] + measured["noun"]
                if event
                else measured["noun"]
            )
            s.topic = s.last_noun = noun_phrase
            s.last_indicator = noun_phrase + "数"
            return Draft(found=q, indicator=noun_phrase + "数", rule="count-measured"), q.end
        if noun and right and right[0].word == "的":
            noun, end = "", q.end
        if noun:
            after = c.text[end : c.end]
            event = EVENT.match(after)
            award = AWARD.match(after)
            if award and noun.endswith(("企业", "项目", "公司", "单位", "家", "园区")):
                title = re.sub(r"(?:名单|称号|荣誉|行列|之列)$", "", re.split(r"[，。、；]", award["title"])[0]).strip(
                    "“”"
                )
                phrase = title if 3 <= len(title) <= 22 else noun
            elif noun in ("企业", "公司", "项目", "高校") and not left and (predicate := PREDICATE.match(after)):
                phrase = predicate["verb"] + strip_light(predicate["object"]) + noun
            elif counter.endswith(("次", "场")):
                phrase = noun
            elif left and len(left) <= 8 and not left.endswith(("等", "余")) and not re.search(r"[的、]", left):
                phrase = left + noun
            elif left.endswith("的") or (left and len(left) <= 14 and plain.endswith("的")):
                phrase = left.removesuffix("的") + "的" + noun
            elif event and len(noun) <= 6:
                phrase = ((event["how"] if event["how"] == "集中" else "") or "") + event["verb"] + noun
            else:
                phrase = noun
            at = end
        else:
            name = before_number(plain)
            after = c.text[q.end : c.end]
            if name in ("中", "另", "里", "内") or not name:
                event, predicate = EVENT.match(after), PREDICATE.match(after)
                described = re.match(
                    r"(?P<what>[^，。、；：]{2,16}的(?:企业|项目|单位|机构|人才|园区))(?![\u4e00-\u9fff]{0,2}的)", after
                )
                if described:  # 3户荣获大赛奖励的企业
                    name = described["what"]
                elif event and s.topic:
                    name = s.topic + event["verb"]
                elif predicate:
                    name = (
                        predicate["verb"]
                        + strip_light(predicate["object"])
                        + COUNT_NOUNS.get(counter, s.last_noun or "")
                    )
                else:
                    name = ""
            phrase = name
            if not name and s.topic:
                phrase = s.topic
            if VERB_ONLY.match(name):
                fallback = COUNT_NOUNS.get(counter) or (s.last_noun if counter in ("个", "项") else None) or "项目"
                phrase = name + (
                    s.last_noun
                    if s.last_noun and counter in ("家", "户", "个", "项") and len(s.last_noun) <= 4
                    else fallback
                )
            elif (
                counter in ("户", "家")
                and name
                and not re.search(
                    r"(?:企业|公司|机构|单位|商户|高校|院所|“小巨人”|小巨人|量|数|率|独角兽|瞪羚|平台|银行|客商|户|所|店|中心|协议|集团|商|园|基地|厂)$",
                    name,
                )
            ):
                phrase = name + "企业"
            at = q.end
        if not phrase:
            return None, at
        if (
            c.text[max(c.start, q.start - 14) : q.start].lstrip("：: ").startswith("其中")
            and s.parent_verb
            and not phrase.startswith(s.parent_verb)
        ):
            phrase = s.parent_verb + phrase
        elif (m := re.match(r"(?:“)?(签约|开工|投产|竣工|储备|引进|在建|续建)", phrase)) is not None:
            s.parent_verb = m.group(1)
        label = count_label(phrase, counter)
        if re.search(r"项目$", phrase):
            s.topic = phrase
        elif re.search(r"(?:企业|基地|平台|活动)$", phrase):
            s.topic = phrase if len(phrase) <= 12 else None
        s.last_noun = (
            noun if noun and len(noun) <= 4 else (re.search(r"(?:企业|项目|人才|高校|公司|事项)$", phrase) or [None])[0]
        )
        s.last_indicator = label
        return Draft(found=q, indicator=label, rule="count"), at

    def _level(self, q: Found, plain: str, right: list[Token]) -> Draft | None:
        s = self.s
        name = before_number(plain)
        rule = "level"
        if re.search(r"完成投资$", strip_light(plain)) or (name == "投资" and "完成" in plain):
            name = name.removesuffix("完成投资").removesuffix("投资") + "完成投资"
        if not name:
            noun, _, _ = after_counter(right)
            if noun:
                if re.search(r"(?:目标|任务)", noun):
                    return Draft(found=q, indicator=(s.topic or "") + noun, status="目标", rule="target")
                name, rule = (
                    noun + ("面积" if re.search(r"平方|亩|m2|㎡|公顷", q.unit) and "面积" not in noun else ""),
                    "level-noun",
                )
            elif s.topic:
                name, rule = s.topic + {"money": "金额", "percent": "比率"}.get(q.family, "规模"), "level-topic"
        if not name or (q.family == "duration" and name in NO_INDICATOR):
            return None
        if q.family == "percent" and re.search(r"(?:目标|任务)$", name):
            name += "完成率"
        if name in GENERIC or (re.fullmatch(r"(?:其中)?(?:工业)?投资(?:额)?", name) and name != "工业投资"):
            owner = s.topic
            if owner and owner[:2] in name:
                owner = None
            if (owner and PROJECT_WORD.search(owner)) or (owner and name in ("占比", "开工率")):
                name = (owner or "") + name
        if s.last_project and OWN_MEASURE.match(name):
            return Draft(found=q, indicator=name, subject=s.last_project, rule="level-project")
        s.last_indicator = name
        return Draft(found=q, indicator=name, rule=rule)


def _list_items(text: str) -> list[str]:
    """隔膜、电解液仍是短板 → 隔膜, 电解液."""
    parts = re.split(r"[、和与及]", re.split(r"(?:仍是|是|都|均|为|成为|等)", text)[0])
    return [strip_light(p) for p in parts if strip_light(p)]


def _common_measure(items: list[str]) -> str:
    """The measure that the last item of an enumeration carries for all: 甲、乙的产值 → 产值."""
    last = items[-1]
    if "的" in last:
        head, _, measure = last.rpartition("的")
        items[-1] = head
        return measure
    for at in range(1, len(last) - 1):  # the longest name of a known indicator that the item ends with
        if last[at:] in vocabulary():
            items[-1] = last[:at]
            return last[at:]
    m = re.search(r"(?:产值|收入|税收|产量|产能|总投资|投资|占比|比重|增长率|配套率|完成率|面积|利润|进出口额)$", last)
    if m and m.start():
        items[-1] = last[: m.start()]
        return m.group()
    return ""

"""How far the text goes on about a project behind a mention of it: in its sentence, and in those that follow.

A sentence that follows goes on about the project where it says so (该项目, 这条生产线), or where it opens with works,
sums or times and names nobody else (眼下主厂房封顶，明年10月投产).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.linking import Ref
from ingest.phrases import sentences
from ingest.project_hit import Hit
from ingest.project_zone import BRACKET
from ingest.stage_words import STAGES
from kg.model import Article

OPENS = re.compile(
    r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[^\w\s“‘（(《]|PART|第[一二三四五六七八九十])"
)
"""What opens a line that is an item or a heading of its own."""
_GOES_ON = re.compile(r"[“\s]*(?:该项目|这个项目|项目|其中|全部建成|建成后|投产后|达产后|一期|二期|设计|总投资|目前)")
_THIS = re.compile(
    r"[“\s]*(?:据悉，|据了解，)?(?:(?:今年|去年)?\d{1,2}月(?:\d{1,2}日|底|初|份)?，)?(?:这[个一](?:计划)?(?:总投资|落户|位于|来自|占地|由)[^，。；]{2,20}的项目|该项目|这个项目|"
    r"项目(?:总投资|计划投资|占地|位于|建成|达产|投产|全部|分|点火|正式|顺利|开工|封顶|已)|"
    r"(?:该|这[座条个家]|整个|示范)(?:产线|生产线|线|工厂|基地|总部|中心|电站|装置|园区)(?:规划|计划|预计)?(?:总投资|投资|由|占地|于)|"
    r"这[座条个家](?:总投资|投资|由)[^，。；]{2,26}的(?:产线|生产线|工厂|基地|总部|中心|电站))"
)

_WORKS = re.compile(
    "|".join(pattern for stage, pattern in STAGES if stage not in ("储备", "签约"))
    + r"|投资[^，。；]{0,4}\d|占地|用地|[年日月](?:产|处理|加工)|产能|达产"
)
"""What tells of how far something has come, what it costs or will make."""
_CONTINUES = re.compile(
    r"[“\s]*(?:(?:20\d\d年|[今明去后]年|本月|[上下]半年|年[内底初]|[一二三四]季度|\d{1,2}月|\d{1,2}日|目前|眼下|如今|现在|此前|随后|底|初|末|中旬|上旬|下旬|，)*(?:，)?)"
    r"(?:预计|计划|主体|(?:主|新)?厂房|设备|桩基|钢结构|车间|[一二三]期|首[批台件车片炉卷套]|工人|施工|窑炉|总?投资|占地|用地|征地|年产|日产|月产|设计|规划|达产|投产|建成(?:[后投达，]|使用)|全部|竣工|产品|正在?|已|"
    r"项目|它(?!们)|其|这[条座个]|摘牌|开工|动工|封顶|试生产|点火|打下|签约|奠基|明年|施工许可|即将|将)"
)
"""How a sentence opens that goes on about what the sentence before it named."""
_OTHERS = re.compile(
    r"全[区市县省]|(?:园|新|高新|经开|开发)区(?!里)|截至|累计|今年以来|1[至—-]\d+月|个项目|项目\d+个|另[外一有]|还有|同时|一批|企业[^，。；]{0,4}\d+[家户]"
)
"""What tells that a sentence is about others, or about many."""
_ACTORS = ("Company/", "Zone/", "Organization/", "Policy/", "Region/")


class ScopeFinder:
    """Tells where what is said of a project ends, in one article; `refs_in` gives the references within a span."""

    def __init__(self, text: str, article: Article, refs_in: Callable[[int, int], list[Ref]]) -> None:
        self.text = text
        self.article = article
        self.refs_in = refs_in

    def _stays(self, start: int, end: int) -> bool:
        """Does a sentence behind one that names a project go on about it: it tells of works and of nobody else?"""
        told = self.text[start:end]
        if not _CONTINUES.match(told) or _OTHERS.search(told) or not _WORKS.search(told):
            return False
        return not any(r.key.startswith(_ACTORS) for r in self.refs_in(start, end))

    def _headed_end(self, hit: Hit, next_start: int) -> int:
        """What stands under a heading that names a project is about it: its line, else the lines below it."""
        line = self.text.find("\n", hit.end)
        line = min(line, self.article.end) if line >= 0 else self.article.end
        if not self.text[hit.end : line].strip("。：:】］ "):
            for _ in range(3):
                after = self.text.find("\n", line + 1)
                after = min(after, self.article.end) if after >= 0 else self.article.end
                if after <= line or _opens(self.text[line + 1 : after]):
                    break
                line = after
        return min(next_start, line)

    def end(self, hit: Hit, next_start: int) -> int:
        """Facts of a project stand up to the next project's name, and in sentences that go on about it."""
        if hit.headed:
            return self._headed_end(hit, next_start)
        end = min(hit.sentence[1], next_start)
        bracket = BRACKET.match(self.text, hit.end)
        if bracket and next_start <= hit.sentence[1]:
            return bracket.end()
        if next_start <= hit.sentence[1]:
            cut = max(self.text.rfind(c, hit.end, next_start) for c in "，,；;、。")
            return cut if cut > 0 else end
        for s, e in sentences(self.text, hit.sentence[1], min(next_start, hit.sentence[1] + 320, self.article.end)):
            told = self.text[s:e]
            this = _THIS.match(told) is not None
            if self.text[s - 1 : s] == "\n" and not this:
                break
            if this or (
                end >= s - 1 and (_GOES_ON.match(told) or (not hit.listed and self._stays(s, e)))
            ):  # 该项目: also behind a remark
                end = min(e, next_start)
        return end


def _opens(line: str) -> bool:
    """Does a line open something new: a heading, an item, a list?"""
    return not line.strip() or OPENS.match(line) is not None

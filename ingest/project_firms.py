"""SubjectSource a project is: the firms in its name, before it, behind it, or those that the text spoke of last."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.linking import Ref
from ingest.mention_rules.brands import is_brand
from ingest.project_hit import Hit
from ingest.project_told import Told
from kg.model import Article

THE_FIRM = re.compile(
    r"(?:^|[，。；])(?:[\d年月日]|目前|去年底?|今年|日前|随后|此后|同时)*(?:，)?"
    r"(?:(?:该?企业|公司|该公司|他们|我们|该厂|厂里)的?(?:又|还|将|正|已|的)*|其(?=[^，。；]{0,6}(?:投资|新建|建设|实施))|它(?!们))"
)
OPENS = re.compile(
    r"(?:^|[，。；：\n“”])(?:在[^，。；]{2,24}[，]|走进[^，。；]{2,20}[，的]|(?:[\d年月日]|今年|去年|目前|早在|路[东西南北]是|位于[^，。；]{2,24}的|做[^，。；]{1,8}的|其中)*)$"
)
"""What may stand before the firm with which a paragraph begins."""
OTHER_ACTOR = re.compile(r"(?:园区|开发区|高新区|经开区|全区|全市|该区|我区|我市|新区|政府|管委会)[^，。；]{0,8}$")
SUBSIDIARY = re.compile(r"的?(?:全资|控股)?子公司")
BY = re.compile(
    r"(?:由|由[^，。；]{2,12}(?:与|和|、|联合)|投资方|投资主体|投资商|投资单位|建设单位|建设主体|业主|业主单位|项目单位|"
    r"实施主体|实施单位|投资单位|承建单位|落户单位|运营单位|代建单位|园主|东家)(?:(?:为|是|[:：])?|(?:为|是)[^，。；]{2,14}子公司)$"
)
BUILDS = re.compile(
    r"(?:（[^（）]{2,10}）)?(?:独资|全额|负责|全资|共同|联合)?(?:投资)?(?:承建|代建|投建|牵头|投资建设|投资兴建|投资新建|投资打造|出资建设)"
)
"""What stands behind the firm that builds what was named before."""
INVESTS = re.compile(r"(?:拟|计划|将|已|独资|全额)?(?:投资|出资|承建|建设|新建)")
TOPIC = re.compile(
    r"(?:投资|其|建设|新建|实施|建成|拟建|共建|合建|兴建|打造|布局|上马|设立|改建|扩建|转产|腾出|把|建一?[座条个]|[拟要]投|投下|拿出|追加|上马)"
)


class FirmFinder:
    """Finds the firms of the projects of one article; `refs_in` gives the references that lie within a span."""

    def __init__(self, text: str, article: Article, refs_in: Callable[[int, int], list[Ref]]) -> None:
        self.text = text
        self.article = article
        self.refs_in = refs_in

    def tell(self, hit: Hit, stop: int, hits: list[Hit], told: Told) -> None:
        """Add the firms of the project that is named at `hit` and spoken of up to `stop`; `hits` are all names."""
        for r in self.refs_in(hit.start, hit.end):
            if r.key.startswith("Company/"):
                told.firm(r.key, "firm-in-name", r.start, r.end)
        if not told.companies and (firm := self._branded(hit)):
            told.firm(firm.key, "firm-brand", hit.start, hit.start + 2)
        if hit.listed:
            return
        if told.companies:
            if not self._builders(hit, stop, told) and not told.companies[0].endswith(("公司", "集团")):
                self._in_full(hit, stop, told)
            return
        s = hit.sentence[0]
        s = max(s, self.text.rfind("；", s, hit.start) + 1)  # 甲公司投资…；乙公司…: each part has its own
        clause = max(self.text.rfind(c, s, hit.start) for c in "，,；;。：:") + 1
        own = [r for r in self.refs_in(s, hit.start) if r.key.startswith("Company/") and not self._named_for(r, hits)]
        nearby = [r for r in own if r.start >= clause]
        if nearby and not SUBSIDIARY.match(self.text[nearby[-1].end : nearby[-1].end + 6]):
            for r in self._row(nearby):
                told.firm(r.key, "firm-before", r.start, r.end)
        elif self._builders(hit, stop, told) or self._headed_by(hit, stop, told):
            return
        elif own and TOPIC.search(self.text[own[-1].end : hit.start]) and self.text[own[-1].end] not in "等”":
            # 甲公司隶属乙集团，其年产…项目: the sentence's first company is its topic
            told.firm(own[0].key, "firm-topic", own[0].start, own[0].end)
        elif THE_FIRM.search(self.text, max(self.article.start, s - 1), hit.start):
            low = max(self.article.start, self.text.rfind("\n", 0, s) + 1, s - 240)
            earlier = [r for r in self.refs_in(low, s) if r.key.startswith("Company/")]
            if not earlier and low > self.article.start:  # the paragraph goes on about the firm of the one before
                before = max(self.article.start, self.text.rfind("\n", 0, low - 1) + 1, low - 300)
                earlier = [r for r in self.refs_in(before, low) if r.key.startswith("Company/")][:1]
            if earlier:
                told.firm(earlier[-1].key, "firm-this", earlier[-1].start, earlier[-1].end)
        elif (not own and (firm := self._of_paragraph(hit))) or (firm := self._last(hit, hits)):
            told.firm(firm.key, "firm-paragraph", firm.start, firm.end)

    def _in_full(self, hit: Hit, stop: int, told: Told) -> None:
        """The firm of which a name opens the project's (卫龙魔芋扩建项目), where it is told in full beside it."""
        if hit.headed and self._headed_by(hit, stop, told):
            return
        brand = hit.name[:2]
        for r in self.refs_in(self.article.start, self.article.end):
            if r.key.startswith("Company/") and r.key.endswith("公司") and brand in r.key and is_brand(brand):
                told.firm(r.key, "firm-brand", r.start, r.end)
                return

    def _last(self, hit: Hit, hits: list[Hit]) -> Ref | None:
        """The firm last named in the paragraph, where no other project, zone or office is spoken of since."""
        low = max(self.article.start, self.text.rfind("\n", 0, hit.start) + 1, hit.start - 160)
        spoken = [r for r in self.refs_in(low, hit.start) if r.key.startswith(("Company/", "Zone/", "Organization/"))]
        if not spoken or not spoken[-1].key.startswith("Company/") or SUBSIDIARY.match(self.text[spoken[-1].end :][:6]):
            return None
        last = spoken[-1]
        since = any(last.end <= h.start < hit.start for h in hits) or self._named_for(last, hits)
        return None if since or OTHER_ACTOR.search(self.text, last.end, hit.start) else last

    def _of_paragraph(self, hit: Hit) -> Ref | None:
        """The one firm that the paragraph speaks of, where it begins with it and the sentence names no other actor."""
        sentence = hit.sentence[0]
        low = max(self.article.start, self.text.rfind("\n", 0, sentence) + 1)
        firms = [r for r in self.refs_in(low, hit.start) if r.key.startswith("Company/")]
        if not firms or firms[-1].end > sentence or {r.key for r in firms} != {firms[0].key}:
            return None
        if not firms[0].key.endswith(("公司", "集团", "厂", "院", "所")):
            return None
        acts = any(r.key.startswith(("Zone/", "Organization/", "Region/")) for r in self.refs_in(sentence, hit.end))
        if acts or OTHER_ACTOR.search(self.text, sentence, hit.start):
            return None
        return firms[0] if OPENS.search(self.text, low, firms[0].start) else None

    def _branded(self, hit: Hit) -> Ref | None:
        """The firm whose full name holds the brand that opens the project's: 岚履… and 泉州岚履…有限公司."""
        if not is_brand(hit.name[:2]):
            return None
        for r in self.refs_in(self.article.start, self.article.end):
            name = r.key.partition("/")[2]
            if r.key.startswith("Company/") and name.endswith("公司") and hit.name[:4] in name:
                return r
        return None

    def _headed_by(self, hit: Hit, stop: int, told: Told) -> bool:
        """甲项目。乙公司投资建设: the firm that opens the sentence behind a heading; whether there is one."""
        if hit.sentence[1] - hit.end > 1 and not hit.headed:
            return False
        for r in self.refs_in(hit.end, min(stop, hit.end + 30)):
            opens = hit.headed and not self.text[hit.end : r.start].strip("】］。：:\n—-")
            if r.key.startswith("Company/") and (opens or INVESTS.match(self.text, r.end)):
                told.firm(r.key, "firm-behind", r.start, r.end)
                return True
        return False

    def _row(self, firms: list[Ref]) -> list[Ref]:
        """The last of these and those joined with it: 由甲与乙共同投资…, in their order."""
        row = [firms[-1]]
        for r in reversed(firms[:-1]):
            if self.text[r.end : row[-1].start].strip("“”") in ("、", "和", "与", "及", "以及", "联合"):
                row.append(r)
            else:
                break
        return row[::-1]

    @staticmethod
    def _named_for(one: Ref, hits: list[Hit]) -> bool:
        """Does the company only open another project's name?"""
        return any(h.start <= one.start and one.end <= h.end for h in hits)

    def _builders(self, hit: Hit, stop: int, told: Told) -> bool:
        """The companies told behind the name: 由甲公司与乙公司投资建设, 建设单位为甲公司; whether there are any."""
        last: Ref | None = None
        for r in self.refs_in(hit.end, stop):
            if not r.key.startswith("Company/"):
                continue
            joined = last is not None and self.text[last.end : r.start].strip("“”") in ("、", "和", "与", "及", "联合")
            if SUBSIDIARY.match(self.text[r.end : r.end + 6]):
                continue
            before = self.text[max(hit.end, r.start - 24) : r.start]
            if (
                joined
                or BY.search(before)
                or (BUILDS.match(self.text, r.end) and "；" not in self.text[hit.end : r.start])
            ):
                told.firm(r.key, "firm-behind", r.start, r.end)
                last = r
            elif last is not None:
                break
        return last is not None

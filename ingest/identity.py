"""Canonical names: how the forms of one zone, company, region or policy in a document come to one key."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.mention_rules.base import Mention
from ingest.mention_rules.brands import is_brand
from ingest.mention_rules.firms import LEGAL_TAIL, core
from ingest.mention_rules.zone_defined import abbreviates, is_cut
from ingest.mention_rules.zones import LANDFORMS, LEVELS
from ingest.tokens import Reading, read
from kg.model import Document, Key

ABBREVIATIONS = (
    ("经开区", "经济技术开发区"),
    ("高新区", "高新技术产业开发区"),
    ("综保区", "综合保税区"),
    ("综改示范区", "综合改革示范区"),
    ("综改区", "综合改革示范区"),
    ("自贸区", "自由贸易试验区"),
    ("农高区", "农业高新技术产业示范区"),
)
"""Short kinds and the full kind that a name is filed under when its place stands before it."""
COMPATIBLE = {
    "经开区": ("经济技术开发区", "经济开发区"),
    "高新区": ("高新技术产业开发区", "高新技术开发区"),
    "综改区": ("综合改革示范区", "转型综合改革示范区"),
    "综改示范区": ("综合改革示范区", "转型综合改革示范区"),
    "示范区": ("示范区",),
    "开发区": ("开发区", "经开区", "高新区"),
    "综保区": ("综合保税区",),
    "产业园": ("产业园区",),
    "园区": ("产业园", "工业园", "产业园区", "工业园区", "科技园"),
    "工业园": ("工业园区",),
    "经济开发区": ("经济技术开发区",),
    "转型综改示范区": ("转型综合改革示范区",),
}
KIND_WORDS = ("开发区", "示范区", "经开区", "高新区", "综改区", "综改示范区")
SORT = re.compile(
    r"(?:省级|国家级|市|县|区|经济|技术|高新|高新技术|产业|工业|农业|现代|转型|综合|改革|创新|示范|先进|制造|制造业|循环|生态|绿色|"
    r"集中|统筹|城乡|一体化|食品|食品药品|化工|农副产品|农产品|精深|加工|装备|新材料|旅游|文化|物流|科技|数字)*"
)
"""Words between a zone's place and its kind that tell the sort of zone and are no name of its own."""
OFFICE = re.compile(r"(?:党工委|管委会|管理委员会)$")
QUOTES = re.compile(r"[“”\"《》‘’]")
POLICY_TAIL = re.compile(
    r"(?:工作机制|工作法|机制|制度|改革|模式|专项行动|行动|服务|工程|活动|做法|理念|思路|措施|"
    r"举措|品牌)$"
)
DEFINED = re.compile(
    r"([\u4e00-\u9fffA-Za-z（）()]{4,40})[（(](?:以下(?:简称|统称|称)|下称|简称|又称|下同，简称)(?:为)?[“：:]*([\u4e00-\u9fffA-Za-z]{2,16})[”]?[）)]"
)
TITLED = re.compile(
    r"《([^《》\n]{4,60})》(?:[（(][^（）()\n]{0,30}[，,]?)?[（(]?(?:以下简称|以下称|下称|简称)[：:]?[“《]([^”》\n]{2,20})[”》][）)]"
)
"""A document of policy and its short title: 《…若干政策》（以下简称《若干政策》）."""
INDUSTRY_TAIL = re.compile(r"(?:全产业链|产业链|产业集群|产业|行业|(?<=[\u4e00-\u9fff]{2})链)$")
WORK_TAIL = re.compile(r"(?<=..)(?:产品|制造业|加工业|制造|加工|工业|业)$")
LETTERS = re.compile(r"[A-Z][A-Za-z]{2,}")


class Namer:
    """Gives each mention of one document its key."""

    def __init__(self, document: Document, mentions: list[Mention]) -> None:
        self.reading: Reading = read(document.text)
        self.zones: dict[str, str] = {}
        self.companies: dict[str, str] = {}
        self.fulls: list[str] = []
        self.defined = {m.group(2): m.group(1) for m in DEFINED.finditer(document.text)}
        self._zones([m for m in mentions if m.type == "Zone"])
        self._companies([m for m in mentions if m.type == "Company"])
        self.titled = {m.group(2): m.group(1) for m in TITLED.finditer(document.text)}
        self.events = sorted({m.text for m in mentions if m.type == "Event"}, key=lambda t: (-len(t), t))

    def key(self, mention: Mention) -> Key | None:
        """The canonical key of a mention; None where the rules cannot tell."""
        text = mention.text
        if mention.type == "Zone":
            return f"Zone/{self.zones[text]}" if text in self.zones else None
        if mention.type == "Company":
            return f"Company/{self.companies.get(text, text)}"
        if mention.type == "Region":
            return lexicon.region_key(text)
        if mention.type == "Policy":
            return f"Policy/{self._policy(text)}"
        if mention.type == "Industry":
            return f"Industry/{self._term('industries', text)}"
        if mention.type == "Technology":
            return f"Technology/{self._product(text)}"
        if mention.type == "Event":  # 签约仪式 is the one that the document names in full
            text = next((full for full in self.events if full.endswith(text)), text)
        if mention.type == "Title":
            bare = QUOTES.sub("", text)
            return f"Title/{bare}"
        if mention.type == "Organization":
            office = OFFICE.search(text)
            if office and office.start() >= 4:
                kind = office.group().replace("管理委员会", "管委会")
                return f"Organization/{self._zone_name(text[: office.start()])}{kind}"
            for size in range(len(text) - 2, 2, -1):
                if text[:size] in self.zones:
                    return f"Organization/{self.zones[text[:size]]}{text[size:]}"
        return f"{mention.type}/{QUOTES.sub('', text).replace(' ', '')}"

    def named_in_full(self, zone: str) -> bool:
        """Is it the short form of a zone that the document names in full: 吉林经开区 of 吉林经济技术开发区?"""
        full = self.zones.get(zone, zone)
        return full != zone and full in self.fulls

    def surfaces(self, form: str, key: Key) -> tuple[str, ...]:
        """The written form, and for a quoted policy the words in the quotes too."""
        if key.startswith("Policy/") and form[:1] in '“"《':
            inside = QUOTES.split(form)
            parts = inside[1].split("、") if len(inside) > 1 and "、" in inside[1] else []
            return (form, *(part for part in (*inside[1:2], *parts) if len(part) >= 2))
        if key.startswith("Policy/") and "、" in form:
            return (form, *(part for part in QUOTES.sub("", form).split("、") if len(part) >= 4))
        return (form,)

    def _policy(self, text: str) -> str:
        labels = lexicon.label_of("policies")
        inside = re.match(r"[“\"]([^”\"]+)[”\"]", text)
        bare = QUOTES.sub("", text)
        if bare in self.titled:
            return self.titled[bare]
        for form in (bare, inside.group(1) if inside else bare, POLICY_TAIL.sub("", bare)):
            label = labels.get(form)
            if label and (label in form or form in label):  # the table's other names reach wider than identity
                return label
        if inside and len(inside.group(1)) >= 3:
            return inside.group(1)
        return bare

    def _term(self, table: str, text: str) -> str:
        labels = lexicon.label_of(table)
        stem = INDUSTRY_TAIL.sub("", text)
        for form in (text, stem, stem + "产业"):
            label = labels.get(form)
            if label and _same_term(stem, INDUSTRY_TAIL.sub("", label)):
                return label
        if len(stem) < 2:
            return text
        return stem if stem in labels or stem.endswith("业") else stem + "产业"

    def _product(self, text: str) -> str:
        """The table's name of a product where the form is a way to write it; its other entries are only related."""
        label = lexicon.label_of("technologies").get(text)
        same = label and (LETTERS.fullmatch(text) or WORK_TAIL.sub("", text) == WORK_TAIL.sub("", label))
        return label if label and same else text

    # zones -------------------------------------------------------------------------------------------------

    def _zones(self, zones: list[Mention]) -> None:
        """Full names first; a shorter form joins the one full name with the same place and a kind that fits."""
        forms: list[str] = []
        for zone in zones:
            if zone.text not in forms:
                forms.append(zone.text)
        canonical = {form: self._drop_outer_place(form) for form in forms}
        fulls = sorted(set(canonical.values()), key=lambda n: (-len(n), n))
        self.fulls = fulls
        for form in forms:
            self.zones[form] = self._fullest(canonical[form], fulls)

    def _zone_name(self, form: str) -> str:
        return self.zones.get(form) or self._fullest(self._drop_outer_place(form), self.fulls)

    def _drop_outer_place(self, form: str) -> str:
        """朔方市临海区… → 临海区…: of two places in a row, one in the other, the inner one names the zone."""
        names, around = lexicon.division_by_name(), lexicon.places_around()
        for size in range(min(12, len(form) - 2), 1, -1):
            if form[:size] in names:
                rest = form[size:]
                if any(
                    any(form[:size] in around.get(rest[:n] + level, ()) for level in ("", "区", "县"))
                    and not (rest[n] in LANDFORMS and rest[n - 1] not in LEVELS)
                    for n in range(min(8, len(rest) - 2), 1, -1)
                ):
                    return self._drop_outer_place(rest)
                break
        return form

    def _fullest(self, name: str, fulls: list[str]) -> str:
        tails = [f for f in fulls if f != name and _behind_its_place(f, name)]
        if len(tails) == 1:
            return self._fullest(tails[0], [f for f in fulls if f != name])
        if name in self.defined:
            named = [f for f in fulls if self.defined[name].endswith(f) and f != name]
            return max(named, key=len) if named else self._drop_outer_place(self.defined[name])
        for short, kinds in sorted(COMPATIBLE.items(), key=lambda kv: -len(kv[0])):
            if not name.endswith(short):
                continue
            body = name[: -len(short)]
            if not body:
                continue
            matches = [
                f
                for f in fulls
                if (f != name and any(_same_place(f, body, kind) for kind in kinds) and not f.endswith(short))
                or (f == body + short and f != name)
            ]
            if not matches and (body in lexicon.division_by_name() or short in KIND_WORDS):
                matches = [
                    f for f in fulls if _of_sort(f, body, short)
                ]  # 某县示范区: the one zone of that place and kind
            matches = [f for f in matches if f != name]
            matches = [f for f in matches if not any(g != f and _extends(g, f) for g in matches)] or matches
            if len(matches) == 1:
                return self._fullest(matches[0], [f for f in fulls if f != name])
            break
        cut = [f for f in fulls if is_cut(name, f)]
        if len(cut) == 1:
            return self._fullest(cut[0], [f for f in fulls if f != name])
        bare = [f for f in fulls if any(name == s and f.endswith(full) for s, full in ABBREVIATIONS)]
        if len(bare) == 1:
            return self._fullest(bare[0], [f for f in fulls if f != name])
        for short, full in ABBREVIATIONS:
            if name.endswith(short) and len(name) > len(short):
                return name[: -len(short)] + full
        return name

    # companies ---------------------------------------------------------------------------------------------

    def _companies(self, companies: list[Mention]) -> None:
        """Every form to the fullest form of which it is a short one; ambiguous short forms stay alone."""
        longest: dict[str, list[str]] = {}
        first: dict[str, Mention] = {}
        for company in companies:
            first.setdefault(company.text, company)
        for form, company in first.items():
            for short in core(self.reading, company):
                if short != form:
                    longest.setdefault(short, []).append(form)
        for form in first:
            name = form
            for _ in range(3):
                fuller = [f for f in longest.get(name, []) if len(f) > len(name) or LEGAL_TAIL.search(f)]
                if told := self.defined.get(name) or self.defined.get(
                    LEGAL_TAIL.sub("", name)
                ):  # 甲股份有限公司（以下简称“甲股份”）
                    fuller = sorted({f for f in first if f != name and told.endswith(f)}, key=len)[-1:] or fuller
                if not fuller and not LEGAL_TAIL.search(name):
                    fuller = sorted({f for f in first if LEGAL_TAIL.search(f) and _shortens(name, f)})
                if len(fuller) != 1 or fuller[0] == name:
                    break
                name = fuller[0]
            self.companies[form] = name


def _shortens(short: str, full: str) -> bool:
    """Is it the beginning of a company's full name, its place aside: 星朗新能源 of 湖南星朗新能源科技有限公司?"""
    body = LEGAL_TAIL.sub("", re.sub(r"[（(][^（）()]*[）)]", "", full))
    if len(short) < (2 if is_brand(short) else 3) or short in lexicon.division_by_name():
        return False
    names = lexicon.division_by_name()
    starts = [0, *(n for n in range(2, min(6, len(body))) if body[:n] in names)]
    if len(short) >= 4:
        starts += [2, 3]  # a place that the table does not hold
    return any(body.startswith(short, at) for at in starts)


def _same_term(form: str, label: str) -> bool:
    """Are both ways to write one name: equal but for 制造, 加工, 业, letters for words (PLA), or one cut short?

    Tables give related names too (冰箱 beside 空调), and narrower ones (工业机器人): those are things of their own.
    """
    if form == label or (LETTERS.fullmatch(form) and not LETTERS.fullmatch(label)):
        return True
    one, other = sorted((WORK_TAIL.sub("", form), WORK_TAIL.sub("", label)), key=len)
    if one == other:
        return True
    cut = len(one) == 2 and one[1] not in other[:2]  # 战新 for 战略性新兴, and no mere beginning (生物)
    return (cut or len(other) - len(one) == 1) and one[0] == other[0] and abbreviates(one, other)


def _same_place(full: str, body: str, kind: str) -> bool:
    return full.endswith(kind) and full[: -len(kind)].removesuffix("市").removesuffix("县").removesuffix(
        "区"
    ) == body.removesuffix("市")


def _behind_its_place(full: str, name: str) -> bool:
    """Is `full` the name with its city or county before it, by its full kind or an abbreviated one?

    某市青岚经济技术开发区 is 青岚经开区 too; a name that is itself a place's (临海经开区) has its own rules.
    """
    names = lexicon.division_by_name()
    for short in ("", *sorted(COMPATIBLE, key=len, reverse=True)):
        if not name.endswith(short):
            continue
        body = name[: len(name) - len(short)]
        for kind in COMPATIBLE.get(short, ("",)) + ((short,) if short else ()):
            place = full.removesuffix(body + kind)
            if place != full and place in names and len(body) >= 2 and (not short or body not in names):
                return True
    return False


def _of_sort(full: str, body: str, short: str) -> bool:
    """Does a full name hold only words for the sort of zone more than the short one: 青岚(经济)开发区?"""
    if not (full.startswith(body) and full.endswith(short)) or len(full) < len(body) + len(short):
        return False
    return SORT.fullmatch(full, len(body), len(full) - len(short)) is not None


def _extends(longer: str, shorter: str) -> bool:
    """Is `shorter` itself an abbreviation of `longer`?"""
    return any(shorter.endswith(s) and longer == shorter[: -len(s)] + f for s, f in ABBREVIATIONS)

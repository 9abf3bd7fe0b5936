"""Companies by legal form and by the ends of short names, and the repeats of every company found."""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest import lexicon
from ingest.matching import Hit
from ingest.mention_rules import company_lists, company_roles, project_heads
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import HEADS, NOT_NAMES, is_brand
from ingest.mention_rules.firms import LEGAL_TAIL, core, is_common, name_begin, named_start, run_start
from ingest.mention_rules.possible import fitted
from ingest.tokens import Reading

BARE = ("公司", "子公司", "分公司", "总公司", "集团公司", "集团", "合作社", "合伙企业", "股份公司")
"""Legal endings that stand in common nouns too (建设公司, 运营公司), so the words before must name something."""
SHORT_RIGHT = re.compile(
    r"[，,。、；：）)”！？\n]|\d|的|等|和|与|及|在|为|将|已|是|已经|投资|公司|集团|项目|企业|外|"
    r"扩产|扩建|技改|新建|总投资|有关|相关|负责人|董事长|总经理|副总|计划|入驻|落户|签约|签订|"
    r"主营|专注|从事|获|反映|表示|建设|车间|生产|年产|一期|二期|三期|厂|总裁|方面|[（(]|$"
)


OPERATES = re.compile(
    r"(?:园区|产业|城市|资产|科技)?(?:运营|开发|建设|投资|发展|管理|服务|控股|经营|集团|实业|置业|物业|产业)+"
)
"""What a zone's own company does, between the zone's name and the legal form."""


def is_company_of_zone(text: str, end: int, legal_form: int) -> bool:
    """Is the zone that ends at `end` the one whose company is named: 甲开发区 + 建设投资 + 有限公司?"""
    return OPERATES.fullmatch(text, end, legal_form) is not None


NO_GROUP = re.compile("[（(]|公司|有限|股份|控股|[化军式性]")


def groups(reading: Reading) -> list[Hit]:
    """The words 集团 that end a name as a legal form does: 某地某某食品集团."""
    return [
        hit
        for hit in reading.of("company_short")
        if reading.text[hit.start : hit.end] == "集团" and not NO_GROUP.match(reading.text, hit.end)
    ]


def legal(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Names with a legal form (…有限公司), and named ones with a bare 公司."""
    text = reading.text
    found: list[Mention] = []
    starts = {zone.end: zone.start for zone in sorted(zones, key=lambda z: -z.start)}
    ends = sorted(starts)
    covered = 0
    for hit in sorted([*reading.of("company_legal"), *groups(reading)], key=lambda hit: hit.start):
        if hit.start < covered:
            continue
        covered = hit.end
        at = bisect_right(ends, hit.start)
        floor = max(ends[at - 1] if at else 0, found[-1].end if found else 0)
        of_zone = at and is_company_of_zone(text, ends[at - 1], hit.start)
        start = starts[ends[at - 1]] if of_zone else named_start(reading, hit.start, floor, named=True)
        stem = text[start : hit.start]
        if len(stem) < 2 or stem in NOT_NAMES:
            continue
        if text[hit.start : hit.end] in BARE:
            national = stem.startswith(("国家", "中国"))
            short = start not in reading.places and not national and len(stem) < 5  # the rules for short names have it
            if text[hit.start : hit.end] == "集团" and (short or any(c.isdigit() for c in stem)):
                continue
            words = [reading.words[i] for i in range(reading.token_of[start], reading.token_of[hit.start - 1] + 1)]
            alone = (
                text[start - 1 : start] in ("", "\n", "。", "，", "；")
                and text[hit.end : hit.end + 1] == "，"
                and len(stem) >= 4
            )
            if (all(word in NOT_NAMES for word in words) and not alone) or len(stem) > (14 if "（" in stem else 10):
                continue
        found.append(mention(text, start, hit.end, "Company"))
    return found


def nationals(reading: Reading) -> list[Mention]:
    """中国 + name, where the dictionary knows the whole as an organization and it is no office."""
    text, found = reading.text, []
    for match in re.finditer(r"中国[\u4e00-\u9fff]{2,4}(?:集团|公司)?", text):
        token = reading.token_of[match.start()]
        word = reading.words[token]
        if (
            reading.starts[token] == match.start()
            and reading.tags[token] == "nt"
            and 4 <= len(word) <= 6
            and not re.search(r"(?:局|院|部|会|党|军|社|报|台|网|大学|银行|法院|政府|委员会|海关)$", word)
        ):
            tail = re.match(r"集团|公司", text[match.start() + len(word) :])
            found.append(
                mention(text, match.start(), match.start() + len(word) + (tail.end() if tail else 0), "Company")
            )
        elif match.group().endswith("集团"):
            found.append(mention(text, match.start(), match.end(), "Company"))
    return found


def short(reading: Reading, floors: list[Mention]) -> list[Mention]:
    """Short names (place + brand + 科技/新能源/…), where brand, place and surroundings speak for a company."""
    text, found = reading.text, []
    ends = [floor.end for floor in floors]
    covered = 0
    hits = reading.of("company_short")
    for index, hit in enumerate(hits):
        if hit.start < covered:
            continue
        end = hit.end
        for later in hits[index + 1 : index + 4]:
            if later.start > end:
                break
            if later.end > end and later.start <= end:
                end = later.end
        right = SHORT_RIGHT.match(text, end)
        at = bisect_right(ends, hit.start)
        floor = ends[at - 1] if at else 0
        if text[hit.start - 1 : hit.start] in ("）", ")"):
            low = max(run_start(reading, hit.start, floor, named=True), floor)
            if hit.start - low >= 5 and right:
                found.append(mention(text, low, end, "Company"))
            continue
        low = max(reading.nominal_start(hit.start, 10, soft=("m", "t", "q", "mq", "f")), floor)
        place = reading.place_start(low, hit.start)
        start = place if place is not None else low
        if place is None:
            shift = HEADS.match(text[low : hit.start])
            start = low + shift.end() if shift else low
        if (
            place is None
            and hit.start - start == 1
            and start
            and reading.tag_at(start - 1) == "r"
            and len(reading.word_at(start - 1)) == 1
        ):
            start -= 1  # 其某新材料: the dictionary took the brand's first character for a word of its own
        stem = text[(reading.places[start].end if start in reading.places else start) : hit.start]
        if not 2 <= len(stem) <= 5 and not (place is not None and len(stem) >= 1):
            continue
        brand = is_brand(stem) or (
            len(stem) in (2, 3) and reading.tag_at(hit.start - 1) in ("nr", "nz", "nrt", "nrfg", "ns", "j", "nt")
        )
        score = (
            2 * brand
            + (place is not None)
            + bool(right)
            + (text[hit.start : end] in ("集团", "药业", "重工", "新材", "高科", "股份", "光电"))
        )
        if text[end : end + 2] in (
            "产业",
            "行业",
            "领域",
            "企业",
            "技术",
            "人才",
            "创新",
            "成果",
            "装备",
            "产品",
            "设备",
            "园区",
            "项目",
        ):
            score -= 1 if brand else 3
        if any(hit2.start <= start and hit2.end >= end for hit2 in reading.hits_at("industry", start)):
            continue
        goods = [h.end for kind in ("industry", "technology") for h in reading.hits_at(kind, start)]
        if any(text[stop:end] in ("材料", "制品", "设备", "装备", "新材料") for stop in goods):
            continue
        beyond = any(h.end > end for kind in ("industry", "technology") for h in reading.hits_at(kind, hit.start))
        if beyond:
            covered = end
        elif score >= 3:
            found.append(mention(text, start, end, "Company"))
            covered = end
    return found


def find(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """All company mentions, the repeats of names found once included."""
    full = legal(reading, zones)
    known = full + company_lists.listed(reading, zones) + company_lists.taken_in(reading) + company_lists.roles(reading)
    floors = sorted(zones, key=lambda z: z.start)
    known += company_lists.actors(reading) + awarded(reading)
    known += nationals(reading) + short(reading, floors) + company_roles.find(reading)
    known += project_heads.find(reading, floors, known)
    trimmed = [m for m in (_trimmed(reading, one) for one in known) if m is not None]
    known = fitted(reading, (m for m in trimmed if not is_common(m.text) and len(m.text) > 1))
    return known + repeats(reading, known)


AWARDED = re.compile(r"(?=(?:成功|先后|近日|也)?(?:获评|被(?:认定|评|评定|列|授予)|入选|荣获|获批|跻身|收购|并购))")


def awarded(reading: Reading) -> list[Mention]:
    """Short names that open a clause in which they win an award or buy a firm: 鼎丰机械获评…."""
    text, found = reading.text, []
    for hit in reading.of("company_short"):
        if not AWARDED.match(text, hit.end):
            continue
        low = max(text.rfind(mark, max(0, hit.start - 10), hit.start) for mark in "，。；、\n和") + 1
        stem = text[low : hit.start]
        if low and 2 <= len(stem) <= 6 and stem not in NOT_NAMES and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", stem):
            words = [reading.words[i] for i in range(reading.token_of[low], reading.token_of[hit.start - 1] + 1)]
            if not any(word in NOT_NAMES for word in words) and not reading.hits_at("industry", low):
                found.append(mention(text, low, hit.end, "Company"))
    return found


def _trimmed(reading: Reading, one: Mention) -> Mention | None:
    """The name without words that the segmenter took into it; None for what is done with an adverb or a verb."""
    start = name_begin(reading.text, one.start, one.end)
    if start == one.start:
        return one
    opened = reading.tag_at(one.start)
    done = opened in ("d", "ad") or (opened == "v" and not reading.is_start(start))
    if done and not LEGAL_TAIL.search(one.text):
        return None
    return mention(reading.text, start, one.end, "Company")


def repeats(reading: Reading, known: list[Mention]) -> list[Mention]:
    """Every other place where a found company stands, in full or by a short form of it."""
    forms: set[str] = set()
    for company in known:
        forms.add(company.text)
        forms.update(core(reading, company))
    kinds = {suffix.text for suffix in lexicon.company_suffixes()}
    forms = {form for form in forms if len(form) >= 2 and form not in NOT_NAMES and form not in kinds}
    if not forms:
        return []
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f))))
    text = reading.text
    return [mention(text, m.start(), m.end(), "Company") for m in pattern.finditer(text)]

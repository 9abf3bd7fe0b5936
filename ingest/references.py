"""What words stand for that name a thing only in their context: 全区, 该区, 园区, 全市, 全省, 公司."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from ingest import lexicon, zone_groups
from ingest.round_ups import LEAST_ZONES, headlined, of_alike, shared_province
from ingest.salience import LEAST_OWN, PASSING, TITLE_SELF, for_another, speaks_of, told_by_form, weights
from ingest.sections import section_at, sections
from ingest.zone_places import GOVERNED, level_of, proper, provinces_named, region_of_zone
from kg.model import Article, Document, Key

Named = list[tuple[int, int, Key]]
ZONE_WORDS = re.compile(
    r"全区|该区|我区|本区|(?<![片园市城社山景灾辖])区内|该园区|本园区|该示范区|该开发区|(?<![工产]业)(?<!物流)(?<!科技)(?<!个)园区|开发区|经开区|高新区|示范区|"
    r"综保区|该园|综改区"
)
OWN_KIND = re.compile(
    r"(?<![\u4e00-\u9fff])(?:新区|新城|片区|合作区|试验区|集中区|度假区|集聚区|工业区|港区|科技城|科创城|示范园|合作园|工业园|科技园|产业园|化工园|飞地园|高科园)(?![\u4e00-\u9fff]{0,2}(?:局|分局))"
)
"""Kinds that stand alone for the zone of the article where its name ends so: 新区布局了…."""
CITY_WORDS = re.compile(r"全市|我市|该市|本市|市内|全县|我县|该县")
PROVINCE_WORDS = re.compile(r"全省|我省|该省|本省|省内")
COMPANY_WORDS = re.compile(r"该公司|该企业|公司(?!制|化|法|注册|治理)|这家企业|这家公司|该厂|该集团")
ALL_ZONES = re.compile(
    r"(?<![在居占列较比])(?:(?:全市|各|[\u4e00-\u9fff]市)各?(?:开发区|经开区|高新区)|全市\d+个)(?![\u4e00-\u9fff]{0,3}(?:会|中|平均|第|前列))"
)
IN_TITLE = 5.0
"""What the headline counts for, in namings."""
OWN_COUNTS, FAR_MORE = 3.0, 2.5
"""What 我区 counts for, for zones; by how much more a city must be named than the only zone of its article."""
OPENING = 150
"""Characters of an article that say what it is about."""
SOME_ZONES = re.compile(
    r"(?:(?P<all>全|我)(?P<level>[省市])(?:仍有|已有|共有|现有|共|有)?|(?<=[，。；：\n”])(?:目前|其中)?(?:仍有|已有|共有|现有|共|有)?)"
    r"(?:\d{1,3}|[三四五六七八九十]{1,3})(?:个|家|大)(?:[\u4e00-\u9fff]{1,3}(?:级|类)(?:以上)?)?(?:重点)?"
    r"(?:开发区|经开区|高新区|产业园区|工业园区|园区)(?!管委会|负责|之首|首位|中)"
)
"""全省48家省级以上开发区, 有26家开发区: zones of the place that an article is about, counted."""
TOGETHER = re.compile(
    r"(?<=[，。；：\n”年])(?:开发区|[三四五六七八九十](?:大)?园区?)(?=[\u4e00-\u9fff])(?!内|管委会|党工委)"
)
"""What opens a clause of a city's or province's report and stands for all its zones."""
KINDS = {
    "经开区": re.compile(r"经济(?:技术)?开发区|经开区"),
    "高新区": re.compile(r"高新"),
    "示范区": re.compile(r"示范区"),
    "综保区": re.compile(r"保税区|综保区"),
    "综改区": re.compile(r"综改|综合改革"),
}
"""What a word that says the kind of a zone can stand for: a bonded zone is none of high technology."""
LEVELS = ("city", "county")
OWN_REGION = ("全区", "我区", "本区", "区内")
"""What stands for the region or the district that an article is about, where it is about one."""
_ROUND = re.compile("Region/.*区$")
_GOVERNMENT = re.compile("(?P<of>[\u4e00-\u9fff]{2,8}?(?:省|市|自治区))(?:人民)?政府")


def is_generic(word: str) -> bool:
    """Is this a word that stands for a thing without naming it?"""
    return (
        any(pattern.fullmatch(word) for pattern in (ZONE_WORDS, CITY_WORDS, PROVINCE_WORDS, COMPANY_WORDS))
        or "全市" in word
    )


class Scope:
    """One article: what it names, what it is about, and the city and province that it speaks of."""

    def __init__(
        self, document: Document, article: Article, named: Named, document_provinces: tuple[Key, ...] = ()
    ) -> None:
        """`named` is sorted by start and may hold the whole document's; only the article's part is read.

        What stands between the article before and this one counts as this one's.
        """
        self._provinces_named = provinces_named(named)
        front = max((a.end for a in document.articles if a.end <= article.start), default=0)
        low = bisect_left(named, front, key=lambda n: n[0])  # a cover, a headline that was not told as such
        high = bisect_left(named, article.end, key=lambda n: n[0])
        self.article = article
        self.named = named[low:high]
        self.text = document.text
        self._provinces = document_provinces
        self._headline = f"{article.kicker or ''}{article.title or ''}"
        self._weights = weights(document, article, self.named)
        zones = [(start, end) for start, end, key in self.named if key.startswith("Zone/")]
        self.passing = {start for start, end in zones if for_another(document.text, start, end)}
        self._passages = [p for p in document.passages if article.start <= p.start < article.end]
        self._told = told_by_form(document, article, self.named)
        self._headed = zone_groups.of_title(self._headline)
        self.region = self._best_region(LEVELS)
        self.subject = self._subject()
        self.city = self._city()
        self.province = self._province()

    @property
    def zone(self) -> Key | None:
        """The zone that the article is about, if it is about one."""
        return self.subject if self.subject and self.subject.startswith("Zone/") else None

    @property
    def group(self) -> Key | None:
        """The zones of a province or city together, where the headline says that the article is about them."""
        if self._headed is None or self.zone is not None:
            return None
        place = self.province if self._headed[0] == "省" else self.city
        return zone_groups.key_of(place.partition("/")[2]) if place else None

    def zone_before(self, position: int) -> Key | None:
        """The last zone that is called after a place before a position."""
        at = bisect_left(self.named, position, key=lambda n: n[0])
        for _, _, key in reversed(self.named[:at]):
            if key.startswith("Zone/") and "（" not in key and proper(key):
                return key
        return None

    def place_of(self, zone: Key) -> lexicon.Division | None:
        """The division that a zone is called after, as far as the document speaks of its province."""
        return region_of_zone(zone, self._provinces_named)

    def _counts(self, prefix: str) -> dict[Key, tuple[float, int]]:
        """How often the things of a kind are named, by what each naming says of the article, and where first."""
        counts: dict[Key, tuple[float, int]] = {}
        opened = {start for start, _, key in self.named if key.startswith("Zone/") and region_of_zone(key)}
        for (position, end, key), weight in zip(self.named, self._weights, strict=True):
            if key.startswith(prefix) and not (
                end in opened and prefix == "Zone/"
            ):  # a parent only opens its child's name
                number, first = counts.get(key, (self._told.get(key, 0.0), position))
                counts[key] = (number + weight, first)
        return counts

    def _subject(self) -> Key | None:
        """The zone named most (title and opening count more); the region where it is named far more than any zone."""
        zones, regions = self._counts("Zone/"), self._counts("Region/")
        forms: dict[Key, set[str]] = {}
        for start, end, key in self.named:
            forms.setdefault(key, set()).add(self.text[start:end])

        beside_zones = self._headline
        for form in sorted({f for k in zones for f in forms[k]}, key=lambda f: (-len(f), f)):
            beside_zones = beside_zones.replace(form, "，")  # a city in the name of a zone is not named

        def score(key: Key, number: float, first: int) -> float:
            points = number + 2.0 * (first - self.article.start < 120 and number > PASSING)
            if _called(self._headline if key.startswith("Zone/") else beside_zones, key, forms):
                points += IN_TITLE if key in beyond or not beyond else 1.0
            if key.startswith("Zone/"):
                return points * (0.3 if "（全" in key else 1.0 if proper(key) else 0.6)
            return points

        def best(counts: dict[Key, tuple[float, int]]) -> tuple[float, Key | None]:
            ranked = sorted((-score(k, *v), v[1], k) for k, v in counts.items())
            return (-ranked[0][0], ranked[0][2]) if ranked else (0.0, None)

        headed = self._headed
        beyond = self._beyond_title()
        if headed is not None and not any(_called(self._headline, k, forms) for k in zones if region_of_zone(k)):
            if headed[1]:
                return lexicon.region_key(headed[1])
            if headed[0] == "省" and (province := shared_province(zones, {k: n for k, (n, _) in regions.items()})):
                return province
        zone_points, zone = best(zones)
        cities = {k: v for k, v in regions.items() if level_of(k) in LEVELS}
        if (compared := self._compared(zones)) is not None:
            return compared
        titled = self._titled_province(regions)
        if titled is not None and not any(_called(self._headline, k, forms) for k in (*zones, *cities)):
            return titled
        told = {k: n for k, (n, _) in zones.items() if proper(k) and "（全" not in k}
        if not any(_called(self._headline, k, forms) for k in told):
            place = headlined(self._headline) if len(zones) != 1 else None
            if TITLE_SELF.search(self._headline) and (place := place or self.region):
                return place
            if (place and len(told) >= LEAST_ZONES) or (place := self._whole(told)):
                return place
        city_points, city = best(cities)
        city_points += len(ALL_ZONES.findall(self.text, self.article.start, self.article.end))
        own, ours = speaks_of(self.text, self.article.start, self.article.end)
        if ours >= LEAST_OWN and not own:
            city_points += 2 * ours
        elif own and not ours:
            zone_points += OWN_COUNTS
        places = [key for key in zones if proper(key)]
        if len(places) >= 3:  # an article on several zones is about their city
            city_points *= 1.5
        if len(places) >= 4 and zone_points < 0.4 * sum(n for n, _ in zones.values()):
            return (
                city
                if city and city_points >= zone_points
                else best(regions)[1] or (self._provinces[0] if self._provinces else None)
            )
        only = len(zones) == 1 and city_points < FAR_MORE * zone_points
        if zone is not None and (city is None or zone_points >= city_points or only):
            return zone
        return city or zone or (best(regions)[1] if regions else None)

    def _beyond_title(self) -> set[Key]:
        """What is named outside the headline too."""
        titles = [(p.start, p.end) for p in self._passages if p.kind == "title"]
        return {key for start, _, key in self.named if not any(low <= start < high for low, high in titles)}

    def _whole(self, told: Mapping[Key, float]) -> Key | None:
        """The city of which the opening says 全市开发区 before any zone, or the place of zones told alike."""
        if (whole := of_alike(told, [place for k in told if (place := self.place_of(k))])) is not None:
            return whole or None
        first = min((start for start, _, key in self.named if key in told), default=self.article.start)
        opening = self.text[self.article.start : min(first, self.article.start + OPENING)]
        groups = (zone_groups.TITLED.match(opening, at.start()) for at in re.finditer("[全我]市", opening))
        said = any(group and not zone_groups.MEETING.match(opening, group.end()) for group in groups)
        return self.region if said else None

    def _titled_province(self, regions: dict[Key, tuple[float, int]]) -> Key | None:
        """The province that the title names: a province's report speaks of each of its cities more than of itself."""
        named = [k for k in regions if level_of(k) == "province"]
        titled = next((k for k in sorted(named) if k.partition("/")[2] in self._headline), None)
        office = _GOVERNMENT.search(self._headline)  # 某省政府工作报告 names an office
        division = lexicon.division_at_end(office["of"], ("province",)) if office and titled is None else None
        return f"Region/{division.name}" if division is not None else titled

    def _compared(self, zones: dict[Key, tuple[float, int]]) -> Key | None:
        """The city whose zones a title compares: four or more are named, none of them far more than the others."""
        numbers = [number for number, _ in zones.values()]
        if len(numbers) < 4 or max(numbers) >= 0.4 * sum(numbers):
            return None
        for m in re.finditer(r"[\u4e00-\u9fff]{2,4}市", self._headline):
            if (division := lexicon.division_at_end(m.group(), ("city",))) is not None:
                return f"Region/{division.name}"
        return None

    def all_zones(self, level: str | None = None) -> Key | None:
        """The zones of the article's city or province together; `level` 市 or 省, else that of what it is about."""
        region = {"市": self.city, "省": self.province}.get(level or "", self.subject)
        if region is None or not region.startswith("Region/") or level_of(region) not in ("city", "province"):
            return None
        whole = "省" if level_of(region) == "province" else "市"
        return f"Zone/{region.partition('/')[2]}开发区（全{whole}）"

    def _best_region(self, levels: tuple[str, ...]) -> Key | None:
        counts = {k: v for k, v in self._counts("Region/").items() if level_of(k) in levels}
        return min(counts, key=lambda k: (-counts[k][0], counts[k][1])) if counts else None

    def _city(self) -> Key | None:
        """What 全市 means: the city that the article is about, else the one its zone is called after or lies in."""
        if self.subject and self.subject.startswith("Region/"):
            return self.subject
        if self.zone:
            division = self.place_of(self.zone)
            beside = self._beside(self.zone)
            if beside and division and f"Region/{division.name}" != beside:
                wider = {f"Region/{d.name}" for d in lexicon.ancestors(division)}
                if beside not in wider:  # 通化市 + 长白…高新区: not the county of that name
                    return beside
            while division is not None and division.level == "county" and not division.name.endswith("市"):
                above = lexicon.ancestors(division)
                division = above[0] if above else None
            if division is not None and division.level in LEVELS:
                return f"Region/{division.name}"
        return self.region

    def _beside(self, zone: Key) -> Key | None:
        """The city or county written right before the zone's name."""
        starts = {start for start, _, key in self.named if key == zone}
        found = (key for _, end, key in self.named if end in starts and key.startswith("Region/"))
        return next((key for key in found if level_of(key) in LEVELS), None)

    def _province(self) -> Key | None:
        """What 全省 means: the province of the article's city, else the one named in the article or the document."""
        division = lexicon.division_by_name().get(self.city.partition("/")[2]) if self.city else None
        above = lexicon.ancestors(division) if division else ()
        if division is not None and (above or division.level == "province"):
            return f"Region/{(division, *above)[-1].name}"
        counts = {k: v for k, v in self._counts("Region/").items() if level_of(k) == "province"}
        if counts:
            return min(counts, key=lambda k: (-counts[k][0], counts[k][1]))
        return self._provinces[0] if len(self._provinces) == 1 else None


def _called(title: str, key: Key, forms: dict[Key, set[str]]) -> bool:
    """Does the title name this, in any form that the text uses?"""
    return any(form in title for form in forms[key] | {key.partition("/")[2]})


def scopes(document: Document, named: Named) -> list[Scope]:
    """One scope an article; the whole text is one article where the document has none."""
    provinces = tuple(sorted({k for _, _, k in named if k.startswith("Region/") and level_of(k) == "province"}))
    articles = document.articles or (Article(id=f"{document.id}-1", start=0, end=len(document.text)),)
    return [Scope(document, article, named, provinces) for article in articles]


def _of_kind(scope: Scope, kind: re.Pattern[str], position: int, last_zone: Key | None) -> Key | None:
    """The zone that 综保区, 高新区 stand for: the article's own or the last one named, as far as it is of that kind."""
    before = [k for start, _, k in scope.named if start < position and k.startswith("Zone/") and "（全" not in k]
    for key in (scope.zone, last_zone, *reversed(before)):
        if key is not None and kind.search(key):
            return key
    return scope.zone or last_zone if scope.zone and not any(k.search(scope.zone) for k in KINDS.values()) else None


def _zone_above(scope: Scope, low: int, high: int) -> bool:
    """Whether a single zone is named in `low`..`high`."""
    at = bisect_left(scope.named, max(low, 0), key=lambda n: n[0])
    stop = bisect_left(scope.named, high, key=lambda n: n[0])
    return any(key.startswith("Zone/") and "（" not in key for _, _, key in scope.named[at:stop])


def generic(scope: Scope) -> Named:
    """(start, end, key) of the generic words of one article that can be resolved, outside of the named mentions."""
    text, low, high = scope.text, scope.article.start, scope.article.end
    starts = [start for start, _, _ in scope.named]
    found: Named = []

    def free(start: int, end: int) -> bool:
        at = bisect_left(starts, end)
        return not (at and scope.named[at - 1][1] > start)

    for m in SOME_ZONES.finditer(text, low, high):
        if free(m.start(), m.end()) and (key := scope.all_zones(m["level"])) is not None:
            found.append((m.start(), m.end(), key))
    together = {m.start(): m.end() for m in TOGETHER.finditer(text, low, high)} if (whole := scope.all_zones()) else {}
    for start, end in together.items():
        if whole is not None and free(start, end) and not _zone_above(scope, text.rfind("\n", low, start), start):
            found.append((start, end, whole))
        else:
            together = {s: e for s, e in together.items() if s != start}
    parts = sections(text, low, high, scope.named)
    last_park: Key | None = None
    last_zone, last_company, company_at = scope.zone, None, low
    pointer = 0
    words = [(m.start(), m.end(), "Zone") for m in ZONE_WORDS.finditer(text, low, high)]
    own = scope.zone
    if own:
        words += [(m.start(), m.end(), "Zone") for m in OWN_KIND.finditer(text, low, high) if own.endswith(m.group())]
    words += [(m.start(), m.end(), "Company") for m in COMPANY_WORDS.finditer(text, low, high)]
    for start, end, kind in sorted(words):
        while pointer < len(scope.named) and scope.named[pointer][0] < start:
            key = scope.named[pointer][2]
            if key.startswith("Zone/") and "（全" not in key and scope.named[pointer][0] not in scope.passing:
                last_park = key
                last_zone = key if GOVERNED.search(key) else last_zone
            elif key.startswith("Company/"):
                last_company, company_at = key, scope.named[pointer][0]
            pointer += 1
        if not free(start, end) or start in together:
            continue
        word = text[start:end]
        target: Key | None = None
        if kind == "Zone":
            if word == "开发区" and text[max(0, start - 1) : start] in ("国", "省", "各", "个"):
                continue
            if parts and (section := section_at(parts, start)):
                found.append((start, end, section.key))
                continue
            park = word in ("园区", "该园区", "本园区", "该园")
            if word in OWN_REGION and scope.subject is not None and _ROUND.match(scope.subject):
                target = scope.subject  # of an autonomous region or a district
            elif (kind_of := KINDS.get(word)) is not None:
                target = _of_kind(scope, kind_of, start, last_zone)
            elif word == "开发区" and scope.group:
                target = scope.group
            else:
                target = (
                    (last_park or last_zone)
                    if park
                    else last_zone
                    if word.startswith("该")
                    else scope.zone or last_zone
                )
        elif word.startswith(("该", "这")) or text[start - 1 : start] in "，。；、\n”":
            line = text.rfind("\n", company_at, start)
            if line < 0 or word.startswith(("该", "这")) or not _zone_above(scope, line, start):
                target = last_company  # a zone told of since has firms of its own
        if target:
            found.append((start, end, target))
    for start, end, key in [n for n in scope.named if "（全" in n[2]]:
        for form in zone_groups.short_forms(text[start:end]):
            found += [
                (m.start(), m.end(), key)
                for m in re.compile(rf"(?<![\d一二三四五六七八九十全]){form}").finditer(text, low, high)
                if free(m.start(), m.end())
            ]
    for pattern, region in ((CITY_WORDS, scope.city), (PROVINCE_WORDS, scope.province)):
        if region:
            found += [
                (m.start(), m.end(), region) for m in pattern.finditer(text, low, high) if free(m.start(), m.end())
            ]
    return found

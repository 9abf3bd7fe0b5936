"""The zones of a city or province taken together: 全省开发区, 全市5个省级以上产业园区, 某市五大产业园区, 五园.

Such a group holds figures of its own. It is filed under its place (某省开发区（全省）), however many zones a report
counts and by whichever of their kinds it calls them; a sort of zones (9个工业类开发区) is a group of its own.
"""

from __future__ import annotations

import re

from ingest.lexicon import division_by_name
from ingest.numerals import CHINESE, parse
from kg.model import Key

KINDS = (
    "经济技术开发区|经济开发区|高新技术产业开发区|开发区|经开区|高新区|综合保税区|综保区|产业园区|工业园区|产业集聚区|"
    "园区"
)
COUNT = rf"(?:\d{{1,3}}|{CHINESE})[个家大]"
SORT = r"(?:(?:国家|省|市)级(?:及?以上)?|重点|主要|主要的|[\u4e00-\u9fff]{1,4}类)"
OF_PLACE = rf"(?:的|各|{COUNT})?{SORT}{{0,2}}(?:{KINDS})"
"""What stands behind the place that the zones are of."""
TOGETHER = re.compile(
    rf"(?:(?:全|我)(?P<level>[省市县州区])|(?P<place>[\u4e00-\u9fff]{{2,6}}?(?:省|[市州](?=各|\d|{COUNT})))){OF_PLACE}$"
)
OF_SORT = re.compile(rf"(?:[全我][市县])?(?P<sort>{COUNT}[\u4e00-\u9fff]{{1,4}}类(?:{KINDS}))$")
"""A sort of the zones of the article's city: 全市9个工业类开发区."""
EACH = re.compile(rf"各(?:[\u4e00-\u9fff]{{1,4}}类)?(?:{KINDS})$")
TITLED = re.compile(
    rf"(?:[全我](?P<level>[省市州])|(?P<place>[\u4e00-\u9fff]{{2,6}}?[省市州])(?=各|\d|{COUNT})){OF_PLACE}"
)
MEETING = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:会议|大会|推进会|现场会|座谈会|调度会|培训班|研讨会|交流会)")
"""What a group of zones only meets at: 全市开发区工作会议."""
_ALONE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,8}?)(?:省级)?(?P<kind>开发区|经开区|高新区|园区)$")
_OF_PROVINCE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<place>[\u4e00-\u9fff]{2,3}省?)(?:各地|各)?[：:， ]{0,2}开发区(?!管委会|分局)"
)
"""山西：开发区项目建设提速, 江苏省开发区…: a province has no one zone that is called so."""
_COUNTED = re.compile(
    rf"(?P<count>\d{{1,3}}|{CHINESE})[个家大]{SORT}{{0,2}}(?:[\u4e00-\u9fff]{{0,2}})(?P<kind>园区|开发区|经开区|高新区)"
)
_NUMERALS = "零一二三四五六七八九十"


def key_of(place: str) -> Key | None:
    """The key of the zones of a province or city by any name of it; None for what is neither."""
    division = division_by_name().get(place)
    if division is None or division.level not in ("province", "city", "county"):
        return None
    whole = {"province": "全省", "city": "全市"}.get(division.level) or (
        "全市" if division.name.endswith("市") else "全县"
    )
    return f"Zone/{division.name}开发区（{whole}）"


def region_of_group(key: Key | None) -> Key | None:
    """The place whose zones together a key stands for; None for all other keys."""
    name, mark, _ = (key or "").partition("/")[2].partition("开发区（全")
    return f"Region/{name}" if mark else None


def is_group(mention: str) -> bool:
    """Does a mention name zones together, for which `key_in` has a key where the article has a place?"""
    return any(pattern.match(mention) for pattern in (TOGETHER, OF_SORT, EACH)) or _of_place(mention) is not None


def _of_place(mention: str) -> Key | None:
    """A province's zones, of which none is called after it alone (江西开发区), or a county's 园区."""
    m = _ALONE.fullmatch(mention)
    division = division_by_name().get(m["place"]) if m else None
    if m is None or division is None:
        return None
    whole = division.level == "province" and division.name[-1] != "市"
    return key_of(division.name) if whole or (m["kind"] == "园区" and division.name == m["place"]) else None


def key_in(mention: str, city: str, province: str) -> Key | None:
    """The group that a mention stands for where 全市 means `city` and 全省 `province`; None where it is none."""
    if city and (sort := OF_SORT.match(mention)):
        return f"Zone/{city}{sort['sort']}"
    if city and EACH.match(mention):
        return key_of(city)
    if own := _of_place(mention):
        return own
    m = TOGETHER.match(mention)
    if m is None:
        return None
    if m["place"]:
        return key_of(m["place"])
    if m["level"] == "区" and not province.endswith("自治区"):
        return None
    place = province if m["level"] in "省区" else city
    return key_of(place) if place else None


def of_title(title: str) -> tuple[str, str] | None:
    """(level 省 or 市, the place named or '') of the group of zones that a headline speaks of; None for others."""
    m = TITLED.search(title)
    if m is not None and MEETING.match(title, m.end()):
        return None
    if m is None:
        of = _OF_PROVINCE.search(title)
        division = division_by_name().get(of["place"]) if of else None
        return ("省", division.name) if division is not None and division.level == "province" else None
    if not m["place"]:
        return ("省" if m["level"] == "省" else "市"), ""
    names = division_by_name()
    place = next((m["place"][at:] for at in range(len(m["place"]) - 1) if m["place"][at:] in names), "")
    return (("省" if names[place].level == "province" else "市"), place) if place else None


def short_forms(mention: str) -> tuple[str, ...]:
    """What a report calls a counted group from then on: 全市5个产业园区 → 五园, 五个园区, 五大园区."""
    m = _COUNTED.search(mention)
    number = int(parse(m["count"])) if m else 0
    if m is None or not 2 <= number <= 10:
        return ()
    said = ["两", "二"] if number == 2 else [_NUMERALS[number]]
    kind = m["kind"]
    ends = [kind[0]] if kind == "园区" else [kind[-1]] if number > 2 else []
    return tuple(
        f"{n}{link}{end}"
        for n in said
        for link, end in [*(("", e) for e in ends), ("个", kind), ("大", kind), ("家", kind)]
    )

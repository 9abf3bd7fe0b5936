"""located_in and part_of: zones in regions, parks in zones, offices of zones, firms and facilities in them."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.relation_rules.scene import Named, Scene
from ingest.zone_groups import region_of_group
from ingest.zone_places import level_of, proper, region_of_zone

ARRIVAL = re.compile(
    r"引进|落户|入驻|引入|招引|位于|区内|园区内|投资|建成|签约|入选|获评|被评为|认定|投产|开工|"
    r"建设|扩产|复工|列为|荣膺|指导帮扶|支持"
)
SUBSIDIARY = re.compile(r"隶属于?|是([^，。]{2,12})的?(?:全资|控股)?子公司")
CHILD_OF = re.compile(r"这家([\u4e00-\u9fffA-Za-z]{2,10})的(?:全资|控股)?子公司|的(?:全资|控股)?子公司")
CONTRACTED = re.compile(r"(?:由|是)[“]?$")
BUILDS = re.compile(r"[”]?(?:负责|承担)?(?:承建|施工|设计|监理|总包|总承包|勘察|代建|测绘|评估)")
"""What a firm does that builds for others."""
UTILITY = re.compile(r"供电(?:分)?公司$|电力公司$|^(?:国网|南网)|^中国(?:移动|联通|电信|铁塔)")
"""Firms that serve a whole city."""
CHECKED = re.compile(r"(?:通过|打入|进入|拿到|取得)(?:了)?[“]?$")
SETTLED = ("签约", "开工", "在建", "试生产", "投产", "达效", "竣工")
OWN_RULE = re.compile(r"(?:开发区|高新区|经开区|保税区|综保区|集中区|集聚区|转移示范区|试验区|合作区|新区|新城)$")
"""Kinds with an administration of their own: an article on another zone that names one makes it no part of that."""
SEAT = re.compile(r"(?:^|[，。；])(?:地处|位于|坐落于|坐落在)")
MADE_OF = re.compile(
    r"(?:由|包括|包含|下辖|涵盖|分为)[^，。；]{4,60}?"
    r"(?:组成|构成|(?:[二两三四五六七八九十\d]+)个?(?:园区|片区|组团|区块|园))"
)
LIES = re.compile(r"[^，。；]{0,4}?(?:位于|地处|坐落于|坐落在|位居)")


def run(scene: Scene) -> None:
    """All located_in and part_of relations that names, neighbours and clauses state."""
    _zones(scene)
    _seats(scene)
    _parents(scene)
    _offices(scene)
    _residents(scene)
    _owners(scene)


def _zones(scene: Scene) -> None:
    """A zone lies in the division that it is called after, and in those above it that the document names."""
    ends = {n.end: n for n in scene.refs if n.type == "Region" and level_of(n.key)}
    beside: dict[str, Named] = {}
    for one in scene.refs:
        if one.type == "Zone" and one.start in ends:
            beside.setdefault(one.key, ends[one.start])
    for one in scene.refs:
        if one.type != "Zone":
            continue
        if "（全" in one.name or re.match(r"[\u4e00-\u9fff]{2,6}市[\d一二三四五六七八九十]+个", one.name):
            region = region_of_group(one.key) or lexicon.region_key(re.split(r"市", one.name)[0] + "市")
            scene.say(one.key, "located_in", region, one.start, one.end, "located_in:name")
            continue
        division = region_of_zone(one.key, scene.provinces)
        before = beside.get(one.key)
        if before is not None:
            scene.say(one.key, "located_in", before.key, before.start, one.end, "located_in:beside")
        if division is not None and before is not None:
            within = {f"Region/{d.name}" for d in (division, *lexicon.ancestors(division))}
            outer = lexicon.division_by_name().get(before.name)
            inner = {f"Region/{d.name}" for d in lexicon.ancestors(outer)} if outer else set()
            if before.key not in within and f"Region/{division.name}" not in inner:
                continue  # the place in its name is another of that name
        if division is None:
            _said_place(scene, one)
            continue
        for above in (division, *lexicon.ancestors(division)):
            key = f"Region/{above.name}"
            if key in scene.regions and (above.level != "province" or one.key in scene.main_subjects):
                scene.say(one.key, "located_in", key, one.start, one.end, "located_in:name")


def _seats(scene: Scene) -> None:
    """甲园区2019年获批，位于某省某市某区: the places named in a row; 由乙片区和丙片区组成: its parts."""
    for sentence in scene.sentences:
        for seat in SEAT.finditer(scene.text, sentence.start, sentence.end):
            zone = scene.actor(sentence, seat.start() + 1)
            if not zone or not zone.startswith("Zone/"):
                continue
            last = seat.end()
            for place in scene.between(seat.end(), min(sentence.end, seat.end() + 24)):
                if place.type != "Region" or place.start > last + 1:
                    break
                scene.say(zone, "located_in", place.key, seat.start(), place.end, "located_in:said")
                last = place.end
        for made in MADE_OF.finditer(scene.text, sentence.start, sentence.end):
            whole = scene.actor(sentence, made.start() + 1)
            parts = [n for n in scene.between(made.start(), made.end()) if n.type == "Zone"]
            if whole and whole.startswith("Zone/") and len(parts) >= 2:
                for part in parts:
                    scene.say(part.key, "part_of", whole, made.start(), made.end(), "part_of:made_of")


def _said_place(scene: Scene, zone: Named) -> None:
    """甲园区位于某市; and the one city that an article names is that of the zone that it is about."""
    stop = scene.clause_end(zone.end, min(len(scene.text), zone.end + 40))
    stood = LIES.match(scene.text, zone.end, stop)
    if stood:
        for place in scene.between(stood.end(), stop):
            if place.type == "Region":
                scene.say(zone.key, "located_in", place.key, zone.start, place.end, "located_in:said")
    around = region_of_group(scene.subject_at(zone.start))
    if around is not None and level_of(around) == "city" and proper(zone.key):
        told = next((n for n in scene.refs if n.key == around), None)
        if told is not None:  # a report on all zones of a city
            scene.say(zone.key, "located_in", around, told.start, told.end, "located_in:round_up")
    if zone.key in scene.main_subjects:
        cities = {n.key: n for n in reversed(scene.refs) if n.type == "Region" and level_of(n.key) == "city"}
        if len(cities) == 1:
            (city,) = cities.values()
            scene.say(zone.key, "located_in", city.key, city.start, city.end, "located_in:only_city")


def _parents(scene: Scene) -> None:
    """Two zones in a row: the second is part of the first; a park without a place belongs to the article's zone."""
    for one in (n for n in scene.refs if n.type == "Zone"):
        if whole := scene.wholes.get(one.start):
            scene.say(one.key, "part_of", whole, one.start, one.end, "part_of:nested")
            continue
        parent = scene.nested.get(one.start)
        if parent and parent.key != one.key:
            scene.say(one.key, "part_of", parent.key, parent.start, one.end, "part_of:nested")
        elif region_of_zone(one.key) is None and "（" not in one.name and not OWN_RULE.search(one.name):
            if scene.is_project(one.name):
                continue
            zone = scene.zone_at(one.start)
            if (
                zone
                and zone != one.key
                and region_of_zone(zone) is not None
                and scene.text[one.start : one.end] in one.name
            ):
                scene.say(one.key, "part_of", zone, scene.clause_start(one.start, 0), one.end, "part_of:park")
        bracket = re.match(r"（含([^（）]{2,12})）", scene.text[one.end : one.end + 16])
        if bracket:
            for inner in scene.between(one.end, one.end + bracket.end()):
                if inner.type == "Zone":
                    scene.say(inner.key, "part_of", one.key, one.start, one.end + bracket.end(), "part_of:including")


def _offices(scene: Scene) -> None:
    """甲开发区管委会 and 甲开发区招商局 are part of 甲开发区."""
    zones = {n.key for n in scene.refs if n.type == "Zone"}
    for one in scene.refs:
        if one.type != "Organization":
            continue
        bare = one.name.removesuffix("管委会").removesuffix("党工委").removesuffix("管理委员会")
        known = next((name for name in (bare, *_heads(one.name)) if f"Zone/{name}" in zones), None)
        if known and known != one.name:
            scene.say(one.key, "part_of", f"Zone/{known}", one.start, one.end, "part_of:office")


def _heads(name: str) -> list[str]:
    """What a name may begin with, the longest first: 某经济技术开发区 of 某经济技术开发区招商局."""
    return [name[:size] for size in range(len(name) - 2, 4, -1)]


def _residents(scene: Scene) -> None:
    """Firms, projects and facilities lie in the zone that the clause or the article is about."""
    for project in scene.projects:
        zone = project.zone or _near_zone(scene, project.start) or scene.topic_at(project.start)
        if region_of_group(zone) is not None:
            continue  # of which of the zones the text does not say
        scene.say(project.key, "located_in", zone, project.start, project.end, "located_in:project")
        if project.stage in SETTLED:
            for company in project.companies:
                scene.say(company, "located_in", zone, project.start, project.end, "located_in:investor")
    for sentence in scene.sentences:
        arrival = ARRIVAL.search(scene.text, sentence.start, sentence.end)
        for one in sentence.named:
            if one.type == "Facility" or (one.type == "Company" and (arrival or scene.opens(one, sentence.start))):
                topic = sentence.topic if sentence.topic and sentence.topic.startswith("Zone/") else None
                zone = _near_zone(scene, one.start, sentence.start) or topic or scene.zone_at(one.start)
                if region_of_group(zone) is not None:
                    continue
                if scene.is_object(one.key, ("partner_of", "part_of", "acquired")) and not one.key.endswith("公司"):
                    continue
                if one.type == "Company" and _elsewhere(scene.text, sentence.start, one):
                    continue
                scene.say(
                    one.key,
                    "located_in",
                    zone,
                    scene.clause_start(one.start, sentence.start),
                    scene.clause_end(one.end, sentence.end),
                    "located_in:clause",
                )


def _elsewhere(text: str, low: int, one: Named) -> bool:
    """Do the words around a firm, or its name, tell that it is none of the zone: owner, supplier, builder, utility?"""
    before = max(low, one.start - 6)
    if re.search(r"隶属|子公司|供应|收购", text[before : one.end + 4]) or UTILITY.search(one.name):
        return True
    if CHECKED.search(text, before, one.start) and re.match(
        r"[”]?等?[^，。]{0,6}(?:认证|验证|供应链|采购)", text[one.end : one.end + 12]
    ):
        return True
    return CONTRACTED.search(text, before, one.start) is not None and BUILDS.match(text, one.end) is not None


def _near_zone(scene: Scene, position: int, low: int | None = None) -> str | None:
    """The zone named last before a position in its sentence."""
    if low is None:
        low = max(scene.text.rfind(mark, 0, position) for mark in "。；\n") + 1
    zones = [n for n in scene.between(low, position) if n.type == "Zone" and "（全" not in n.name]
    zones = [n for n in zones if scene.text[n.end : n.end + 1] != "、" or OWN_RULE.search(n.name)]
    return zones[-1].key if zones else None


def _owners(scene: Scene) -> None:
    """甲隶属乙; 这家乙的全资子公司 (the firm named before)."""
    for sentence in scene.sentences:
        firms = [n for n in sentence.named if n.type == "Company"]
        for match in re.finditer(r"隶属于?", scene.text[sentence.start : sentence.end]):
            at = sentence.start + match.start()
            before = [n for n in firms if n.end <= at]
            after = [n for n in firms if n.start >= at]
            if before and after:
                scene.say(before[-1].key, "part_of", after[0].key, before[-1].start, after[0].end, "part_of:owner")
        for match in CHILD_OF.finditer(scene.text, sentence.start, sentence.end):
            owners = [n for n in firms if n.end <= match.end() - 3 and n.end >= match.start() - 1]
            if not owners:
                continue
            owner = owners[-1]
            children = [n for n in firms if n.end < owner.start and n.key != owner.key]
            if children:
                scene.say(children[-1].key, "part_of", owner.key, children[-1].start, match.end(), "part_of:owner")

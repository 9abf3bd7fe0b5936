"""implements and targets: who carries out a policy or holds an event, and for whom or what."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.relation_rules.scene import Named, Scene, Sentence

ATTRACTS = re.compile(r"吸引|面向|针对|服务")
HELD = re.compile(r"[^，。；]{0,10}?在([^，。；]{2,24}?)(?:成功|隆重|正式)?(?:举行|举办|召开|开幕|启幕)")
WHOM = re.compile(r"(?:对|为|给|面向|针对|围绕|聚焦|瞄准)[^，。；]{0,6}$")
GIVES = re.compile(r"(?:实行|实施|推行|提供|开展|推出|开通|建立|给予|落实)")
GROWS = re.compile(
    r"[”’]?(?:机制|模式|工程|行动|改革|计划|政策|服务|等)*[，、]?(?:重点|大力|着力|全力|加快|专项|精准|集中|进一步|持续)*"
    r"(?:支持|扶持|培育|壮大|做强|做优|做大做强|发展|促进|推动|服务|惠及|带动|助力|面向|针对|吸引|引进|招引|聚焦|围绕)+(?:了)?[“]?"
)
FOSTERS = re.compile(r"支持|促进|培育|扶持|推动|推进|加快|鼓励|发展|壮大")
EASES = re.compile(r"破解|加快[^，]{0,30}$|解决")
FIELDS = re.compile(r"(?:涉及|涵盖|覆盖|服务|聚焦|支持)[^，。；]{0,50}?(?:产业|行业|领域|数字化)")


def run(scene: Scene) -> None:
    """One `implements` for each policy named, with the actor of its clause."""
    labels = lexicon.label_of("industries")
    for sentence in scene.sentences:
        for one in sentence.named:
            if one.type not in ("Policy", "Event"):
                continue
            start, end = scene.clause_start(one.start, sentence.start), scene.clause_end(one.end, sentence.end)
            actor = scene.actor(sentence, one.start)
            if one.type == "Policy" or re.search(r"举办|召开|开展|组织|举行|承办|主办", scene.text[start : one.start]):
                scene.say(actor, "implements", one.key, start, end, "implements:clause")
                for other in sentence.named:
                    if (
                        other.end <= one.start
                        and other.type == "Organization"
                        and scene.text[other.end : other.end + 1] in "、和"
                        and scene.opens(other, sentence.start)
                    ):
                        scene.say(other.key, "implements", one.key, start, end, "implements:clause")
            if one.type == "Policy":
                _partners(scene, sentence, one)
            inner = _inner_industry(one.name, labels)
            if inner:
                scene.say(one.key, "targets", f"Industry/{inner}", one.start, one.end, "targets:name")
            if one.type == "Policy":
                _titled(scene, one)
                _served(scene, sentence, one)
            else:
                _held(scene, sentence, one)
        _fields(scene, sentence.start, sentence.end)


WITH = re.compile(r"(?:与|和|同|联合|携手|会同)[“]?$")
OFFERS = re.compile(
    r"[^，。；]{0,10}?(?:，)?[^，。；]{0,10}?(?:推出|合推|推行|开设|开办|合办|联办|设立|创设|共建|实施|开展|打造|发放)[^，。；“]{0,12}$"
)
PAYS = re.compile(r"由$")
PAID = re.compile(r"(?:放款|发放|办理|承办|推出|提供|负责|实施|兑付)")


def _partners(scene: Scene, sentence: Sentence, policy: Named) -> None:
    """开发区与甲银行推出“乙贷”, “乙贷”由甲银行放款: the bank, or the school, carries it out too."""
    text = scene.text
    for other in sentence.named:
        if other.type not in ("Organization", "Company"):
            continue
        before = other.end <= policy.start and policy.start - other.end <= 30
        joined = before and WITH.search(text, max(sentence.start, other.start - 3), other.start)
        if joined and OFFERS.match(text[other.end : policy.start].rstrip("“《")):
            scene.say(other.key, "implements", policy.key, other.start, policy.end, "implements:with")
            continue
        paid = 0 <= other.start - policy.end <= 12 and PAYS.search(text, policy.end, other.start)
        if paid and PAID.match(text, other.end):
            scene.say(other.key, "implements", policy.key, policy.start, other.end, "implements:by")


def _titled(scene: Scene, policy: Named) -> None:
    """《…促进甲产业发展的若干措施》: the industries in the title of a document of policy."""
    if scene.text[policy.start : policy.start + 1] != "《" or not FOSTERS.search(policy.name):
        return
    labels = lexicon.label_of("industries")
    for hit in scene.industries_in(policy.start + 1, policy.end - 1):
        for form in dict.fromkeys((labels.get(hit, hit), hit, hit.removesuffix("产业"))):
            scene.say(policy.key, "targets", f"Industry/{form}", policy.start, policy.end, "targets:name")


def _held(scene: Scene, sentence: Sentence, event: Named) -> None:
    """Where an event takes place: 活动在某会展中心举行."""
    place = HELD.match(scene.text, event.end, min(sentence.end, event.end + 40))
    if place:
        spots = [n for n in scene.between(place.start(1), place.end(1)) if n.type in ("Facility", "Region", "Zone")]
        if spots:
            scene.say(event.key, "located_in", spots[-1].key, event.start, place.end(), "located_in:held")


def _served(scene: Scene, sentence: Sentence, policy: Named) -> None:
    """What a policy is for: …招商，重点吸引某类企业; …改革，加快某项目手续; 对某产业实行…; 某产业“强链工程”."""
    text = scene.text
    for other in sentence.named:
        if other.start < policy.end or other.start - policy.end > 60 or other.type not in ("Title", "Project"):
            continue
        between = text[policy.end : other.start]
        if any(n.type == "Policy" and policy.end <= n.start < other.start for n in sentence.named):
            break
        if (ATTRACTS if other.type == "Title" else EASES).search(between):
            scene.say(policy.key, "targets", other.key, policy.start, other.end, "targets:served")
    low = scene.clause_start(policy.start, sentence.start)
    for other in sentence.named:
        if other.type not in ("Industry", "Title", "Company") or "招商" in policy.name:
            continue
        if low <= other.start and other.end <= policy.start:
            between = text[other.end : policy.start]
            adjacent = other.type == "Industry" and re.fullmatch(r"(?:产业链|产业|行业)?[“‘]?", between)
            whom = WHOM.search(text, max(low, other.start - 8), other.start) and GIVES.search(between)
            if adjacent or whom:
                scene.say(policy.key, "targets", other.key, other.start, policy.end, "targets:for")
        elif policy.end <= other.start <= policy.end + 50 and other.type != "Company":
            between = text[policy.end : other.start]
            if GROWS.fullmatch(between) and not any(
                n.type == "Policy" and policy.end <= n.start < other.start for n in sentence.named
            ):
                for one in _list_from(scene, sentence, other):
                    scene.say(policy.key, "targets", one.key, policy.start, one.end, "targets:grows")


def _list_from(scene: Scene, sentence: Sentence, first: Named) -> list[Named]:
    """The things of one type in a list that begins with `first`: 甲、乙和丙."""
    row = [first]
    for one in sentence.named:
        if one.type == first.type and one.start >= row[-1].end:
            if re.fullmatch(r"(?:产业|行业)?[”“]?(?:、|和|与|及|以及)[“”]?", scene.text[row[-1].end : one.start]):
                row.append(one)
            elif one.start > row[-1].end + 6:
                break
    return row


def _inner_industry(name: str, labels: dict[str, str]) -> str | None:
    """An industry in a policy's own name: 医疗器械产业招商."""
    match = re.match(r"([\u4e00-\u9fff]{2,8}?)(?:潜力|主导|优势|特色)?产业(?:链)?(?:招商|专业招商|推介)", name)
    if not match:
        return None
    return labels.get(match.group(1), labels.get(match.group(1) + "产业"))


def _fields(scene: Scene, start: int, end: int) -> None:
    """涉及 A、B、C 等产业: what the event or document just named is about."""
    for match in FIELDS.finditer(scene.text, start, end):
        before = [n for n in scene.between(max(0, start - 160), match.start()) if n.type in ("Event", "Policy")]
        if not before or not match.group().startswith(("涉及", "涵盖", "覆盖")):
            continue
        source = before[-1]
        for one in scene.between(match.start(), match.end() + 4):
            if one.type == "Industry":
                scene.say(
                    source.key,
                    "in_industry" if source.type == "Event" else "targets",
                    one.key,
                    match.start(),
                    match.end(),
                    "targets:fields",
                )

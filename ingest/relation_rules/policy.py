"""implements and targets: who carries out a policy or holds an event, and for whom or what."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.relation_rules.scene import Named, Scene, Sentence

CARRIERS = ("Zone", "Organization", "Company", "Region")
ATTRACTS = re.compile(r"吸引|面向|针对|服务")
HELD = re.compile(r"[^，。；]{0,10}?在([^，。；]{2,24}?)(?:成功|隆重|正式)?(?:举行|举办|召开|开幕|启幕)")
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
            inner = _inner_industry(one.name, labels)
            if inner:
                scene.say(one.key, "targets", f"Industry/{inner}", one.start, one.end, "targets:name")
            if one.type == "Policy":
                _served(scene, sentence, one)
            else:
                _held(scene, sentence, one)
        _fields(scene, sentence.start, sentence.end)


def _held(scene: Scene, sentence: Sentence, event: Named) -> None:
    """Where an event takes place: 活动在某会展中心举行."""
    place = HELD.match(scene.text, event.end, min(sentence.end, event.end + 40))
    if place:
        spots = [n for n in scene.between(place.start(1), place.end(1)) if n.type in ("Facility", "Region", "Zone")]
        if spots:
            scene.say(event.key, "located_in", spots[-1].key, event.start, place.end(), "located_in:held")


def _served(scene: Scene, sentence: Sentence, policy: Named) -> None:
    """…招商，重点吸引某类企业; …改革，加快某项目手续: what the policy of the clause before is for."""
    for other in sentence.named:
        if other.start < policy.end or other.start - policy.end > 60 or other.type not in ("Title", "Project"):
            continue
        between = scene.text[policy.end : other.start]
        if any(n.type == "Policy" and policy.end <= n.start < other.start for n in sentence.named):
            break
        if (ATTRACTS if other.type == "Title" else EASES).search(between):
            scene.say(policy.key, "targets", other.key, policy.start, other.end, "targets:served")


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

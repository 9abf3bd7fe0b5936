"""upstream_of: what a text says of the links of an industrial chain, and of what feeds what.

These are the report's own statements; the skeleton of chains in the lexicon stays apart from them.
"""

from __future__ import annotations

import itertools
import re

from ingest.relation_rules.scene import Named, Scene, Sentence

BELOW = re.compile(r"下游(?:的|产品|延伸(?:至|到)?)?")
DOWNSTREAM = re.compile(r"在?下游")
ARROW = re.compile(r"[—－→>~-]{1,3}")
STAGES = ("上游", "中游", "下游")
SEGMENT = re.compile(
    r"(?<!上)(?<!中)(?P<stage>上游|中游|下游)(?!企业的|的企业|项目)(?:产业|环节|方面|端|领域|配套)?"
    r"(?=[，：:]|的|是|以|有|为|重点|主要|布局|集聚|聚焦|引进|引入|发展|依托|生产|做|涵盖|包括|延伸|抓)"
)
"""The head of what is told of one part of a chain: 上游，引进…; 中游以…为龙头."""
WIDEST = 5
"""Links of one part that are read; a longer list names firms' goods rather than links."""
MADE_INTO = re.compile(
    r"(?:产生的|的|副产的?)?(?:副产物|副产品|烟气|尾气|废气|废渣|余热|废料|原料)?(?:经)?(?:可|直接|全部|进一步)?"
    r"(?:制成|制得|制取|供给|供应给|供应|加工成|加工为|转化为|转化成|生产出|延伸出|用于生产|用来生产)(?:了)?(?:下游的?)?"
)
MATERIAL = re.compile(r"(?:又|正|可|恰好)?(?:是|作为|成为|用作)(?:生产)?")
STUFF = re.compile(r"(?:产业|企业|生产|制造)?的?(?:主要|重要|关键|上游)?原(?:材)?料")
STEPS = re.compile(r"([^，。、]{1,6}、){2,6}[^，。、]{1,6}?[一二三四五六七八九十\d]+[道个大]?(?:环节|工序)")
ENDS = re.compile(r"[。！？\n]")


def run(scene: Scene) -> None:
    """All that the document says of chains."""
    for sentence in scene.sentences:
        links = [n for n in sentence.named if n.type in ("Industry", "Technology")]
        _arrows(scene, links)
        _feeds(scene, sentence, links)
        _uses(scene, sentence, links)
        _downstream(scene, sentence, links)
        _steps(scene, sentence, links)
    _parts(scene)


def _arrows(scene: Scene, links: list[Named]) -> None:
    """甲—乙—丙: each is upstream of the next."""
    for first, second in itertools.pairwise(links):
        if ARROW.fullmatch(scene.text[first.end : second.start]):
            scene.say(first.key, "upstream_of", second.key, first.start, second.end, "upstream_of:chain")


def _feeds(scene: Scene, sentence: Sentence, links: list[Named]) -> None:
    """甲产生的烟气制成乙; 乙供给丙和丁; 甲是乙的原料."""
    text = scene.text
    for first, second in itertools.pairwise(links):
        between = text[first.end : second.start]
        if not (MADE_INTO.fullmatch(between) or (MATERIAL.fullmatch(between) and STUFF.match(text, second.end))):
            continue
        row = [second]
        for one in links:
            if one.start >= row[-1].end and re.fullmatch(r"、|和|以及|与|及", text[row[-1].end : one.start]):
                row.append(one)
        for one in row:
            scene.say(first.key, "upstream_of", one.key, first.start, row[-1].end, "upstream_of:feeds")


def _downstream(scene: Scene, sentence: Sentence, links: list[Named]) -> None:
    """甲产业壮大，在下游延伸出乙产业."""
    below = DOWNSTREAM.search(scene.text, sentence.start, sentence.end)
    if below and "上下游" not in scene.text[below.start() - 1 : below.end()]:
        low, high = scene.clause_start(below.start(), sentence.start), scene.clause_end(below.end(), sentence.end)
        upper = [n for n in links if n.type == "Industry" and n.end <= low]
        lower = [n for n in links if n.type == "Industry" and below.end() <= n.start < high]
        for first in upper:
            for second in lower[-1:]:
                scene.say(first.key, "upstream_of", second.key, first.start, second.end, "upstream_of:downstream")


def _steps(scene: Scene, sentence: Sentence, links: list[Named]) -> None:
    """甲、乙、丙三道环节: each is upstream of the next."""
    steps = STEPS.search(scene.text[sentence.start : sentence.end])
    if not steps:
        return
    low, high = sentence.start + steps.start(), sentence.start + steps.end()
    row = [n for n in links if low <= n.start and n.end <= high]
    for first, second in itertools.pairwise(row):
        if scene.text[first.end : second.start] == "、":
            scene.say(first.key, "upstream_of", second.key, low, high, "upstream_of:steps")


def _uses(scene: Scene, sentence: Sentence, links: list[Named]) -> None:
    """有了甲，下游的乙、丙就跟着来了; 甲送进下游的乙车间: what stands before 下游 feeds what stands behind it."""
    for match in BELOW.finditer(scene.text, sentence.start, sentence.end):
        after = [n for n in links if match.end() <= n.start and n.start - match.end() <= 2]
        before = [n for n in links if n.end <= match.start() and n.end >= match.start() - 40]
        before = [n for n in before if len(re.findall(r"[，；]", scene.text[n.end : match.start()])) <= 1]
        if not after or not before or "中游" in scene.text[sentence.start : match.start()]:
            continue
        row = [after[0]]
        for one in links:
            if one.start >= row[-1].end and re.fullmatch(r"、|和|以及|与", scene.text[row[-1].end : one.start]):
                row.append(one)
        for one in row:
            scene.say(before[-1].key, "upstream_of", one.key, before[-1].start, row[-1].end, "upstream_of:below")


def _parts(scene: Scene) -> None:
    """上游…甲、乙；中游…丙；下游…丁: what is upstream feeds the chain, and the one link of the next part told."""
    heads = list(SEGMENT.finditer(scene.text))
    told: list[tuple[str, list[Named], int]] = []
    chain: Named | None = None
    for index, head in enumerate(heads):
        close = ENDS.search(scene.text, head.end())
        end = close.start() if close else len(scene.text)
        if index + 1 < len(heads):
            end = min(end, heads[index + 1].start())
        links = [n for n in scene.between(head.end(), end) if n.type in ("Industry", "Technology")]
        links = list({n.key: n for n in reversed(links)}.values())[::-1][:WIDEST]
        previous = told[-1] if told else None
        if previous is not None and scene.text.find("\n", previous[2], head.start()) >= 0:
            previous, chain = None, None
        chain = _chain_before(scene, head) or chain
        follows = previous is not None and STAGES.index(previous[0]) < STAGES.index(head["stage"])
        if previous is not None and follows and (len(links) == 1 or len(previous[1]) == 1):
            for first in previous[1]:
                for second in links:
                    scene.say(first.key, "upstream_of", second.key, head.start(), end, "upstream_of:parts")
        if chain is not None and head["stage"] != "中游":  # of two lists the text does not say what feeds what
            for one in links:
                pair = (chain.key, one.key) if head["stage"] == "下游" else (one.key, chain.key)
                scene.say(pair[0], "upstream_of", pair[1], head.start(), end, "upstream_of:part_of_chain")
        told.append((head["stage"], links, end))


def _chain_before(scene: Scene, head: re.Match[str]) -> Named | None:
    """The chain whose part it is: 光伏产业链上游…, or the 产业 that the paragraph spoke of before."""
    low = scene.text.rfind("\n", 0, head.start()) + 1
    before = [n for n in scene.between(low, head.start()) if n.type == "Industry"]
    if before and re.fullmatch(r"(?:产业链|产业|全产业链)?(?:的)?", scene.text[before[-1].end : head.start()]):
        return before[-1]
    if any(m.start() >= low for m in SEGMENT.finditer(scene.text, low, head.start())):
        return None
    called = [n for n in before if scene.text[n.start : n.end].endswith(("产业", "产业链", "产业集群"))]
    return called[-1] if called else None

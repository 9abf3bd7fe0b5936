"""partner_of: who signs, founds and works together, and who supplies whom."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.relation_rules.business import row_of_firms
from ingest.relation_rules.scene import Named, Scene, Sentence

WITH = re.compile(r"与|同|和|联合|携手|对接|产品供应|供应给")
JOINTLY = (
    r"签约|签订|签署|签了|签有|签下|联合攻关|合作|共建|达成|携手|联合|对接|联手|牵手|产学研|战略协议|供应|合署|合办|共同|筹建|共办|结对|联姻|"
    r"合资|合建|合推|合开|联办|组成"
)
PARTNER = re.compile(rf"(?:{JOINTLY})")
DO_TOGETHER = re.compile(
    rf"(?:{JOINTLY}|(?:推出|推行|开设|开了|开出|办起|建起|创办|开行|设立|开办|开展|建立|搭建|成立|组建)(?!以来))"
)
"""What two that are joined by 与 do; 和 joins what does nothing together too."""
POINTS_BACK = re.compile(r"(?:它|该公司|该企业|公司|企业|这家|该厂)[^，。；]{0,6}$")
"""A firm of an earlier sentence stands here."""
SPEAKER = re.compile(r"(?:董事长|总经理|总裁|厂长|总工程师|总工|副总|生产总监|技术总监|车间主任|创始人)")
SCHOOL = re.compile(r"(?:大学|学院|学校|研究院|研究所|科学院|职教中心|技校)$")
BANK = re.compile(r"(?:银行|分行|支行|农商行|农信社|信用社|担保公司)$")
LENDS = re.compile(r"[^，。；]{0,12}?(?:授信|放贷|放款|贷款|发放|信贷|融资)")
FOR = re.compile(r"(?:为|给|向)[“]?$")
PROVIDES = re.compile(
    r"[”]?(?:就近|直接|独家)?(?:供|供应|配套|生产|做|提供)[^，。；]{1,10}的[，]?(?:就是|正是|则是|是)[“]?$"
)
"""为甲供叶片的，是 + 乙."""
BESIDE = r"(?:[^，。；、]{0,8}的)?[“]?"
BY = re.compile(rf"(?:由|找){BESIDE}$")
SUPPLIES = re.compile(r"供应|供给|供货")
BRINGS = re.compile(r"[”]?(?:就近|直接|独家|隔墙|管输|全部|每天|负责)*(?:供应|供货|供给|配套|承运|包下)")
TO = re.compile(
    r"(?:卖给|卖到|销给|供给|供应给|供应|供货给|配套给|送到|送进|送往|送给|运到|运进|交给|交付给?|打进|打入|进入|装到|装上|装进|用到|"
    r"主供)(?:了)?"
    rf"{BESIDE}$"
)
"""What stands before the firm to which goods go."""
GIVE = re.compile(rf"(?:为|给|向){BESIDE}$")
GIVEN = re.compile(r"[”]?(?:等[^，。；]{0,10})?(?:供应|供货|配套|代工|提供|加工|做|生产|供|送|输送)")
FROM = re.compile(rf"(?:来自|用的?是|就用|采购自?|买自|购自|取自){BESIDE}$")
USED = re.compile(
    r"[”]?(?:等[^，。；]{0,10}?)?(?:的(?!(?:[^，。；]{0,6})?(?:专家|人才|订单|团队))|[，。；]|供应|供货|$)"
)
THROUGH = re.compile(rf"通过(?:了)?{BESIDE}$")
CHECKED = re.compile(r"[”]?(?:等[^，。；]{0,12}?)?(?:验证|认证|供应链|供应商|配套体系|采购)")
DRAWN = re.compile(r"(?:拉上|联手|牵手|携手|带上|叫上|邀请?)[“]?$")
FOUND = re.compile(r"[^，。；]{0,6}?(?:合办|合资|组建|成立|共建|创办|设立|办起|组成|合建)")
ACTORS = ("Company", "Organization", "Zone")


def run(scene: Scene) -> None:
    """All partner_of relations."""
    for sentence in scene.sentences:
        _joined(scene, sentence)
        _supplied(scene, sentence)
        _lent(scene, sentence)
        _provider(scene, sentence)


def _joined(scene: Scene, sentence: Sentence) -> None:
    """与 甲、乙 签约 / 共建 / 合作; 对接 甲、乙; 产品供应 甲."""
    text = scene.text
    others = [n for n in sentence.named if n.type in ("Company", "Organization", "Region", "Zone")]
    for match in WITH.finditer(text, sentence.start, sentence.end):
        word, at = match.group(), match.end()
        first = next((n for n in others if at <= n.start <= at + 6), None)
        if (
            first is None
            or re.search(r"[，。；]", text[at : first.start])
            or (first.type == "Region" and word not in ("与", "同"))
        ):
            continue
        row = [first]
        for other in others:
            if other.start >= row[-1].end and text[row[-1].end : other.start].strip("“”") in ("、", "和", "与", "及"):
                row.append(other)
        end = min(sentence.end, row[-1].end + 24)
        jointly = first.type == "Region" and re.match(r"以[“]?[^，]{2,8}[”]?模式|共", text[row[-1].end : end])
        done = DO_TOGETHER if word in ("与", "同") else PARTNER
        act = done.search(text, row[-1].end, end)
        if word in ("与", "同", "和") and not act and not jointly:
            continue
        left = [n for n in sentence.named if n.end <= match.start() and n.type in ACTORS]
        left = [n for n in left if n.key not in {o.key for o in row}]
        near = [n for n in left if not text[n.end : match.start()].strip("，积极主动先后等企业还也又正”")]
        if near:
            subjects: list[str | None] = [f.key for f in row_of_firms(scene, left, near[-1])]
        else:
            maker = scene.firm(sentence, match.start()) if "供应" in word else None
            low = scene.clause_start(match.start(), sentence.start)
            spoken = SPEAKER.search(text, sentence.start, match.start()) is not None
            if maker is None and (spoken or POINTS_BACK.search(text, low, match.start())):
                maker = scene.firm(sentence, match.start())
            subjects = [maker.key if maker else scene.actor(sentence, match.start())]
        signed = act is not None and act.group().startswith("签")
        for subject in subjects:
            for other in row:
                ours = (subject or "").startswith("Zone/") or (signed and other.type == "Zone")
                if other.type == "Zone" and subject and subject.startswith("Organization/") and SCHOOL.search(subject):
                    scene.say(
                        other.key,
                        "partner_of",
                        subject,
                        near[-1].start if near else match.start(),
                        other.end,
                        "partner_of:school",
                    )
                    continue
                if other.type in ("Region", "Zone") and not ours:
                    continue
                scene.say(
                    subject, "partner_of", other.key, match.start(), min(sentence.end, row[-1].end + 16), "partner_of"
                )


def _supplied(scene: Scene, sentence: Sentence) -> None:
    """甲的原料由乙供应, 卖给乙, 给乙供货, 来自乙, 通过乙验证; 拉上乙、丙合办丁."""
    text = scene.text
    firms = [n for n in sentence.named if n.type == "Company"]
    for other in firms:
        low = scene.clause_start(other.start, sentence.start)
        if not _says(text, low, other, sentence.end):
            continue
        subject = _speaker(scene, sentence, other)
        if subject is None:
            continue
        row = row_of_firms(scene, firms, other)
        ahead = [
            n for n in firms if n.start > other.end and text[other.end : n.start].strip("“”") in ("、", "和", "与")
        ]
        tail = min(sentence.end, other.end + 12)
        supplier = BY.search(text, low, other.start) and SUPPLIES.search(text, other.end, tail)
        for one in {n.key: n for n in [*row, *ahead[:1]]}.values():
            first, second = (one.key, subject.key) if supplier else (subject.key, one.key)
            scene.say(first, "partner_of", second, low, tail, "partner_of:supply")
        drawn = DRAWN.search(text, low, other.start)
        made = FOUND.match(text, (ahead or [other])[0].end, sentence.end) if drawn else None
        if made is not None:
            house = next((n for n in firms if made.end() <= n.start <= made.end() + 2), None)
            for one in (subject, other, *ahead[:1]) if house else ():
                assert house is not None
                scene.say(one.key, "partner_of", house.key, low, house.end, "partner_of:founded")


def _says(text: str, low: int, other: Named, high: int) -> bool:
    """Do the words around a firm tell that another supplies it or buys of it?"""
    start, end = max(low, other.start - 20), other.end
    if BY.search(text, start, other.start):
        return BRINGS.match(text, end, high) is not None
    if TO.search(text, start, other.start) or DRAWN.search(text, start, other.start):
        return text[end : end + 2] not in ("的股", "集团的")
    if GIVE.search(text, start, other.start):
        return GIVEN.match(text, end, high) is not None
    if THROUGH.search(text, start, other.start):
        return CHECKED.match(text, end, high) is not None
    return FROM.search(text, start, other.start) is not None and USED.match(text, end, high) is not None


def _speaker(scene: Scene, sentence: Sentence, other: Named) -> Named | None:
    """The firm whose goods or partner it is: that of the sentence before `other`, else that of the paragraph."""
    subject = scene.firm(sentence, other.start)
    return subject if subject is not None and subject.key != other.key else None


def _lent(scene: Scene, sentence: Sentence) -> None:
    """甲银行给乙公司授信3亿元: the bank is the firm's partner."""
    text = scene.text
    for firm in (n for n in sentence.named if n.type == "Company"):
        if not FOR.search(text, max(sentence.start, firm.start - 2), firm.start):
            continue
        banks = [n for n in sentence.named if n.type == "Organization" and n.end <= firm.start and BANK.search(n.name)]
        if banks and LENDS.match(text, firm.end, sentence.end):
            scene.say(firm.key, "partner_of", banks[-1].key, banks[-1].start, firm.end, "partner_of:bank")


def _provider(scene: Scene, sentence: Sentence) -> None:
    """为甲供叶片的，是乙: 乙 is the partner of 甲."""
    firms = [n for n in sentence.named if n.type == "Company"]
    for served, provider in pairwise(firms):
        if FOR.search(scene.text, max(sentence.start, served.start - 2), served.start) and PROVIDES.fullmatch(
            scene.text, served.end, provider.start
        ):
            scene.say(provider.key, "partner_of", served.key, served.start, provider.end, "partner_of:supply")

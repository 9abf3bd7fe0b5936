"""Persons: surname + given name beside a post, in a byline, or as a signature on a line of its own."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import is_brand
from ingest.tokens import Reading

BYLINE = re.compile(
    r"(?:记者|通讯员|作者|(?<!责任)(?<!美术)编辑|供稿|摄影|撰稿|采写|撰文|解读人|实习生|制图|(?<![\u4e00-\u9fff])文字|"
    r"(?<=[/|｜])文)[：:]?[ \u3000]*((?:[\u4e00-\u9fff]{2,3}[ \u3000、，]*){1,4})"
)
TAKEN = re.compile(
    r"(?:^|[（(\n。/ \u3000”])(?:本报记者|记者)?([\u4e00-\u9fff]{2,3})[ \u3000]?摄(?=[）)\n/。 \u3000]|$)"
)
"""Who took a picture: （甲某摄）."""
NEWS_FROM = re.compile(r"从[^。；\n]{2,30}?(?:获悉|了解到|得知|看到|采访)")
CREDITS = ("摄", "文", "图", "采写", "通讯员", "记者", "报道", "供图", "美编", "责编")
CREDIT = re.compile(r"采写|通讯员|记者|报道|供图|美编|责编|编辑|摄影")
TAGS = frozenset(("nr", "nrt", "nrfg", "nz", "n", "x", "v", "a", "ns", "b", "j", "ng", "zg", "g", "vn"))
"""What the dictionary may take the first word of a name for; else it must know the word only as single characters."""
SIGNATURE = re.compile(r"^[ \u3000]*([\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff] [\u4e00-\u9fff])[ \u3000]*$", re.M)
SPACED = re.compile(r"[ \u3000](?P<name>[\u4e00-\u9fff]{2,4})(?=[，。；、）)\n]|$)")
"""A name in a list of officials, parted from the post by a space."""
ASKED = re.compile(
    r"记者[（(]([\u4e00-\u9fff]{2,10}?(?:报|网|台|融媒|社|周刊|在线|频道|客户端))(?:记者)?"
    r"[ \u3000]*([\u4e00-\u9fff]{2,3})[）)]"
)
"""Who asks at a press conference: 记者（某报某某）."""
NOT_PERSONS = frozenset(("来源", "单位", "电话", "地址", "时间", "应该", "安排", "强调", "成员"))
RIGHT = re.compile(
    r"[，。、：；）)“\s]|说|介绍|表示|告诉|主持|指出|强调|在|出席|率|带|认为|透露|坦言|参加|一行|"
    r"的|现场|深入|随后|领|抱|把|笑|翻|掰|拿|站|坐|走|边|用|正|刚|近日|今年|曾|却|便|时|随即|逐|拿|递|打|收|做|跑|忙|"
    r"带领|给(?!力)|看了?看|翻|指着|笑|算|回忆|感慨|关于|向|对|到|就|同|赴|以|已|还|也|等|为|和|与|$"
)


def _name(text: str, start: int, surnames: frozenset[str]) -> int | None:
    """The end of a person's name that begins at `start`, where one does and what follows fits."""
    if NEWS_FROM.match(text, start):
        return None  # 记者从某市获悉
    for family in (2, 1):
        if text[start : start + family] in surnames:
            for given in (2, 1):
                end = start + family + given
                name = text[start:end]
                if (
                    len(name) == family + given
                    and all("\u4e00" <= c <= "\u9fff" for c in name)
                    and RIGHT.match(text, end)
                ):
                    return end
    return None


def find(reading: Reading) -> list[Mention]:
    """Persons with the words that show that they are."""
    text, surnames = reading.text, lexicon.surnames()
    found: list[Mention] = []
    for hit in reading.of("post"):
        if text[hit.end : hit.end + 1] in ("：", ":"):  # 招商局局长：某某
            end = _name(text, hit.end + 1, surnames)
            if end is not None and reading.tag_at(hit.end + 1) in TAGS and text[hit.end + 1 : end] not in NOT_PERSONS:
                found.append(mention(text, hit.end + 1, end, "Person"))
            continue
        spaced = SPACED.match(text, hit.end)
        if spaced and (spaced["name"][0] in surnames or spaced["name"][:2] in surnames):  # 管委会主任 甲某某，
            found.append(mention(text, *spaced.span("name"), "Person"))
            continue
        end = _name(text, hit.end, surnames)
        if end is None:  # two lines run together: 主任 + 甲某某 + 乙开发区
            word = reading.word_at(hit.end)
            sure = reading.is_start(hit.end) and reading.tag_at(hit.end) == "nr" and len(word) == 3
            if sure and word[0] in surnames:
                found.append(mention(text, hit.end, hit.end + 3, "Person"))
            continue
        if end is not None and (reading.tag_at(hit.end) in TAGS or is_brand(reading.word_at(hit.end))):
            word = reading.word_at(hit.end)
            if word == text[hit.end : end] and reading.tag_at(hit.end) in ("v", "a", "ad", "an", "i", "l", "d"):
                continue
            if (
                reading.tag_at(hit.end) not in ("nr", "nrt", "nrfg")
                and len(word) >= 2
                and word != text[hit.end : end]
                and reading.is_start(hit.end)
                and len(word) > 1
                and reading.tag_at(hit.end) in ("n", "v", "vn", "b", "a", "ad", "an", "i", "l")
            ):
                continue
            found.append(mention(text, hit.end, end, "Person"))
    for line in BYLINE.finditer(text):
        listed = CREDIT.sub(lambda m: " " * len(m.group()), line.group(1))
        for item in re.finditer(r"[\u4e00-\u9fff]{2,3}", listed):
            if NEWS_FROM.match(text, line.start(1) + item.start()):
                break  # 记者从某市获悉
            name, start = item.group(), line.start(1) + item.start()
            end = line.start(1) + item.end()
            apart = not "\u4e00" <= text[end : end + 1] <= "\u9fff" or text.startswith(CREDITS, end)
            if end - start == 3 and not apart and not reading.is_start(end) and reading.is_start(end - 1):
                end -= 1  # 记者王某今年: the third character begins the next word
            if name[0] in surnames or name[:2] in surnames:
                found.append(mention(text, start, end, "Person"))
    for shot in TAKEN.finditer(text):
        if shot.group(1)[0] in surnames or shot.group(1)[:2] in surnames:
            found.append(mention(text, shot.start(1), shot.end(1), "Person"))
    for asked in ASKED.finditer(text):
        if asked.group(2)[0] in surnames:
            found.append(mention(text, asked.start(1), asked.end(1), "Organization"))
            found.append(mention(text, asked.start(2), asked.end(2), "Person"))
    for line in SIGNATURE.finditer(text):
        name = line.group(1)
        if (name[0] in surnames) and not any(
            reading.hits_at(k, line.start(1)) for k in ("place", "industry", "policy", "zone", "organization")
        ):
            token = reading.tag_at(line.start(1))
            if token in ("nr", "nrt", "nrfg") or reading.word_at(line.start(1)) != name.replace(" ", ""):
                found.append(mention(text, line.start(1), line.end(1), "Person"))
    return found

"""Relations of firms, projects, industries and people: all predicates but implements, targets, located_in, part_of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest import lexicon
from ingest.relation_rules.scene import Named, Scene, Sentence
from kg.model import Key, Project

MAKES = re.compile(
    r"专注于?|主营|生产|研发制造|研制|制造|提取|承接|从事|下线|量产|主供|主攻|主打|主产|专做|转做|自研|产品|卖出|售出|交付|"
    r"[年月日]产|炼成|做成|加工成|烧$"
)
YIELD = re.compile(
    r"(?:(?:公司|企业|它|厂|产品|全部(?:建成|投产)后|达产后|投产后|建成后)?[，]?(?:主供|主攻|主打|主产|主营(?!业务|收入|利润)|专做|转做|自研的?|自主研[发制]的?|主要生产|产品(?:有|包括|涵盖)|拳头产品[是为]|"
    r"[年月日]产|卖出|下线|交付|炼成|做成|烧)(?:了)?(?:各类|首批)?)$"
)
"""What stands before what the firm of the paragraph makes."""
WORKS = re.compile(r"项目|工厂|产线|生产线|基地|车间|产业|智能|[一二三]期|扩产|需求|供应|订单|供货")
DOES = re.compile(r"做|从事|专注于?|深耕|主营|承接")
ACQUIRED = re.compile(r"收购|并购|控股")
AWARD = re.compile(
    r"(?:被?(?:评为|认定为|列为|评定为|授予|命名为)|获评|获批|荣获|荣膺|入选|获得|跻身|认定|担任|创建|"
    r"成为|申报成功)"
)
OF_KIND = re.compile(
    r"(?:类|行业|领域|产业|产业链)?(?:的)?(?:龙头|骨干|重点|知名|头部|链主|规上|上市|优质|领军)*(?:企业|公司|集团)"
)
LIST_OF = re.compile(
    r"”?等(?:一批|多家|众多|国内外?|知名|龙头|骨干|重点|优质|[\d一二三四五六七八九十百余多]+[家户个])*(?:的)?"
)
YEARLY = re.compile(r"(?:年产|日产|月产|可生产)[\d.]*[万亿千百]?[\u4e00-\u9fffA-Za-z]{0,3}$")


def run(scene: Scene, made: Mapping[Key, Sequence[Key]]) -> None:
    """The relations of firms, projects, industries and people; `made` are products that projects are called after."""
    for project in scene.projects:
        _project(scene, project, made.get(project.key, ()))
    for sentence in scene.sentences:
        _fields(scene, sentence)
        _firms_of(scene, sentence)
        _makes(scene, sentence)
        _acquired(scene, sentence)
        _titles(scene, sentence)
        _styled(scene, sentence)
        _founded(scene, sentence)
        _officers(scene, sentence)
        _funds(scene, sentence)


def _project(scene: Scene, project: Project, made: Sequence[Key]) -> None:
    """Who invests in it, what it makes, of which industry it is."""
    start, end = project.start, project.end
    for company in project.companies:
        scene.say(company, "invests_in", project.key, start, end, "invests_in:project")
    inside = [n for s in project.mentions for n in scene.between(s.start, s.end)]
    told = [n for span in project.mentions for n in _yearly(scene, project, span.end)]
    running = project.stage in ("试生产", "投产", "达效", "竣工")  # until then only the project will make it
    makers = [project.key, *(project.companies if running else ())]
    goods = list(made) or [n.key for n in inside if n.type == "Technology"]
    goods += [n.key for n in told if not any(known.endswith(n.name) for known in goods)]
    for product in goods:
        for maker in makers:
            scene.say(maker, "produces", product, start, end, "produces:project")
    fields = [project.industry] if project.industry else [n.key for n in inside if n.type == "Industry"][:1]
    for field in fields:
        scene.say(project.key, "in_industry", field, start, end, "in_industry:project")


def _yearly(scene: Scene, project: Project, behind: int) -> list[Named]:
    """What the project is to make a year, told behind its name and before another project's."""
    stop = scene.text.find("\n", behind)
    told = scene.between(behind, min(behind + 120, stop if stop >= 0 else len(scene.text)))
    other = min((n.start for n in told if n.type == "Project" and n.key != project.key), default=len(scene.text))
    return [
        n
        for n in told
        if n.type == "Technology" and n.start < other and YEARLY.search(scene.text[max(0, n.start - 8) : n.start])
    ]


def _fields(scene: Scene, sentence: Sentence) -> None:
    """装备制造业方面，…: the firms and projects of the sentence are of that industry."""
    for one in sentence.named:
        if one.type == "Industry" and scene.text.startswith("方面", one.end) and one.start - sentence.start <= 8:
            for other in sentence.named:
                if other.start > one.end and other.type in ("Company", "Project"):
                    scene.say(other.key, "in_industry", one.key, one.start, other.end, "in_industry:field")


def _firms_of(scene: Scene, sentence: Sentence) -> None:
    """甲、乙等一批医药企业: the firms of the list are of that industry."""
    firms = [n for n in sentence.named if n.type == "Company"]
    for one in sentence.named:
        if one.type != "Industry" or not OF_KIND.match(scene.text, one.end):
            continue
        before = [n for n in firms if n.end <= one.start]
        if before and LIST_OF.fullmatch(scene.text, before[-1].end, one.start):
            for firm in row_of_firms(scene, firms, before[-1]):
                scene.say(firm.key, "in_industry", one.key, firm.start, one.end, "in_industry:list")


def _makes(scene: Scene, sentence: Sentence) -> None:
    """A firm that 专注, 生产, 做 something."""
    firms = [n for n in sentence.named if n.type == "Company"]
    for one in sentence.named:
        if one.type not in ("Technology", "Industry"):
            continue
        low = scene.clause_start(one.start, sentence.start)
        before = [n for n in firms if n.end <= one.start and n.start >= low]
        if not before:
            maker = scene.firm(sentence, one.start)
            said = YIELD.search(scene.text, low, one.start)
            if maker is not None and one.type == "Technology" and said:
                for product in _row_of(scene, sentence, one):
                    scene.say(maker.key, "produces", product.key, low, product.end, "produces:paragraph")
            continue
        gap = scene.text[before[-1].end : one.start]
        if len(gap) > 20 or "项目" in gap:
            continue
        row = row_of_firms(scene, firms, before[-1])
        if one.type == "Industry" and DOES.search(gap):
            for firm in row:
                scene.say(firm.key, "in_industry", one.key, firm.start, one.end, "in_industry:does")
        elif one.type == "Technology" and not WORKS.match(scene.text, one.end) and (gap == "的" or MAKES.search(gap)):
            for firm in row:
                for product in _row_of(scene, sentence, one):
                    scene.say(firm.key, "produces", product.key, firm.start, product.end, "produces:clause")


def _row_of(scene: Scene, sentence: Sentence, first: Named) -> list[Named]:
    """The things of one type in a list that begins with `first`: 甲、乙和丙."""
    row = [first]
    for one in sentence.named:
        if one.type == first.type and one.start >= row[-1].end:
            if not re.fullmatch(r"[”]?(?:、|和|与|及|以及)[“]?", scene.text[row[-1].end : one.start]):
                break
            row.append(one)
    return row


def row_of_firms(scene: Scene, firms: list[Named], last: Named) -> list[Named]:
    """The firms that stand in one list with `last`: 甲、乙和丙."""
    row = [last]
    for firm in reversed(firms[: firms.index(last)]):
        if scene.text[firm.end : row[-1].start].strip("“”") in ("、", "和", "与", "及", "以及"):
            row.append(firm)
        else:
            break
    return row[::-1]


def _acquired(scene: Scene, sentence: Sentence) -> None:
    """甲收购乙; 甲完成对乙的收购."""
    firms = [n for n in sentence.named if n.type == "Company"]
    for match in ACQUIRED.finditer(scene.text, sentence.start, sentence.end):
        before = [n for n in firms if n.end <= match.start()]
        after = [n for n in firms if match.end() <= n.start <= match.end() + 4]
        if before and after:
            scene.say(before[-1].key, "acquired", after[0].key, before[-1].start, after[0].end, "acquired")
        elif (
            len(before) >= 2
            and re.fullmatch(r"(?:的)?", scene.text[before[-1].end : match.start()])
            and "对" in scene.text[before[-2].end : before[-1].start]
        ):
            scene.say(before[-2].key, "acquired", before[-1].key, before[-2].start, match.end(), "acquired")


def _titles(scene: Scene, sentence: Sentence) -> None:
    """甲、乙等N户企业 被评为 某称号; 分别获批 pairs them up."""
    text = scene.text
    holders = [n for n in sentence.named if n.type in ("Company", "Zone", "Organization", "Facility", "Industry")]
    for match in AWARD.finditer(text, sentence.start, sentence.end):
        after = [n for n in sentence.named if n.type == "Title" and match.start() <= n.start <= match.end() + 6]
        if not after:
            continue
        titles = [after[0]]
        for other in sentence.named:
            if (
                other.type == "Title"
                and other.start >= titles[-1].end
                and text[titles[-1].end : other.start] in ("、", "和")
            ):
                titles.append(other)
        low = scene.clause_start(match.start(), sentence.start)
        before = [n for n in holders if low - 1 <= n.start and n.end <= match.start()]
        if not before:  # 甲是该区的龙头，去年获评…: who opens the sentence, else who was named last
            earlier = [n for n in holders if n.end <= match.start()]
            before = [n for n in earlier[:1] if n.type == "Company" and scene.opens(n, sentence.start)] or earlier[-1:]
        if not before:
            continue
        row = [before[-1]]
        for one in reversed(before[:-1]):
            if re.fullmatch(
                r"[”“]?(?:、|和|与|及|等企业与|等[\d]+[户家](?:企业)?与)[“”]?", text[one.end : row[-1].start]
            ):
                row.append(one)
            else:
                break
        row.reverse()
        if text[match.start() - 2 : match.start()] == "分别" and len(row) == len(titles):
            pairs = list(zip(row, titles, strict=True))
        else:
            pairs = [(one, title) for one in row for title in titles]
        for one, title in pairs:
            scene.say(one.key, "holds_title", title.key, one.start, title.end, "holds_title")


def _styled(scene: Scene, sentence: Sentence) -> None:
    """甲、乙等“链主”企业: the title stands before the common noun."""
    firms = [n for n in sentence.named if n.type == "Company"]
    for title in sentence.named:
        if title.type != "Title":
            continue
        before = [n for n in firms if n.end <= title.start]
        if before and re.fullmatch(r"[”]?等[\d]*[家户]?", scene.text[before[-1].end : title.start]):
            for one in row_of_firms(scene, firms, before[-1]):
                scene.say(one.key, "holds_title", title.key, one.start, title.end, "holds_title:styled")


def _founded(scene: Scene, sentence: Sentence) -> None:
    """与甲大学共建乙研究院: the new institute is the founder's."""
    for match in re.finditer(r"共建|组建|成立|设立|建立", scene.text[sentence.start : sentence.end]):
        at = sentence.start + match.end()
        made = next((n for n in sentence.named if n.type == "Organization" and at <= n.start <= at + 3), None)
        actor = scene.actor(sentence, at)
        if made and actor and actor.startswith("Zone/"):
            scene.say(made.key, "part_of", actor, scene.clause_start(at, sentence.start), made.end, "part_of:founded")


FIRM_POST = re.compile(r"(?:董事长|总经理|总裁|总工程师|车间主任|厂长|副总|首席执行官|财务总监|生产经理)$")
"""Posts of firms: where none stands before one, it is in the firm last spoken of in the paragraph."""


def _officers(scene: Scene, sentence: Sentence) -> None:
    """机构 + 职务 + 姓名."""
    posts = lexicon.posts()
    for one in sentence.named:
        if one.type != "Person":
            continue
        before = scene.text[sentence.start : one.start]
        listed = before.rstrip(" \u3000")
        post = next((p for p in posts if before.endswith(p) or (listed.endswith(p) and p not in REPORTING)), None)
        medium = next((n for n in sentence.named if n.type == "Organization" and n.end == one.start), None)
        if post is None and medium and before[: medium.start - sentence.start].endswith(("记者（", "记者(")):
            scene.say(one.key, "officer_of", medium.key, medium.start, one.end, "officer_of", role="记者")
        if post is None and BYLINE.search(before) and (paper := _paper(scene, one.start)):
            scene.say(one.key, "officer_of", paper.key, one.start, one.end, "officer_of:byline", role="记者")
        if post is None:
            continue
        at = sentence.start + len(listed) - len(post)
        bodies = [
            n
            for n in sentence.named
            if n.type in ("Organization", "Zone", "Company")
            and n.end <= one.start
            and at - n.end <= 10
            and not re.search(r"[。！？”“]", scene.text[n.end : max(at, n.end)])
        ]
        if not bodies and re.search(r"(?:企业|公司|该厂|集团)$", scene.text[max(0, at - 4) : at]):
            bodies = [n for n in scene.between(max(0, at - 400), at) if n.type == "Company"]
        if not bodies and FIRM_POST.search(post) and not "\u4e00" <= scene.text[at - 1 : at] <= "\u9fff":
            firm = scene.firm(sentence, at)
            floor = max(0, at - 240, scene.text.rfind("\n", 0, at - 1))
            bodies = [firm] if firm else [n for n in scene.between(floor, at) if n.type == "Company"][:1]
        if bodies:
            body = max(bodies, key=lambda n: (n.end, -n.start))
            scene.say(one.key, "officer_of", body.key, body.start, one.end, "officer_of", role=post)
            for other in bodies:  # 党工委书记、管委会主任某人
                if other.type == "Organization" and other.end >= at:
                    scene.say(one.key, "officer_of", other.key, other.start, one.end, "officer_of", role=post)
            continue
        government = {"省长": scene.province_at(at), "市长": scene.city_at(at)}.get(post.removeprefix("副"))
        if government:
            scene.say(
                one.key, "officer_of", f"Organization/{government}政府", at, one.end, "officer_of:post", role=post
            )


REPORTING = ("记者", "通讯员", "编辑", "作者")
BYLINE = re.compile(
    r"(?:本报|本刊|本网|特约|实习)?(?:记者|通讯员)[：:]?[ \u3000]*(?:[\u4e00-\u9fff]{2,3}[ \u3000、，]+){0,2}$"
)
PAPER = re.compile(r"(?:报|刊|网|新闻|在线|观察|产经|融媒|社|》)$")


def _paper(scene: Scene, position: int) -> Named | None:
    """The paper that prints a page: the one medium that the document names before or behind."""
    papers = {n.key: n for n in scene.refs if n.type == "Organization" and PAPER.search(n.name)}
    return next(iter(papers.values())) if len(papers) == 1 else None


def _funds(scene: Scene, sentence: Sentence) -> None:
    """A fund and the industry in its name or that it 支持, 投向."""
    labels = lexicon.label_of("industries")
    for one in sentence.named:
        if one.type != "Fund":
            continue
        match = re.match(r"([\u4e00-\u9fff]{2,10}?)(?:产业)?(?:发展|投资|引导|母|子)*基金", one.name)
        if match and (match.group(1) in labels or match.group(1) + "产业" in labels):
            scene.say(
                one.key,
                "funds",
                f"Industry/{labels.get(match.group(1)) or labels[match.group(1) + '产业']}",
                one.start,
                one.end,
                "funds:name",
            )
        set_up = re.search(r"设立|组建|成立|发起", scene.text[sentence.start : one.start])
        actor = scene.actor(sentence, one.start)
        if set_up and actor and actor.startswith("Zone/"):
            scene.say(one.key, "funds", actor, scene.clause_start(one.start, sentence.start), one.end, "funds:set_up")
        for other in sentence.named:
            if (
                other.type == "Industry"
                and other.start > one.end
                and re.search(r"支持|投向|聚焦|赋能", scene.text[one.end : other.start])
                and other.start - one.end < 30
            ):
                scene.say(one.key, "funds", other.key, one.start, other.end, "funds:clause")

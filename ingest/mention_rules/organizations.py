"""Offices, schools, banks, institutes: place or zone + what it deals with + kind."""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading
from ingest.words import word_set

GENERIC = word_set(
    """
    会议 学校 社区 服务中心 委员会 联盟 工作组 办公室 分行 支行 孵化器 实验室 研究中心 创新中心 小学 中学 医院
    学院 大学 银行 协会 研究院 研究所 指挥部 领导小组 理事会 董事会 监事会 金融机构 创新联合体 加速器 众创空间
    工作专班 服务专班 招商专班 项目专班 办事处 商会 公证处 人才市场 重点实验室 检测中心 便民服务中心 服务站
    政务服务中心 产业联盟 基金会 科学院 联席会议 交易中心 投资公司 基金公司 运营公司 平台公司 开发公司 人大
    居委会 党支部 党总支 党委 党组 机关党委 产业链专班 推进组 企业服务中心 中试基地 企业技术中心 大数据中心
    技术创新中心 制造业创新中心 工程研究中心 工程技术研究中心
    """
)
PARTY = re.compile(
    r"(?:省|市|区|县)委(?:省|市|区|县)政府|(?:省|市|区|县)委(?:编办|组织部|宣传部|统战部|政法委|"
    r"办公厅|办公室|深改委|财经办|社会工作部|人才办)"
)
ALONE = re.compile(
    r"(?<![\u4e00-\u9fff])?(?:省委|市委|区委|县委|省政府|市政府|区政府|县政府|国务院|海关总署|"
    r"党工委|管委会|工信部|科技部|商务部|财政部|市委编办|省委编办|行业协会|工业和信息化部)"
)
AGENT = re.compile(r"(?:月|日|年)?经(?=国务院|海关|省|市|县|区|国家|自治区|$)")
"""12月经 + 国务院: the dictionary may take 月经 for a word."""
SPEAKER = re.compile(r"(?:主持人|发布人|发言人|主讲人|受访人|嘉宾|记者|来源)")
ORDINAL = re.compile(r"第[一二三四五六七八九十]+$")
SKIP_KINDS = frozenset(("company", "incubator"))
BRANCH = re.compile(r"(?:股份有限公司)?[\u4e00-\u9fff]{2,6}?(?:分行|支行)")
GROUP = re.compile(
    r"(?:(?![的是在由和与、向]|成立|召开|印发|组建|出台|关于)[\u4e00-\u9fff]){0,14}?(?:领导小组|指挥部|联席会议)(?:办公室)?"
)
"""What makes a zone, or a city's zones, the matter of a body: 某市开发区 + 建设工作领导小组."""
TAIL = re.compile(r"开发区分局|分局|综合执法局(?:（队）)?|（队）")

_NO_OPENING = ("好", "原", "该", "各", "中小", "代表", "名", "我谨", "谨", "我")
"""What names of bodies do not begin with: 我谨代表省人民政府."""


def find(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Organizations; a zone directly before the kind is part of the name (临海开发区管委会)."""
    text, found = reading.text, []
    zone_start = {zone.end: zone.start for zone in zones}
    covered = 0
    hits = [hit for hit in reading.of("organization") if hit.value not in SKIP_KINDS]
    for index, hit in enumerate(hits):
        if hit.start < covered:
            continue
        end = hit.end
        for later in hits[index + 1 :]:
            if later.start >= end:
                break
            end = max(end, later.end)
        tail = TAIL.match(text, end)
        if tail:
            end = tail.end()
        kind = text[hit.start : end]
        covered = end
        if not tail and not reading.is_start(end):
            continue
        if hit.start in zone_start:
            start = zone_start[hit.start]
            start = zone_start.get(start, start)
        else:
            floor = 0
            start = max(reading.nominal_start(hit.start, 16, soft=("m", "t", "q", "mq", "v", "f")), floor)
            wide = reading.nominal_start(hit.start, 16, soft=("m", "t", "q", "mq"))
            if ordinal := ORDINAL.search(text, max(0, wide - 4), wide):  # 某市第三人民医院
                start = wide = reading.nominal_start(ordinal.start(), 16, soft=("m", "t", "q", "mq", "v", "f"))
            place = reading.place_start(wide, hit.start)
            if place is not None:
                start = place
            elif not reading.is_start(hit.start):
                start = min(start, reading.starts[reading.token_of[hit.start]])
        while start < hit.start and reading.word_at(start) in _NO_OPENING:
            start += len(reading.word_at(start))
        if text[start] == "由" and hit.start - start > 2:
            start += 1
        if title := SPEAKER.match(text, start, hit.start):
            start = title.end()
        told = AGENT.search(text, start, hit.start)
        start = told.end() if told else start
        body = text[start : hit.start]
        if not body:
            if not ALONE.fullmatch(kind) and kind not in ("党工委", "管委会"):
                continue
        elif kind in GENERIC and (
            len(body) < 2
            or body
            in (
                "企业",
                "产业",
                "行业",
                "服务",
                "项目",
                "创新",
                "工业",
                "职业",
                "高等",
                "本科",
                "国有",
                "商业",
                "各类",
                "民营",
                "合作",
                "金融",
            )
        ):
            continue
        found.append(mention(text, start, end, "Organization"))
    for bank in [one for one in found if one.text.endswith("银行")]:
        if branch := BRANCH.match(text, bank.end):
            found.append(mention(text, bank.start, branch.end(), "Organization"))
    for zone in zones:
        if group := GROUP.match(text, zone.end):
            found.append(mention(text, zone.start, group.end(), "Organization"))
    found += [mention(text, m.start(), m.end(), "Organization") for m in PARTY.finditer(text)]
    found += [mention(text, m.start(), m.end(), "Organization") for m in ALONE.finditer(text)]
    return found

"""What each rule of the extraction is, in a line: `zonegraph explain` tells it beside the fact that the rule made."""

from __future__ import annotations

_FIGURES = {
    "level": "指标后随数值：完成…投资38亿元 / an indicator followed by its value",
    "attributive": "数值作定语：总投资5亿元的… / a value that stands before what it is of",
    "count": "数词加量词加名词：签约项目12个 / a counted noun",
    "share": "占比：占…的百分之几、…占比 / a share of a whole",
    "growth": "增减幅度 / by how much something grew or fell",
    "rank": "位次：列第几位 / a rank",
    "difference": "差额：比上年增加… / a difference from another period",
    "above": "高于、低于某一平均水平多少 / above or below another's level",
    "completion": "完成目标的比例 / how much of a target is done",
    "changed-to": "由…变为… / changed from one value to another",
    "times": "是…的几倍 / a multiple of another value",
    "target": "目标、任务、计划数 / a target or plan",
    "respectively": "分别：并列各项依次对应 / several values told respectively",
    "table": "表格：行名、列名与单元格 / a table's row, column and cell",
}
_TIES = {
    "defined": "文中定义的简称（以下简称…） / an abbreviation that the text defines",
    "kind": "同一地名，园区类型的简称与全称 / the same place, short and full kind of zone",
    "bare-kind": "仅有园区类型，文中只有一个这类园区 / the kind alone, where the text has one zone of it",
    "only-zone": "同一地名，文中该地只有一个园区 / the same place, where the text has one zone of it",
    "place": "省略了前面的地名 / the place before it is left out",
    "outer-place": "前面多写了上级地名 / the place above is written before it",
    "quotes": "去掉引号、书名号 / without quotation marks",
    "division": "行政区划表 / the table of administrative divisions",
    "lexicon": "词表中的同义叫法 / another name in the lexicon",
    "short": "企业全称的简称（去地名、组织形式） / a firm's full name without place and legal form",
    "part": "全称的一部分 / a part of the full name",
    "of-zone": "机构前的园区用全称 / an office named by the full name of its zone",
}
_PROJECTS = {
    "project-head": "以项目、工程、生产线、基地等收尾的名称 / a name that ends in 项目, 工程, 生产线, 基地 …",
    "project-list": "并列：甲、乙等项目中的一项 / an item of 甲、乙等…项目",
    "project-this": "“该项目”所指，由企业与期次得名 / what 该项目 stands for, called by firm and phase",
    "project-table": "项目表中的一行 / a row of a table of projects",
    "firm-in-name": "名称中的企业 / the firm in the name",
    "firm-before": "同一分句中名称前的企业 / the firm before it in its clause",
    "firm-behind": "由…投资、建设单位为… / by whom it is built, told behind it",
    "firm-topic": "全句说的企业 / the firm that the sentence is about",
    "firm-brand": "项目名以企业的字号开头 / the project's name opens with the firm's brand",
    "firm-this": "上文刚说到的企业 / the firm just spoken of",
    "firm-cell": "表中的建设单位 / the firm of the row",
    "zone-before": "同句中名称前的园区 / the zone before it in its sentence",
    "zone-in-name": "名称开头的园区 / the zone that opens its name",
    "zone-behind": "同句中名称后的园区 / the zone behind it in its sentence",
    "zone-section": "小标题所说的园区 / the zone of the section's heading",
    "zone-last": "上文最近说到的园区 / the zone last spoken of",
    "zone-article": "全文所说的园区 / the zone that the article is about",
    "zone-cell": "表中的园区 / the zone of the row or the caption",
    "industry-in-name": "名称中的产业、产品 / the industry or product in the name",
    "industry-article": "全文所说的产业 / the industry that the article is about",
    "industry-of-firm": "项目企业名称中的字词所说的产业 / the industry that the words of its firm's name tell of",
    "industry-cell": "表中的产业 / the industry of the row",
    "sum": "投资金额 / the sum invested",
    "area": "占地或建筑面积 / land or floor space",
    "capacity": "产能、规模 / capacity",
    "stage": "说明进展的词 / the words that tell how far it has come",
    "stage-announced": "所在清单或活动的阶段 / the stage of the list or ceremony that it is part of",
}
_MERGES = {
    "project-investment": "园区、企业、投资相同，名称不抵触 / the same zone, firm and investment, names agree",
    "project-capacity": "园区、企业、产能相同，名称不抵触 / the same zone, firm and capacity, names agree",
    "project-name": "园区、企业相同，一名含于另一名 / the same zone and firm, one name within the other",
}
_SUBJECTS = {
    "clause": "分句开头点名 / named at the opening of its clause",
    "carried": "同段上文说到，沿用 / carried on from what its paragraph has spoken of before",
    "article": "未点名，取全文（当时）所说的 / not named: what the article is about at that point",
    "headed": "段首标签、小标题所说的 / what the label or heading of the paragraph names",
    "speaker": "说话人所在的企业、项目 / whose speaker says the words, named beside him or told of before",
    "founded": "前一分句设立、建成的 / what the clause before has set up or built",
    "launched": "前一分句推出的 / what the clause before has brought in",
    "policy": "上文推出的政策、机制 / the policy brought in before",
    "view": "“从…看”：换角度说全文所说的 / another view of what the article is about",
    "kind-word": "园区、新城等类名，指全文所说的 / a class word for the zone of the article",
    "announced": "冒号前的名称 / the name before the colon",
    "acts": "政策、活动、平台作主语 / a policy, an event or a platform that does something",
    "told": "分句说的是这项政策 / the clause speaks of this policy",
    "attributed": "数值作定语，后接名称 / named behind a measure of it",
    "attributive": "数值作定语，修饰其后的名称 / named right behind the measure that describes it",
    "described": "先描述后点名 / named behind its description",
    "place": "“在…车间、走进…”所到之处 / the place that is entered",
    "behind": "前一分句末尾点名 / named at the end of the clause before",
    "presented": "前一分句末尾引出的：第二招是…、靠… / what the clause before ends with presenting",
    "owner": "紧接数词的名称 / the name right before the number",
    "listed": "并列各项中轮到的一个 / the one of a list whose turn it is",
    "gapped": "并列各项中轮到的一个，指标承前省略 / the one of a row that leaves its measure out",
    "of-place": "只有地方、园区才有的指标，取全文所说的 / only a place has such a figure: that of the article",
    "of-zones": "全省、全市开发区的，取全文所说的 / the zones that the article is about",
    "thing": "上文点名的事物中与指标、单位相称的 / the thing named before that can have such a figure",
    "host": "活动由其举办：此次活动签约、开工、投产的 / it holds the event at which this was signed or begun",
    "firm": "“企业、公司”所指，段中唯一的企业 / the one firm of the paragraph, which 企业 stands for",
    "firm-of": "项目所属的企业：产品销路、份额、员工等 / the firm of the project: what firms have and projects do not",
    "row": "表中该行的名称 / the name of the table's row",
    "caption": "表题中的名称 / the name in the table's caption",
    "grant": "正在讲的政策 / the policy whose terms are told",
    "respectively": "分别：与数值依次对应的名称 / the name that the value belongs to by its place",
    "part": "其中：整体的一部分 / a part of the whole",
    "beside": "比较中的另一方 / the other side of a comparison",
    "utmost": "最高、最低的是谁 / who has the most or the least of it",
    "level": "前文末尾的项目 / the project named before",
    "count": "括号前的名称 / the name before the brackets",
}
_HOW = {
    "clause": "句式：主语、动词、宾语 / subject, verb and object of a clause",
    "project": "项目的所在、企业、产业、产品 / where a project is, whose it is, what it makes",
    "name": "名称本身：某地某园区、某产业园 / the name itself says so",
    "nested": "名称中套着名称 / a name inside a name",
    "office": "机构名中的园区 / an office named after its zone",
    "park": "园中园 / a park inside a zone",
    "founded": "成立、设立、组建 / founded or set up",
    "post": "职务加姓名 / a post before a name",
    "chain": "产业链：从…到…、上下游 / a chain: from … to …, upstream and downstream",
    "field": "领域、行业 / a field that is named",
    "fields": "涉及…等产业 / the industries that are listed",
    "served": "服务对象 / whom it serves",
    "investor": "在此投资建设项目的企业 / a firm that builds a project there",
    "owner": "名称前的所属者 / the owner before a name",
    "set_up": "设立的基金 / a fund that is set up",
    "feeds": "原料与制品：甲制成乙、甲供给乙 / what is made into or given to what",
    "list": "并列的企业与所属行业：甲、乙等…企业 / firms of a list and the industry that closes it",
    "for": "对…实行、某产业“…工程” / whom it is given to",
    "grows": "培育、支持、吸引… / what it is to grow",
    "made_of": "由…组成、下辖… / what it is made of",
    "beside": "名称前紧接的地名 / the place right before the name",
    "said": "位于、地处 / where it is said to lie",
    "steps": "依次的环节：甲—乙—丙 / steps one after another",
    "below": "下游 / what is downstream",
    "only_city": "全文只有一个城市 / the one city of the text",
    "styled": "获称、被誉为 / styled as",
}


def explanation(rule: str) -> str | None:
    """What a rule is, in Chinese and English; None for no rule, the bare name of one that has no line here.

    `level-noun` is a kind of `level`; `located_in:clause` is how the relation before the colon was found.
    """
    if not rule:
        return None
    if rule.startswith("subject-"):
        how = rule.removeprefix("subject-")
        return _SUBJECTS.get(how) or _SUBJECTS.get(how.partition("-")[0]) or f"规则 {how} / the rule {how}"
    predicate, _, how = rule.partition(":")
    if how:
        return _HOW.get(how, f"句式 {how} / the construction {how}")
    if (
        found := _MERGES.get(rule)
        or _PROJECTS.get(rule)
        or _TIES.get(rule)
        or _FIGURES.get(rule)
        or _FIGURES.get(rule.partition("-")[0])
    ):
        return found
    relation = "_" in predicate or predicate in ("implements", "produces", "targets", "funds", "acquired")
    return _HOW["clause"] if relation else f"规则 {rule} / the rule {rule}"

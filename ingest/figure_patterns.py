"""The patterns of the grammar of figures: how a clause opens, grows, shares, ranks, awards and happens.

Each is one construction of the reports' prose; `ingest.clause_figures` says what it means.
"""

from __future__ import annotations

import re

from ingest.grammar import words

HEAD_SKIP = re.compile(
    r"^(?:[一二三四五六七八九十]+是|本次活动|此次活动|本次|此次|其中|同时|此外|另外|目前|当前|截至目前|据了解|据统计|据介绍|如今|眼下|“|以来|期间|上半年|的|，|,|、|\s)+"
)
SHARE = re.compile(
    r"占(?P<of>[^占，。；]{0,14}?)(?:的)?(?:比重|比例|比)?(?:为|达到|达|到|约|超过|超|近|高达|将近|由|从)*$"
)
AWARD = re.compile(
    r"^(?:也|均|都|成功|新|先后|已)?(?:被)?(?:列为|评为|评定为|认定为|确定为|授予|列入|入选|荣膺|荣获|获评|获批|获得|跻身|入围|成为|获)(?:了|为)?(?P<title>.+)$"
)
EVENT = re.compile(
    r"^(?:已|均|都|现|实现)?(?P<how>集中|相继|全部|顺利|成功|陆续)?(?P<verb>签约|开工|投产|竣工|复工|落地|入库|投用|建成|达产|达效|入驻|挂牌)"
)
MEASURED_COUNT = re.compile(
    r"^(?:预计|计划|单体)?(?:年产值|总投资|投资额?|产值|年营业收入)[\d.,]+[\u4e00-\u9fff]{1,4}?元(?:以上)?(?:的)?(?P<noun>[\u4e00-\u9fff]{0,6}(?:项目|企业))(?P<rest>.*)$"
)
ATTRIBUTIVE_TIME = re.compile(
    r"(?:新)?(?:认定|建成|成立|批准|出台|印发|设立|签约|引进|入库)的"
)  # 对2019年认定的46户企业兑现: the year of the award, not of the figure
CHANGED_TO = re.compile(
    r"^(?:大幅|逐步|稳步|进一步)?(?:提高|提升|增加|增长|下降|压缩|压减|缩短|缩减|降低|减少|降|减|增|升|扩大|跃升|上升|精简|发展|扩展)"
    r"(?:到|至|为|成)(?:了|约|近)?(?:(?:19|20)\d\d年|目前|现在|当前|如今)?(?:末|底)?的?$"
)
COMPLETION = re.compile(
    r"(?:完成|达到|为|占|达)?(?:了)?(?:全年|年度|年初|本年|既定|年|省定|市定)*(?P<what>目标任务|目标|任务|计划)(?:数|值|进度)?的$"
)
THRESHOLD = re.compile(r"(?:的)?[\u4e00-\u9fff]{0,8}?(?:项目|企业|工程)")  # 投资10亿元以上项目: a condition, no figure
OFFICE = re.compile(r"(?:政府|委|局|厅|办|党工委|管委会|部门|党组|市场监管所)$")
FOUNDS = re.compile(r"(?:共建|设立|成立|组建|建成|建设|打造|启用|创建|搭建|筹建)了?(?:全[省市国]首家|首个)?$")
WITHIN_SHARE = re.compile(r"(?:在)?(?P<of>[^，。在]{2,10})中(?:所)?占(?:比)?(?:到|达|了|约)?$")
PREDICATE = re.compile(
    r"^(?:(?:与|同|和|跟)[^，。；]{1,16}?)?(?:已|均|都|成功|先后|相继)?(?P<verb>签订|签署|签下|达成|开展|建立|共建|接入|融入|入驻|享受|通过|加入|参与|采用|实现|完成|卡在|承接|开通)(?:了)?(?P<object>[^，。；、\d]{2,14})$"
)
OWN_MEASURE = re.compile(
    r"^(?:计划|预计)?(?:总)?投资(?:额|总额)?$|^(?:总)?(?:占地|用地|建筑)(?:面积)?$|^(?:设计)?(?:年)?产能$|^(?:达产后|建成后|投产后|预计)?年?(?:产值|营业收入|销售收入|税收|纳税|利税)$"
)
NO_INDICATOR = words("unnamed_duration")
PROJECT_WORD = re.compile(r"(?:项目|工程|基地|生产线)$")
RANK_PART = re.compile(r"(总量|增速|增幅|总额|规模|质量|排名|数量|占比)")
SCOPE = re.compile(r"全[市省国区县]|西部(?:地区)?|[^，。、]{2,8}(?=排位|排名|位居|位列|名列|列|居)")
VERB_ONLY = re.compile(
    r"^(?:已|新|共|均|再|又|各)*(?:引进|签约|开工|投产|入驻|新增|落地|注册|培育|认定|新签约|新引进|新开工|对接|接洽|储备|入库|竣工|落户|投用|在建|续建|新建|招引|服务|帮扶|融资|上线|办结|受理|签订|达成)+$"
)
STATIVE = re.compile(r"(?:已|现|目前|总|首期|一期|占地|规划|拥有|设有|可|建筑面积)")

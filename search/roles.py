"""What someone has to do with a thing: 由哪家公司施工 is not answered by who invests in it."""

from __future__ import annotations

import re

_BODY = r"公司|企业|单位|机构|银行|集团|部门|院|所|局|团队"
_WHO = rf"(?:谁|哪(?:一)?[家个位支]?[^，,。？?]{{0,6}}?(?:{_BODY})?|什么(?:公司|企业|单位|机构|人))"
_ROLES = (
    (r"设计(?!产能|年产|规模)", r"设计"),
    (r"施工|承建|总包|承包", r"施工|承建|总包|承包|中标|代建"),
    (r"监理", r"监理"),
    (r"管理|托管", r"管理|托管|受托|管(?:着|起)|代管"),
    (r"运营|经营|打理", r"运营|经营|打理|管理|运作|托管|交给|负责"),
    (r"供应|供货|提供", r"供应|供货|提供|供给|配套|来自|卖给|供"),
    (r"收购|并购", r"收购|并购|控股|买下|入股"),
    (r"牵头|挑头", r"牵头|领衔|挑头|为主|龙头|组织|主导"),
    (r"检测|认证|评估", r"检测|认证|评估|检验|审"),
    (r"研发|研制", r"研发|研制|开发|攻关|自主"),
)
_ASKED = tuple(
    (re.compile(rf"(?:由|被|归|交给|让|是|靠|请|找)?{_WHO}(?:来|去|负责|牵头)?(?:{asked})|(?:{asked})(?:方|单位|机构|公司|者)(?:是|为|叫)?(?:谁|哪|什么)"),
     re.compile(told))
    for asked, told in _ROLES
)  # fmt: skip


def asked_role(question: str) -> re.Pattern[str] | None:
    """The words that tell the role of which a question asks who has it; None where it asks for no such role."""
    return next((told for asked, told in _ASKED if asked.search(question)), None)

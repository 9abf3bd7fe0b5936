"""What is told of one project while its text is read, each field with the rule and the characters that told it."""

from __future__ import annotations

import re

from kg.model import Key, Part, Quantity

_INVEST_BEFORE = re.compile(
    r"(?P<part>[一二三四]期|首期|其中|固定资产|设备|土建|完成|累计|到位|年度|今年|本年|当年|追加|新增|已)?(?:计划|预计|拟|将)?"
    r"(?:(?P<total>总)?投[资入下]|(?<![招征])投(?=\D{0,2}$)|斥资|出资|耗资|增资|砸下|拿出|筹资|追加)(?P<sum>总额|总规模)?(?:规模|概算|估算|额)?(?:预计|共计|约为|约|接近|近|超过|超|达到|高达|达|为|逾|共|[:：])*"
    r"(?:人民币)?$"
)


class Told:
    """What has been found out about one project so far."""

    def __init__(self) -> None:
        self.companies: list[Key] = []
        self.zone: Key | None = None
        self.industry: Key | None = None
        self.investment: Quantity | None = None
        self.weight = 0
        self.area: Quantity | None = None
        self.capacity: str | None = None
        self.stage: str | None = None
        self.date: str | None = None
        self.parts: list[Part] = []

    def say(self, field: str, rule: str, start: int, end: int) -> None:
        """Note what told a field."""
        self.parts.append(Part(field, rule, start, end))

    def firm(self, key: Key, rule: str, start: int, end: int) -> None:
        """A firm of the project, and what told it."""
        if key not in self.companies:
            self.companies.append(key)
            self.say("company", rule, start, end)


def weight(prefix: str, name: str) -> int:
    """How surely a sum after `prefix` is what the whole project costs: 3 总投资, 2 投资, 1 a phase's; 0 not at all."""
    said = _INVEST_BEFORE.search(prefix)
    if said is None:
        return 0
    part = said["part"]
    if part and part[-1] == "期":
        return 2 if part in name else 1
    if part and not (said["total"] or said["sum"]):
        return 0
    return 3 if said["total"] or said["sum"] else 2

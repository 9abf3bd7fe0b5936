"""Made pages for the tests of reading: text set in columns, as newspapers print it and as it comes out of them."""

from __future__ import annotations

from pathlib import Path

from ingest.blocks import Block
from ingest.layout import lay_out
from ingest.readers.raw import RawLine
from ingest.reading import read_bytes
from kg.model import Document

NO_LINE_START = "，。、；：！？”）》%"


def set_in_column(text: str, width: int, indent: bool = False) -> list[str]:
    """Lines of a paragraph set to a width in Chinese characters; no line begins with a closing mark or breaks a number."""
    lines: list[str] = []
    line, used = "", 2.0 if indent else 0.0
    for character in text:
        size = 0.5 if character.isascii() else 1.0
        splits_number = character.isascii() and line[-1:].isascii()
        if used + size > width and character not in NO_LINE_START and not splits_number:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += size
    return [*lines, line]


def double_spaced(lines: list[str]) -> list[str]:
    """A blank line between every two."""
    return [spaced for line in lines for spaced in (line, "")]


def blocks_of(lines: list[str]) -> list[Block]:
    return lay_out([RawLine(line) for line in lines])


def read(text: str, name: str = "page.txt") -> Document:
    return read_bytes(text.encode("utf-8"), name, Path(name).stem)


def passages_of(document: Document, kind: str = "body") -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind == kind]


PARAGRAPH = (
    "云栖经济技术开发区把装备制造作为首位产业，今年上半年签约项目26个，总投资83.5亿元，同比增长12.4%。"
    "园区推行“拿地即开工”，审批时限由30个工作日压缩到7个工作日，让企业少跑路、快落地。"
)
SECOND = (
    "在服务企业方面，园区管委会成立了帮办代办中心，配备专职代办员18名，为企业提供从注册到投产的全流程服务。"
    "截至6月底，累计办结事项415件，群众满意度达到99.2%。"
)

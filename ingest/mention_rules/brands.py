"""What no firm is called by, what stands before its name, and what is a brand."""

from __future__ import annotations

import re

import rjieba

from ingest.words import word_set

NOT_NAMES = word_set(
    """
    企业 项目 公司 集团 产业 园区 工业 基地 平台 行业 领域 技术 服务 工程 系统 设备 产品 市场 资源 环境 经济 社会
    全区 全市 全省 区内 市内 省内 本地 当地 国内 国外 境外 外资 台资 民营 国有 国资 央企 国企 上市 龙头 重点 优质
    大型 中小型 规上 高新 创新 创业 现代 新型 传统 绿色 智能 数字 数字化 高端 先进 特色 优势 新兴 主导 战略性
    专业 专门
    投资 建设 运营 开发 管理 生产 制造 加工 销售 贸易 研发 母 子 分 总 该 本 两 一 多 各 家 户 等 老 大 小
    上游 下游 中游 配套 关键 核心 头部 链主 骨干 领军 科技型 外商 客商 负责 平台公司 相关 有关 合资 独资 全资
    控股 代办 招商 保洁 物业 投融资 金融 国有投资
    区属 市属 省属 县属
    获批 获评 投用 投运 纾困 赋能 育链 补链 强链 延链 建链 稳链 固链 提质 提档 升规 上规 入规 助企 惠企
    稳岗 引才 智改 数转 首购 保交
    """
)
HEADS = re.compile(
    r"^(?:企业|公司|龙头|客商|项目|台资|外资|内资|民企|央企|国企|区内|园区|该|其|的|等|和|与|及|"
    r"由|对|为|新(?=引进|签约|入驻|注册|落户|建)|全资子公司|子公司|[\d.]+[^\W\d]?|年|月|日|元)+"
)


def is_brand(stem: str) -> bool:
    """Is this no ordinary word: does the dictionary alone know it only as single characters or not at all?"""
    pieces = rjieba.cut(stem, False)
    return len(stem) >= 2 and all(len(piece) == 1 for piece in pieces)

"""Words of a question that name neither the measure nor the topic asked for: how it is put, what is done with it."""

from __future__ import annotations

_MEASURES = """
相比 对比 比较 同期 上年 多少 增加 减少 增长 下降 增幅 降幅 相差 差距 差额 合计 总共 一共 加起来
之和 总和 总计 变化 趋势 走势 历年 逐年 情况 分别 排名 排在 排第 名次 位次 最大 最多 最高 最低
最小 最少 第几 前三 前五 各个 所有 数据 数字 目前 现在 全部 是否 有没有 没有 超过 达到 突破 高于
低于 不足 多于 少于 大于 小于 几倍 倍数 百分之 比例 比重 占比 告诉 请问 知道 想知道 查询 查一下
看看 比如 之间 其中 每年 各年 年度 去年 今年 前年 近年来 近几年 这几年 更大 更高 更多 更少 更小
更低 开发区 经开区 高新区 园区 地区 地方 高多少 多大 大多少 完成 实现 累计 指标 水平 总体 整体 以来
期间 年份 年里 年间 后来 之前 以前 当时 还是 到底 究竟 大概 项目 数量 规模 金额 总额 总量 数值
上升 上涨 上去 下来 起来 出来 共有 多多少 少多少 一下 列出 给出 说明 关于 单位 一年 两年 三年
目标 计划 预计 预期 力争 任务 规划
"""
_TOPICS = """
项目 工程 开发区 经开区 高新区 园区 全区 全市 多少 几个 哪些 哪个 哪几个 列出 列举 名单 清单 目前
现在 一共 总共 已经 数量 什么 告诉 请问 所有 全部 投资 规模 排名 分别 建设 产业 行业 领域 方面
类项目 有没有 还有 有关 相关 属于 其中 知道 想知道 一下 里面 阶段 状态 处于 名称 重大 重点 叫做
名字 投资额 总投资 金额 公司 企业 方向 亿元
"""

BESIDE_MEASURES = frozenset(_MEASURES.split())
"""What may stand in a question beside the name of a measure."""
BESIDE_TOPICS = frozenset(_TOPICS.split())
"""What may stand in a question on projects beside their topic (光伏)."""

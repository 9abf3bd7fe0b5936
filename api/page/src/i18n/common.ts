// Words that several views share: kinds of things, relations, states of the connection.

import { defineMessages } from "./index";

const typesZh = {
  Zone: "开发区", Region: "地区", Company: "企业", Project: "项目", Industry: "产业", Policy: "政策", Organization: "机构",
  Person: "人物", Fund: "基金", Facility: "设施", Title: "称号", Technology: "技术与产品", Event: "活动", Indicator: "指标",
};

const typesEn: Record<keyof typeof typesZh, string> = {
  Zone: "zone", Region: "region", Company: "company", Project: "project", Industry: "industry", Policy: "policy",
  Organization: "organisation", Person: "person", Fund: "fund", Facility: "facility", Title: "title",
  Technology: "technology or product", Event: "event", Indicator: "indicator",
};

const predicatesZh = {
  located_in: "位于", part_of: "隶属于", invests_in: "投资", in_industry: "所属产业", leads_industry: "主导产业",
  implements: "推行", partner_of: "合作", holds_title: "获得称号", officer_of: "任职于", acquired: "收购",
  upstream_of: "上游于", produces: "生产", funds: "资助", targets: "面向",
};

const predicatesEn: Record<keyof typeof predicatesZh, string> = {
  located_in: "located in", part_of: "part of", invests_in: "invests in", in_industry: "in industry",
  leads_industry: "leading industry", implements: "implements", partner_of: "partner of", holds_title: "holds title",
  officer_of: "officer of", acquired: "acquired", upstream_of: "upstream of", produces: "produces", funds: "funds",
  targets: "targets",
};

export const common = defineMessages(
  {
    product: "开发区知识图谱",
    types: typesZh,
    predicates: predicatesZh,
    statuses: { 实际: "实际", 目标: "目标", 预计: "预计" },
    loading: "读取中…",
    slow: "服务还在算，请稍候…",
    gone: "连不上服务，正在重试；恢复后本页自动更新。",
    goneFirst: "连不上服务：它停了、正在重启，或网络断了。恢复后本页自动读取。",
    back: "服务已恢复",
    busy: "库正忙，稍后自动再试。",
    missing: "这里没有内容",
    failed: "出错了",
    retry: "再试一次",
    copy: "复制",
    copied: "已复制",
    all: "全部",
    close: "关闭",
    sources: "出处",
    quote: "原文",
    subject: "主体",
    indicator: "指标",
    value: "数值",
    period: "时期",
    report: "报告",
    rows: (count: string) => `${count} 行`,
    sortBy: (name: string) => `按${name}排序`,
    more: (count: string) => `再显示 ${count} 条`,
    unknown: "未写明",
    inGraph: "看图谱",
    inChains: "看产业链",
  },
  {
    product: "Development-zone graph",
    types: typesEn,
    predicates: predicatesEn,
    statuses: { 实际: "actual", 目标: "target", 预计: "expected" },
    loading: "Loading…",
    slow: "The server is still at it…",
    gone: "The server cannot be reached; trying again. This page goes on by itself when it is back.",
    goneFirst: "The server cannot be reached: it stopped, is starting again, or the network is down. This page loads by itself when it is back.",
    back: "The server is back",
    busy: "The store is busy; trying again shortly.",
    missing: "Nothing here",
    failed: "Something went wrong",
    retry: "Try again",
    copy: "Copy",
    copied: "Copied",
    all: "all",
    close: "Close",
    sources: "Sources",
    quote: "Words of the report",
    subject: "Subject",
    indicator: "Indicator",
    value: "Value",
    period: "Period",
    report: "Report",
    rows: (count: string) => `${count} rows`,
    sortBy: (name: string) => `Sort by ${name}`,
    more: (count: string) => `Show ${count} more`,
    unknown: "not told",
    inGraph: "In the graph",
    inChains: "Industrial chains",
  },
);

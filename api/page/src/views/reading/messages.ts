import { defineMessages } from "../../i18n";

export const messages = defineMessages(
  {
    title: "文",
    lead: "查原文，或从目录打开一份报告。",
    words: "查原文",
    find: "查找",
    found: (n: string) => `最接近的 ${n} 段`,
    nothing: "没有相近的段落",
    reports: "报告",
    filter: "按标题、来源筛选",
    undated: "未写日期",
    year: (year: string) => `${year}年`,
    articles: (n: string) => `${n} 篇`,
  },
  {
    title: "Read",
    lead: "Find passages, or open a report from the list.",
    words: "Find in the reports",
    find: "Find",
    found: (n: string) => `The nearest ${n} passages`,
    nothing: "No passage is near",
    reports: "Reports",
    filter: "Filter by title or publisher",
    undated: "No date",
    year: (year: string) => year,
    articles: (n: string) => `${n} articles`,
  },
);

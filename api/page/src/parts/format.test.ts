import { expect, test } from "vitest";

import { formatChange, formatCount, formatDate, formatNumber, formatPeriod, nameOf, typeOf } from "./format";

test.each([
  ["2025", "2025年", "2025"],
  ["2020-06", "2020年6月", "Jun 2020"],
  ["2024-01-15", "2024年1月15日", "15 Jan 2024"],
  ["2024-01/2024-07", "2024年1月—7月", "Jan–Jul 2024"],
  ["2023/2024", "2023年—2024年", "2023–2024"],
  ["2023-11/2024-02", "2023年11月—2024年2月", "Nov 2023–Feb 2024"],
  ["2022/", "2022年以来", "since 2022"],
  ["不详", "不详", "不详"],
])("the period %s", (period, zh, en) => {
  expect(formatPeriod(period, "zh")).toBe(zh);
  expect(formatPeriod(period, "en")).toBe(en);
});

test("a missing value is nothing", () => {
  expect([formatNumber(null), formatPeriod(null), formatDate(undefined)]).toEqual(["", "", ""]);
});

test("counts are shortened as each language does it", () => {
  expect([9_999, 22_893, 120_000_000].map((n) => formatCount(n, "zh"))).toEqual(["9,999", "2.3万", "1.2亿"]);
  expect(formatCount(22_893, "en")).toBe("22.9k");
  expect(formatNumber(22893.25)).toBe("22,893.25");
});

test("a key is a type and a name that may hold slashes", () => {
  expect([typeOf("Project/甲/乙项目"), nameOf("Project/甲/乙项目")]).toEqual(["Project", "甲/乙项目"]);
});

test.each([
  ["增长", 10.6, "%", "增长 10.6%", "+10.6%"],
  ["同比下降", -5, "%", "同比下降 5%", "-5% on the year"],
  ["增速", -3.2, "%", "增速 -3.2%", "-3.2%"],
  ["提高", 1.5, "个百分点", "提高 1.5个百分点", "+1.5 percentage points"],
  ["较上年增加", 12, "家", "较上年增加 12家", "+12家 on the year"],
])("the change %s %s", (kind, value, unit, zh, en) => {
  expect(formatChange({ kind, value, unit }, "zh")).toBe(zh);
  expect(formatChange({ kind, value, unit }, "en")).toBe(en);
});

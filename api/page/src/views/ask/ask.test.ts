import { expect, test } from "vitest";

import type { Answer, Fact } from "../../api/types";
import { focus } from "./passages";
import { completed } from "./box";
import { escaped, markdownOf } from "./markdown";
import { listed, parted } from "./verdict";

test("a suggestion takes the place of its beginning", () => {
  expect(completed("云岭高", "云岭高新技术产业开发区")).toBe("云岭高新技术产业开发区");
  expect(completed("云岭高新技术产业开发区2023年固定", "固定资产投资")).toBe("云岭高新技术产业开发区2023年固定资产投资");
  expect(completed("2023年", "签约项目数")).toBe("2023年签约项目数");
});

test("a passage is cited by the sentence that says it", () => {
  const passage = { doc: "a", article: null, title: null, text: "先说一句。签约46个。再说。", start: 100, end: 113, score: 1 };
  expect(focus({ ...passage, marks: [[7, 9, "fact"]] })).toEqual({ doc: "a", start: 105, end: 111 });
  expect(focus({ ...passage, marks: [] })).toMatchObject({ start: 100, end: 113 });
});

test("a reckoned answer is a number and what it was reckoned from", () => {
  expect(parted("少83亿元（推算：2025年79亿元，2020年162亿元）")).toEqual({ said: "少83亿元", reckoned: "推算：2025年79亿元，2020年162亿元" });
  expect(parted("46个（其中新增3个）")).toEqual({ said: "46个（其中新增3个）", reckoned: null });
});

const link = (subject: string): Fact => ({ subject, predicate: "located_in", object: "甲区", subject_key: `Project/${subject}`, quote: subject, doc: "a", start: 0, end: 2, unit: null, period: null, title: "报告", date: "2024" });
const answer = (told: Partial<Answer>): Answer => ({ question: "问？", answer: null, sparql: null, reason: null, facts: [], passages: [], computed: false, followups: [], milliseconds: 1, ...told });

test("a list of names is shown as a list, also where a name has a 、 in it", () => {
  expect(listed(answer({ answer: "建材研发、生产项目、光伏项目", facts: [link("光伏项目"), link("建材研发、生产项目")] }))?.map((one) => one.name)).toEqual(["光伏项目", "建材研发、生产项目"]);
  expect(listed(answer({ answer: "光伏项目", facts: [link("光伏项目")] }))).toBeNull();
  expect(listed(answer({ answer: "做法是甲、乙", facts: [link("甲"), link("乙")] }))).toBeNull();
});

test("nothing in a report is markup of Markdown", () => {
  expect(escaped("a|b <script> *x* [y](z)")).toBe("a\\|b \\<script\\> \\*x\\* \\[y\\](z)");
  const text = markdownOf(answer({ answer: "光伏|项目", facts: [link("光伏项目")], sparql: "ASK {}" }), "http://here", "zh");
  expect(text).toContain("| 光伏项目 | 位于 | 甲区 |");
  expect(text).toContain("(http://here/doc/a?start=0&end=2)");
  expect(text).toContain("```sparql\nASK {}\n```");
});

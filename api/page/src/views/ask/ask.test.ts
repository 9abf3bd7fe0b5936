import { expect, test } from "vitest";

import { focus } from "./passages";
import { completed } from "./box";

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

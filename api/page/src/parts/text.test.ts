import { expect, test } from "vitest";

import { characters, pieces, sentenceAround } from "./text";

test("offsets count characters, not UTF-16 units", () => {
  const text = characters("𠮷林园区有3家");
  expect(text.length).toBe(7);
  expect(text.slice(1, 4)).toBe("林园区");
  expect(pieces("𠮷林园区", [[1, 2, "fact"]]).map((one) => one.words)).toEqual(["𠮷", "林", "园区"]);
});

test("marks cut a text without losing any of it", () => {
  const cut = pieces("投资<b>5</b>亿元", [[0, 2, "word"], [5, 6, "fact"]]);
  expect(cut.map((one) => one.words).join("")).toBe("投资<b>5</b>亿元");
  expect(cut.map((one) => one.kind)).toEqual(["word", null, "fact", null]);
});

test("the sentence around a figure", () => {
  const text = "第一句。第二句有46个项目；第三句";
  const { start, end } = sentenceAround(text, 8, 10);
  expect(text.slice(start, end)).toBe("第二句有46个项目；");
});

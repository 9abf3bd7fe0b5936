import { expect, test } from "vitest";

import { candidates, fittingTerms, fittingVariables, wordAt, type Term } from "./completion";
import { faultOf, faultyLine } from "./fault";
import { triplesOf } from "./triples";

const term = (name: string, kind: Term["kind"], zh: string, en: string): Term => ({ name, kind, label_zh: zh, label_en: en, comment_zh: "", comment_en: "" });
const TERMS = [term("zg:Zone", "class", "开发区", "zone"), term("zg:investment", "property", "投资额", "investment"), term("zg:investsIn", "property", "投资", "invests in")];
const VOCABULARY = { prefixes: { zg: "https://zonegraph.example/ns#", skos: "http://www.w3.org/2004/02/skos/core#" }, terms: TERMS };

test.each([
  ["?o zg:inv", { word: "zg:inv", from: 3 }],
  ["?o a 开发", { word: "开发", from: 5 }],
  ["  ?zo", { word: "?zo", from: 2 }],
  ['FILTER(?name = "开发', null],
  ["?o a <https://zone", null],
  ["# zg:inv", null],
  ["FILTER(?a < ?b", { word: "?b", from: 12 }],
  ['"a" zg:Z', { word: "zg:Z", from: 4 }],
])("the word at the end of %s", (line, expected) => {
  expect(wordAt(line, line.length)).toEqual(expected);
});

test("terms are found by name and by label in both languages", () => {
  expect(fittingTerms("zg:inv", TERMS, "zh").map((one) => one.insert)).toEqual(["zg:investsIn", "zg:investment"]);
  expect(fittingTerms("zg:投资", TERMS, "zh")[0]).toMatchObject({ insert: "zg:investsIn", says: "投资" });
  expect(fittingTerms("开发", TERMS, "zh").map((one) => one.insert)).toEqual(["zg:Zone"]);
});

test("variables of the query, keywords and prefixes are offered", () => {
  expect(fittingVariables("?zo", "SELECT ?zone { ?zone a zg:Zone . ?zo").map((one) => one.insert)).toEqual(["?zone"]);
  expect(candidates("sk", "", VOCABULARY, "zh").map((one) => one.insert)).toEqual(["skos:"]);
  expect(candidates("SEL", "", VOCABULARY, "zh").map((one) => one.insert)).toEqual(["SELECT"]);
});

test("the place of a fault is read from the server's words and shown in its line", () => {
  const fault = faultOf("SPARQL 语法错误 / malformed SPARQL: error at 2:7: expected one of \"HAVING\", LIMIT");
  expect(fault).toEqual({ line: 2, column: 7, expected: "HAVING, LIMIT" });
  expect(faultyLine("SELECT *\nLIMI 10 𠮷", { line: 2, column: 9 })).toEqual({ before: "LIMI 10 ", at: "𠮷", behind: "" });
  expect(faultyLine("SELECT", { line: 1, column: 7 })).toEqual({ before: "SELEC", at: "T", behind: "" });
  expect(faultOf("库正忙")).toBeNull();
});

test("triples of N-Triples, with escapes, languages and datatypes", () => {
  const text = '<https://a.example/id/Zone/甲区> <http://p> "一\\"二\\n" .\n_:b <http://p> "x"@zh-CN .\n<http://s> <http://p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n';
  expect(triplesOf(text).map((one) => one.object)).toEqual([
    { type: "literal", value: '一"二\n' },
    { type: "literal", value: "x", "xml:lang": "zh-CN" },
    { type: "literal", value: "1", datatype: "http://www.w3.org/2001/XMLSchema#integer" },
  ]);
  expect(triplesOf(text)[1]?.subject).toEqual({ type: "bnode", value: "b" });
});

import { expect, test } from "vitest";

import { escapeXml, fitText, graphml, resolveColours, standalone, textWidth, twoLines } from "./drawing";

test("text is cut to the width that it has", () => {
  expect(fitText("光伏组件", 60, 12)).toBe("光伏组件");
  const cut = fitText("石渡瑞和新能源有限公司光伏组件项目", 100, 12);
  expect(cut).toMatch(/^石渡瑞和.*…$/);
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
});

test("a long name goes on on a second line", () => {
  expect(twoLines("光伏组件", 60, 12)).toEqual(["光伏组件"]);
  expect(twoLines("石渡瑞和新能源有限公司", 72, 12)).toEqual(["石渡瑞和新能", "源有限公司"]);
  expect(twoLines("光伏组件项目", 72, 12, 20)).toEqual(["光伏组件项目", ""]);
  const [first = "", second = ""] = twoLines("石渡瑞和新能源有限公司光伏组件项目", 72, 12, 30);
  expect([first, second.endsWith("…"), textWidth(second, 12) <= 42]).toEqual(["石渡瑞和新能", true, true]);
  expect(twoLines("Perovskite modules", 80, 12)).toEqual(["Perovskite", "modules"]);
});

test("a file says its title and every place that it rests on, and holds no markup of reports", () => {
  const { svg, height } = standalone(
    {
      content: '<circle fill="var(--type-zone)"/>', width: 100, height: 50, title: "<甲>&乙",
      sources: Array.from({ length: 14 }, (_, index) => ({ title: `报告${index}`, date: "2024-01-02", places: [`http://here/doc/${index}?start=1&end=2`] })),
      words: { sources: "出处", more: (count) => `另 ${count} 份` },
    },
    (name) => (name === "--type-zone" ? "#0b5c66" : "#fff"),
  );
  expect(svg).toContain("<title>&lt;甲&gt;&amp;乙</title>");
  expect(svg).toContain('fill="#0b5c66"');
  expect(svg).not.toContain("var(");
  expect(svg.match(/<dc:source /g)).toHaveLength(14);
  expect(svg).toContain('rdf:resource="http://here/doc/13?start=1&amp;end=2"');
  expect(svg).toContain("另 2 份");
  expect(height).toBeGreaterThan(50 + 13 * 17);
});

test("GraphML declares its fields and keeps names with quotes and controls well-formed", () => {
  const text = graphml({
    nodes: [{ id: 'Zone/"甲"区', fields: { label: '"甲"\u0001区', ties: 3 } }, { id: "Company/乙", fields: { label: "乙", ties: null } }],
    edges: [{ source: "Company/乙", target: 'Zone/"甲"区', fields: { relation: "located_in" } }],
  });
  expect(text).toContain('<key id="node-ties" for="node" attr.name="ties" attr.type="double"/>');
  expect(text).toContain('<node id="Zone/&quot;甲&quot;区"><data key="node-label">&quot;甲&quot;区</data><data key="node-ties">3</data></node>');
  expect(text).toContain('<edge source="Company/乙" target="Zone/&quot;甲&quot;区"><data key="edge-relation">located_in</data></edge>');
});

test("colours without a value fall back to the ink", () => {
  expect(resolveColours("a var(--no) b", () => "")).toBe("a currentColor b");
  expect(escapeXml("a<b>\u0000")).toBe("a&lt;b&gt;");
});

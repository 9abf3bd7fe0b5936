// Elements from data. Report text reaches the page only as text nodes, never as markup.

/** h("a", {href, class, onclick}, ...children): children are strings, nodes, arrays, or nothing. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The text cut at marks [[start, end, kind], …] (disjoint, in order), each mark an element of its kind. */
export function markedText(text, marks) {
  const points = codePoints(text);
  const parts = [];
  let at = 0;
  for (const [start, end, kind] of marks) {
    if (start > at) parts.push(points.slice(at, start));
    parts.push(h("mark", { class: kind }, points.slice(start, end)));
    at = end;
  }
  parts.push(points.slice(at));
  return parts;
}

/** Offsets of the server count characters; JavaScript strings count UTF-16 units. `slice` takes characters. */
export function codePoints(text) {
  if (!/[\ud800-\udbff]/.test(text)) return text;
  const characters = Array.from(text);
  return { length: characters.length, slice: (start, end) => characters.slice(start, end).join("") };
}

/** A link to a place in a report. */
export function placeLink(place) {
  return `#/doc/${encodeURIComponent(place.doc)}?start=${place.start}&end=${place.end}`;
}

/** A link to an entity by its key `Type/name`. */
export function entityLink(key) {
  return `#/entity/${key.split("/").map(encodeURIComponent).join("/")}`;
}

/** The name in a key. */
export function nameOf(key) {
  return key.slice(key.indexOf("/") + 1);
}

const number = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 });

export function formatNumber(value) {
  return value === null || value === undefined ? "" : number.format(value);
}

/** `2024-01/2024-07` → 2024年1月—2024年7月 */
export function formatPeriod(period) {
  if (!period) return "";
  const one = (part) => {
    const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(part);
    if (!found) return part;
    return `${found[1]}年` + (found[2] ? `${Number(found[2])}月` : "") + (found[3] ? `${Number(found[3])}日` : "");
  };
  const [from, to] = period.split("/");
  if (to === undefined) return one(from);
  return to === "" ? `${one(from)}以来` : `${one(from)}—${one(to)}`;
}

export const TYPES = {
  Zone: "开发区", Region: "地区", Company: "企业", Project: "项目", Industry: "产业", Policy: "政策", Organization: "机构",
  Person: "人物", Fund: "基金", Facility: "设施", Title: "称号", Technology: "技术与产品", Event: "活动", Indicator: "指标",
};

export const PREDICATES = {
  located_in: "位于", part_of: "隶属于", invests_in: "投资", in_industry: "所属产业", leads_industry: "主导产业",
  implements: "推行", partner_of: "合作", holds_title: "获得称号", officer_of: "任职于", acquired: "收购",
  upstream_of: "上游于", produces: "生产", funds: "资助", targets: "面向",
};

// Between the two kinds of picture: entities with their ties, and industrial chains.

import { toChain, toGraph } from "../app/addresses";
import { defineMessages, useMessages } from "../i18n";
import "./pictures.css";

const messages = defineMessages(
  { tabs: "图谱的两种画法", graph: "实体关系", chain: "产业链" },
  { tabs: "Two kinds of picture", graph: "Entities", chain: "Industrial chains" },
);

export function PictureTabs({ current }: { current: "graph" | "chain" }) {
  const t = useMessages(messages);
  return (
    <nav aria-label={t.tabs}>
      <ul class="pictures-tabs">
        <li><a href={toGraph()} aria-current={current === "graph" ? "page" : undefined}>{t.graph}</a></li>
        <li><a href={toChain()} aria-current={current === "chain" ? "page" : undefined}>{t.chain}</a></li>
      </ul>
    </nav>
  );
}

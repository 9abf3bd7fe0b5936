// 政策: the policies, reforms and mechanisms that reports name: what each is, who carries it out, since when, with what result.

import { useResource } from "../../api/resource";
import { toPolicy } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { Choice } from "../../parts/choice";
import { formatDate, formatNumber } from "../../parts/format";
import { Shown } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { frequent } from "../../parts/tally";
import { useTitle } from "../../parts/title";
import { loadPolicies, type PolicyRow } from "./list";
import { messages } from "./messages";
import { Detail } from "./detail";
import "./policies.css";

export default function Policies({ query }: ViewProps) {
  const name = query.get("policy");
  return name === null ? <List query={query} /> : <Detail name={name} />;
}

function List({ query }: { query: URLSearchParams }) {
  const t = useMessages(messages);
  const policies = useResource<PolicyRow[]>("policies", loadPolicies);
  useTitle(t.title);
  return <div class="policies"><Shown of={policies}>{(all) => <Rows all={all} query={query} />}</Shown></div>;
}

function Rows({ all, query }: { all: PolicyRow[]; query: URLSearchParams }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const [words, topic, who, known] = [query.get("q") ?? "", query.get("topic") ?? "", query.get("who") ?? "", query.get("known") !== null];
  const fitting = all.filter((one) =>
    (!words || `${one.name}${one.definition}`.includes(words.trim())) && (!topic || one.topics.includes(topic)) && (!who || one.parties.includes(who)) && (!known || one.definition !== ""));
  const columns: Column<PolicyRow>[] = [
    { id: "name", title: t.policy, main: true, cell: (one) => <a href={toPolicy(one.name)}>{one.name}</a>, order: (one) => one.name },
    { id: "definition", title: t.definition, cell: (one) => one.definition },
    { id: "parties", title: t.parties, cell: (one) => <Names of={one.parties} />, order: (one) => one.parties.length },
    { id: "reports", title: t.reports, kind: "number", cell: (one) => formatNumber(one.reports, chosen), order: (one) => one.reports },
    { id: "first", title: t.first, kind: "date", cell: (one) => formatDate(one.first, chosen), order: (one) => one.first },
  ];
  return (
    <>
      <h1>{t.title} <span class="count">{formatNumber(fitting.length, chosen)}</span></h1>
      <p class="muted">{t.lead}</p>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <input type="search" aria-label={t.filter} placeholder={t.filter} value={words} onInput={(event) => setParameters({ q: event.currentTarget.value })} />
        <Choice name="topic" label={t.topic} value={topic} options={frequent(all.flatMap((one) => one.topics))} />
        <Choice name="who" label={t.parties} value={who} options={frequent(all.flatMap((one) => one.parties))} />
        <label class="toggle"><input type="checkbox" checked={known} onChange={(event) => setParameters({ known: event.currentTarget.checked ? "1" : null })} /> {t.onlyKnown}</label>
      </form>
      {fitting.length === 0 ? <p class="notice">{all.length ? t.noneFits : t.none}</p>
        : <Table columns={columns} rows={fitting} rowKey={(one) => one.name} caption={t.title} first={100} />}
    </>
  );
}

const SHOWN = 3;

function Names({ of: names }: { of: string[] }) {
  const t = useMessages(messages);
  if (!names.length) return null;
  return <span title={names.join("、")}>{names.slice(0, SHOWN).join("、")}{names.length > SHOWN && <span class="muted"> {t.andMore(names.length)}</span>}</span>;
}

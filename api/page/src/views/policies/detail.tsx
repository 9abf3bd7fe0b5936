// One policy: the thesaurus's definition apart from what reports say, and each statement with its sentence.

import type { ComponentChildren } from "preact";

import { useResource } from "../../api/resource";
import type { Elsewhere, Figure, Key, Place, RelationRecord } from "../../api/types";
import { toAnswer, toEntity, toPlace, toPolicy, toReading } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink } from "../../parts/citation";
import { formatChange, formatDate, formatNumber, formatPeriod, nameOf } from "../../parts/format";
import { Loading, ProblemNotice } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";

interface Sentence extends Place {
  quote: string;
  title: string | null;
  date: string | null;
  times: { period: string; words: string; future: boolean }[];
}

interface Policy {
  key: Key;
  name: string;
  surfaces: string[];
  thesaurus: { definition: string | null; alt: string[]; broader: string[]; related: Key[] } | null;
  documents: number;
  since: (Place & { period: string; words: string; quote: string; title: string | null }) | null;
  parties: { key: Key; places: Sentence[] }[];
  ties: (RelationRecord & { title: string | null })[];
  outcomes: (Place & { party: Key; result: string; quote: string; title: string | null })[];
  results: Elsewhere<Figure>[];
  sentences: Sentence[];
}

export function Detail({ name }: { name: string }) {
  const t = useMessages(messages);
  const policy = useResource<Policy>(`/api/policies/${encodeURIComponent(name)}`);
  useTitle(name);
  return (
    <div class="policies">
      <p class="no-print"><a href="/policies">← {t.allPolicies}</a></p>
      {policy.data ? <Known of={policy.data} />
        : policy.problem ? (
          <ProblemNotice problem={policy.problem} retry={policy.reload}>
            {policy.problem.kind === "missing" && <p>{t.gone(name)} <a href={toReading(name)}>{t.lookFor(name)}</a></p>}
          </ProblemNotice>
        ) : <Loading />}
    </div>
  );
}

function Known({ of: policy }: { of: Policy }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const others = [...new Set([...policy.surfaces, ...(policy.thesaurus?.alt ?? [])])].filter((one) => one.replace(/[“”"]/g, "") !== policy.name);
  return (
    <article>
      <h1>{policy.name}<span class="kind">{c.types.Policy}</span></h1>
      <section class="what">
        <h2>{t.what}</h2>
        {policy.thesaurus?.definition
          ? <p class="definition"><span class="badge">{t.fromThesaurus}</span> {policy.thesaurus.definition}</p>
          : <p class="muted">{t.noDefinition}</p>}
        {others.length > 0 && <p class="muted">{t.also} {others.join("、")}</p>}
        {policy.thesaurus && policy.thesaurus.broader.length > 0 && (
          <p class="muted">{t.topic} {policy.thesaurus.broader.map((one, index) => <>{index > 0 && "、"}<a href={`/policies?topic=${encodeURIComponent(one)}`}>{one}</a></>)}</p>
        )}
      </section>
      <Part title={t.since}>
        {policy.since
          ? <p><strong>{formatPeriod(policy.since.period, chosen)}</strong> <span class="muted">{t.sinceHow(policy.since.words)}</span> <Said of={policy.since} name={policy.name} /></p>
          : <p class="muted">{t.noTime}{policy.sentences[0]?.date && t.firstReport(formatDate(policy.sentences[0].date, chosen))}</p>}
      </Part>
      <Part title={t.parties} count={policy.parties.length}>
        {policy.parties.length === 0 && <p class="muted">{t.noParties}</p>}
        <dl class="parties">
          {policy.parties.map(({ key, places }) => (
            <div key={key}>
              <dt><EntityLink of={key} /></dt>
              <dd>{places.map((one) => <Said key={`${one.doc}${one.start}`} of={one} name={policy.name} />)}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={t.results} count={policy.outcomes.length + policy.results.length}>
        {policy.outcomes.length > 0 && (
          <ul class="bare outcomes">
            {policy.outcomes.map((one) => (
              <li key={`${one.doc}${one.start}`}>
                <EntityLink of={one.party} /> <a class="cited" href={toPlace(one)} title={one.quote}>{one.result}</a>
                {one.title && <span class="muted"> {one.title}</span>}
              </li>
            ))}
          </ul>
        )}
        {(policy.results.length > 0 || policy.outcomes.length === 0) && (
          <p class="muted">{policy.results.length ? t.resultsHow : t.noResults}</p>
        )}
        <ul class="bare results-of">
          {policy.results.map((one) => (
            <li key={`${one.doc}${one.start}${one.indicator}`}>
              <a class="cited" href={toPlace(one)} title={one.quote}>
                {nameOf(one.subject)} {one.indicator} <span class="value">{one.qualifier}{formatNumber(one.value, chosen)}<span class="unit">{one.unit}</span></span>
              </a>
              {one.status !== "实际" && <span class="status" data-status={one.status}>{c.statuses[one.status]}</span>}
              {one.change && <span class="muted"> {formatChange(one.change, chosen)}</span>}
              <span class="muted"> {[formatPeriod(one.period, chosen), one.title].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
      </Part>
      {policy.ties.length > 0 && (
        <Part title={t.ties} count={policy.ties.length}>
          <ul class="bare">
            {policy.ties.map((one) => (
              <li key={`${one.doc}${one.start}${one.subject}${one.object}`}>
                <EntityLink of={one.subject} /> <span class="muted">{c.predicates[one.predicate]}</span> <EntityLink of={one.object} /> <Said of={one} name={policy.name} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t.sentences(formatNumber(policy.documents, chosen))} count={policy.sentences.length}>
        <ol class="bare said-list">
          {policy.sentences.map((one) => (
            <li key={`${one.doc}${one.start}`}>
              <Said of={one} name={policy.name} />
              {one.times.some((time) => !time.future) && <span class="muted times">{[...new Set(one.times.filter((time) => !time.future).map((time) => formatPeriod(time.period, chosen)))].join("、")}</span>}
            </li>
          ))}
        </ol>
      </Part>
      <p class="followups no-print">
        {(policy.thesaurus?.related ?? []).map((one) => <><a class="chip" href={toPolicy(nameOf(one))}>{nameOf(one)}</a> </>)}
        <a class="chip" href={toAnswer(`哪些开发区推行${policy.name}？`)}>{t.askWho(policy.name)}</a>{" "}
        <a class="chip" href={toEntity(policy.key)}>{t.toEntity}</a>
      </p>
    </article>
  );
}

function Part({ title, count, children }: { title: string; count?: number; children: ComponentChildren }) {
  return <section><h2>{title} {count !== undefined && <span class="count">{count}</span>}</h2>{children}</section>;
}

/** A sentence as a link to its place, the name of the policy marked, with its report behind it. */
function Said({ of: sentence, name }: { of: Place & { quote: string; title?: string | null; date?: string | null }; name: string }) {
  const chosen = useStore(language);
  const words = sentence.quote.replace(/\s+/g, " ").trim();
  const parts = words.split(name);
  return (
    <span class="said">
      <a class="quote" href={toPlace(sentence)}>{parts.map((part, index) => <>{index > 0 && <mark>{name}</mark>}{part}</>)}</a>{" "}
      <span class="muted">{[sentence.title, formatDate(sentence.date ?? null, chosen)].filter(Boolean).join(" · ")}</span>
    </span>
  );
}

// What is drawn: filters by type, relation, report and years, and the search in the picture.

import { useState } from "preact/hooks";

import type { Key } from "../../api/types";
import { toGraph } from "../../app/addresses";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { useSuggestions } from "../../app/suggestions";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { formatDate, formatNumber, typeOf } from "../../parts/format";
import { tally } from "../../parts/tally";
import { messages } from "./messages";
import type { Drawn, Served, State } from "./network";

export function Filters({ served, state }: { served: Served; state: State }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const years = [...new Set(served.documents.map((one) => (one.date ?? "").slice(0, 4)).filter(Boolean))].sort();
  const centres = new Set(served.about);
  const year = (label: string, name: "from" | "to") => (
    <label>
      {label}{" "}
      <select value={state[name]} onChange={(event) => setParameters({ [name]: event.currentTarget.value })}>
        <option value="">—</option>
        {years.map((one) => <option key={one} value={one}>{one}{t.year}</option>)}
      </select>
    </label>
  );
  const any = state.types.length || state.relations.length || state.from || state.to || (state.doc && state.key);
  return (
    <>
      <Several name="types" label={t.types} words={c.types} chosen={state.types} options={tally(served.nodes.filter((one) => !centres.has(one.key)).map((one) => typeOf(one.key)))} />
      <Several name="relations" label={t.relations} words={c.predicates} chosen={state.relations} options={tally(served.edges.map((one) => one.relation))} />
      {(state.key || !state.doc) && served.documents.length > 1 && (
        <label>
          {t.report}{" "}
          <select value={state.doc ?? ""} onChange={(event) => setParameters({ doc: event.currentTarget.value })}>
            <option value="">{t.allReports}</option>
            {served.documents.map((one) => <option key={one.id} value={one.id}>{[one.title ?? one.id, formatDate(one.date, chosen)].filter(Boolean).join(" · ").slice(0, 60)}</option>)}
          </select>
        </label>
      )}
      {years.length > 1 && year(t.from, "from")}
      {years.length > 1 && year(t.to, "to")}
      {any ? <button type="button" class="plain small" onClick={() => setParameters({ types: null, relations: null, from: null, to: null, ...(state.key && { doc: null }) })}>{t.clear}</button> : null}
    </>
  );
}

/** Several of some values; none chosen means all. */
function Several({ name, label, words, chosen, options }: { name: string; label: string; words: Record<string, string>; chosen: readonly string[]; options: { value: string; count: number }[] }) {
  const shade = useStore(language);
  const turn = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    setParameters({ [name]: next.join(",") });
  };
  const said = chosen.map((one) => words[one] ?? one).join("、");
  return (
    <details class="menu" onKeyDown={(event) => event.key === "Escape" && event.currentTarget.removeAttribute("open")}>
      <summary>{label}{said && <span class="muted">{shade === "zh" ? "：" : ": "}{said}</span>}</summary>
      <ul class="bare">
        {options.map(({ value, count }) => (
          <li key={value}>
            <label class="toggle"><input type="checkbox" checked={chosen.includes(value)} onChange={() => turn(value)} />{words[value] ?? value} <span class="count">{formatNumber(count, shade)}</span></label>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The nodes whose name holds the words; null where none are given. */
export function foundIn(drawn: Drawn, words: string): Key[] | null {
  const wanted = words.trim().toLowerCase();
  return wanted ? drawn.nodes.filter((one) => one.name.toLowerCase().includes(wanted)).map((one) => one.key) : null;
}

export function Find({ drawn, words, found, pick }: { drawn: Drawn; words: string; found: readonly Key[] | null; pick: (key: Key) => void }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const [at, setAt] = useState(-1);
  const [here, setHere] = useState(false);
  const inside = new Set(drawn.nodes.map((one) => one.key));
  const elsewhere = useSuggestions(words, !here).flatMap((one) => (one.kind === "entity" && one.type !== "Indicator" && !inside.has(one.key) ? [one] : []));
  const types = c.types as Record<string, string>;
  const names = new Map(drawn.nodes.map((one) => [one.key, one.name]));
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") setParameters({ find: null });
    if (event.key !== "Enter" || event.isComposing || !found?.length) return;
    event.preventDefault();
    const next = (at + 1) % found.length;
    setAt(next);
    const key = found[next];
    if (key) pick(key);
  };
  return (
    <div class="find-in" onFocusIn={() => setHere(true)} onFocusOut={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setHere(false)}>
      <input type="search" placeholder={t.find} aria-label={t.find} value={words} maxLength={100}
        onInput={(event) => { setAt(-1); setParameters({ find: event.currentTarget.value }); }} onKeyDown={onKey} />
      {here && words.trim() && (
        <div class="found">
          <p class="muted">{t.inPicture} {found?.length ? found.length : `· ${t.noneFound}`}</p>
          <ul class="bare">{(found ?? []).slice(0, 8).map((key) => <li key={key}><button type="button" class="member" onClick={() => pick(key)}><span>{names.get(key)}</span><span class="muted">{types[typeOf(key)]}</span></button></li>)}</ul>
          {elsewhere.length > 0 && <p class="muted">{t.inStore}</p>}
          <ul class="bare">{elsewhere.slice(0, 6).map((one) => <li key={one.key}><a class="member" href={toGraph({ key: one.key })}><span>{one.name}</span><span class="muted">{types[one.type] ?? one.type}</span></a></li>)}</ul>
        </div>
      )}
    </div>
  );
}

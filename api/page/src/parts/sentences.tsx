// The sentences behind an edge or a member: each with its words marked, leading to its place.

import { useResource } from "../api/resource";
import type { Mark, Place } from "../api/types";
import { toPlace } from "../app/addresses";
import { useStore } from "../app/store";
import { language } from "../i18n";
import { Marked } from "./citation";
import { formatDate } from "./format";
import { Shown } from "./states";
import { characters } from "./text";

const MOST = 30;

interface Said extends Place {
  quote: string;
  text: string;
  text_start: number;
  title: string | null;
  date: string | null;
}

export function Sentences({ places }: { places: readonly Place[] }) {
  const wanted = [...new Map(places.map((one) => [`${one.doc}:${one.start}-${one.end}`, one])).keys()].slice(0, MOST);
  const address = `/api/quotes?${new URLSearchParams(wanted.map((one) => ["at", one]))}`;
  const said = useResource<{ quotes: Said[] }>(wanted.length ? address : null);
  const chosen = useStore(language);
  if (!wanted.length) return null;
  return (
    <Shown of={said}>
      {({ quotes }) => (
        <div class="passages">
          <ol>
            {quotes.map((one) => (
              <li key={`${one.doc}:${one.start}-${one.end}`}>
                <a class="passage" href={toPlace(one)}>
                  <span class="source"><span>{one.title ?? one.doc}</span><span>{formatDate(one.date, chosen)}</span></span>
                  <span class="text" lang="zh-CN"><Marked text={one.text} marks={[marked(one)]} /></span>
                </a>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Shown>
  );
}

function marked(one: Said): Mark {
  return [one.start - one.text_start, Math.min(one.end - one.text_start, characters(one.text).length), "fact"];
}

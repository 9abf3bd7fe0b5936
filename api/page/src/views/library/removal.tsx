// Removing a document: what goes with it is shown first.

import { useEffect, useRef, useState } from "preact/hooks";

import { Problem, request } from "../../api/client";
import { useResource } from "../../api/resource";
import type { Counts, DocumentSummary } from "../../api/types";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { EntityLink } from "../../parts/citation";
import { formatNumber } from "../../parts/format";
import { ProblemNotice, Shown } from "../../parts/states";
import { messages } from "./messages";

interface Preview {
  counts: Counts;
  entities: { key: string; name: string }[];
  entities_total: number;
  copies: string[];
}

interface Props {
  document: DocumentSummary;
  token: string;
  setToken: (token: string) => void;
  close: () => void;
  done: (words: string) => void;
}

const MOST_NAMES = 40;

export function Removal({ document: told, token, setToken, close, done }: Props) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const address = `/api/documents/${encodeURIComponent(told.id)}`;
  const preview = useResource<Preview>(`${address}/removal`);
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  const number = (value: number) => formatNumber(value, chosen);
  const remove = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const response = await request(address, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
      const gone = (await response.json()) as { triples: number; entities_total: number };
      done(t.removed(number(gone.triples), number(gone.entities_total)));
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem("failed", String(error)));
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} class="removal" aria-labelledby="removal-title" onClose={close}>
      <h2 id="removal-title">{t.removing(told.title ?? told.id)}</h2>
      <Shown of={preview}>
        {({ counts, entities, entities_total, copies }) => (
          <>
            <p>{t.removalTakes} {t.removalCounts(number(counts.observations), number(counts.projects), number(counts.relations))}</p>
            {entities_total === 0 ? <p>{t.removalNoNames}</p> : (
              <>
                <p>{t.removalNames(number(entities_total))}</p>
                <p class="names">
                  {entities.slice(0, MOST_NAMES).map((one, index) => <>{index > 0 && "、"}<EntityLink of={one.key} /></>)}
                  {entities_total > MOST_NAMES && ` … ${t.andMore(number(entities_total))}`}
                </p>
              </>
            )}
            {copies.length > 0 && <p>{t.removalCopies(copies.join("、"))}</p>}
          </>
        )}
      </Shown>
      <label class="token">{t.token} <input type="password" autocomplete="off" value={token} title={t.tokenHint} onInput={(event) => setToken(event.currentTarget.value)} /></label>
      {problem && <ProblemNotice problem={problem} />}
      <p class="choices">
        <button type="button" onClick={close}>{t.keep}</button>
        <button type="button" class="danger" disabled={busy || !token || !preview.data} onClick={() => void remove()}>{t.confirm}</button>
      </p>
    </dialog>
  );
}

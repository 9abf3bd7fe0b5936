// Several of many: what is chosen as chips, a field with suggestions that adds one more.

import { useId } from "preact/hooks";

import { useMessages } from "../../i18n";
import { messages } from "./messages";

interface Props {
  label: string;
  placeholder: string;
  chosen: readonly string[];
  options: readonly { name: string; count?: number }[];
  change: (chosen: string[]) => void;
}

export function Picker({ label, placeholder, chosen, options, change }: Props) {
  const t = useMessages(messages);
  const list = useId();
  const take = (input: HTMLInputElement) => {
    const words = input.value.trim();
    if (!options.some((one) => one.name === words)) return;
    input.value = "";
    if (!chosen.includes(words)) change([...chosen, words]);
  };
  return (
    <div class="picker">
      <span class="picker-label">{label}</span>
      {chosen.map((one) => (
        <span key={one} class="chip">{one} <button type="button" aria-label={t.leaveOut(one)} onClick={() => change(chosen.filter((other) => other !== one))}>×</button></span>
      ))}
      <input type="text" list={list} aria-label={label} placeholder={placeholder} onInput={(event) => take(event.currentTarget)} onChange={(event) => take(event.currentTarget)} />
      <datalist id={list}>
        {options.filter((one) => !chosen.includes(one.name)).map((one) => <option key={one.name} value={one.name}>{one.count === undefined ? "" : String(one.count)}</option>)}
      </datalist>
    </div>
  );
}

// A filter of a list: one of the values that its rows have, or all; kept in the address.

import { setParameters } from "../app/router";
import { useMessages } from "../i18n";
import { common } from "../i18n/common";

export function Choice({ name, label, value, options }: { name: string; label: string; value: string; options: string[] }) {
  const t = useMessages(common);
  return (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => setParameters({ [name]: event.currentTarget.value })}>
        <option value="">{t.all}</option>
        {value !== "" && !options.includes(value) && <option value={value}>{value}</option>}
        {options.map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
    </label>
  );
}

// A date typed as the law writes it here: year, month, day. The browser's own field would show it in the order of the reader's country.
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./language.js";

export function isDate(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(text + "T00:00:00Z");
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

export function DateField({ label, value, onDate, isOptional, described, hideLabel }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const isGood = (text === "" && isOptional) || isDate(text);
  const change = (event) => {
    const typed = event.currentTarget.value.trim();
    setText(typed);
    if ((typed === "" && isOptional) || isDate(typed)) onDate(typed);
  };
  return html`<label class="date-field"><span class=${hideLabel ? "unseen" : ""}>${label}</span>
    <input type="text" inputmode="numeric" maxlength="10" size="10" placeholder="YYYY-MM-DD" autocomplete="off" spellcheck=${false} value=${text} onChange=${change}
      aria-invalid=${isGood ? undefined : "true"} aria-describedby=${described} />
    ${isGood ? null : html`<span class="field-error" role="alert">
      ${t("year-month-day, for example 2026-01-15", "年-月-日，例如 2026-01-15")}</span>`}</label>`;
}

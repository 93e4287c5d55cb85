// The day and the destination of the explorer: a slider over the years, a date, a country.
import { DateField } from "../date_field.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { dateOfDay, dayNumber } from "../timeline.js";

const FIRST = "2022-08-01";
const LAST = "2026-12-31";
// Codes only: what a country is called is the browser's matter.
const PLACES = ["CN", "HK", "MO", "TW", "SG", "MY", "AE", "SA", "IN", "JP", "KR", "DE", "GB", "NL", "IL", "RU", "VN", "US"];

function nameOf(code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "region" }).of(code);
  } catch {
    return code;
  }
}

export function ChipControls({ view, onChange }) {
  const slide = (isFinal) => (event) => onChange({ on: dateOfDay(Number(event.currentTarget.value)) }, isFinal);
  return html`<div class="controls explorer">
    <label class="slide">${t("Law of", "适用日期")} <input type="range" min=${dayNumber(FIRST)} max=${dayNumber(LAST)} value=${dayNumber(view.on)} aria-valuetext=${view.on} onInput=${slide(false)} onChange=${slide(true)} /></label>
    <${DateField} label=${t("Day", "日期")} hideLabel=${true} value=${view.on} onDate=${(on) => onChange({ on })} />
    <label>${t("Destination", "目的地")} <select value=${view.to} onChange=${(event) => onChange({ to: event.currentTarget.value })}>
      ${[...new Set([...PLACES, view.to])].map((code) => html`<option value=${code}>${code} · ${nameOf(code)}</option>`)}</select></label>
  </div>`;
}

// The table beside the lanes: what began and ended between the two days.
import { html } from "../html.js";
import { t } from "../language.js";
import { countOf, LawChanges } from "./law_changes.js";

export function EventTable({ events, before, after }) {
  const count = events.reduce((sum, event) => sum + countOf(event), 0);
  return html`<details class="events"><summary>
      ${count
        ? t(`${count} rules begin or end after ${before}, up to ${after}`, `${before} 之后至 ${after}，共有 ${count} 条规则生效或失效`)
        : t(`No rule begins or ends after ${before}, up to ${after}`, `${before} 之后至 ${after}，没有规则生效或失效`)}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("Rules that begin or end", "生效或失效的规则")}><table>
      <thead><tr><th scope="col">${t("Day", "日期")}</th><th scope="col">${t("Begins (+), ends (−), changes (=)", "生效（+）、失效（−）、变更（=）")}</th></tr></thead>
      <tbody>${events.map((event) => html`<tr><td class="date">${event.date}</td><td><${LawChanges} event=${event} /></td></tr>`)}</tbody></table></div>
  </details>`;
}

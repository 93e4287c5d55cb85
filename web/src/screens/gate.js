// One body of law on one line: its outcome, its fields, its duties, and the rules it rests on.
import { outcomeText, reachOf } from "../determination.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { link } from "../route.js";
import { Cite, Spoken } from "../spoken.js";
import { word, words } from "../word.js";
import { Shape } from "../icon.js";

const FIELDS = ["classification", "level", "agencies", "exceptions", "aes_code", "license_validity", "clock", "records"];

function fieldText(gate, field) {
  const value = gate[field];
  if (value === "unsettled") return `${word("unsettled")} (${words(gate[field + "_possible"] ?? [])})`;
  if (Array.isArray(value)) return value.length ? words(value) : null;
  return value === null || value === undefined ? null : word(value);
}

function Fields({ gate }) {
  const shown = FIELDS.map((field) => [field, fieldText(gate, field)]).filter(([, text]) => text);
  if (!shown.length) return null;
  return html`<dl class="fields">${shown.map(([field, text]) => html`<div><dt>${word(field)}</dt><dd>${text}</dd></div>`)}</dl>`;
}

const Duty = ({ duty }) => html`<li class=${"duty " + duty.state}><b>
  ${word(duty.state)}</b> <${Spoken} text=${duty.says ?? duty.id} /> <${Cite} text=${duty.cite} /></li>`;

const Reason = ({ reason }) => html`<li><${Cite} text=${reason.cite} />
  ${reason.basis && reason.basis !== "text" ? html` <span class="tag">${word(reason.basis)}</span>` : null}
  <span class="because"><${Spoken} text=${reason.because} /></span>
  <a class="rule" href=${link("rulebook", { rule: reason.rule })}>${reason.rule}</a></li>`;

function Contested({ contested }) {
  if (!contested) return null;
  const text = typeof contested === "string" ? contested : [contested.reading, contested.held_by, contested.outcome && word(contested.outcome)].filter(Boolean).join(" · ");
  return html`<p class="remark"><b>${t("Contested", "有争议")}</b> <${Spoken} text=${text} /></p>`;
}

export function Gate({ gate }) {
  return html`<section class="gate"><h3><${Shape} verdict=${reachOf(gate)} />${word(gate.gate)}<span class="outcome">${outcomeText(gate)}</span></h3>
    <${Fields} gate=${gate} />
    ${gate.duties.length ? html`<h4>${t("Duties", "义务")}</h4><ul class="plain">
      ${gate.duties.map((duty) => html`<${Duty} key=${duty.id} duty=${duty} />`)}</ul>` : null}
    ${gate.reasons.length ? html`<h4>${t("Because", "理由")}</h4><ol class="reasons">
      ${gate.reasons.map((reason) => html`<${Reason} key=${reason.rule} reason=${reason} />`)}</ol>` : null}
    ${(gate.notes ?? []).map((note) => html`<p class="remark">
      <${Spoken} text=${note.because ?? note.says ?? String(note)} /> ${note.cite ? html`<${Cite} text=${note.cite} />` : null}</p>`)}
    <${Contested} contested=${gate.contested} />
  </section>`;
}

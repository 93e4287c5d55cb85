// What if the line of TPP were here? Which chips lie above, below, and astride because of a range.
import { html } from "../html.js";
import { t } from "../language.js";
import { sideOf } from "../figure.js";

const START = "3000";

const Side = ({ name, title, chips, onPick }) => html`<div class="side" data-side=${name}><h3>${title} <b data-number=${name}>${chips.length}</b></h3>
  ${chips.length ? html`<ul class="plain names">${chips.map((chip) => html`<li><button type="button" class="quiet" onClick=${() => onPick(chip.id)}>
    ${chip.name}</button> <span class="hint">${chip.figures.tpp?.text ?? ""}</span></li>`)}</ul>` : html`<p class="hint">
    ${t("none", "无")}</p>`}</div>`;

export function WhatIf({ chips, threshold, onChange, onPick }) {
  if (!threshold) return html`<p><button type="button" onClick=${() => onChange(START)}>${t("Draw a what-if line", "画一条假设界线")}</button></p>`;
  const by = Object.groupBy ? Object.groupBy(chips, (chip) => sideOf(chip.figures.tpp, threshold)) : group(chips, threshold);
  return html`<section class="what-if" aria-label=${t("What if", "假设")}>
    <div class="controls"><label>${t("What if a line stood at TPP", "若 TPP 界线为")} <input type="number" min="1" step="any" value=${threshold} onChange=${(event) => Number(event.currentTarget.value) > 0 && onChange(event.currentTarget.value)} /></label>
      <button type="button" class="quiet" onClick=${() => onChange("")}>${t("Remove the line", "移除界线")}</button></div>
    <div class="sides"><${Side} name="above" title=${t("At or above", "达到或超过")} chips=${by.above ?? []} onPick=${onPick} />
      <${Side} name="astride" title=${t("Astride: the range reaches both sides", "跨越：区间横跨界线")} chips=${by.astride ?? []} onPick=${onPick} />
      <${Side} name="below" title=${t("Below", "低于")} chips=${by.below ?? []} onPick=${onPick} />
      <${Side} name="unknown" title=${t("TPP not published", "TPP 未公布")} chips=${by.unknown ?? []} onPick=${onPick} /></div>
  </section>`;
}

function group(chips, threshold) {
  const sides = {};
  for (const chip of chips) (sides[sideOf(chip.figures.tpp, threshold)] ??= []).push(chip);
  return sides;
}

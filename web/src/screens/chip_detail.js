// One chip: its figures with ranges, sources and confidence, and its classification on the day.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../language.js";
import { Spoken } from "../spoken.js";
import { word, words } from "../word.js";

const Source = ({ text }) => (/^https?:\/\//.test(text) ? html`<a href=${text} rel="noreferrer noopener" target="_blank">
  ${new URL(text).hostname}</a>` : html`<${Spoken} text=${text} />`);

const Sources = ({ list }) => (list ?? []).map((one, at) => html`${at ? "; " : ""}<${Source} text=${one} />`);

export function fieldOf(gate, field) {
  const value = gate[field];
  if (value === "unsettled") return `${word("unsettled")} (${words(gate[field + "_possible"] ?? [])})`;
  return value ?? word("none");
}

export function ChipDetail({ chip, on, onClose }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`<section class="chip-detail" aria-label=${t("The chip chosen", "所选芯片")} onKeyDown=${(event) => event.key === "Escape" && onClose()}>
    <div class="detail-head"><h2 tabindex="-1" ref=${heading}>${chip.vendor} ${chip.name}</h2><code>${chip.id}</code>
      <button type="button" class="quiet" onClick=${onClose}>${t("Close", "关闭")}</button></div>
    <dl class="fields"><div><dt>${t("On", "日期")}</dt><dd>${chip.on ?? on}</dd></div><div><dt>${word("classification")}</dt><dd>
      ${fieldOf(chip.gate, "classification")}</dd></div>
      <div><dt>${word("level")}</dt><dd>${fieldOf(chip.gate, "level")}</dd></div><div><dt>${t("Released", "发布")}</dt><dd>
        ${chip.released ?? "?"}</dd></div>
      ${chip.aliases?.length ? html`<div><dt>${t("Also called", "又名")}</dt><dd>${chip.aliases.map((one, at) => html`${at ? ", " : ""}
        <${Spoken} text=${one} />`)}</dd></div>` : null}</dl>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("Figures", "参数")}><table><thead><tr><th scope="col">${t("Figure", "参数")}</th>
      <th scope="col" class="number">${t("Value", "数值")}</th><th scope="col">${t("Confidence", "可信度")}</th><th scope="col">
      ${t("Sources", "来源")}</th></tr></thead>
      <tbody>${chip.all.map((one) => html`<tr><td>${word(one.fact)}</td><td class="number" data-figure=${one.fact}>
        ${typeof one.value === "object" ? `${one.value.min ?? "…"}..${one.value.max ?? "…"}` : one.value}</td><td>${word(one.confidence ?? "")}</td>
        <td><${Sources} list=${one.sources} />${one.note ? html` <span class="hint">
        <${Spoken} text=${one.note} /></span>` : null}</td></tr>`)}</tbody></table></div>
  </section>`;
}

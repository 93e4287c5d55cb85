// The tables beside the planes: every chip that is drawn, every region that is drawn.
import { describe } from "../chart/region_class.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { word } from "../word.js";
import { fieldOf } from "./chip_detail.js";
import { Cite } from "../spoken.js";
import { Verdict } from "../verdict.js";

const FACTS = ["tpp", "die_area_mm2", "performance_density", "dram_bandwidth_gbps", "io_bandwidth_gbps"];

// From where to where; the service says whether an end is itself in the region.
function side([low, high], [hasLow, hasHigh] = [true, false]) {
  const from = `${hasLow ? "≥" : ">"} ${low ?? 0}`;
  if (high === null || high === undefined) return from;
  return low === high ? `= ${low}` : `${from}, ${hasHigh ? "≤" : "<"} ${high}`;
}

function Regions({ plane }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Regions", "区域")}><table><thead><tr><th scope="col">
    ${word(plane.x.fact)}</th><th scope="col">${word(plane.y.fact)}</th><th scope="col">${t("Verdict", "结论")}</th><th scope="col">
    ${t("Treatment", "处理")}</th><th scope="col">${t("Rules", "规则")}</th></tr></thead>
    <tbody>${plane.regions.map((one) => html`<tr><td>${side(one.x, one.x_closed)}</td><td>${side(one.y, one.y_closed)}</td><td>
      <${Verdict} of=${one.verdict} /></td><td>${describe(one)}</td><td>
      ${[...new Set((one.rules ?? []).map((rule) => rule.cite))].map((cite) => html`<${Cite} text=${cite} /> `)}</td></tr>`)}</tbody></table></div>`;
}

export function ChipTable({ chips, chosen, onPick, planes }) {
  return html`<details class="twin"><summary>${t(`As a table: ${chips.length} chips`, `表格形式：${chips.length} 款芯片`)}</summary>
    <div class="scroll tall" tabindex="0" role="region" aria-label=${t("Chips", "芯片")}><table><thead><tr><th scope="col">${t("Chip", "芯片")}</th>
      ${FACTS.map((fact) => html`<th scope="col" class="number">${word(fact)}</th>`)}<th scope="col">${word("classification")}</th></tr></thead>
      <tbody>${chips.map((chip) => html`<tr class=${chip.id === chosen ? "chosen" : ""}><th scope="row">
        <button type="button" class="quiet" onClick=${() => onPick(chip.id)}>${chip.name}</button> <span class="hint">${chip.vendor}</span></th>
        ${FACTS.map((fact) => html`<td class="number" data-chip-figure=${`${chip.id} ${fact}`}>${chip.figures[fact]?.text ?? "?"}</td>`)}<td>
          ${fieldOf(chip.gate, "classification")}</td></tr>`)}</tbody></table></div></details>
    ${planes.filter(Boolean).map((plane) => html`<details class="twin"><summary>
      ${t("Regions as a table: ", "区域表格：")}${word(plane.x.fact)} × ${word(plane.y.fact)}</summary><${Regions} plane=${plane} /></details>`)}`;
}

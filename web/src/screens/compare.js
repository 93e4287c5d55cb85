// Compare: chips over the last one named, axis by axis, or a claim judged; each estimate with its terms.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, post } from "../api.js";
import { asking } from "../asking.js";
import { Bars } from "../chart/bars.js";
import { Ratios } from "../chart/ratios.js";
import { DateField } from "../date_field.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer } from "../notice.js";
import { route, settle } from "../route.js";
import { Spoken } from "../spoken.js";
import { word } from "../word.js";

const FIRST = { chips: "H200; H20", claim: "", workload: "llama-70b-chat", on: "2026-02-01" };
const TERMS = ["weights", "arithmetic", "attention", "cache", "activations", "routing", "links", "host", "ramp"];
const view = signal(FIRST);
const choices = asking();
const comparison = asking();

// Energy is a department elsewhere on the page.
const axisName = (axis) => (axis === "energy" ? t("energy", "能耗") : word(axis));

// As the command line writes it: three digits that mean something.
export function figure(value) {
  if (value >= 1000) return new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }).format(value < 100_000 ? value : Math.round(value / 100) * 100);
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

export function interval(given) {
  if (!given) return "?";
  return given.low === given.high ? figure(given.mid) : `${figure(given.mid)} (${figure(given.low)}–${figure(given.high)})`;
}

function ask() {
  const { chips, claim, workload, on } = view.value;
  settle("compare", view.value);
  if (claim) comparison.ask(() => post("v1/claim", { claim, workload, on }));
  else comparison.ask(() => post("v1/compare", { chips: chips.split(";").map((one) => one.trim()).filter(Boolean), workload, on }));
}

const standing = (axis, answer) => answer.claim?.axes.find((one) => one.axis === axis)?.standing;

const Twin = ({ answer }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Comparison", "比较")}><table class="comparison"><thead><tr>
  <th scope="col">${t("Axis", "指标")}</th><th scope="col">${t("Unit", "单位")}</th>${answer.chips.map((chip) => html`<th scope="col" class="number">${chip}</th>`)}
  ${answer.chips.slice(0, -1).map((chip) => html`<th scope="col" class="number">${chip} / ${answer.chips.at(-1)}</th>`)}${answer.claim ? html`<th scope="col">${t("Claim", "说法")}</th>` : null}</tr></thead>
  <tbody>${answer.axes.map((axis) => html`<tr><th scope="row">${axisName(axis.axis)}</th><td>${axis.unit}</td>
    ${axis.chips.map((one) => html`<td class="number" data-value=${`${axis.axis} ${one.chip}`}>${interval(one.value)}</td>`)}
    ${axis.chips.slice(0, -1).map((one) => html`<td class="number" data-ratio=${`${axis.axis} ${one.chip}`}>${one.ratio ? `${interval(one.ratio)}×` : "?"}</td>`)}
    ${answer.claim ? html`<td data-standing=${axis.axis}>${word(standing(axis.axis, answer) ?? "cannot be judged")}</td>` : null}</tr>`)}</tbody></table></div>`;

function Terms({ answer, what }) {
  const axis = answer.axes.find((one) => one.axis === what);
  const known = axis.chips.filter((one) => one.seconds_a_token);
  if (!known.length) return null;
  const shown = TERMS.filter((term) => known.some((one) => one.seconds_a_token[term] > 0));
  const micro = (seconds) => (seconds * 1e6).toFixed(2);
  const total = (one) => Object.values(one.seconds_a_token).reduce((sum, each) => sum + each, 0);
  return html`<${Bars} title=${`${word(what)}: ${t("where the time of a token goes, microseconds a chip", "每个词元的时间去向（微秒·芯片）")}`} tones=${shown.map(word)}
      rows=${known.map((one) => ({ name: one.chip, text: `${micro(total(one))} µs`, parts: shown.map((term, tone) => ({ value: one.seconds_a_token[term], tone })) }))} />
    <details class="twin"><summary>${t("As a table", "表格形式")}: ${word(what)}</summary><div class="scroll" tabindex="0" role="region" aria-label=${word(what)}><table><thead><tr><th scope="col">${t("Chip", "芯片")}</th>
      ${shown.map((term) => html`<th scope="col" class="number">${word(term)}</th>`)}<th scope="col" class="number">${t("in all", "合计")}</th><th scope="col">${t("Bound by", "受限于")}</th></tr></thead>
      <tbody>${known.map((one) => html`<tr><th scope="row">${one.chip}</th>${shown.map((term) => html`<td class="number" data-term=${`${what} ${one.chip} ${term}`}>${micro(one.seconds_a_token[term])}</td>`)}
        <td class="number">${micro(total(one))}</td><td>${word(one.bound_by)}</td></tr>`)}</tbody></table></div></details>`;
}

function Sources({ answer }) {
  const texts = (one) => [one.note, one.source].filter(Boolean).join(" · ");
  return html`<details class="twin"><summary>${t("What the numbers rest on", "数字的依据")}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t("What the numbers rest on", "数字的依据")}><table>
    <tbody>${answer.axes.flatMap((axis) => axis.chips.map((one) => html`<tr><th scope="row">${axisName(axis.axis)}</th><td>${one.chip}</td><td><${Spoken} text=${texts(one)} /></td></tr>`))}</tbody></table></div></details>`;
}

const Result = ({ answer }) => html`
  ${answer.refusals?.map((one) => html`<p class="remark"><code>${one.code}</code> <${Spoken} text=${one.says} /> <${Spoken} text=${one.fix} /></p>`)}
  ${answer.claim ? html`<p><b lang="en">“${answer.claim.text}”</b> ${t("read as", "解读为")}: <b>${answer.chips[0]}</b> = ${figure(answer.claim.claimed_ratio)} × <b>${answer.chips.at(-1)}</b>.
    ${t("Judged axis by axis; no one number stands for all of them.", "逐项判断；没有一个数字能代表全部指标。")}</p>` : null}
  ${answer.chips.slice(0, -1).map((chip, at) => html`<${Ratios} title=${`${chip} / ${answer.chips.at(-1)}`} claimed=${answer.claim?.claimed_ratio}
    rows=${answer.axes.map((axis) => ({ name: axisName(axis.axis), ratio: axis.chips[at].ratio }))} />`)}
  <${Twin} answer=${answer} />
  <${Terms} answer=${answer} what="serving" /><${Terms} answer=${answer} what="decode" />
  <${Sources} answer=${answer} />
  <p class="hint">${t("Estimates carry a 90 % interval from measurements that the model had not seen; docs/accuracy.md has them all.", "估计值附 90% 区间，依据模型未见过的实测数据；详见 docs/accuracy.md。")}</p>`;

export function Compare() {
  useEffect(() => {
    view.value = { ...FIRST, ...route.value.values };
    choices.ask(() => get("v1/analyses"));
    ask();
  }, []);
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    view.value = { ...view.value, chips: form.get("chips"), claim: form.get("claim").trim(), workload: form.get("workload") };
    ask();
  };
  const workloads = choices.state.value.value?.workloads ?? [{ id: view.value.workload, what: "" }];
  return html`
    <div class="title"><h1>${t("Compare", "芯片比较")}</h1><p>${t("What a chip is of another, axis by axis; and whether a claim holds.", "逐项比较芯片，并判断说法是否成立。")}</p></div>
    <form class="screen-form" onSubmit=${submit}>
      <label for="chips">${t("Chips, separated by semicolons; each is set over the last", "芯片，以分号分隔；均与最后一个相比")}</label><input id="chips" name="chips" value=${view.value.chips} autocomplete="off" spellcheck=${false} />
      <label for="claim">${t("Or a claim, such as H20 is 70% of H100", "或一个说法，例如 H20 是 H100 的 70%")}</label><input id="claim" name="claim" value=${view.value.claim} autocomplete="off" spellcheck=${false} />
      <div class="controls"><label>${t("Workload", "负载")} <select name="workload" value=${view.value.workload}>${workloads.map((one) => html`<option value=${one.id} selected=${one.id === view.value.workload}>${one.id}</option>`)}</select></label>
        <${DateField} label=${t("Prices of", "价格日期")} value=${view.value.on} onDate=${(on) => (view.value = { ...view.value, on })} />
        <button type="submit" class="main">${t("Compare", "比较")}</button></div></form>
    <${Answer} state=${comparison.state} retry=${ask}>${(answer) => html`<${Result} answer=${answer} />`}<//>`;
}

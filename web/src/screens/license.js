// One license: the balance of its lines, duties, conditions, parties and draws.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { grouped } from "../decimal.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer } from "../notice.js";
import { Cite, Spoken } from "../spoken.js";
import { word } from "../word.js";

const reading = asking();

const share = (part, whole) => (Number(whole) ? (Number(part) / Number(whole)) * 1000 : 0);

// Shipped, reserved and left as one bar; the numbers stand beside it.
const Balance = ({ line }) => {
  const shipped = share(line.shipped, line.granted);
  const reserved = share(line.reserved, line.granted);
  return html`<svg class="balance" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="left" width="1000" height="10" /><rect class="shipped" width=${shipped} height="10" />
    <rect class="reserved" x=${shipped} width=${reserved} height="10" /></svg>`;
};

const Lines = ({ lines }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Lines", "明细")}><table class="wide"><thead><tr>
  <th scope="col">${t("Line", "行")}</th><th scope="col">${t("Item", "物项")}</th>
  ${["granted", "shipped", "reserved", "left"].map((key) => html`<th scope="col" class="number">
  ${{ granted: t("Granted", "批准"), shipped: t("Shipped", "已发运"), reserved: t("Reserved", "已预留"), left: t("Left", "剩余") }[key]}</th>`)}
  <th scope="col">${t("Value drawn", "已用金额")}</th></tr></thead>
  <tbody>${lines.map((line) => html`<tr><td class="number">${line.line}</td><td><code>${line.item}</code><${Balance} line=${line} /></td>
    ${["granted", "shipped", "reserved", "left"].map((key) => html`<td class="number" data-balance=${`${line.line} ${key}`}>
    ${grouped(line[key])}</td>`)}
    <td>${line.drawn_value ? `${grouped(line.drawn_value.amount)} ${t("of", "/")} ${grouped(line.value?.amount)} ${line.drawn_value.currency}` : ""}
      </td></tr>`)}</tbody></table></div>`;

const Duty = ({ duty }) => html`<li class=${"duty " + duty.state}><b>${word(duty.state)}</b> <code>
  ${duty.id}</code> ${duty.due ? html`${t("due", "截止")} <span class="date">${duty.due}</span>` : null} ${duty.owner ? html`<span class="hint">
  ${duty.owner}</span>` : null} ${duty.cite ? html`<${Cite} text=${duty.cite} />` : null}</li>`;

function Body({ license }) {
  return html`<dl class="fields"><div><dt>${t("State", "状态")}</dt><dd>${word(license.state)}</dd></div><div><dt>${t("Valid", "有效期")}</dt>
    <dd class="date">${license.valid_from} – ${license.valid_until}</dd></div>
      ${license.records ? html`<div><dt>${word("records")}</dt><dd>
        ${license.records.years} ${t("years", "年")} <${Cite} text=${license.records.cite} /></dd></div>` : null}</dl>
    <${Lines} lines=${license.lines ?? []} />
    <div class="cards">
      <section class="card"><h3>${t("Duties", "义务")}</h3>${license.duties?.length ? html`<ul class="plain">
        ${license.duties.map((duty) => html`<${Duty} key=${duty.id} duty=${duty} />`)}</ul>` : html`<p class="hint">${t("none", "无")}</p>`}</section>
      <section class="card"><h3>${t("Conditions", "附带条件")}</h3><ul class="plain">${(license.conditions ?? []).map((one) => html`<li><code>
        ${one.id}</code> <${Spoken} text=${one.says ?? ""} /> ${one.cite ? html`<${Cite} text=${one.cite} />` : null}</li>`)}</ul></section>
      <section class="card"><h3>${t("Parties", "当事方")}</h3><ul class="plain">${(license.parties ?? []).map((one) => html`<li>${word(one.role)}: <b>
        <${Spoken} text=${one.name} /></b> ${one.country ?? ""}</li>`)}</ul></section>
      ${license.draws?.length ? html`<section class="card"><h3>${t("Draws", "使用记录")}</h3><ul class="plain">${license.draws.map((one) => html`<li>
        <code>${one.key}</code> ${word(one.state)} ${grouped(one.quantity)} <span class="date">
        ${one.date ?? ""}</span></li>`)}</ul></section>` : null}
    </div>`;
}

export function License({ number }) {
  const ask = () => reading.ask(() => get(`v1/licenses/${encodeURIComponent(number)}`));
  useEffect(() => {
    reading.forget();
    ask();
  }, [number]);
  return html`<article><p><a href="#/ledger">${t("← All licenses", "← 全部许可证")}</a></p><h2>${number}</h2>
    <${Answer} state=${reading.state} retry=${ask}>${(license) => html`<${Body} license=${license} />`}<//></article>`;
}

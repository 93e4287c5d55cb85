// The lines that change between two days: verdict before and after, because of which rules, with quantity and money.
import { add, grouped } from "../decimal.js";
import { holds } from "../holding.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Nothing } from "../notice.js";
import { link } from "../route.js";
import { exportSheet } from "../sheet.js";
import { save } from "../save.js";
import { Cite, Spoken } from "../spoken.js";
import { Verdict } from "../verdict.js";
import { word } from "../word.js";
import { Choice } from "./hold_lines.js";
import { Problems } from "./problems.js";

const verdictOf = (side) => (typeof side === "string" ? side : side?.verdict);

// An amount is a number or a range.
const ends = (amount) => (amount && typeof amount === "object" ? [amount.min, amount.max] : [amount, amount]);
const rangeText = ([low, high]) => (low === high ? grouped(low) : `${grouped(low)}–${grouped(high)}`);
const amountText = (amount) => (amount === null || amount === undefined ? "" : rangeText(ends(amount)));
const moneyText = (value) => (value ? `${amountText(value.amount)} ${value.currency}` : "");

// Exact, by currency: amounts in two currencies have no sum. Ranges add up to a range.
function totals(changes) {
  const sums = new Map();
  for (const { value } of changes) {
    if (!value) continue;
    const [low, high] = ends(value.amount);
    const [lowSum, highSum] = sums.get(value.currency) ?? ["0", "0"];
    sums.set(value.currency, [add(lowSum, low), add(highSum, high)]);
  }
  return [...sums].map(([currency, sum]) => ({ currency, text: rangeText(sum) }));
}

function transitions(changes) {
  const counts = new Map();
  for (const change of changes) {
    const key = `${verdictOf(change.before)} ${verdictOf(change.after)}`;
    counts.set(key, [...(counts.get(key) ?? []), change.order]);
  }
  return [...counts].sort((a, b) => b[1].length - a[1].length).map(([key, orders]) => ({ from: key.split(" ")[0], to: key.split(" ")[1], orders }));
}

const causesOf = (cause) => (cause ? [].concat(cause) : []);
const causeText = (cause) => (typeof cause === "string" ? cause : cause.cite || cause.rule || cause.because || cause.question || "");
const SIGNS = { ends: "−", disappears: "−", asks: "?" };

const Cause = ({ cause }) =>
  typeof cause === "string"
    ? html`<li><${Spoken} text=${cause} /></li>`
    : html`<li>${cause.change ? html`<span class="sign">${SIGNS[cause.change] ?? "+"}</span> ` : null}
      ${cause.question ? html`<${Spoken} text=${cause.question} /> <code>${cause.fact}</code>` : html`<${Cite} text=${cause.cite ?? ""} />`}
      ${cause.rule ? html` <a class="rule" href=${link("rulebook", { rule: cause.rule })}>${cause.rule}</a>` : null}</li>`;

// What a side says beyond its verdict, gate by gate, when the service tells it.
const Gates = ({ gates }) => (gates ?? []).map((gate) => html`<div class="gate-change">
  ${word(gate.gate)}: ${side(gate.before)} → ${side(gate.after)}</div>`);
const side = (one) => [one?.outcome, one?.review_policy].filter((code) => code && code !== "none").map(word).join("; ");

// Is it on hold, and has somebody asked for its release?
const Held = ({ hold }) => hold && html` <span class="tag held" title=${hold.because}>${word("on_hold")}</span>${hold.release ? html` <span class="hint">
  ${t("release asked for by", "申请放行：")} ${hold.release.author}</span>` : null}`;

const Row = ({ change, isChoosing }) => html`<tr>${isChoosing ? html`<td><${Choice} orders=${[change.order]} label=${change.order} /></td>` : null}
  <th scope="row">${change.order}${isChoosing ? html`<${Held} hold=${holds.value?.get(change.order)} />` : null}</th>
  <td><${Verdict} of=${verdictOf(change.before)} /> <span aria-label=${t("becomes", "变为")}>→</span> <${Verdict} of=${verdictOf(change.after)} />
    <${Gates} gates=${change.gates} /></td>
  <td><ul class="plain causes">${causesOf(change.cause).map((cause) => html`<${Cause} cause=${cause} />`)}</ul></td>
  <td class="number">${amountText(change.quantity)}</td><td class="number">${moneyText(change.value)}</td></tr>`;

function exported(changes) {
  const heading = ["order", "before", "after", "cause", "quantity", "value", "currency"];
  const row = (change) => [change.order, verdictOf(change.before), verdictOf(change.after), causesOf(change.cause).map(causeText).join("; "), ...[change.quantity, change.value?.amount].map((amount) => [...new Set(ends(amount ?? ""))].join("..")), change.value?.currency ?? ""];
  return [heading, ...changes.map(row)];
}

// `isChoosing`: lines can be chosen, one by one, those of a transition or all.
export function ChangeTable({ answer, lines, alike, isChoosing = false }) {
  const { changes } = answer;
  const SHOWN = 500;
  return html`<section class="changes" aria-label=${t("Lines that change", "变动的订单行")}>
    <h2><span data-number="changed">${changes.length}</span> ${t("of", "/")} ${lines} ${t("lines change", "行发生变动")}</h2>
    ${changes.length ? html`<div class="transitions">${transitions(changes).map((one) => html`<span class="transition">
      ${isChoosing ? html`<${Choice} orders=${one.orders} label=${`${word(one.from)} → ${word(one.to)}`} /> ` : null}<b>${one.orders.length}</b> <${Verdict} of=${one.from} /> → <${Verdict} of=${one.to} /></span>`)}
      ${totals(changes).map((one) => html`<span class="transition money"><b data-money=${one.currency}>${one.text}</b> ${one.currency}</span>`)}
      <button type="button" onClick=${() => save("lockgate-changes.csv", exportSheet(exported(changes)), "text/csv")}>
        ${t("Export CSV", "导出 CSV")}</button></div>` : null}
    <${Problems} problems=${answer.problems} />
    ${changes.length ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Lines that change", "变动的订单行")}><table class="wide">
      <thead><tr>${isChoosing ? html`<th scope="col"><${Choice} orders=${changes.map((change) => change.order)} label=${t("All lines", "全部订单行")} /></th>` : null}
        <th scope="col">${t("Order", "订单")}</th><th scope="col">${t("Verdict", "结论")}</th><th scope="col">${t("Because of", "原因")}</th>
        <th scope="col" class="number">${t("Quantity", "数量")}</th><th scope="col" class="number">${t("Value", "金额")}</th></tr></thead>
      <tbody>${changes.slice(0, SHOWN).map((change) => html`<${Row} key=${change.order} change=${change} isChoosing=${isChoosing} />`)}</tbody></table></div>
      ${changes.length > SHOWN ? html`<p class="hint">
        ${t(`The first ${SHOWN} are shown; the export has all.`, `仅显示前 ${SHOWN} 行；导出文件包含全部。`)}</p>` : null}`
      : html`<${Nothing} title=${alike ?? t("The two days treat every line alike.", "两个日期对所有订单行的处理相同。")} />`}
  </section>`;
}

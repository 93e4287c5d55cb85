// Planner: a demand file solved: what to order today, what could go wrong, and what would change it.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, post } from "../api.js";
import { asking } from "../asking.js";
import { Bars } from "../chart/bars.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer } from "../notice.js";
import { word } from "../word.js";
import { figure } from "./compare.js";

const choices = asking();
const planning = asking();
const demand = signal(null); // what was typed; null: the example

const textNow = () => demand.value ?? choices.state.value.value?.demand ?? "";
const solve = () => planning.ask(() => post("v1/plan", { demand: textNow() }));
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const whole = (number) => new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }).format(number);

const Table = ({ title, head, rows }) => html`<details class="twin"><summary>${t("As a table", "表格形式")}: ${title}</summary>
  <div class="scroll" tabindex="0" role="region" aria-label=${title}><table><thead><tr>${head.map((one, at) => html`<th scope="col" class=${at ? "number" : ""}>${one}</th>`)}</tr></thead>
  <tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody></table></div></details>`;

const Sum = ({ name, title, text }) => html`<div><dt>${title}</dt><dd data-plan=${name}>${text}</dd></div>`;

function Today({ plan }) {
  const ordered = plan.today.filter((one) => one.units >= 0.5);
  const title = t("Order today, units", "今日下单（件）");
  if (!ordered.length) return html`<p>${t("Nothing is to be ordered today.", "今日不下单。")}</p>`;
  return html`<${Bars} title=${title} rows=${ordered.map((one) => ({ name: one.supplier, text: whole(one.units), parts: [{ value: one.units, tone: 1 }] }))} />
    <${Table} title=${title} head=${[t("Supplier", "供应方"), t("Units", "件数"), t("One more would save", "再多一件可节省")]} rows=${plan.today.map((one) => [one.supplier, whole(one.units), figure(one.worth_of_one_more)])} />`;
}

function Shortage({ plan }) {
  const title = t("Chance that a quarter's demand is not met", "各季度需求未满足的概率");
  const rows = plan.shortage_chance.map((chance, at) => ({ name: `${t("Quarter", "第")} ${at + 1}${t("", " 季度")}`, chance, share: plan.shortage_share[at] }));
  return html`<${Bars} title=${title} rows=${rows.map((one) => ({ name: one.name, text: percent(one.chance), parts: [{ value: one.chance, tone: 3 }] }))} />
    <${Table} title=${title} head=${[t("Quarter", "季度"), t("Chance", "概率"), t("Share of demand", "占需求")]} rows=${rows.map((one) => [one.name, percent(one.chance), percent(one.share)])} />`;
}

const Regret = ({ plan }) => html`<section><h2>${t("Regret", "后悔值")}</h2><p class="hint">${t(`What today's order would cost more than the best for that turn of events, ${plan.money}`, `今日订单在各情形下比最优多花的成本（${plan.money}）`)}</p>
  <div class="scroll" tabindex="0" role="region" aria-label=${t("Regret", "后悔值")}><table><thead><tr><th scope="col">${t("Plan", "方案")}</th>${plan.scenarios.map((one) => html`<th scope="col" class="number">${one}</th>`)}<th scope="col" class="number">${t("at worst", "最坏")}</th></tr></thead>
  <tbody>${plan.regret.map((row) => html`<tr><th scope="row">${row.plan}</th>${row.regret.map((one) => html`<td class="number">${whole(one)}</td>`)}<td class="number">${whole(row.worst)}</td></tr>`)}</tbody></table></div></section>`;

const Turnings = ({ plan }) => html`<section><h2>${t("What would change the order", "何种变化会改变订单")}</h2>
  <div class="scroll" tabindex="0" role="region" aria-label=${t("What would change the order", "何种变化会改变订单")}><table><thead><tr><th scope="col">${t("Turn of a key", "政策转折")}</th><th scope="col" class="number">${t("planned with, a year", "计划采用（每年）")}</th>
  <th scope="col" class="number">${t("changes at", "改变于")}</th><th scope="col">${t("most would go to", "届时主要供应方")}</th></tr></thead>
  <tbody>${plan.turnings.map((one) => html`<tr><th scope="row">${one.hazard}</th><td class="number">${figure(one.now)}</td><td class="number">${one.changes_at === null ? t("no rate tried", "未见") : figure(one.changes_at)}</td><td>${one.to}</td></tr>`)}</tbody></table></div></section>`;

const Result = ({ plan }) => html`<h2>${plan.title}</h2>
  <dl class="fields">
    <${Sum} name="expected" title=${t("Expected cost", "期望成本")} text=${`${whole(plan.expected)} ${plan.money}`} />
    <${Sum} name="cvar" title=${t("Worst cases", "最坏情形均值")} text=${`${whole(plan.cvar)} ${plan.money}`} />
    <${Sum} name="waiting" title=${t("Waiting a quarter costs", "等待一季度的成本")} text=${`${whole(plan.waiting)} ${plan.money}`} />
    <${Sum} name="evpi" title=${t("Knowing every turn is worth", "完全信息的价值")} text=${`${whole(plan.evpi)} ${plan.money}`} />
    <${Sum} name="now" title=${t("Keys now", "当前状态")} text=${plan.now === "blocked" ? t("closed by Beijing", "北京关闭") : word(plan.now)} /></dl>
  ${plan.lacks.map((one) => html`<p class="remark">${t(`Quarter ${one.quarter}: ${whole(one.lack)} of ${whole(one.demand)} cannot run even with both keys open`, `第 ${one.quarter} 季度：即使两国均放行，仍缺 ${whole(one.lack)}（需求 ${whole(one.demand)}）`)}</p>`)}
  <div class="planes"><div><${Today} plan=${plan} /></div><div><${Shortage} plan=${plan} /></div></div>
  <${Turnings} plan=${plan} /><${Regret} plan=${plan} />
  <p class="hint">${t(`${plan.certificate.nodes} nodes; checked by arithmetic of our own: no plan over this tree costs less than ${whole(plan.certificate.bound)} (gap ${plan.certificate.gap.toExponential(1)}). The rates rest on few turns; today's order is what binds.`,
    `共 ${plan.certificate.nodes} 个节点；经自有算法核验：该情景树上任何方案的成本都不低于 ${whole(plan.certificate.bound)}（差距 ${plan.certificate.gap.toExponential(1)}）。概率仅依据少数转折；真正有约束力的是今日订单。`)}</p>`;

export function Planner() {
  useEffect(() => {
    choices.ask(() => get("v1/analyses"));
  }, []);
  const submit = (event) => {
    event.preventDefault();
    demand.value = new FormData(event.currentTarget).get("demand");
    solve();
  };
  return html`
    <div class="title"><h1>${t("Planner", "采购规划")}</h1><p>${t("What to order today from whom, while the keys of Washington and Beijing may turn.", "在华盛顿与北京的政策都可能变化时，今日应向谁下单。")}</p></div>
    <${Answer} state=${choices.state} retry=${() => choices.ask(() => get("v1/analyses"))}>${() => html`<form class="screen-form" onSubmit=${submit}>
      <label for="demand">${t("What is needed and who could deliver (TOML)", "需求与可选供应方（TOML）")}</label>
      <textarea id="demand" name="demand" rows="12" spellcheck=${false}>${textNow()}</textarea>
      <div class="buttons"><button type="submit" class="main">${t("Plan", "规划")}</button></div></form>`}<//>
    <${Answer} state=${planning.state} retry=${solve} waiting=${t("Solving…", "求解中…")}>${(plan) => html`<${Result} plan=${plan} />`}<//>`;
}

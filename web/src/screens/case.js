// Case: one line under its two keys, Washington's and Beijing's: the path through the law with what holds, what does not and what is
// open, and the clocks that run.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { book, bringDemo, checking, lines } from "../desk.js";
import { outcomeText, reachOf, touched } from "../determination.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer } from "../notice.js";
import { link } from "../route.js";
import { Cite, Spoken } from "../spoken.js";
import { Shape } from "../icon.js";
import { Between, Verdict } from "../verdict.js";
import { word } from "../word.js";
import { Settling } from "./settling.js";

const chosen = signal(null);
const KEYS = [
  { name: "us", title: () => t("Washington's key", "华盛顿的钥匙"), opens: (gate) => gate.gate.startsWith("us.") },
  { name: "cn", title: () => t("Beijing's key", "北京的钥匙"), opens: (gate) => gate.gate.startsWith("cn.") },
  { name: "other", title: () => t("Others on the way", "途经的其他法域"), opens: (gate) => !/^(us|cn)\./.test(gate.gate) },
];
const CLOCKS = ["clock", "license_validity", "records"];
const NEGATED = /^(not: |不是：|非：)/;

const ORDER = ["proceed", "conditions", "hold", "license", "stop"];
const worst = (gates) => ORDER[Math.max(...gates.map((gate) => ORDER.indexOf(reachOf(gate))))];

// The conditions of a rule that was met are true; those it names as absent are not; a fact nobody gave is open.
export function nodesOf(reason) {
  return reason.because
    .split(/; |；/)
    .filter(Boolean)
    .map((text) => ({ text: text.replace(NEGATED, ""), answer: NEGATED.test(text) ? "no" : "yes" }));
}

const ANSWERS = { yes: () => t("yes", "是"), no: () => t("no", "否"), open: () => t("open", "未知") };
const MARKS = { yes: "M4.6 8.3l2.3 2.3 4.5-5", no: "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2", open: "M5.9 6.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.4M8 11.8v.2" };

const Node = ({ answer, children }) => html`<li class=${`node ${answer}`} data-node=${answer}><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="7" /><path d=${MARKS[answer]} /></svg>
  <b>${ANSWERS[answer]()}</b> <span>${children}</span></li>`;

const Step = ({ reason }) => html`<li class="step"><p><${Cite} text=${reason.cite} />
  ${reason.basis && reason.basis !== "text" ? html` <span class="tag">${word(reason.basis)}</span>` : null} <a class="rule" href=${link("rulebook", { rule: reason.rule })}>${reason.rule}</a></p>
  <ul class="plain nodes">${nodesOf(reason).map((node) => html`<${Node} answer=${node.answer}><${Spoken} text=${node.text} /><//>`)}</ul></li>`;

const Open = ({ unknown }) => (unknown.length ? html`<li class="step"><p>${t("What nobody said", "尚无人说明")}</p>
  <ul class="plain nodes">${unknown.map((one) => html`<${Node} answer="open"><${Spoken} text=${one.question} /> <code>${one.fact}</code><//>`)}</ul></li>` : null);

const Gate = ({ gate, unknown }) => html`<section class="gate"><h3><${Shape} verdict=${reachOf(gate)} />${word(gate.gate)}<span class="outcome" data-outcome=${gate.gate}>${outcomeText(gate)}</span></h3>
  <ol class="path">${gate.reasons.map((reason) => html`<${Step} reason=${reason} />`)}${gate.outcome === "hold" || gate.possible ? html`<${Open} unknown=${unknown} />` : null}
    <li class="step end"><p><${Shape} verdict=${reachOf(gate)} /> <b>${outcomeText(gate)}</b></p></li></ol></section>`;

function Key({ one, determination }) {
  const gates = touched(determination).filter(one.opens);
  if (one.name === "other" && !gates.length) return null;
  return html`<section class="key" aria-label=${one.title()} data-key=${one.name}><h2>${one.title()} ${gates.length ? html`<${Verdict} of=${worst(gates)} />` : null}</h2>
    ${gates.length ? gates.map((gate) => html`<${Gate} key=${gate.gate} gate=${gate} unknown=${determination.unknown ?? []} />`) : html`<p class="hint">${t("No rule of this side reaches the line.", "该方没有规则适用于本行。")}</p>`}</section>`;
}

function Clocks({ determination }) {
  const gates = touched(determination);
  const clocks = gates.flatMap((gate) => CLOCKS.filter((field) => gate[field] && gate[field] !== "unsettled").map((field) => [gate, field, word(gate[field])]));
  const duties = gates.flatMap((gate) => gate.duties.map((duty) => [gate, duty]));
  if (!clocks.length && !duties.length) return null;
  return html`<section><h2>${t("Clocks and duties", "期限与义务")}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t("Clocks and duties", "期限与义务")}><table>
    <thead><tr><th scope="col">${t("Law", "法律")}</th><th scope="col">${t("What", "事项")}</th><th scope="col">${t("State", "状态")}</th></tr></thead>
    <tbody>${clocks.map(([gate, field, text]) => html`<tr data-clock=${`${gate.gate} ${field}`}><th scope="row">${word(gate.gate)}</th><td>${word(field)}</td><td>${text}</td></tr>`)}
      ${duties.map(([gate, duty]) => html`<tr><th scope="row">${word(gate.gate)}</th><td><${Spoken} text=${duty.says ?? duty.id} /> <${Cite} text=${duty.cite} /></td><td>${word(duty.state)}</td></tr>`)}</tbody></table></div></section>`;
}

function Line({ line }) {
  const { determination } = line;
  return html`<p class="verdict-line" data-verdict=${determination.verdict}><${Verdict} of=${determination.verdict} strong=${true} /> <${Between} determination=${determination} /></p>
    <p class="hint">${t("Goods move only when both keys turn: the worst of all gates is the verdict.", "两把钥匙都转动，货物才能放行：结论取所有关口中最严者。")}</p>
    <div class="planes keys">${KEYS.map((one) => html`<${Key} key=${one.name} one=${one} determination=${determination} />`)}</div>
    <${Clocks} determination=${determination} />
    <${Settling} unknown=${determination.unknown ?? []} />
    <p class="vintage">${t("Law of", "适用日期")} ${determination.as_of} · ${word(determination.posture)} · ${t("verified through", "核实截至")} ${determination.rulebook?.verified_through}<br /><code>${determination.rulebook?.digest}</code></p>`;
}

export function Case() {
  useEffect(() => {
    if (!book.value) bringDemo();
  }, []);
  const answered = lines.value.filter((line) => line.determination);
  // The line with the most to tell, until somebody chooses another.
  const first = answered.find((line) => line.determination.verdict === "hold") ?? answered[0];
  const line = answered.find((one) => one.key === chosen.value) ?? first;
  return html`
    <div class="title"><h1>${t("Case", "个案")}</h1><p>${t("One line: two keys, the path through the law, and what is still open.", "单行订单：两把钥匙、法律路径与未决事项。")}</p></div>
    <${Answer} state=${checking.state}>${() => line ? html`<div class="controls"><label>${t("Order line", "订单行")} <select class="case-line" value=${line.key} onChange=${(event) => (chosen.value = Number(event.currentTarget.value))}>
      ${answered.map((one) => html`<option value=${one.key} selected=${one.key === line.key}>${one.id} · ${word(one.determination.verdict)}</option>`)}</select></label></div><${Line} key=${line.key} line=${line} />` : html`<p>${t("No line has an answer.", "没有可显示的订单行。")}</p>`}<//>`;
}

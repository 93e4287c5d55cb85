// A proposed change of the law: its text, what it would do to the sealed orders, and the decision on it.
import { useEffect, useState } from "preact/hooks";
import { get, getTagged, post } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer, Trouble } from "../notice.js";
import { may, person } from "../person.js";
import { Spoken } from "../spoken.js";
import { word } from "../word.js";
import { ChangeTable } from "./change_table.js";

const reading = asking();
const weighing = asking();

const Names = ({ sign, names }) => (names.length ? html`<p><span class="sign">${sign}</span> ${names.map((name) => html`<code>${name}</code> `)}</p>` : null);

function Effect({ effect }) {
  return html`${effect.text_before ? html`<${Text} title=${t("The text that stands", "现行文本")} text=${effect.text_before} />` : null}
    <section class="effect"><h3>${t("What it would do", "影响")}</h3>
    <${Names} sign="+" names=${effect.begins} /><${Names} sign="≠" names=${effect.changes} /><${Names} sign="−" names=${effect.ends} />
    ${effect.cases.length ? html`<details><summary>${effect.cases.length} ${t("cases of the rulebooks come out otherwise", "个规则集案例结果将不同")}</summary>
      <ul class="plain">${effect.cases.map((one) => html`<li lang="en">${one.message} <span class="hint">${one.place}</span></li>`)}</ul></details>` : null}
    ${effect.not_read.length ? html`<p class="trouble">${t("Sealed orders that cannot be read under this law: ", "以下封存订单无法在该法律下读取：")}${effect.not_read.join(", ")}</p>` : null}
    ${effect.days.map((day) => html`<h4 class="date">${day.as_of}</h4><${ChangeTable} key=${day.as_of} answer=${day} lines=${day.lines} alike=${t("No sealed order is treated otherwise.", "没有封存订单的处理发生变化。")} />`)}</section>`;
}

const Text = ({ title, text, isOpen }) => html`<details class="law-text" open=${isOpen}><summary>${title}</summary><pre tabindex="0" lang="en">${text}</pre></details>`;

function Decision({ proposal, tag, isRead, onDone }) {
  const [remark, setRemark] = useState("");
  const [refused, setRefused] = useState(null);
  const decide = async (what) => {
    const { problem } = await post(`v1/proposals/${proposal.id}/${what}`, { remark }, { "If-Match": tag });
    setRefused(problem ?? null);
    if (!problem) onDone();
  };
  const isOwn = person.value?.name === proposal.author;
  const buttons = isOwn ? [["withdraw", t("Withdraw", "撤回")]] : may("rule_approver") ? [["approve", t("Approve", "批准")], ["reject", t("Reject", "否决")]] : [];
  if (!buttons.length) return html`<p class="hint">${t("Another person with the role rule_approver decides.", "由另一名具有 rule_approver 角色的人员决定。")}</p>`;
  return html`<form class="decide" onSubmit=${(event) => event.preventDefault()}>
    <label>${t("Remark", "备注")} <input name="remark" value=${remark} onInput=${(event) => setRemark(event.currentTarget.value)} /></label>
    <div class="buttons">${buttons.map(([what, title]) => html`<button type="button" data-decide=${what} class=${what === "approve" ? "main" : undefined} disabled=${what === "approve" && !isRead} onClick=${() => decide(what)}>${title}</button>`)}</div>
    ${refused ? html`<${Trouble} problem=${refused} />` : null}</form>`;
}

function Body({ answer, ask }) {
  const { body: proposal, tag } = answer;
  return html`<dl class="fields"><div><dt>${t("State", "状态")}</dt><dd data-state=${proposal.state}>${word(proposal.state)}</dd></div><div><dt>${t("Author", "撰写人")}</dt><dd>${proposal.author}</dd></div>
      <div><dt>${t("Reason", "理由")}</dt><dd><${Spoken} text=${proposal.content.reason} /></dd></div>
      ${proposal.decided_by ? html`<div><dt>${t("Decided by", "决定人")}</dt><dd>${proposal.decided_by} ${proposal.remark}</dd></div>` : null}
      ${proposal.outcome ? html`<div><dt>${t("Outcome", "结果")}</dt><dd data-outcome=${proposal.outcome.result}>${proposal.outcome.result === "done" ? t("the service decides under it", "服务已据此判定") : t("it could not be published", "未能发布")} ${proposal.outcome.because ?? ""}</dd></div>` : null}</dl>
    ${proposal.content.text ? html`<${Text} title=${t("The text as it will be", "变更后的全文")} text=${proposal.content.text} isOpen=${proposal.state === "open"} />` : null}
    ${proposal.state === "open" ? html`<${Weighed} proposal=${proposal} tag=${tag} onDone=${ask} />` : null}`;
}

// What it would do, and the decision on it, which waits until that can be read.
function Weighed({ proposal, tag, onDone }) {
  const ask = () => weighing.ask(() => get(`v1/proposals/${encodeURIComponent(proposal.id)}/effect`));
  useEffect(() => {
    weighing.forget();
    ask();
  }, [proposal.id]);
  return html`<${Answer} state=${weighing.state} retry=${ask} waiting=${t("Deciding the sealed orders under both laws…", "正在按两套法律判定封存订单…")}>${(value) => html`<${Effect} effect=${value} />`}<//>
    <${Decision} proposal=${proposal} tag=${tag} isRead=${weighing.state.value.phase === "done"} onDone=${onDone} />`;
}

export function RuleProposal({ id }) {
  const ask = () => reading.ask(() => getTagged(`v1/proposals/${encodeURIComponent(id)}`));
  useEffect(() => {
    reading.forget();
    ask();
  }, [id]);
  return html`<article class="proposal"><p><a href="#/rulebook?part=house">${t("← The firm’s rules", "← 企业规则")}</a></p>
    <${Answer} state=${reading.state} retry=${ask}>${(answer) => html`<h2>${word(answer.body.kind)} <code>${answer.body.about}</code></h2><${Body} answer=${answer} ask=${ask} />`}<//></article>`;
}

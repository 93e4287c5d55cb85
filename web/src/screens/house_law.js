// What the firm lays over the rulebooks: what stands, what is proposed, and the form to propose.
import { useEffect, useState } from "preact/hooks";
import { get, post } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer, Nothing, Trouble } from "../notice.js";
import { may } from "../person.js";
import { link, route } from "../route.js";
import { word } from "../word.js";
import { RuleProposal } from "./rule_proposal.js";

const published = asking();
const proposed = asking();

const ask = () => {
  published.ask(() => get("v1/publications"));
  proposed.ask(() => get("v1/proposals", { state: "open" }));
};

const isOfLaw = (one) => one.kind.startsWith("rule.");

const Row = ({ one }) => html`<tr><td class="number">${one.number}</td><th scope="row"><code>${one.overlay}</code></th><td>${word(one.state)}</td>
  <td class="date">${one.published_on}</td><td>${one.author}</td><td>${one.approver}</td><td><code class="digest">${one.after}</code></td></tr>`;

const Published = ({ all }) =>
  all.length
    ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Publications", "发布记录")}><table class="publications">
      <thead><tr><th scope="col" class="number">#</th><th scope="col">${t("Overlay", "叠加规则")}</th><th scope="col">${t("State", "状态")}</th><th scope="col">${t("On", "日期")}</th>
        <th scope="col">${t("Author", "撰写人")}</th><th scope="col">${t("Approved by", "批准人")}</th><th scope="col">${t("Digest of the law", "法律摘要值")}</th></tr></thead>
      <tbody>${[...all].reverse().map((one) => html`<${Row} key=${one.number} one=${one} />`)}</tbody></table></div>`
    : html`<${Nothing} title=${t("Nothing is laid over the rulebooks.", "规则集之上没有叠加规则。")} />`;

const Proposed = ({ all }) =>
  all.length
    ? html`<ul class="plain proposals">${all.map((one) => html`<li key=${one.id}><a href=${link("rulebook", { part: "house", proposal: one.id })}>${word(one.kind)} <code>${one.about}</code></a>
      <span class="hint">${one.author} · <span class="date">${one.made_at.slice(0, 10)}</span> · ${one.content.reason}</span></li>`)}</ul>`
    : html`<p class="hint">${t("Nothing waits for a decision.", "没有待决定的提议。")}</p>`;

const Diagnostics = ({ all }) => html`<ul class="plain diagnostics">${all.map((one) => html`<li><pre tabindex="0" lang="en">${one.text}</pre></li>`)}</ul>`;

function Propose() {
  const [refused, setRefused] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = form.get("text");
    const { value, problem } = await post("v1/proposals", { kind: text.trim() ? "rule.publish" : "rule.retire", about: form.get("about").trim(), reason: form.get("reason"), ...(text.trim() ? { text } : {}) });
    setRefused(problem ?? null);
    if (value) location.hash = link("rulebook", { part: "house", proposal: value.id });
  };
  return html`<form class="propose" onSubmit=${submit}><h3>${t("Propose a change", "提议变更")}</h3>
    <label>${t("Name of the overlay", "叠加规则名称")} <input name="about" required pattern="(?:[a-z0-9]|-)+" placeholder="company-policy" /></label>
    <label>${t("Its text as it will be, in the law language; empty: the overlay is taken away", "变更后的全文（规则语言）；留空表示撤销该叠加规则")}
      <textarea name="text" rows="14" spellcheck=${false} lang="en"></textarea></label>
    <label>${t("Reason", "理由")} <input name="reason" required /></label>
    <div class="buttons"><button type="submit" class="main">${t("Compile and propose", "编译并提议")}</button></div>
    ${refused ? html`<${Trouble} problem=${refused} />` : null}
    ${refused?.diagnostics ? html`<${Diagnostics} all=${refused.diagnostics} />` : null}</form>`;
}

export function HouseLaw() {
  const { proposal } = route.value.values;
  useEffect(ask, [proposal]);
  if (proposal) return html`<${RuleProposal} key=${proposal} id=${proposal} />`;
  return html`<section class="house"><p>${t("Rules of the firm, laid over the law. One person proposes a text, another approves it; the service then decides under it.", "企业自身的规则，叠加于法律之上。一人提议文本，另一人批准；之后服务按其判定。")}</p>
    <${Answer} state=${published.state} retry=${ask}>${(answer) => html`<${Published} all=${answer.publications} />`}<//>
    <h3>${t("Proposed", "待决定")}</h3>
    <${Answer} state=${proposed.state} retry=${ask}>${(answer) => html`<${Proposed} all=${answer.proposals.filter(isOfLaw)} />`}<//>
    ${may("rule_author") ? html`<${Propose} />` : html`<p class="hint">${t("Proposing takes the role rule_author.", "提议需要 rule_author 角色。")}</p>`}</section>`;
}

// What would settle a line: each missing fact, its question, and the verdict each answer would give.
import { html } from "../html.js";
import { t } from "../language.js";
import { Spoken } from "../spoken.js";
import { Verdict } from "../verdict.js";
import { VERDICTS } from "../word.js";

const Verdicts = ({ text }) => {
  const ends = String(text).split("..");
  return ends.every((one) => VERDICTS.includes(one))
    ? html`${ends.map((one, at) => html`${at ? " … " : ""}<${Verdict} of=${one} />`)}`
    : html`${text}`;
};

const FEW = 3;

// Many answers can lead to one verdict; the first few stand for the rest until asked.
function When({ text }) {
  const answers = text.split(" | ");
  if (answers.length <= FEW + 1) return html`<${Spoken} text=${text} />`;
  return html`<${Spoken} text=${answers.slice(0, FEW).join(" | ")} /><details><summary>
    ${t(`and ${answers.length - FEW} more`, `另有 ${answers.length - FEW} 个`)}</summary><${Spoken} text=${answers.slice(FEW).join(" | ")} /></details>`;
}

function Fact({ one }) {
  const answers = one.answers ?? [];
  return html`<li><p><${Spoken} text=${one.question} /> <code>${one.fact}</code></p>
    ${answers.length ? html`<table class="answers"><thead class="unseen"><tr><th scope="col">${t("Answer", "答案")}</th><th scope="col">
      ${t("Verdict", "结论")}</th></tr></thead>
      <tbody>${answers.map((answer) => html`<tr><td><${When} text=${answer.when} /></td><td>
        <${Verdicts} text=${answer.verdict} /></td></tr>`)}</tbody></table>` : null}</li>`;
}

export function Settling({ unknown }) {
  if (!unknown.length) return null;
  return html`<section class="settling"><h3>${t("What would settle it", "何种事实可判定")}</h3><ol>
    ${unknown.map((one) => html`<${Fact} key=${one.fact} one=${one} />`)}</ol></section>`;
}

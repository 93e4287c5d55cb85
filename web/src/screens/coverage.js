// What each book of the law has, and what it says that it leaves out.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { Cite } from "../spoken.js";

const covering = asking();

const COUNTS = [
  ["rules", () => t("Rules", "规则")],
  ["steps", () => t("Steps", "步骤")],
  ["not_text", () => t("Not text of law", "非法律文本")],
  ["contested", () => t("Contested", "有争议")],
  ["duties", () => t("Duties", "义务")],
  ["notes", () => t("Notes", "说明")],
  ["cases", () => t("Cases", "案例")],
];

const LeftOut = ({ one }) => html`<li lang="en">${one.what} <${Cite} text=${one.cite} /><span class="because hint">${one.because}</span></li>`;

function Table({ books }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Coverage", "覆盖范围")}><table class="coverage">
      <thead><tr><th scope="col">${t("Book", "规则集")}</th>${COUNTS.map(([, name]) => html`<th scope="col" class="number">${name()}</th>`)}
        <th scope="col" class="number">${t("Left out", "未涵盖")}</th></tr></thead>
      <tbody>${books.map((book) => html`<tr><th scope="row"><code>${book.book}</code></th>
        ${COUNTS.map(([key]) => html`<td class="number" data-count=${`${book.book} ${key}`}>${book[key]}</td>`)}
        <td class="number">${book.left_out.length}</td></tr>`)}</tbody></table></div>
    <h2>${t("Left out, by each book's own word", "各规则集自述未涵盖的内容")}</h2>
    ${books
      .filter((book) => book.left_out.length)
      .map((book) => html`<section><h3><code>${book.book}</code></h3><ul class="left-out">${book.left_out.map((one) => html`<${LeftOut} one=${one} />`)}</ul></section>`)}`;
}

export function Coverage() {
  const ask = () => covering.ask(() => get("v1/law/coverage", { lang: language.value }));
  useEffect(() => {
    ask();
  }, [language.value]);
  return html`<${Answer} state=${covering.state} retry=${ask}>
    ${(answer) => html`<p class="hint">${t("Verified through", "核实截至")} ${answer.rulebook.verified_through} · <code>${answer.rulebook.digest}</code></p>
      <${Table} books=${answer.books} />`}<//>`;
}

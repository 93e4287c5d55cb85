// What each book of the law has, and what it says that it leaves out.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { Spoken } from "../spoken.js";

const covering = asking();

const HEADINGS = {
  book: () => t("Book", "规则集"), rules: () => t("Rules", "规则"), steps: () => t("Steps", "步骤"), not_text: () => t("Not text of law", "非法律文本"), contested: () => t("Contested", "有争议"),
  duties: () => t("Duties", "义务"), notes: () => t("Notes", "说明"), cases: () => t("Cases", "案例"), left_out: () => t("Left out", "未涵盖"),
};
const isCount = (value) => typeof value === "number" || /^\d+$/.test(String(value));

const omissionText = (one) => (typeof one === "string" ? one : [one.what ?? one.says ?? one.title, one.why ?? one.because].filter(Boolean).join(": "));

function Table({ books }) {
  const nameOf = (book) => book.book ?? book.name ?? book.id;
  const numbers = [...new Set(books.flatMap((book) => Object.keys(book).filter((key) => isCount(book[key]))))];
  const omissions = (book) => (Array.isArray(book.left_out) ? book.left_out : (book.omissions ?? book.omits ?? []));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Coverage", "覆盖范围")}><table class="coverage"><thead><tr><th scope="col">${t("Book", "规则集")}</th>${numbers.map((key) => html`<th scope="col" class="number">${HEADINGS[key]?.() ?? key.replaceAll("_", " ")}</th>`)}</tr></thead>
    <tbody>${books.map((book) => html`<tr><th scope="row"><code>${nameOf(book)}</code></th>${numbers.map((key) => html`<td class="number" data-count=${`${nameOf(book)} ${key}`}>${book[key] ?? ""}</td>`)}</tr>`)}</tbody></table></div>
    <h2>${t("Left out, by each book's own word", "各规则集自述未涵盖的内容")}</h2>
    ${books.filter((book) => omissions(book).length).map((book) => html`<section><h3><code>${nameOf(book)}</code></h3><ul class="left-out">${omissions(book).map((one) => html`<li><${Spoken} text=${omissionText(one)} /></li>`)}</ul></section>`)}`;
}

export function Coverage() {
  const ask = () => covering.ask(() => get("v1/law/coverage", { lang: language.value }));
  useEffect(() => {
    ask();
  }, [language.value]);
  return html`<${Answer} state=${covering.state} retry=${ask}>${(answer) => html`${answer.rulebook ? html`<p class="hint">${t("Verified through", "核实截至")} ${answer.rulebook.verified_through} · <code>${answer.rulebook.digest}</code></p>` : null}<${Table} books=${Array.isArray(answer) ? answer : (answer.books ?? [])} />`}<//>`;
}

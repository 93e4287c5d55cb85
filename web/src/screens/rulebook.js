// Rulebook: find a rule, read it with its dates and citations, see the days on which the law changed and what is left out.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer, Nothing } from "../notice.js";
import { link, route } from "../route.js";
import { Cite, Spoken } from "../spoken.js";
import { Coverage } from "./coverage.js";
import { HouseLaw } from "./house_law.js";
import { Rule } from "./rule.js";
import { TimelineTable } from "./timeline_table.js";

const finding = asking();
const wanted = signal("");

function search(event) {
  event.preventDefault();
  wanted.value = new FormData(event.currentTarget).get("q").trim();
  if (wanted.value) location.hash = link("rulebook", { q: wanted.value });
}

function Hits({ answer }) {
  if (!answer.rules.length) return html`<${Nothing} title=${t("No rule has these words.", "没有包含这些字词的规则。")} />`;
  return html`<p class="hint">${answer.found} ${t("found", "条结果")}${answer.found > answer.rules.length ? t(`; the first ${answer.rules.length} are shown`, `；仅显示前 ${answer.rules.length} 条`) : null}</p>
    <ul class="plain hits">${answer.rules.map((one) => html`<li key=${one.id}><a class="rule" href=${link("rulebook", { rule: one.id })}>${one.id}</a>
      ${one.cite ? html` <${Cite} text=${one.cite} />` : html` <span class="tag" lang="en">${one.kind}</span>`}
      ${one.title ? html`<p><${Spoken} text=${one.title} /></p>` : null}</li>`)}</ul>`;
}

const PARTS = [
  ["coverage", () => t("Coverage", "覆盖范围"), Coverage],
  ["timeline", () => t("Timeline", "时间线"), TimelineTable],
  ["house", () => t("The firm’s rules", "企业规则"), HouseLaw],
];

function Parts() {
  const part = route.value.values.part ?? "coverage";
  const [, , View] = PARTS.find(([name]) => name === part) ?? PARTS[0];
  return html`<nav class="parts" aria-label=${t("Parts of the rulebook", "规则集各部分")}>
    ${PARTS.map(([name, title]) => html`<a href=${link("rulebook", { part: name })} aria-current=${name === part ? "true" : undefined}>
    ${title()}</a>`)}</nav><${View} />`;
}

export function Rulebook() {
  const { q, rule } = route.value.values;
  useEffect(() => {
    if (q) finding.ask(() => get("v1/law/search", { q, lang: language.value }));
  }, [q, language.value]);
  return html`
    <div class="title"><h1>${t("Rulebook", "规则集")}</h1><p>
      ${t("The law as dated, cited rules; and what it leaves out.", "以带日期与引文的规则呈现法律，并说明未涵盖的内容。")}</p></div>
    <form class="controls search" role="search" onSubmit=${search}><label><span class="unseen">${t("Search rules", "搜索规则")}</span>
      <input type="search" name="q" value=${q ?? ""} placeholder=${t("a word, a citation, a rule", "字词、引文或规则名")} /></label>
      <button type="submit" class="main">${t("Search", "搜索")}</button></form>
    ${rule ? html`<${Rule} key=${rule} name=${rule} />` : q ? html`<${Answer} state=${finding.state}>
      ${(answer) => html`<${Hits} answer=${answer} />`}<//>` : html`<${Parts} />`}`;
}

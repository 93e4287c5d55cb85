// Screening: who on a list a name may be, with the evidence for each word.
import { signal } from "@preact/signals";
import { post } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { Spoken } from "../spoken.js";
import { word } from "../word.js";

const screening = asking();
const names = signal("寒武纪科技\nGUANGZHOU HAIGE COMM GRP\nExample Compute K.K.");

const ask = () => {
  const list = names.value.split(/\r?\n/).map((name) => name.trim()).filter(Boolean);
  if (list.length) screening.ask(() => post("v1/screen", { names: list }));
};

const Evidence = ({ list }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Evidence", "证据")}><table class="evidence"><thead>
  <tr><th scope="col">${t("Asked", "所查")}</th><th scope="col">${t("Listed", "名单")}</th><th scope="col">${t("Kind", "词类")}</th><th scope="col">
  ${t("Relation", "关系")}</th><th scope="col" class="number">${t("Points", "得分")}</th></tr></thead>
  <tbody>${list.map((one) => html`<tr class=${one.relation === "unmatched" ? "unmatched" : ""}><td><${Spoken} text=${one.query ?? "–"} /></td><td>
    <${Spoken} text=${one.listed ?? "–"} /></td><td>${word(one.kind)}</td><td>${word(one.relation)}</td><td class="number">
    ${one.points ? `+${one.points}` : "0"}</td></tr>`)}</tbody></table></div>`;

const Score = ({ of, alert }) => html`<span class=${alert ? "score alert" : "score"}>
  <svg viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="1000" height="6" />
  <rect width=${of} height="6" /></svg><b>${of}</b></span>`;

const Hit = ({ hit, first }) => html`<details class="hit" open=${first}><summary><${Score} of=${hit.score} alert=${hit.alert} />
  <span class="hit-name"><${Spoken} text=${hit.name} /></span>
  <span class="tag">${hit.list} ${hit.entry}</span>${hit.name_role ? html`<span class="hint">
    ${word(hit.name_role)}</span>` : null}${hit.countries?.length ? html`<span class="hint">${hit.countries.join(", ")}</span>` : null}</summary>
  <${Evidence} list=${hit.evidence ?? []} />${hit.source ? html`<p class="hint" lang="en">${hit.source}</p>` : null}</details>`;

const Name = ({ one }) => html`<section class="screened"><h2><${Spoken} text=${one.query} /> <span class=${one.alert ? "tag alert" : "tag"}>
  ${one.alert ? t("look at this", "需核查") : t("nobody on these lists", "名单中未发现")}</span></h2>
  ${(one.hits ?? []).map((hit, at) => html`<${Hit} key=${`${hit.list} ${hit.entry} ${hit.name}`} hit=${hit} first=${at === 0} />`)}</section>`;

const listText = (list) => [list.name, `${list.entries} ${t("parties", "个主体")}`, list.published].filter(Boolean).join(" · ");

const Result = ({ answer }) => html`
  ${answer.warnings.map((one) => html`<p class="remark"><code>${one.code}</code> <${Spoken} text=${one.message} /></p>`)}
  <p class="hint">${t("Compared with: ", "比对名单：")}${answer.lists.map(listText).join("; ")}</p>
  ${answer.names.map((one) => html`<${Name} key=${one.query} one=${one} />`)}`;

export function Screening() {
  const submit = (event) => {
    event.preventDefault();
    names.value = new FormData(event.currentTarget).get("names");
    ask();
  };
  return html`
    <div class="title"><h1>${t("Screening", "名单筛查")}</h1><p>
      ${t("Who on the lists may this be? A hit is for a person to look at, and no hit clears nobody.", "该名称可能是名单上的谁？命中须由人工核查；未命中也不代表排除风险。")}</p></div>
    <form class="screen-form" onSubmit=${submit}><label for="names">${t("Names, one a line", "名称，每行一个")}</label>
      <textarea id="names" name="names" rows="4" spellcheck=${false} key=${language.value}>${names.value}</textarea><div class="buttons">
        <button type="submit" class="main">${t("Screen these names", "筛查")}</button></div></form>
    <${Answer} state=${screening.state} retry=${ask}>${(answer) => html`<${Result} answer=${answer} />`}<//>`;
}

// Putting the chosen lines on hold, asking for their release and approving it.
import { useState } from "preact/hooks";
import { choose, chosen, holdsState, isChoosing, outcome, perform, readHolds, stopChoosing } from "../holding.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer, Trouble } from "../notice.js";
import { may } from "../person.js";

const DONE = {
  holds: (count) => t(`${count} lines are on hold`, `已暂停 ${count} 行`),
  "holds/release": (count) => t(`the release of ${count} lines was asked for; another person approves it`, `已申请放行 ${count} 行；须由另一人批准`),
  "holds/approve": (count) => t(`${count} lines were released`, `已放行 ${count} 行`),
};

function Outcome() {
  const { what, done, failed, problem } = outcome.value;
  if (problem) return html`<${Trouble} problem=${problem} />`;
  return html`<div class="outcome" role="status"><p>${DONE[what](done)}${failed.length ? html`; <b data-number="failed">${failed.length}</b> ${t("were not, and stay chosen:", "行未成功，仍为选中：")}` : null}</p>
    ${failed.length ? html`<ul class="plain failures">${failed.map((line) => html`<li key=${line.order}><b>${line.order}</b> <code>${line.problem.code}</code> ${line.problem.detail}
      ${line.problem.fix ? html` <span class="hint">${line.problem.fix}</span>` : null}</li>`)}</ul>` : null}</div>`;
}

function Actions() {
  const [words, setWords] = useState("");
  const [isBusy, setBusy] = useState(false);
  const act = async (what, sent) => {
    setBusy(true);
    await perform(what, sent);
    setBusy(false);
  };
  const isReady = chosen.value.size > 0 && !isBusy;
  const hasReason = isReady && words.trim() !== "";
  const button = (what, title, sent, ready) => html`<button type="button" data-act=${what} disabled=${!ready} onClick=${() => act(what, sent)}>${title}</button>`;
  return html`<label>${t("Reason or remark", "理由或备注")} <input name="words" value=${words} onInput=${(event) => setWords(event.currentTarget.value)} /></label>
    <div class="buttons"><span class="hint" data-number="chosen">${chosen.value.size}</span><span class="hint">${t("chosen", "行已选")}</span>
      ${may("analyst", "approver") ? button("holds", t("Hold", "暂停"), { reason: words }, hasReason) : null}
      ${may("analyst", "approver") ? button("holds/release", t("Ask for release", "申请放行"), { reason: words }, hasReason) : null}
      ${may("approver") ? button("holds/approve", t("Approve release", "批准放行"), { remark: words }, isReady) : null}
      <button type="button" class="quiet" onClick=${stopChoosing}>${t("Done", "完成")}</button></div>`;
}

// The check box of one line or of many; half of them chosen is shown as neither.
export function Choice({ orders, label }) {
  const count = orders.filter((order) => chosen.value.has(order)).length;
  const isSome = count > 0 && count < orders.length;
  return html`<input type="checkbox" aria-label=${label} checked=${count === orders.length} ref=${(box) => box && (box.indeterminate = isSome)}
    onChange=${(event) => choose(orders, event.currentTarget.checked)} />`;
}

export function HoldLines() {
  const begin = () => {
    isChoosing.value = true;
    readHolds();
  };
  if (!isChoosing.value) return html`<p><button type="button" class="begin-holding" onClick=${begin}>${t("Hold or release lines…", "暂停或放行订单行…")}</button></p>`;
  return html`<section class="holding" aria-label=${t("Hold or release lines", "暂停或放行订单行")}>
    <${Answer} state=${holdsState} retry=${readHolds}>${() => html`<${Actions} />`}<//>
    ${outcome.value ? html`<${Outcome} />` : null}</section>`;
}

// One fact settles many lines: each question with the lines that wait for it, and those that its answer alone would settle.
import { signal } from "@preact/signals";
import { html } from "../html.js";
import { t } from "../language.js";
import { Spoken } from "../spoken.js";

const FIRST = 4;
const all = signal(false);

export const keyOf = (one) => `${one.fact}\n${one.question}`;

// A line with a single open question is settled by its answer; a line with more waits for the others too.
export function rank(questions, lines) {
  const settled = new Map();
  for (const { determination } of lines) {
    if (determination?.verdict !== "hold" || determination.unknown?.length !== 1) continue;
    const key = keyOf(determination.unknown[0]);
    settled.set(key, (settled.get(key) ?? 0) + 1);
  }
  return (questions ?? [])
    .map((one) => ({ ...one, key: keyOf(one), waits: new Set(one.orders).size, settles: settled.get(keyOf(one)) ?? 0 }))
    .sort((a, b) => b.settles - a.settles || b.waits - a.waits);
}

const lines = (count) => t(count === 1 ? "line" : "lines", "行");

function Question({ one, largest, picked, onPick }) {
  return html`<li><button type="button" class="question" aria-pressed=${String(picked)} onClick=${() => onPick(one.key)}>
    <svg class="settles" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="waits" width=${(one.waits / largest) * 100} height="4" /><rect width=${(one.settles / largest) * 100} height="4" /></svg>
    <span class="settled">${one.settles ? html`${t("settles", "可判定")} <b>${one.settles}</b> ${lines(one.settles)}` : html`<span class="hint">
      ${t("part of the answer", "部分答案")}</span>`}</span>
    <span class="settled hint">${t("asked of", "涉及")} ${one.waits} ${lines(one.waits)}</span>
    <span class="asked"><${Spoken} text=${one.question} /></span><code>${one.fact}</code></button></li>`;
}

export function OpenQuestions({ questions, lines: answered, picked, onPick }) {
  const ranked = rank(questions, answered);
  if (!ranked.length) return null;
  const seen = all.value ? ranked : ranked.slice(0, FIRST);
  const largest = Math.max(...ranked.map((one) => one.waits));
  const [first] = ranked;
  return html`<section class="questions" aria-label=${t("Missing facts", "缺少的事实")}>
    <h2>${t("Missing facts", "缺少的事实")} ${first.settles ? html`<span class="hint">
      ${t(`one fact settles ${first.settles} ${first.settles === 1 ? "line" : "lines"}`, `一项事实可判定 ${first.settles} 行`)}</span>` : null}</h2>
    <ul class="plain">${seen.map((one) => html`<${Question} key=${one.key} one=${one} largest=${largest} picked=${one.key === picked} onPick=${onPick} />`)}</ul>
    ${ranked.length > FIRST ? html`<button type="button" class="quiet" aria-expanded=${String(all.value)} onClick=${() => (all.value = !all.value)}>
      ${all.value ? t("Fewer", "收起") : t(`All ${ranked.length} questions`, `全部 ${ranked.length} 个问题`)}</button>` : null}
  </section>`;
}

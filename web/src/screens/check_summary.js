// How many lines have which verdict: a bar, and the same numbers as buttons that filter.
import { grouped } from "../decimal.js";
import { html } from "../html.js";
import { Shape } from "../icon.js";
import { t } from "../language.js";
import { VERDICTS, word } from "../word.js";

const countOf = (summary, verdict) => summary.by_verdict?.[verdict] ?? 0;

function Bar({ summary }) {
  let at = 0;
  const total = VERDICTS.reduce((sum, verdict) => sum + countOf(summary, verdict), 0) || 1;
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${VERDICTS.map((verdict) => {
    const width = (countOf(summary, verdict) / total) * 1000;
    const left = at;
    at += width;
    return width ? html`<rect class=${verdict} x=${left} y="0" width=${Math.max(width - 2, 1)} height="10" />` : null;
  })}</svg>`;
}

export function CheckSummary({ summary, verdict, onPick }) {
  return html`<section class="summary" aria-label=${t("Verdicts", "结论汇总")}>
    <${Bar} summary=${summary} />
    <div class="counts" role="group" aria-label=${t("Show lines by verdict", "按结论筛选")}>
      <span class="count total"><b data-number="lines">${grouped(summary.lines)}</b>${t("lines", "行")}</span>
      ${VERDICTS.map((one) => html`<button type="button" class=${"count " + one} aria-pressed=${String(verdict === one)} onClick=${() => onPick(one)} key=${one}>
        <b data-number=${one}>${grouped(countOf(summary, one))}</b><span class=${"verdict " + one}><${Shape} verdict=${one} />
          ${word(one)}</span></button>`)}
    </div>
  </section>`;
}

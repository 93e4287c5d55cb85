// Order check: bring orders, see a verdict for each line, and what one fact would settle.
import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { book, bringDemo, check, checking, lines, trouble } from "../desk.js";
import { columnsOf } from "../determination.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { BringOrders } from "./bring_orders.js";
import { CheckSummary } from "./check_summary.js";
import { LineDetail } from "./line_detail.js";
import { LineGrid } from "./line_grid.js";
import { Problems } from "./problems.js";
import { keyOf, OpenQuestions } from "./open_questions.js";

const NO_FILTER = { verdict: null, question: null };
const shown = signal(NO_FILTER);
const opened = signal(null);

const answered = computed(() =>
  lines.value.map((line) => ({ ...line, answer: line.determination ? columnsOf(line.determination) : null })),
);
const chosen = computed(() =>
  answered.value.filter((line) => {
    const { verdict, question } = shown.value;
    if (verdict && line.answer?.verdict !== verdict) return false;
    return !question || line.determination?.unknown?.some((one) => keyOf(one) === question);
  }),
);

function Filters() {
  const { verdict, question } = shown.value;
  if (!verdict && !question) return null;
  return html`<p class="filters">${t("Shown: ", "当前显示：")}${chosen.value.length} ${t("of", "/")} ${answered.value.length}
    ${question ? html` · ${t("waiting for", "等待事实")} <code>${question.split("\n")[0]}</code>` : null}
    <button type="button" class="quiet" onClick=${() => (shown.value = NO_FILTER)}>${t("Show all lines", "显示全部")}</button></p>`;
}

const pick = (change) => (shown.value = { ...shown.value, ...change });

function Result({ answer }) {
  const line = answered.value.find((one) => one.key === opened.value);
  return html`
    <${CheckSummary} summary=${answer.summary} verdict=${shown.value.verdict} onPick=${(verdict) => pick({ verdict: shown.value.verdict === verdict ? null : verdict })} />
    <${Problems} problems=${answer.problems} />
    <${OpenQuestions} questions=${answer.questions} lines=${answered.value} picked=${shown.value.question} onPick=${(question) => pick({ question: shown.value.question === question ? null : question })} />
    <${Filters} />
    <div class=${line ? "beside open" : "beside"}>
      <${LineGrid} columns=${book.value.columns} lines=${chosen.value} all=${answered.value} opened=${opened.value} onOpen=${(key) => (opened.value = key)} />
      ${line ? html`<${LineDetail} key=${line.key} line=${line} onClose=${() => (opened.value = null)} />` : null}
    </div>`;
}

export function OrderCheck() {
  useEffect(() => {
    if (!book.value && !trouble.value) bringDemo();
  }, []);
  // The service answers in the language of the page.
  useEffect(() => {
    if (book.value) check();
  }, [language.value]);
  useEffect(() => {
    opened.value = null;
    shown.value = NO_FILTER;
  }, [book.value]);
  return html`
    <div class="title"><h1>${t("Order check", "订单核查")}</h1>
      <p>${t("May these lines go, under which authority, and what is missing?", "这些订单行能否放行？依据是什么？还缺哪些事实？")}</p></div>
    <${BringOrders} />
    <${Answer} state=${checking.state} retry=${check} waiting=${t("Deciding the lines…", "正在判定…")}>
      ${(answer) => html`<${Result} answer=${answer} />`}<//>`;
}

// The lines as a grid: the answer's five columns, then the reader's own columns in their order; and the same as CSV.
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { postForFile } from "../api.js";
import { bodyOf } from "../book.js";
import { book, options } from "../desk.js";
import { Grid } from "../grid.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Trouble } from "../notice.js";
import { exportSheet } from "../sheet.js";
import { save } from "../save.js";
import { Verdict } from "../verdict.js";
import { VERDICTS, word } from "../word.js";

const grouping = signal("none");

const GROUPS = {
  none: { name: () => t("file order", "文件顺序") },
  reason: { name: () => t("reason", "理由"), of: (line) => line.answer?.reason || t("not read", "未能读取") },
  verdict: { name: () => t("verdict", "结论"), of: (line) => (line.answer ? word(line.answer.verdict) : t("not read", "未能读取")) },
  missing: { name: () => t("missing facts", "缺少的事实"), of: (line) => line.answer?.missing || t("nothing is missing", "无缺少事实") },
};

// Groups in the order worst verdict first, then the larger ones; inside a group, the file's order.
function grouped(lines, by) {
  if (!GROUPS[by].of) return lines;
  const groups = new Map();
  for (const line of lines) {
    const name = GROUPS[by].of(line);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(line);
  }
  const worst = (members) => Math.max(...members.map((line) => VERDICTS.indexOf(line.answer?.verdict)));
  return [...groups]
    .sort(([, a], [, b]) => worst(b) - worst(a) || b.length - a.length)
    .flatMap(([name, members]) => [{ key: "group " + name, group: `${name} — ${members.length}` }, ...members]);
}

const width = (heading, samples) => Math.max(64, Math.min(240, 22 + 7.6 * Math.max(heading.length, ...samples.map((cell) => (cell ?? "").length))));

function gridColumns(columns, lines) {
  const sample = lines.slice(0, 60);
  const own = columns.map((name, at) => ({
    name: name || t(`column ${at + 1}`, `第 ${at + 1} 列`),
    width: Math.round(width(name, sample.map((line) => line.cells?.[at]))),
    cell: (line) => line.cells[at] ?? "",
    title: (line) => line.cells[at],
  }));
  const answer = (key) => (line) => line.answer?.[key] ?? "";
  return [
    { name: "#", width: 52, kind: "number", cell: (line) => line.at + 1 },
    { name: t("Verdict", "结论"), width: 128, cell: (line) => (line.answer ? html`<${Verdict} of=${line.answer.verdict} />` : html`<span class="hint">
      ${t("not read", "未能读取")}</span>`) },
    own.length ? own[0] : null,
    { name: t("Reason", "理由"), width: 330, cell: answer("reason"), title: answer("reason") },
    { name: t("Missing fact", "缺少的事实"), width: 190, kind: "code", cell: answer("missing"), title: answer("missing") },
    { name: t("Authority", "管辖"), width: 130, kind: "code", cell: answer("authority"), title: answer("authority") },
    { name: t("Citation", "引文"), width: 260, kind: "cite", cell: answer("citation"), title: answer("citation") },
    ...own.slice(1),
  ].filter(Boolean);
}

// The reader's columns first, untouched, then ours: what they sort by stays where it was.
function exported(columns, lines) {
  const heading = [...columns, "verdict", "between", "reason", "authority", "missing_fact", "citation", "as_of", "rulebook"];
  const answer = ({ determination, answer: short }) =>
    determination
      ? [short.verdict, (determination.between ?? []).join(".."), short.reason, short.authority, short.missing, short.citation, determination.as_of, determination.rulebook?.digest ?? ""]
      : Array(8).fill("");
  return [heading, ...lines.map((line) => [...columns.map((_, at) => line.cells[at] ?? ""), ...answer(line)])];
}

// The reader's own workbook, with the answers beside his columns.
function WorkbookButton() {
  const [problem, setProblem] = useState(null);
  const ask = async () => {
    const { value, problem: refused } = await postForFile("v1/workbook/answers", bodyOf(book.value), "xlsx", options());
    setProblem(refused ?? null);
    if (value) save(book.value.name.replace(/\.xls[xm]$/i, "") + "-answers.xlsx", value);
  };
  return html`<button type="button" onClick=${ask}>${t("Export workbook", "导出工作簿")}</button>${problem ? html`<${Trouble} problem=${problem} />` : null}`;
}

export function LineGrid({ columns, lines, all, opened, onOpen }) {
  const rows = grouped(lines, grouping.value);
  const open = (row) => row && !row.group && onOpen(row.key);
  return html`<section class="lines" aria-label=${t("Lines", "订单行")}>
    <div class="tools">
      <label>${t("Group by", "分组")} <select value=${grouping.value} onChange=${(event) => (grouping.value = event.currentTarget.value)}>
        ${Object.entries(GROUPS).map(([name, one]) => html`<option value=${name}>${one.name()}</option>`)}</select></label>
      <button type="button" onClick=${() => save("lockgate-answers.csv", exportSheet(exported(columns, all)), "text/csv")}>
        ${t("Export CSV", "导出 CSV")}</button>
      ${book.value.format === "xlsx" ? html`<${WorkbookButton} />` : null}
      <span class="hint">${t("Arrow keys move, Enter opens a line", "方向键移动，回车打开")}</span>
    </div>
    <${Grid} label=${t("Lines and their verdicts", "订单行及结论")} columns=${gridColumns(columns, all)} rows=${rows} chosen=${opened ?? undefined} onOpen=${open} />
  </section>`;
}

// Where orders come in: a file dropped or chosen, cells pasted from Excel, or the demo book; and under which law.
import { signal } from "@preact/signals";
import { asOf, book, bring, bringDemo, bringFile, check, posture, trouble } from "../desk.js";
import { DateField } from "../date_field.js";
import { grouped } from "../decimal.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Trouble } from "../notice.js";

const pasting = signal(false);
const over = signal(false);

const troubles = {
  empty: () => t("Nothing was pasted, or the file is empty.", "没有内容，或文件为空。"),
  only_heading: () => t("There is a heading, but no line below it.", "只有表头，没有数据行。"),
  no_json: () => t("This looks like JSON, but it is not a list of orders.", "内容看似 JSON，但不是订单列表。"),
  other_format: () => t("This page reads .xlsx, CSV, JSON and JSON Lines. In Excel: save as .xlsx, or copy the cells and paste them here.", "本页读取 .xlsx、CSV、JSON 与 JSON Lines。在 Excel 中可另存为 .xlsx，或复制单元格后粘贴到此处。"),
  no_demo: () => t("The demo book could not be loaded.", "无法载入示例订单簿。"),
};

function Paste() {
  if (!pasting.value) return null;
  const submit = (event) => {
    event.preventDefault();
    bring(new FormData(event.currentTarget).get("cells"), t("pasted cells", "粘贴的单元格"));
    if (!trouble.value) pasting.value = false;
  };
  return html`<form class="paste" onSubmit=${submit}>
    <label for="cells">${t("Cells from Excel with their heading row, CSV, or JSON Lines", "带表头的 Excel 单元格、CSV 或 JSON Lines")}</label>
    <textarea id="cells" name="cells" rows="6" spellcheck=${false} autocomplete="off"></textarea>
    <div class="buttons"><button type="submit" class="main">${t("Check these lines", "核查这些订单")}</button>
      <button type="button" onClick=${() => (pasting.value = false)}>${t("Cancel", "取消")}</button></div>
  </form>`;
}

function Law() {
  const ask = (target, value) => {
    target.value = value;
    check();
  };
  return html`<div class="law">
    <${DateField} label=${t("Law of", "适用日期")} value=${asOf.value} isOptional=${true} described="own-date" onDate=${(date) => ask(asOf, date)} />
    <span id="own-date" class="hint">${asOf.value ? t("for every line", "适用于全部订单行") : t("each line's own date", "各行自身日期")}</span>
    <label>${t("Reading", "口径")} <select value=${posture.value} onChange=${(event) => ask(posture, event.currentTarget.value)}>
      <option value="enforced">${t("as enforced", "实际执行")}</option><option value="codified">${t("as codified", "法典文本")}</option></select></label>
  </div>`;
}

export function BringOrders() {
  const choose = (event) => {
    const [file] = event.currentTarget.files;
    if (file) bringFile(file);
    event.currentTarget.value = "";
  };
  const drop = (event) => {
    event.preventDefault();
    over.value = false;
    const [file] = event.dataTransfer.files;
    if (file) bringFile(file);
  };
  const drag = (is) => (event) => {
    event.preventDefault();
    over.value = is;
  };
  // A paste anywhere in this area counts, except into the text field, which has its own button.
  const paste = (event) => {
    if (event.target.tagName === "TEXTAREA" || event.target.tagName === "INPUT") return;
    const text = event.clipboardData.getData("text/plain");
    if (text.includes("\n")) bring(text, t("pasted cells", "粘贴的单元格"));
  };
  return html`<section class=${over.value ? "bring over" : "bring"} aria-label=${t("Orders", "订单")} onDrop=${drop} onDragOver=${drag(true)} onDragLeave=${drag(false)} onPaste=${paste}>
    <div class="bring-row">
      <p class="source">${book.value
        ? html`<strong>${book.value.name}</strong> <span class="hint">
          ${grouped(book.value.rows.length)} ${t("lines", "行")} · ${book.value.columns.length} ${t("columns", "列")}</span>`
        : t("No orders yet", "尚无订单")}</p>
      <div class="buttons">
        <label class="button">${t("Open a file", "打开文件")}
          <input class="unseen" type="file" accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx" onChange=${choose} /></label>
        <button type="button" aria-expanded=${String(pasting.value)} onClick=${() => (pasting.value = !pasting.value)}>
          ${t("Paste cells", "粘贴单元格")}</button>
        <button type="button" class="quiet" onClick=${bringDemo}>${t("Demo book", "示例订单簿")}</button>
      </div>
      <${Law} />
    </div>
    <p class="hint">${t("Drop an .xlsx, CSV, JSON or JSON Lines file here, or paste cells from Excel. Nothing leaves this service.", "可将 .xlsx、CSV、JSON 或 JSON Lines 文件拖到此处，或粘贴 Excel 单元格。数据不会离开本服务。")}</p>
    <${Paste} />
    ${trouble.value?.code ? html`<${Trouble} problem=${trouble.value} />` : trouble.value ? html`<p class="trouble" role="alert">${troubles[trouble.value]()}</p>` : null}
  </section>`;
}

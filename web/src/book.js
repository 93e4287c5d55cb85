// Book: the order lines a reader brought. It keeps their columns and order for the grid, and their text for the engine.
import { parseSheet, printSheet } from "./sheet.js";

const ID_COLUMNS = ["id", "order", "order id", "order no", "order number", "line id", "reference", "编号", "订单号", "订单编号", "合同号"];
const nameOf = (heading) => heading.trim().toLowerCase().replaceAll("_", " ");

// `trouble`: a word for why a file is no book, to be said by the page.
export function bookOfText(text, name) {
  const start = text.replace(/^\ufeff/, "").trimStart();
  if (start === "") return { trouble: "empty" };
  if (start[0] === "{" || start[0] === "[") return bookOfJson(start, name);
  return bookOfSheet(text, name);
}

function bookOfSheet(text, name) {
  const [columns, ...rows] = parseSheet(text);
  if (!rows.length) return { trouble: "only_heading" };
  const wide = Math.max(columns.length, ...rows.slice(0, 1000).map((row) => row.length));
  const named = columns.concat(Array.from({ length: wide - columns.length }, () => ""));
  const column = named.findIndex((heading) => ID_COLUMNS.includes(nameOf(heading)));
  const heading = printSheet([columns]);
  const texts = rows.map((row) => printSheet([row]));
  const ids = idsOf(rows.map((row) => row[column]), heading, texts);
  return { name, columns: named, rows, ids, heading, texts, format: "csv" };
}

function bookOfJson(text, name) {
  const texts = text[0] === "[" ? elementsOf(text) : linesOf(text);
  if (!texts?.length) return { trouble: "no_json" };
  const orders = texts.map(orderOf);
  if (!orders.some(Boolean)) return { trouble: "no_json" };
  const flat = orders.map((order) => (order ? flatten(order) : {}));
  const columns = [...new Set(flat.slice(0, 500).flatMap((cells) => Object.keys(cells)))];
  const rows = flat.map((cells) => columns.map((column) => cells[column] ?? ""));
  return { name, columns, rows, ids: idsOf(orders.map((order) => order?.id), "", texts), heading: "", texts, format: "ndjson" };
}

// A line without an id goes by its place, as the engine names it.
function idsOf(given, heading, texts) {
  const breaks = (text) => text.split("\n").length - 1;
  let line = 1 + breaks(heading);
  return texts.map((text, at) => {
    const id = String(given[at] ?? "").trim() || `line ${line}`;
    line += Math.max(1, breaks(text));
    return id;
  });
}

function orderOf(text) {
  try {
    const order = JSON.parse(text);
    return order && typeof order === "object" && !Array.isArray(order) ? order : null;
  } catch {
    return null;
  }
}

// One object printed over many lines is one order; otherwise every line is one.
function linesOf(text) {
  if (orderOf(text)) return [text.trim().replace(/[\r\n]+/g, " ")];
  return text.split(/\r?\n/).filter((line) => line.trim());
}

// The elements of a JSON array as they were typed: read and written anew, a long decimal would lose digits. null: it does not end.
function elementsOf(text) {
  const found = [];
  let depth = 0;
  let quoted = false;
  let start = 1;
  const take = (end) => {
    const element = text.slice(start, end).trim().replace(/[\r\n]+/g, " ");
    if (element) found.push(element);
    start = end + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === "\\") at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === "{" || letter === "[") depth++;
    else if (letter === "}" || letter === "]") {
      if (--depth === 0) {
        take(at);
        return found;
      }
    } else if (letter === "," && depth === 1) take(at);
  }
  return null;
}

function flatten(order) {
  const cells = {};
  for (const [key, value] of Object.entries(order)) {
    if (key === "parties" && Array.isArray(value)) for (const party of value) cells[party?.role ?? "party"] = String(party?.name ?? "");
    else if (key === "item" && value && typeof value === "object") cells.item = value.id ?? value.name ?? JSON.stringify(value);
    else if (value && typeof value === "object" && "amount" in value) cells[key] = `${value.amount} ${value.currency ?? ""}`.trim();
    else cells[key] = value && typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return cells;
}

// A workbook as the service reads it: what is asked of all lines is asked with the file itself, of one with its cells.
export function bookOfWorkbook({ columns, rows }, name, bytes) {
  if (!rows.length) return { trouble: "only_heading" };
  const wide = Math.max(columns.length, ...rows.slice(0, 1000).map((row) => row.cells.length));
  const named = columns.concat(Array.from({ length: wide - columns.length }, () => ""));
  const column = named.findIndex((heading) => ID_COLUMNS.includes(nameOf(heading)));
  const cells = rows.map((row) => named.map((_, at) => row.cells[at] ?? ""));
  const ids = rows.map((row) => (row.cells[column] ?? "").trim() || `line ${row.line}`);
  return { name, columns: named, rows: cells, ids, heading: printSheet([columns]), texts: cells.map((row) => printSheet([row.slice(0, columns.length)])), format: "xlsx", bytes };
}

export const bodyOf = (book) => (book.format === "xlsx" ? book.bytes : book.format === "csv" ? book.heading + book.texts.join("") : book.texts.join("\n") + "\n");

// Which determination belongs to which row. A second line of the same id has none: the engine refuses it.
export function match(book, determinations) {
  const waiting = new Map(determinations.map((one) => [one.order, one]));
  return book.ids.map((id) => {
    const found = waiting.get(id) ?? null;
    waiting.delete(id);
    return found;
  });
}

// Bytes of a file as text: what Excel saves may be UTF-8, UTF-16 or, in China, GB 18030.
export function decode(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

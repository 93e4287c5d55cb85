// The orders on the desk and their answers: shared by the screens, so that a reader brings them once.
import { computed, signal } from "@preact/signals";
import { postText } from "./api.js";
import { asking } from "./asking.js";
import { bodyOf, bookOfText, bookOfWorkbook, decode, match } from "./book.js";
import { language } from "./language.js";

export const book = signal(null);
export const trouble = signal(null); // a word for why a file is no book, or what the service says of it
export const asOf = signal("");
export const posture = signal("enforced");
export const checking = asking();

export const options = () => ({ as_of: asOf.value || undefined, posture: posture.value, lang: language.value });

export function check() {
  if (!book.value) return;
  return checking.ask(() => postText("v1/check", bodyOf(book.value), book.value.format, options()));
}

export const bring = (text, name) => take(bookOfText(text, name));

function take(read) {
  trouble.value = read.trouble ?? null;
  if (read.trouble) return;
  checking.forget();
  book.value = read;
  check();
}

const OTHER_FORMATS = /\.(xls|ods|parquet|arrow|pdf|docx?|zip)$/i;
const WORKBOOK = /\.xls[xm]$/i;

// The service reads workbooks; there is no reader of them in the page.
async function bringWorkbook(file) {
  const bytes = await file.arrayBuffer();
  const { value, problem } = await postText("v1/workbook/cells", bytes, "xlsx");
  if (problem) trouble.value = problem;
  else take(bookOfWorkbook(value, file.name, bytes));
}

export async function bringFile(file) {
  if (OTHER_FORMATS.test(file.name)) trouble.value = "other_format";
  else if (WORKBOOK.test(file.name)) await bringWorkbook(file);
  else bring(decode(await file.arrayBuffer()), file.name);
}

export async function bringDemo() {
  const response = await fetch("demo-book.txt").catch(() => null);
  if (response?.ok) bring(await response.text(), "demo-book.csv");
  else trouble.value = "no_demo";
}

// One entry a row: its cells, its determination if it has one.
export const lines = computed(() => {
  const answer = checking.state.value.value;
  if (!book.value || !answer) return [];
  const determinations = match(book.value, answer.determinations);
  return book.value.rows.map((cells, at) => ({ key: at, at, id: book.value.ids[at], cells, determination: determinations[at] }));
});

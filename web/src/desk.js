// The orders on the desk and their answers: shared by the screens, so that a reader brings them once.
import { computed, signal } from "@preact/signals";
import { postText } from "./api.js";
import { asking } from "./asking.js";
import { bodyOf, bookOfText, decode, match } from "./book.js";
import { language } from "./language.js";

export const book = signal(null);
export const trouble = signal(null); // a word for why a file is no book
export const asOf = signal("");
export const posture = signal("enforced");
export const checking = asking();

export const options = () => ({ as_of: asOf.value || undefined, posture: posture.value, lang: language.value });

export function check() {
  if (!book.value) return;
  return checking.ask(() => postText("v1/check", bodyOf(book.value), book.value.format, options()));
}

export function bring(text, name) {
  const read = bookOfText(text, name);
  trouble.value = read.trouble ?? null;
  if (read.trouble) return;
  checking.forget();
  book.value = read;
  check();
}

const OTHER_FORMATS = /\.(xlsx?|ods|parquet|arrow|pdf|docx?|zip)$/i;

export async function bringFile(file) {
  if (OTHER_FORMATS.test(file.name)) trouble.value = "other_format";
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

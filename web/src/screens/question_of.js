// A question about one line: the line as it was brought, untouched, and the options of the check.
import { book, options } from "../desk.js";

export function questionOf(line) {
  const text = book.value.texts[line.at];
  if (book.value.format === "csv") return { body: book.value.heading + text, format: "csv", query: options() };
  const settings = JSON.stringify(options()).slice(1, -1);
  return { body: `{"order":${text},${settings}}`, format: "json", query: {} };
}

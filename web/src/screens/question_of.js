// A question about one line: the line as it was brought, untouched, and the options of the check.
import { book, options } from "../desk.js";

export function questionOf(line, lang = options().lang) {
  const settings = { ...options(), lang };
  const text = book.value.texts[line.at];
  if (book.value.format !== "ndjson") return { body: book.value.heading + text, format: "csv", query: settings };
  return { body: `{"order":${text},${JSON.stringify(settings).slice(1, -1)}}`, format: "json", query: {} };
}

// Sheets as text: what Excel puts on the clipboard (tabs) and CSV, with quotes and line ends inside cells; and CSV out.
import { isDecimal } from "./decimal.js";

// The separator of the first line, outside quotes: tab, comma or semicolon, whichever is most frequent.
export function separatorOf(text) {
  const counts = { "\t": 0, ",": 0, ";": 0 };
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "\n" || letter === "\r")) break;
    else if (!quoted && letter in counts) counts[letter]++;
  }
  return Object.entries(counts).sort((a, b) => b[1] - a[1])[0][1] ? Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0] : ",";
}

// Rows of cells; empty lines are left out.
export function parseSheet(text, separator = separatorOf(text)) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || row[0].trim() !== "") rows.push(row);
    row = [];
    cell = "";
  };
  for (; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[at + 1] === "\n") at++;
      endRow();
    } else cell += letter;
  }
  if (cell !== "" || row.length) endRow();
  return rows;
}

const quote = (cell) => (/[",\n\r]/.test(cell) || /^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const printSheet = (rows) => rows.map((row) => row.map((cell) => quote(String(cell ?? ""))).join(",") + "\r\n").join("");

// A spreadsheet takes a cell that begins so for a formula, and a formula can send the sheet away. A number is none.
export const guarded = (cell) => (/^[=+\-@\t\r＝＋－＠]/.test(cell) && !isDecimal(cell) ? "'" + cell : cell);

// For a spreadsheet: the mark at the front makes Excel read UTF-8.
export const exportSheet = (rows) => "\ufeff" + printSheet(rows.map((row) => row.map((cell) => guarded(String(cell ?? "")))));

// T12-K in cel-es (@bufbuild/cel): one plan, evaluated row by row.
//
//     node cel_es.mjs FOLDER ROWS
//
// A missing fact is left out of the bindings; `&&` and `||` absorb the error that its use gives, which is Kleene logic, and an
// error that comes out at the top is 255. The expression is the one of cel-go, read from go/cel/t12.cel.
import { celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fiveRuns, readRows } from "./book.mjs";

const [folder, count] = process.argv.slice(2);
const expression = readFileSync(fileURLToPath(new URL("../go/cel/t12.cel", import.meta.url)), "utf8");
const evaluate = plan(celEnv(), parse(expression));
const rows = readRows(folder, Number(count)).map(bindings);
const outcomes = new Uint8Array(rows.length);

fiveRuns("cel-es", "@bufbuild/cel", "native", "one plan, plain objects as bindings", outcomes, () => {
  for (let i = 0; i < rows.length; i++) {
    const code = evaluate(rows[i]);
    outcomes[i] = isCelError(code) ? 255 : Number(code);
  }
});

/** CEL's integers are BigInt here; a fact that nobody gave has no key. */
function bindings({ dc, date, ...numbers }) {
  const out = { date: BigInt(date.replaceAll("-", "")) };
  for (const [name, value] of Object.entries(numbers)) if (value !== "") out[name] = BigInt(value);
  if (dc !== "") out.dc = dc === "true";
  return out;
}

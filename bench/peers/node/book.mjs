// Reads the first rows of a T12 book and prints results the way measure.py describes.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";

const BYTES_A_ROW = 64; // more than any row of the book has

/** The first `count` rows of FOLDER/flat.csv as objects of texts; "" = missing. */
export function readRows(folder, count) {
  const buffer = Buffer.alloc((count + 1) * BYTES_A_ROW);
  const file = openSync(join(folder, "flat.csv"), "r");
  const length = readSync(file, buffer, 0, buffer.length, 0);
  closeSync(file);
  const [head, ...lines] = buffer.toString("latin1", 0, length).split("\n").slice(0, count + 1);
  const names = head.replaceAll('"', "").split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}

/** Times five passes over all rows, after one that warms up, and prints the result. `outcomes`: Uint8Array that decideAll fills. */
export function fiveRuns(peer, packageName, unknowns, form, outcomes, decideAll) {
  decideAll();
  const seconds = [];
  for (let run = 0; run < 5; run++) {
    const start = process.hrtime.bigint();
    decideAll();
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  const histogram = {};
  for (const code of outcomes) histogram[code] = (histogram[code] ?? 0) + 1;
  const line = { peer, version: versionOf(packageName), tier: "T12-K", unknowns, form, rows: outcomes.length, seconds, histogram };
  console.log(JSON.stringify({ ...line, hash: fnv1a(outcomes) }));
}

function versionOf(packageName) {
  const lock = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url), "utf8"));
  return lock.packages[`node_modules/${packageName}`].version;
}

/** FNV-1a 64 over bytes, as 16 hex digits. */
function fnv1a(bytes) {
  let value = 0xcbf29ce484222325n;
  for (const byte of bytes) value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  return value.toString(16).padStart(16, "0");
}

// The parts of the page that know no browser: sheets, decimals, ranges, books of orders, the grid's window, the timeline.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, bookOfText, decode, match } from "../../web/src/book.js";
import { add, grouped, isDecimal } from "../../web/src/decimal.js";
import { figureOf, quotient, sideOf } from "../../web/src/figure.js";
import { ROW_HEIGHT, windowOf } from "../../web/src/grid.js";
import { exportSheet, guarded, parseSheet, printSheet, separatorOf } from "../../web/src/sheet.js";
import { between, eventsOf, laneOf } from "../../web/src/timeline.js";

test("a sheet keeps quotes, separators and line ends inside cells", () => {
  const rows = [["id", "end_user"], ["A-1", 'Say "hi", Ltd.'], ["A-2", "two\nlines"], ["A-3", ""]];
  assert.deepEqual(parseSheet(printSheet(rows)), rows);
});

test("cells from Excel are separated by tabs, and a comma in them is no separator", () => {
  assert.equal(separatorOf("id\tname, long\tplace\n1\t2\t3"), "\t");
  assert.deepEqual(parseSheet("id\tname\r\nA-1\tBlue, Ltd\r\n"), [["id", "name"], ["A-1", "Blue, Ltd"]]);
});

test("empty lines and the mark at the front are no cells", () => {
  assert.deepEqual(parseSheet("\ufeffid,x\n\n1,2\n\n"), [["id", "x"], ["1", "2"]]);
});

test("what a spreadsheet takes for a formula is guarded; a number is none", () => {
  for (const cell of ["=HYPERLINK(0)", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"]) assert.equal(guarded(cell), "'" + cell);
  for (const cell of ["-5", "+12.50", "4A090.a", "plain", ""]) assert.equal(guarded(cell), cell);
  assert.ok(exportSheet([["a"], ["=1+1"]]).startsWith("\ufeffa\r\n'=1+1"));
});

test("decimals are added and shown exactly", () => {
  assert.equal(add("0.1", "0.2"), "0.3");
  assert.equal(add("9007199254740993", "0.01"), "9007199254740993.01");
  assert.equal(add("-1.5", "1"), "-0.5");
  assert.equal(add("many", "1"), null);
  assert.equal(grouped("1234567.10"), "1,234,567.10");
  assert.equal(grouped("4800.000000000000001"), "4,800.000000000000001");
  assert.equal(grouped("n/a"), "n/a");
  assert.ok(!isDecimal("1e3"));
});

test("a range stays a range, and stands astride a threshold inside it", () => {
  assert.deepEqual(figureOf("1840..9792"), { low: 1840, high: 9792, text: "1840–9792" });
  assert.equal(figureOf(undefined), null);
  assert.equal(sideOf(figureOf("1840..9792"), 4800), "astride");
  assert.equal(sideOf(figureOf("4800"), 4800), "above");
  assert.equal(sideOf(figureOf("4799.99"), 4800), "below");
  assert.equal(sideOf(null, 4800), "unknown");
  assert.equal(quotient(figureOf("15832"), figureOf("814")).text, "19.45");
  assert.equal(quotient(figureOf("15832"), null), null);
});

test("a book in CSV goes on as it came, and its determinations find their rows", () => {
  const book = bookOfText('订单号,买方\nA-1,"甲\n公司"\nA-2,乙\n', "x");
  assert.deepEqual(book.ids, ["A-1", "A-2"]);
  assert.deepEqual(match(book, [{ order: "A-2" }]).map((one) => one?.order ?? null), [null, "A-2"]);
  assert.deepEqual(parseSheet(bodyOf(book)), [["订单号", "买方"], ["A-1", "甲\n公司"], ["A-2", "乙"]]);
});

test("a line without an id goes by its place in the body, as the engine counts it", () => {
  assert.deepEqual(bookOfText('item,end_user\nx,"a\nb"\ny,c\n', "x").ids, ["line 2", "line 4"]);
});

test("JSON keeps the digits it was typed with", () => {
  const book = bookOfText('[{"id":"A","item":{"tpp":4800.000000000000001}},\n {"id":"B, [1]","x":"}"}]', "x");
  assert.deepEqual(book.ids, ["A", "B, [1]"]);
  assert.ok(bodyOf(book).includes("4800.000000000000001"));
  assert.equal(bodyOf(book).trim().split("\n").length, 2);
  const lines = bookOfText('{"id":"A","parties":[{"role":"end_user","name":"E"}]}\nnot json\n', "x");
  assert.equal(lines.texts.length, 2, "a line that cannot be read is the engine's to report");
  assert.equal(lines.rows[0][lines.columns.indexOf("end_user")], "E");
});

test("what is no book says why", () => {
  assert.equal(bookOfText("  ", "x").trouble, "empty");
  assert.equal(bookOfText("id,item", "x").trouble, "only_heading");
  assert.equal(bookOfText("[1, 2]", "x").trouble, "no_json");
  assert.equal(bookOfText("[{", "x").trouble, "no_json");
});

test("a file saved by Excel in China is read", () => {
  const gb18030 = new Uint8Array([0xb6, 0xa9, 0xb5, 0xa5, 0x2c, 0x31]).buffer;
  assert.equal(decode(gb18030), "订单,1");
  assert.equal(decode(new TextEncoder().encode("订单,1").buffer), "订单,1");
});

test("the grid's window is small however many rows there are", () => {
  for (const top of [0, 12_345, 1_000_000 * ROW_HEIGHT]) {
    const [first, last] = windowOf(top, 640, 1_000_000);
    assert.ok(last - first <= 40);
    assert.ok(first <= top / ROW_HEIGHT);
  }
});

test("a day counts from the day after the first to the second itself", () => {
  const events = eventsOf({ events: [{ date: "2026-01-15", begins: [{ rule: "us.ear.x" }], ends: [] }, { date: "2026-01-14", begins: [], ends: [{ rule: "cn.y" }] }] });
  assert.deepEqual(between(events, "2026-01-14", "2026-01-15").map((event) => event.date), ["2026-01-15"]);
  assert.equal(laneOf("us.s232.duty"), "tariff");
  assert.equal(laneOf("us.ear.3A090.a.1"), "us");
  assert.equal(laneOf("sg.touching"), "other");
});

// One sale from the pasted cells to the memo, through the page where it has a screen, and the command line and the service's interface
// where it has none: hold, the missing fact, license, case, shipments, a rule that comes into force, hold, memo. One ledger for all of it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ADDRESS, launch, reader, READY, textOf, texts } from "./browser.mjs";

const { LOCKGATE, LOCKGATE_LEDGER, LOCKGATE_STORY_FOLDER: FOLDER } = process.env;
const HEADING = ["id", "date", "movement", "origin", "destination", "item", "quantity", "unit_price", "end_use", "seller", "seller_country", "seller_headquarters", "seller_ultimate_parent", "end_user", "end_user_country", "end_user_headquarters", "end_user_ultimate_parent", "end_user_lists", "end_user_kind", "end_user_owners"];
const SELLER = ["Example Chips Inc.", "US", "US", "self"];
const OWNER = "Example Listed Co:50:entity_list";
// Half of each buyer belongs to a listed party. Of the first nobody has said who is above it.
const gulf = (parent) => ["S-1", "2026-10-01", "export", "US", "AE", "nvidia-h100-sxm", "1000", "30000 USD", "commercial_ai", ...SELLER, "Gulf Compute LLC", "AE", "AE", parent, "", "commercial", OWNER];
const STRAITS = ["S-2", "2026-10-01", "export", "US", "SG", "nvidia-h100-sxm", "64", "30000 USD", "commercial_ai", ...SELLER, "Straits Data Pte Ltd", "SG", "SG", "self", "", "commercial", OWNER];
const cells = (parent) => [HEADING, gulf(parent), STRAITS].map((row) => row.join("\t")).join("\n");
const RULE = "law.affiliates_rule_reinstated";
const GRANT = {
  number: "D-STORY-1", valid_from: "2026-10-20", valid_until: "2027-10-19",
  lines: [{ line: 1, item: "nvidia-h100-sxm", quantity: 1000, value: { amount: "30000000", currency: "USD" } }],
  parties: [{ role: "purchaser", name: "Gulf Compute LLC", country: "AE" }, { role: "end_user", name: "Gulf Compute LLC", country: "AE" }],
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// The command line on the same ledger; its JSON.
function lockgate(status, ...command) {
  const done = spawnSync(LOCKGATE, [...command, "--json"], { encoding: "utf8", timeout: 300_000 });
  assert.equal(done.status, status, `${command.join(" ")}\n${done.stdout}${done.stderr}`);
  return JSON.parse(done.stdout);
}
const record = (date, step, result, ...more) => lockgate(0, "case", "record", "C-1", step, result, "--date", date, ...more);
const ship = (status, date, quantity, key, ...more) => lockgate(status, "ship", GRANT.number, "--line", "1", "--quantity", String(quantity), "--key", key, "--date", date, ...more);

async function ask(path) {
  const response = await fetch(ADDRESS + path);
  return { status: response.status, type: response.headers.get("content-type"), bytes: Buffer.from(await response.arrayBuffer()), get json() { return JSON.parse(this.bytes); } };
}
const sealedOf = async (order) => (await ask(`v1/determinations?order=${order}`)).json.determinations;

async function paste(page, text) {
  await page.getByRole("button", { name: "Paste cells" }).click();
  await page.locator("#cells").fill(text);
  await page.getByRole("button", { name: "Check these lines" }).click();
}
const counts = async (page) => Object.fromEntries(await Promise.all(["lines", "proceed", "hold", "license"].map(async (name) => [name, await textOf(page, `[data-number=${name}]`)])));
async function shows(page, wanted) {
  await page.waitForFunction((all) => Object.entries(all).every(([name, count]) => document.querySelector(`[data-number=${name}]`)?.textContent === count), wanted);
  assert.deepEqual(await counts(page), wanted);
}
async function opened(page, order) {
  await page.locator(".grid-body .row", { hasText: order }).click();
  await page.locator(".detail h2", { hasText: order }).waitFor();
  return page.locator(".detail");
}
async function taken(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button, exact: true }).click()]);
  return readFileSync(await download.path());
}

test("from pasted cells to the memo", async () => {
  const page = await reader(browser);
  await page.goto(`${ADDRESS}#/check`);
  await page.waitForSelector(READY.check);

  // Pasted: one line goes, one is held, and the page says which fact would settle it and how.
  await paste(page, cells(""));
  await shows(page, { lines: "2", proceed: "1", hold: "1", license: "0" });
  assert.deepEqual(await texts(page, ".question code"), ["end_user.ultimate_parent"]);
  let detail = await opened(page, "S-1");
  assert.equal(await detail.locator(".settling li p").first().innerText(), "Who is the ultimate parent of Gulf Compute LLC? end_user.ultimate_parent");
  assert.match(await detail.locator(".settling .answers").innerText(), /Macau or Country Group D:5\s+license/);
  const held = await sealedOf("S-1");
  assert.deepEqual(held.map((one) => [one.verdict, one.as_of]), [["hold", "2026-10-01"]]);

  // The fact is given: nobody is above the buyer. A license is needed, under a presumption of approval.
  await page.keyboard.press("Escape");
  await paste(page, cells("self"));
  await shows(page, { lines: "2", proceed: "1", hold: "0", license: "1" });
  detail = await opened(page, "S-1");
  assert.equal(await detail.locator(".settling").count(), 0);
  assert.match(await detail.innerText(), /presumption of approval/);
  const sealed = (await sealedOf("S-1")).filter((one) => one.verdict === "license");
  assert.equal(sealed.length, 1);
  const { id } = sealed[0];

  // The case rests on that determination; it goes through the departments.
  assert.equal(lockgate(0, "case", "open", "C-1", "--determination", id, "--date", "2026-10-02").determination, id);
  for (const [step, result] of [["intake", "complete"], ["classify", "classified"], ["screen", "clear"], ["determine", "license_needed"]]) record("2026-10-02", step, result);
  record("2026-10-03", "apply", "filed", "--reference", "Z1000009");
  record("2026-10-04", "register", "registered");
  record("2026-10-06", "first_action", "referred");
  assert.equal(lockgate(0, "case", "show", "C-1", "--date", "2026-10-07").stands_at.step, "positions");
  for (const department of ["State", "Defense", "Energy"]) record("2026-10-10", "positions", "no_objection", "--by", department);
  record("2026-10-12", "commerce_position", "same");
  record("2026-10-19", "decision", "granted");

  // The license, and shipments under it: counted once, never over it.
  writeFileSync(join(FOLDER, "grant.json"), JSON.stringify(GRANT));
  lockgate(0, "license", "add", join(FOLDER, "grant.json"), "--date", "2026-10-20");
  assert.equal(record("2026-10-20", "license", "entered", "--reference", GRANT.number).stands_at.step, "shipments");
  for (let times = 0; times < 2; times++) ship(0, "2026-10-21", 600, "first");
  ship(0, "2026-11-05", 100, "second", "--reserve");
  const over = ship(1, "2026-11-06", 301, "third");
  assert.deepEqual([over.reason, String(over.left)], ["over_license", "300"]);
  await page.goto(`${ADDRESS}#/ledger?license=${GRANT.number}`);
  const balance = async () => Object.fromEntries(await Promise.all(["granted", "shipped", "reserved", "left"].map(async (name) => [name, await textOf(page, `[data-balance="1 ${name}"]`)])));
  await page.locator("[data-balance]").first().waitFor();
  assert.deepEqual(await balance(), { granted: "1,000", shipped: "600", reserved: "100", left: "300" });
  assert.deepEqual((await ask(`v1/licenses/${GRANT.number}`)).json.lines[0].drawn_value, { amount: "21000000", currency: "USD" });

  // 2026-11-10: whether the 50 % rule is back in force is not known. What changed says which lines that concerns.
  await page.goto(`${ADDRESS}#/changed?before=2026-11-09&after=2026-11-11`);
  await page.waitForSelector(READY.changed);
  await page.waitForFunction(() => document.querySelector("[data-number=changed]")?.textContent === "2");
  assert.deepEqual(await texts(page, ".changes tbody th"), ["S-1", "S-2"]);
  const [first, second] = await texts(page, ".changes tbody tr");
  assert.match(first, /presumption of approval → license required; unsettled/);
  assert.match(second, /proceed\s*→\s*hold/);
  assert.equal(await textOf(page, "[data-money=USD]"), "31,920,000");
  const causes = await texts(page, ".changes .causes");
  assert.match(causes[0], /− 15 CFR 742\.6\(b\)\(10\); 88 FR 73458 us\.ear\.policy\.elsewhere/);
  for (const cause of causes) assert.match(cause, /\? Is the 50 % Affiliates Rule in force again since 2026-11-10\? law\.affiliates_rule_reinstated/);

  // The same in the ledger: what is still open is put on hold, with the money in it, and nothing ships.
  const changed = lockgate(1, "license", "changed", "2026-11-09", "2026-11-11", "--apply");
  assert.deepEqual(changed.touched.map((one) => [one.kind, one.subject, one.money?.amount ?? null]).sort(), [["case", "C-1", null], ["draw", "second", "3000000"], ["line", "D-STORY-1/1", "9000000"]]);
  assert.deepEqual([changed.money, changed.not_judged], [{ USD: "12000000" }, []]);
  for (const one of changed.touched) assert.match(one.because, /review_policy presumption_of_approval → unsettled/);
  assert.equal(lockgate(1, "draw", "settle", "second", "--date", "2026-11-11").reason, "on_stay");
  assert.equal(ship(1, "2026-11-11", 1, "fourth").reason, "on_stay");
  const blocked = lockgate(0, "case", "show", "C-1", "--date", "2026-11-11").blocked_by;
  assert.ok(blocked.some((one) => one.what === "stay"));
  assert.deepEqual((await ask(`v1/licenses/${GRANT.number}`)).json.lines[0].left, 300);

  // On the page, under the law of that day: no line goes any more, and one question is asked of both.
  await page.goto(`${ADDRESS}#/check`);
  await page.waitForSelector(READY.check);
  await page.getByLabel("Law of").fill("2026-11-11");
  await page.getByLabel("Law of").press("Enter");
  await shows(page, { lines: "2", proceed: "0", hold: "1", license: "1" });
  assert.deepEqual(await texts(page, ".question code"), [RULE]);

  // The memo of the line that is held, in both languages, as HTML and on paper.
  detail = await opened(page, "S-2");
  const memo = (await taken(page, "Memo in both languages")).toString("utf8");
  for (const words of ["Export determination: S-2", "出口判定：S-2", "2026-11-11", "64 × nvidia-h100-sxm", "US → SG", RULE, "Is the 50 % Affiliates Rule in force again since 2026-11-10?", "Straits Data Pte Ltd"]) assert.ok(memo.includes(words), words);
  const { rulebook } = (await ask("readyz")).json;
  assert.ok(memo.includes(rulebook.digest), "the law it rests on");
  const outcome = memo.match(/class="verdict">([^<]*)</g);
  assert.equal(outcome.length, 2);
  assert.match(outcome[0], /hold \(proceed–license\)/);
  assert.match(outcome[1], /待定/);
  assert.equal((await taken(page, "Memo as PDF")).subarray(0, 5).toString(), "%PDF-");

  // The determination on which the license was sought is still what it was, and its memo too.
  const old = await ask(`v1/determinations/${id}/memo?lang=both`);
  assert.deepEqual([old.status, old.type], [200, "text/html; charset=utf-8"]);
  const told = old.bytes.toString("utf8");
  for (const words of ["Export determination: S-1", "出口判定：S-1", "1,000 × nvidia-h100-sxm", "2026-10-01", "presumption of approval", "Gulf Compute LLC", rulebook.digest]) assert.ok(told.includes(words), words);
  assert.ok(!told.includes(RULE), "what came later is not in it");
  const pdf = await ask(`v1/determinations/${id}/memo?format=pdf`);
  assert.deepEqual([pdf.status, pdf.type, pdf.bytes.subarray(0, 5).toString()], [200, "application/pdf", "%PDF-"]);
  execFileSync(LOCKGATE, ["bundle", id, "--out", join(FOLDER, "bundle.html"), "--lang", "both"]);
  execFileSync(LOCKGATE, ["audit", "--bundle", join(FOLDER, "bundle.html")]);
  assert.equal(lockgate(0, "audit").verifies, true);
  assert.deepEqual(page.said, []);
});

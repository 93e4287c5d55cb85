// What takes two persons on the page: lines held and released, rules published; and a workbook brought and given back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ADDRESS, barriers, launch, READY, reader, tabTo, textOf, texts } from "./browser.mjs";

const FOLDER = process.env.LOCKGATE_FOLDER;
const POLICY = readFileSync("rulebook/overlays/company-policy/rulebook.md", "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// Somebody who has signed in, on a page of his own.
async function person(name, options) {
  const page = await reader(browser, options);
  await page.goto(`${ADDRESS}#/ledger`);
  await page.locator('.sign-in input[name="name"]').fill(name);
  await page.locator('.sign-in input[name="password"]').fill("four words in a row");
  await page.keyboard.press("Enter");
  await page.locator(".person").waitFor();
  page.said.length = 0;
  return page;
}

async function end(page) {
  assert.deepEqual(page.said, []);
  await page.context().close();
}

async function changed(page) {
  await page.goto(`${ADDRESS}#/changed?before=2026-01-14&after=2026-01-15`);
  await page.waitForSelector(READY.changed);
  await page.locator(".begin-holding").waitFor();
}

// The answer to the change that a press makes.
const pressed = async (page, path, press) => {
  const [response] = await Promise.all([page.waitForResponse((one) => one.url().endsWith(path) && one.request().method() === "POST"), press()]);
  return response;
};

test("lines are held, and released by two, in one request; by keyboard", async () => {
  // What can be held was checked and sealed: the demo book.
  const ann = await person("ann");
  await ann.goto(`${ADDRESS}#/check`);
  await ann.waitForSelector(READY.check);
  await changed(ann);
  const orders = await texts(ann, ".changes tbody th");
  assert.ok(orders.length > 3);

  await tabTo(ann, ".begin-holding", 200);
  await ann.keyboard.press("Enter");
  await ann.locator(".holding input[name=words]").waitFor();
  assert.deepEqual(await barriers(ann), []);
  const groups = ann.locator(".transition input[type=checkbox]");
  const inGroup = Number(await ann.locator(".transition b").first().innerText());
  await tabTo(ann, ".holding input[name=words]", 200);
  await ann.keyboard.type("the rule of January");
  // All of a group with one press of the space bar, and of it one line less.
  await tabTo(ann, ".transition input[type=checkbox]", 200);
  await ann.keyboard.press("Space");
  assert.equal(Number(await textOf(ann, "[data-number=chosen]")), inGroup);
  assert.equal(await groups.first().isChecked(), true);
  const first = await ann.locator(".changes tbody tr:has(input:checked) th").first().evaluate((cell) => cell.firstChild.textContent);
  await ann.locator(`.changes tbody input[aria-label="${first}"]`).focus();
  await ann.keyboard.press("Space");
  assert.equal(Number(await textOf(ann, "[data-number=chosen]")), inGroup - 1);
  await ann.keyboard.press("Space");
  await ann.locator("[data-act=holds]").focus();
  const held = await (await pressed(ann, "/v1/holds", () => ann.keyboard.press("Enter"))).json();
  assert.deepEqual([held.done, held.failed], [inGroup, 0]);
  await ann.waitForFunction((count) => document.querySelectorAll(".changes .held").length === count, inGroup);
  assert.match(await textOf(ann, ".outcome"), new RegExp(`${inGroup} lines are on hold`));

  // Once more, all of them: those that are held already are named, line by line, and stay chosen.
  await ann.getByRole("checkbox", { name: "All lines" }).check();
  await pressed(ann, "/v1/holds", () => ann.locator("[data-act=holds]").click());
  await ann.locator(".failures").waitFor();
  assert.equal(Number(await textOf(ann, "[data-number=failed]")), inGroup);
  assert.ok((await texts(ann, ".failures li")).some((line) => line.startsWith(first) && line.includes("LG0854")));
  assert.equal(Number(await textOf(ann, "[data-number=chosen]")), inGroup);

  await pressed(ann, "/v1/holds/release", () => ann.locator("[data-act='holds/release']").click());
  await ann.waitForFunction(() => /release asked for by/.test(document.querySelector(".changes tbody")?.innerText ?? ""));
  assert.equal(await ann.locator("[data-act='holds/approve']").count(), 0, "an analyst approves nothing");
  await end(ann);

  const bob = await person("bob", { locale: "zh-CN", look: "dark" });
  await bob.goto(`${ADDRESS}#/check`);
  await bob.waitForSelector(READY.check);
  await changed(bob);
  await bob.locator(".begin-holding").click();
  await bob.locator(".changes .held").first().waitFor();
  assert.deepEqual(await barriers(bob), []);
  await bob.getByRole("checkbox", { name: "全部订单行" }).check();
  const released = await (await pressed(bob, "/v1/holds/approve", () => bob.locator("[data-act='holds/approve']").click())).json();
  assert.deepEqual([released.done, released.failed], [inGroup, orders.length - inGroup]);
  assert.ok(released.lines.filter((line) => line.problem).every((line) => line.problem.code === "LG0830"));
  await bob.waitForFunction((count) => document.querySelectorAll(".changes .held").length === count, orders.length - inGroup);
  await end(bob);
});

test("a rule is proposed, read with its effect, and approved by another", async () => {
  const wri = await person("wri");
  await wri.goto(`${ADDRESS}#/rulebook?part=house`);
  await wri.locator(".propose").waitFor();
  assert.deepEqual(await barriers(wri), []);
  await wri.locator(".propose input[name=about]").fill("company-policy");
  await wri.locator(".propose textarea").fill(POLICY.replace("when      us.leg in", "whan      us.leg in"));
  await wri.locator(".propose input[name=reason]").fill("decided by the board");
  await wri.locator(".propose button").click();
  await wri.locator(".diagnostics pre").first().waitFor();
  assert.match(await textOf(wri, ".propose .trouble"), /LG0850/);
  assert.match(await textOf(wri, ".diagnostics pre"), /LG1001[\s\S]*whan/);
  await wri.locator(".propose textarea").fill(POLICY);
  await tabTo(wri, ".propose button");
  await wri.keyboard.press("Enter");
  await wri.locator(".effect").waitFor();
  assert.equal(await wri.locator("[data-decide=approve]").count(), 0, "not by its author");
  assert.equal(await wri.locator("[data-decide=withdraw]").count(), 1);
  wri.said = wri.said.filter((line) => !/422/.test(line)); // the browser notes the refusal
  await end(wri);

  const app = await person("app");
  const before = await digest();
  await app.goto(`${ADDRESS}#/rulebook?part=house`);
  await app.locator(".proposals a").click();
  await app.locator(".effect .changes").first().waitFor();
  assert.deepEqual(await barriers(app), []);
  const id = new URLSearchParams(app.url().split("?")[1]).get("proposal");
  const effect = await app.evaluate(async (one) => (await fetch(`/v1/proposals/${one}/effect`)).json(), id);
  assert.equal(await app.locator(".effect [data-number=changed]").first().innerText(), String(effect.days[0].changed));
  assert.ok(effect.days[0].changed > 0);
  assert.equal(await digest(), before);
  await tabTo(app, ".decide input", 400);
  await app.keyboard.type("read");
  await tabTo(app, "[data-decide=approve]");
  await app.keyboard.press("Enter");
  await app.locator("[data-outcome=done]").waitFor();
  assert.equal(await digest(), effect.after);
  await app.goto(`${ADDRESS}#/rulebook?part=house`);
  await app.locator(".publications tbody tr").first().waitFor();
  assert.match(await textOf(app, ".publications tbody tr"), /company-policy\s+stands[\s\S]*wri\s+app/);
  await app.getByRole("button", { name: "中文" }).click();
  await app.getByText("企业自身的规则").waitFor();
  assert.deepEqual(await barriers(app), []);
  await end(app);
});

const digest = async () => (await (await fetch(`${ADDRESS}readyz`)).json()).rulebook.digest;

test("a workbook comes in, keeps its columns, and goes back with the answers", async () => {
  const page = await person("ann");
  await page.goto(`${ADDRESS}#/check`);
  await page.waitForSelector(READY.check);
  await page.locator("input[type=file]").setInputFiles(join(FOLDER, "orders.xlsx"));
  await page.waitForFunction(() => document.querySelector("[data-number=lines]")?.textContent === "4");
  const columns = await texts(page, '.grid [role="columnheader"]');
  for (const own of ["x_our_ref", "end_user", "x_note"]) assert.ok(columns.some((one) => one.trim() === own), own);
  const row = await page.locator(".grid-body .row", { hasText: "W-1" }).innerText();
  for (const cell of ["0012", "2026-02-01", "北京示例公司", "call back"]) assert.ok(row.includes(cell), cell);
  const problems = await texts(page, ".problems tbody tr");
  assert.ok(problems.some((line) => /^5\s.*LG0114/s.test(line)), problems.join("\n"));
  assert.ok(problems.some((line) => /^6\s.*LG0126/s.test(line)), problems.join("\n"));
  assert.deepEqual(await barriers(page), []);
  await page.locator(".grid-body .row", { hasText: "W-2" }).click();
  await page.locator(".detail").getByText("Explanation as text").click();
  await page.locator(".detail pre").waitFor();
  await page.keyboard.press("Escape");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export workbook" }).click()]);
  assert.equal(download.suggestedFilename(), "orders-answers.xlsx");
  await download.saveAs(join(FOLDER, "answers.xlsx"));
  const told = JSON.parse(execFileSync(process.env.LOCKGATE_PYTHON, [join(FOLDER, "read.py"), join(FOLDER, "answers.xlsx")], { encoding: "utf8" }));
  assert.deepEqual(told.sheets, ["Answers", "About"]);
  const [heading, ...rows] = told.rows;
  assert.deepEqual(heading.slice(0, 11), ["x_our_ref", "id", "date", "movement", "origin", "destination", "item", "quantity", "end_user", "end_user_country", "x_note"]);
  assert.deepEqual(rows.map((one) => one[0]), ["0012", "0013", "0014", "0015"]);
  assert.deepEqual([told.types[0], told.types[7]], ["s", "n"]);
  const at = (name) => heading.indexOf(name);
  const verdicts = await page.evaluate(() => [...document.querySelectorAll(".grid-body .row")].map((one) => one.querySelector("[data-verdict]")?.dataset.verdict ?? one.innerText));
  assert.ok(rows[0][at("verdict")], JSON.stringify(verdicts));
  assert.match(rows[2][at("problem")], /LG0114/);
  assert.match(rows[3][at("problem")], /LG0126/);
  assert.equal(rows[2][at("verdict")], null);
  // What is no workbook is said to be none, with what to do.
  writeFileSync(join(FOLDER, "broken.xlsx"), "PK\x03\x04 and nothing more");
  await page.locator("input[type=file]").setInputFiles(join(FOLDER, "broken.xlsx"));
  await page.locator(".bring .trouble").waitFor();
  assert.match(await textOf(page, ".bring .trouble"), /LG0102[\s\S]*\.xlsx/);
  page.said = page.said.filter((line) => !/400/.test(line));
  await end(page);
});

// One browser for the tests of the page, and what they ask of it again and again.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const ADDRESS = process.env.LOCKGATE_PAGE;
export const ADDRESS_WITH_LEDGER = process.env.LOCKGATE_PAGE_WITH_LEDGER;
export const ADDRESS_WITH_ACCOUNTS = process.env.LOCKGATE_PAGE_WITH_ACCOUNTS;

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: QUIET });

// A fresh reader. What the page says in the console, what it refuses to run and whom it calls is kept.
export async function reader(browser, { locale = "en-US", width = 1280, height = 860, look = "light" } = {}) {
  const context = await browser.newContext({ locale, viewport: { width, height }, colorScheme: look, acceptDownloads: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.said = [];
  page.called = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.said.push(message.text()));
  page.on("pageerror", (error) => page.said.push(String(error)));
  page.on("request", (request) => page.called.push(request.url()));
  return page;
}

export const READY = {
  check: ".grid-body .row",
  changed: ".changes",
  chips: ".plane .regions rect",
  rulebook: ".coverage tbody tr",
  screening: ".screen-form",
  case: ".key .path, .key .hint",
  compare: ".comparison tbody tr",
  planner: "#demand",
  ledger: "main .nothing, main table",
};

export async function open(page, screen, values = "") {
  await page.goto(`${ADDRESS}#/${screen}${values}`);
  await page.waitForSelector(READY[screen]);
}

// The findings of axe that keep somebody out.
export async function barriers(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

// Presses Tab until the element has the focus; fails when it cannot be reached.
export async function tabTo(page, selector, most = 60) {
  for (let presses = 0; presses < most; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached with the Tab key`);
}

export const textOf = (page, selector) => page.locator(selector).first().innerText();
export const texts = (page, selector) => page.locator(selector).allInnerTexts();

// What the service says to the same question, asked past the page.
export async function ask(path, body, type = "application/json") {
  const response = await fetch(ADDRESS + path, body === undefined ? {} : { method: "POST", body, headers: { "Content-Type": type } });
  return response.json();
}

// The README's five pictures, drawn from the page as it is. Run with LOCKGATE_PICTURES=docs/pictures.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, reader } from "./browser.mjs";

const FOLDER = process.env.LOCKGATE_PICTURES;
const COLORS = "48"; // enough for the page's palette, and small enough for a repository

let browser;
before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launch();
});
after(() => browser.close());

const hold = (page) => page.locator(".grid-body .row", { hasText: /hold|待定/ }).first().click();

const PICTURES = [
  ["order-check", "check", "", {}, async () => {}],
  ["line", "check", "", {}, async (page) => {
    await hold(page);
    await page.locator(".detail").scrollIntoViewIfNeeded();
  }],
  ["what-changed", "changed", "?before=2026-01-14&after=2026-01-15", {}, async () => {}],
  ["chip-explorer", "chips", "?on=2026-01-15&to=CN&chip=nvidia-h200-sxm", { height: 830 }, async () => {}],
  ["order-check-zh", "check", "", { locale: "zh-CN", look: "dark" }, async () => {}],
];

for (const [name, screen, values, options, act] of PICTURES)
  test(name, async () => {
    const page = await reader(browser, { height: 800, ...options });
    await open(page, screen, values);
    await act(page);
    await page.waitForLoadState("networkidle");
    const path = join(FOLDER, `${name}.png`);
    await page.screenshot({ path });
    execFileSync("pngquant", ["--force", "--strip", "--speed", "1", "--nofs", "--output", path, COLORS, path]);
    await page.context().close();
  });

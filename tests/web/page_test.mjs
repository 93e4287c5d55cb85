// The page in a browser, against a service of its own: each screen by mouse and by keyboard, numbers against the service's JSON.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { parseSheet } from "../../web/src/sheet.js";
import { ADDRESS, ADDRESS_WITH_ACCOUNTS, ADDRESS_WITH_LEDGER, ask, barriers, launch, open, reader, READY, tabTo, textOf, texts } from "./browser.mjs";

const BUDGET_BYTES = 80_000;
const BOOK = readFileSync("examples/demo-book.csv", "utf8");
const VERDICTS = ["proceed", "conditions", "hold", "license", "stop"];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// A test gets a fresh reader, and fails when the page complained or called anybody else.
const screen = (name, options, story) =>
  test(name, async () => {
    const page = await reader(browser, options);
    await story(page);
    assert.deepEqual(page.said, []);
    assert.deepEqual(page.called.filter((url) => !url.startsWith(ADDRESS) && !url.startsWith(ADDRESS_WITH_LEDGER) && !url.startsWith(ADDRESS_WITH_ACCOUNTS) && !url.startsWith("blob:")), []);
    await page.context().close();
  });

const paste = async (page, text) => {
  await page.getByRole("button", { name: "Paste cells" }).click();
  await page.locator("#cells").fill(text);
  await page.getByRole("button", { name: "Check these lines" }).click();
};

screen("the first load is small and comes from one place", {}, async (page) => {
  let bytes = 0;
  page.on("response", async (response) => {
    if (!/\/v1\/|demo-book/.test(response.url())) bytes += (await response.request().sizes()).responseBodySize;
  });
  await open(page, "check");
  await page.waitForLoadState("networkidle");
  assert.ok(bytes > 10_000 && bytes < BUDGET_BYTES, `${bytes} bytes`);
  console.log(`first load: ${bytes} bytes compressed`);
});

screen("order check: a new reader sees the demo book, with the service's numbers", {}, async (page) => {
  await open(page, "check");
  const answer = await ask("v1/check", BOOK, "text/csv");
  assert.equal(await textOf(page, "[data-number=lines]"), String(answer.summary.lines));
  for (const verdict of VERDICTS) assert.equal(await textOf(page, `[data-number=${verdict}]`), String(answer.summary.by_verdict[verdict] ?? 0));
  const held = answer.determinations.find((one) => one.verdict === "hold");
  await page.getByRole("button", { name: /hold/ }).first().click();
  await page.locator(".grid-body .row", { hasText: held.order }).click();
  const detail = page.locator(".detail");
  assert.equal(await detail.locator(".vintage code").innerText(), held.rulebook.digest);
  assert.equal(await detail.locator(".settling li").count(), held.unknown.length);
  assert.equal(await detail.locator(".settling li p").first().innerText(), `${held.unknown[0].question} ${held.unknown[0].fact}`);
  await detail.getByText("Explanation as text").click();
  await detail.locator("pre").waitFor();
  const heading = BOOK.split("\n")[0];
  const line = BOOK.split("\n").find((one) => one.startsWith(held.order));
  assert.equal(await detail.locator("pre").textContent(), (await ask("v1/explain", `${heading}\n${line}\n`, "text/csv")).text);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Memo", exact: true }).click()]);
  const memo = readFileSync(await download.path(), "utf8");
  assert.ok(memo.includes(held.order) && memo.includes("<html"), "a memo in one file");
});

screen("order check: one fact filters to the lines that wait for it", {}, async (page) => {
  await open(page, "check");
  const { questions } = await ask("v1/check", BOOK, "text/csv");
  await page.locator(".question").first().click();
  const shown = Number((await textOf(page, ".filters")).match(/Shown: (\d+)/)[1]);
  const code = await textOf(page, ".question code");
  const asked = await textOf(page, ".question .asked");
  assert.equal(shown, questions.find((one) => one.fact === code && one.question === asked).orders.length);
});

screen("order check by keyboard: to the grid, down, open, close", {}, async (page) => {
  await open(page, "check");
  await tabTo(page, ".grid");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"]) await page.keyboard.press(key);
  const third = parseSheet(BOOK)[3][0];
  assert.equal(await textOf(page, ".detail h2"), third);
  await page.keyboard.press("Escape");
  await page.locator(".detail").waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.matches(".grid")));
});

screen("order check: names stay text, formulas do not leave, lines that cannot be read are named", {}, async (page) => {
  await open(page, "check");
  const evil = "<script>globalThis.caught = 1</script><img src=x onerror='globalThis.caught = 1'>";
  const columns = ["id", "date", "movement", "origin", "destination", "item", "quantity", "end_user", "end_user_country"];
  await paste(page, [columns, ["X-1", "2026-02-01", "export", "US", "CN", "nvidia-h200-sxm", "8", evil, "CN"], ["X-2", "2026-02-01", "export", "US", "JP", "nvidia-h200-sxm", "8", "=HYPERLINK(0)", "JP"], ["X-3", "2026-02-31", "export", "US", "JP", "nvidia-h200-sxm", "8", "Y", "JP"]].map((row) => row.join("\t")).join("\n"));
  await page.waitForFunction(() => document.querySelector("[data-number=lines]")?.textContent === "3");
  await page.locator(".grid-body .row", { hasText: "X-1" }).click();
  await page.locator(".detail").waitFor();
  await page.locator(".detail").getByText("Explanation as text").click();
  await page.locator(".detail pre").waitFor();
  assert.ok((await page.locator(".grid-body .row", { hasText: "X-1" }).innerText()).includes("<script>"));
  assert.equal(await page.evaluate(() => globalThis.caught), undefined);
  assert.equal(await page.locator("main script, main img").count(), 0);
  assert.match(await page.locator(".problems tbody").innerText(), /LG0114/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export CSV" }).click()]);
  const rows = parseSheet(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(rows[0].slice(0, columns.length), columns);
  assert.equal(rows[1][7], evil);
  assert.equal(rows[2][7], "'=HYPERLINK(0)");
  assert.equal(rows.length, 4, "no line is lost");
});

screen("order check: of ten thousand lines a window is in the document", {}, async (page) => {
  await open(page, "check");
  const [heading, ...lines] = BOOK.trim().split("\n");
  const many = Array.from({ length: 10_000 }, (_, at) => lines[at % lines.length].replace(/^B-\d+/, `L-${at + 1}`));
  await page.locator("input[type=file]").setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: Buffer.from([heading, ...many].join("\n")) });
  await page.waitForFunction(() => document.querySelector("[data-number=lines]")?.textContent === "10,000", null, { timeout: 60_000 });
  const inDocument = () => page.locator(".grid-body .row").count();
  assert.ok((await inDocument()) < 60, `${await inDocument()} rows`);
  await page.locator(".grid").focus();
  await page.keyboard.press("End");
  await page.locator(".grid-body .row", { hasText: "L-10000" }).waitFor();
  assert.ok((await inDocument()) < 60);
  assert.equal(await page.locator(".grid").getAttribute("aria-rowcount"), "10001");
  const slowest = await page.evaluate(async () => {
    const grid = document.querySelector(".grid");
    let worst = 0;
    for (let step = 0; step < 40; step++) {
      const start = performance.now();
      grid.scrollTop = (step * 7919) % grid.scrollHeight;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      worst = Math.max(worst, performance.now() - start);
    }
    return worst;
  });
  console.log(`10,000 lines: slowest of 40 scroll steps ${slowest.toFixed(0)} ms`);
});

screen("what changed: the service's lines, and a change of date by keyboard", {}, async (page) => {
  await open(page, "changed", "?before=2026-01-14&after=2026-01-15");
  const answer = await ask("v1/diff?before=2026-01-14&after=2026-01-15", BOOK, "text/csv");
  assert.ok(answer.changes.length > 0);
  assert.equal(await textOf(page, "[data-number=changed]"), String(answer.changes.length));
  assert.deepEqual(await texts(page, ".changes tbody th"), answer.changes.map((one) => one.order));
  await tabTo(page, ".handle.after");
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.querySelector("[data-number=changed]")?.textContent === "0");
  assert.match(page.url(), /after=2026-01-14/);
  await page.keyboard.press("PageUp");
  assert.match(page.url(), /after=2026-01-15/);
  await page.getByText(/rules begin or end/).click();
  assert.match(await textOf(page, ".events tbody"), /2026-01-15/);
});

screen("chips: figures and regions are the service's, and the day moves them", {}, async (page) => {
  await open(page, "chips", "?on=2026-01-15&to=CN&chip=nvidia-h200-sxm");
  const { chips } = await ask("v1/chips?on=2026-01-15");
  const plane = await ask("v1/regions?on=2026-01-15&x=tpp&y=performance_density&destination=CN");
  assert.equal(await textOf(page, ".chip-detail h2"), "NVIDIA H200 SXM 141GB");
  for (const figure of chips.find((one) => one.id === "nvidia-h200-sxm").figures) assert.equal(await textOf(page, `[data-figure="${figure.fact}"]`), figure.value);
  const rows = page.locator("details.twin:not(.assumed)").first().locator("tbody tr");
  assert.equal(await rows.count(), chips.length);
  const regions = page.locator("details.twin:not(.assumed)").nth(1).locator("tbody tr");
  assert.equal(await regions.count(), plane.regions.length);
  assert.deepEqual(new Set(await regions.locator(".verdict").allTextContents()), new Set(plane.regions.map((one) => one.verdict)));
  const drawn = () => page.locator(".plane").first().locator(".legend").innerText();
  const then = await drawn();
  await page.locator(".explorer input[type=text]").fill("2022-09-01");
  await page.keyboard.press("Enter");
  await page.waitForFunction((was) => document.querySelector(".plane .legend")?.innerText !== was, then);
  assert.match(page.url(), /on=2022-09-01/);
});

screen("chips by keyboard: from chip to chip, and a what-if line", {}, async (page) => {
  await open(page, "chips", "?on=2026-01-15&to=CN&tpp=4800");
  const { chips } = await ask("v1/chips?on=2026-01-15");
  const count = async (side) => Number(await textOf(page, `[data-number=${side}]`));
  assert.equal((await count("above")) + (await count("astride")) + (await count("below")) + (await count("unknown")), chips.length);
  const above = await count("above");
  await tabTo(page, ".threshold");
  await page.keyboard.press("PageUp");
  assert.match(page.url(), /tpp=5280/);
  assert.ok((await count("above")) <= above);
  await tabTo(page, ".plane .chip");
  const first = await page.evaluate(() => document.activeElement.dataset.chip);
  await page.keyboard.press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement.dataset.chip);
  assert.notEqual(first, second);
  await page.keyboard.press("Enter");
  assert.equal(await textOf(page, ".chip-detail code"), second);
});

screen("rulebook: search, a rule with its text, coverage, timeline", {}, async (page) => {
  await open(page, "rulebook");
  const coverage = await ask("v1/law/coverage");
  const book = coverage.books.find((one) => one.book === "us-ear");
  for (const key of ["rules", "cases"]) assert.equal(await textOf(page, `[data-count="us-ear ${key}"]`), String(book[key]));
  await tabTo(page, "input[type=search]");
  await page.keyboard.type("3A090");
  await page.keyboard.press("Enter");
  await page.locator(".hits .rule", { hasText: /^us\.ear\.3A090\.a\.1$/ }).click();
  await page.locator(".rule-page pre").waitFor();
  assert.match(await textOf(page, ".rule-page pre"), /item\.tpp >= /);
  await page.goto(`${ADDRESS}#/rulebook?part=timeline`);
  await page.locator(".days summary").first().click();
  assert.ok((await page.locator(".days summary").count()) > 50);
});

screen("screening: hits with the evidence for each word, by keyboard", {}, async (page) => {
  await open(page, "screening");
  const answer = await ask("v1/screen", JSON.stringify({ names: ["寒武纪科技"] }));
  const [name] = answer.names;
  await page.locator("#names").fill("寒武纪科技");
  await tabTo(page, ".screen-form button");
  await page.keyboard.press("Enter");
  await page.locator(".screened").waitFor();
  assert.deepEqual(await page.locator(".hit .score b").allTextContents(), name.hits.map((hit) => String(hit.score)));
  assert.equal(await page.locator(".hit").first().locator("tbody tr").count(), name.hits[0].evidence.length);
  assert.equal(await page.locator(".screened h2 [lang=zh-Hans]").innerText(), "寒武纪科技");
});

screen("ledger: without one the page says so and how to get one", {}, async (page) => {
  await page.route("**/v1/licenses", (route) => route.continue());
  await open(page, "ledger");
  assert.match(await textOf(page, "main .nothing"), /No ledger is configured/);
  page.said.length = 0; // the browser notes the service's refusal
});

screen("ledger: balances are the ledger's", {}, async (page) => {
  await page.goto(`${ADDRESS_WITH_LEDGER}#/ledger`);
  await page.locator("main table a").first().click();
  await page.locator("[data-balance]").first().waitFor();
  const license = await (await fetch(`${ADDRESS_WITH_LEDGER}v1/licenses/D-EXAMPLE-1`)).json();
  for (const key of ["granted", "reserved", "shipped", "left"]) assert.equal((await textOf(page, `[data-balance="1 ${key}"]`)).replaceAll(",", ""), String(license.lines[0][key]));
});

screen("errors are said with code and fix, and a service that is gone is missed", {}, async (page) => {
  await open(page, "check");
  await page.route("**/v1/check*", (route) => route.fulfill({ status: 400, contentType: "application/problem+json", body: JSON.stringify({ title: "Bad Request", status: 400, code: "LG0811", detail: "something is wrong", fix: "do the other thing" }) }));
  await page.locator(".law select").selectOption("codified");
  assert.match(await textOf(page, "main .trouble"), /LG0811.*something is wrong[\s\S]*do the other thing/);
  await page.unroute("**/v1/check*");
  await page.route("**/v1/check*", (route) => route.abort());
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("The service does not answer.").waitFor();
  await page.locator(".law input").fill("15.01.2026");
  await page.keyboard.press("Tab");
  assert.match(await textOf(page, ".field-error"), /2026-01-15/);
  page.said.length = 0; // the browser's own notes on the refusals that this test made
});

screen("the language is kept, and Chinese answers come from the service", { locale: "zh-CN" }, async (page) => {
  await open(page, "check");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
  assert.equal(await textOf(page, "h1"), "订单核查");
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.reload();
  await page.waitForSelector(READY.check);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await page.getByRole("button", { name: "中文" }).click();
  await page.waitForFunction(() => /[\u4e00-\u9fff]/.test(document.querySelector(".question .asked")?.textContent ?? ""));
});

// As the page writes a figure: three digits that mean something.
const figure = (value) => (value >= 1000 ? new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }).format(value < 100_000 ? value : Math.round(value / 100) * 100) : value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2));
const interval = (one) => (!one ? "?" : one.low === one.high ? figure(one.mid) : `${figure(one.mid)} (${figure(one.low)}–${figure(one.high)})`);

screen("compare: every number is the service's, and a claim is judged axis by axis", {}, async (page) => {
  await open(page, "compare", "?chips=H200%3B%20MI325X%3B%20H20&on=2026-02-01");
  const answer = await ask("v1/compare", JSON.stringify({ chips: ["H200", "MI325X", "H20"], workload: "llama-70b-chat", on: "2026-02-01" }));
  for (const axis of answer.axes)
    for (const [at, one] of axis.chips.entries()) {
      assert.equal(await textOf(page, `[data-value="${axis.axis} ${one.chip}"]`), interval(one.value));
      if (at < 2) assert.equal(await textOf(page, `[data-ratio="${axis.axis} ${one.chip}"]`), one.ratio ? `${interval(one.ratio)}×` : "?");
    }
  assert.equal(await page.locator(".ratios svg").count(), 2);
  await page.locator("details.twin summary").first().click();
  const served = answer.axes.find((one) => one.axis === "serving").chips[0];
  assert.equal(await textOf(page, `[data-term="serving ${served.chip} arithmetic"]`), (served.seconds_a_token.arithmetic * 1e6).toFixed(2));
  await page.locator("#claim").fill("H200 = 6 x H20");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.locator("[data-standing]").first().waitFor();
  const claim = await ask("v1/claim", JSON.stringify({ claim: "H200 = 6 x H20", workload: "llama-70b-chat", on: "2026-02-01" }));
  for (const one of claim.claim.axes) assert.equal(await textOf(page, `[data-standing="${one.axis}"]`), one.standing ?? "cannot be judged");
  assert.match(page.url(), /claim=H200/);
});

screen("compare: by keyboard alone", {}, async (page) => {
  await open(page, "compare");
  await tabTo(page, "#chips");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("H100; H20");
  await page.keyboard.press("Enter");
  await page.locator('[data-ratio="TPP nvidia-h100-sxm"]').waitFor();
  assert.equal(await textOf(page, '[data-ratio="TPP nvidia-h100-sxm"]'), "6.69×");
  await tabTo(page, "#claim");
  await page.keyboard.type("H900 = 6 x H20");
  await page.keyboard.press("Enter");
  await page.locator("main .trouble").waitFor();
  assert.match(await textOf(page, "main .trouble"), /LG0\d+.*H900/);
  page.said.length = 0; // the browser notes the service's refusal
});

const SHORT_DEMAND = `title = "Two quarters"
[demand]
compute = [100, 120]
shortage_price = 50
[keys]
turns = [1]
coarse_turns = [1]
[[supplier]]
name = "abroad"
keys = ["washington", "beijing"]
price = 4
compute = 1
capacity = 200
lead = 0
[[supplier]]
name = "at home"
price = 9
compute = 1
capacity = 80
lead = 0
`;

screen("planner: the plan is the service's; by keyboard alone", {}, async (page) => {
  await open(page, "planner");
  assert.match(await page.locator("#demand").inputValue(), /\[\[supplier\]\]/);
  await tabTo(page, "#demand");
  await page.locator("#demand").fill(SHORT_DEMAND);
  await tabTo(page, ".screen-form button");
  await page.keyboard.press("Enter");
  await page.locator('[data-plan="expected"], main .trouble').first().waitFor();
  const answer = await ask("v1/plan", JSON.stringify({ demand: SHORT_DEMAND }));
  if (answer.code === "LG0971") return assert.match(await textOf(page, "main .trouble"), /LG0971/); // no solver on this machine: said with its fix
  const whole = (number) => new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }).format(number);
  for (const key of ["expected", "cvar", "waiting", "evpi"]) assert.equal(await textOf(page, `[data-plan="${key}"]`), `${whole(answer[key])} ${answer.money}`);
  await page.locator("details.twin summary").first().click();
  for (const one of answer.today) assert.ok((await texts(page, "details.twin[open] td")).includes(whole(one.units)));
  await page.locator("#demand").fill("[demand]\ncompute = 3\n");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await page.locator("main .trouble").waitFor();
  assert.match(await textOf(page, "main .trouble"), /LG096/);
  page.said.length = 0; // the browser notes the service's refusal
});

screen("case: two keys, the path with yes, no and open, and the clocks are the determination's", {}, async (page) => {
  await open(page, "case");
  const answer = await ask("v1/check?posture=enforced&lang=en", await (await fetch(`${ADDRESS}demo-book.txt`)).text(), "text/csv");
  const held = answer.determinations.find((one) => one.verdict === "hold");
  assert.equal(await page.locator(".verdict-line").first().getAttribute("data-verdict"), "hold");
  assert.equal(await page.locator('[data-node="open"]').first().isVisible(), true);
  await tabTo(page, ".case-line");
  const licensed = answer.determinations.find((one) => one.verdict === "license" && one.gates.some((gate) => gate.clock));
  await page.locator(".case-line").selectOption({ label: `${licensed.order} · license` });
  await page.locator('.verdict-line[data-verdict="license"]').waitFor();
  const gates = licensed.gates.filter((gate) => gate.outcome !== "not_applicable");
  assert.equal(await page.locator('[data-key="us"] .gate').count(), gates.filter((gate) => gate.gate.startsWith("us.")).length);
  assert.equal(await page.locator('[data-key="cn"] .gate').count(), gates.filter((gate) => gate.gate.startsWith("cn.")).length);
  assert.equal(await page.locator(".path .rule").count(), gates.flatMap((gate) => gate.reasons).length);
  assert.ok((await page.locator('[data-node="yes"]').count()) > 0);
  const clocked = gates.find((gate) => gate.clock);
  assert.match(await textOf(page, `[data-clock="${clocked.gate} clock"]`), /90 days|25 days/);
  assert.ok(held);
});

screen("case: by keyboard alone", {}, async (page) => {
  await open(page, "case");
  await tabTo(page, ".case-line");
  const before = await page.locator(".case-line").inputValue();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.locator(".case-line").inputValue(), before);
  await tabTo(page, ".path .rule");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rule-page");
});

screen("the explorer draws what the law of four days says of a chip's figures, and says what it assumes", {}, async (page) => {
  const regions = async (on, y) => (await ask(`v1/regions?on=${on}&x=tpp&y=${y}&destination=CN`)).regions;
  const at = (all, tpp, other) => all.find(({ x, y }) => tpp >= Number(x[0]) && (x[1] === null || tpp < Number(x[1])) && other >= Number(y[0]) && (y[1] === null || other < Number(y[1])));
  const links = await regions("2022-11-01", "io_bandwidth_gbps");
  assert.equal(at(links, 4992, 464).verdict, "proceed"); // an A800
  assert.equal(at(links, 4992, 664).outcome, "license_required"); // an A100
  const density = await regions("2023-12-01", "performance_density");
  assert.equal(at(density, 2368, 2.91).verdict, "proceed"); // an H20
  assert.equal(at(density, 15832, 19.4).review_policy, "presumption_of_denial"); // an H100
  const memory = await regions("2025-05-01", "dram_bandwidth_gbps");
  assert.equal(at(memory, 2368, 4000).outcome, "license_required"); // an H20, by letter
  assert.equal(at(memory, 2300, 1000).verdict, "proceed");
  assert.equal(at(memory, 2300, 1101).outcome, "license_required"); // with 600 GB/s of links, both together reach 1700
  const reviewed = await regions("2026-02-01", "dram_bandwidth_gbps");
  assert.equal(at(reviewed, 15832, 4800).review_policy, "case_by_case"); // an H200
  assert.equal(at(reviewed, 15832, 6500).review_policy, "presumption_of_denial");
  assert.equal(at(reviewed, 21000, 4800).review_policy, "presumption_of_denial");
  for (const all of [links, density, memory, reviewed]) assert.ok(!JSON.stringify(all).includes("unsettled"), "nothing is left open by the template");
  await open(page, "chips");
  await page.locator(".assumed summary").click();
  assert.equal(await textOf(page, '[data-assumed="us_commercially_available"]'), "yes");
  assert.equal(await textOf(page, '[data-assumed="seller"]'), "NVIDIA Corporation");
});

screen("who has an account signs in, asks, and signs out", {}, async (page) => {
  await page.goto(`${ADDRESS_WITH_ACCOUNTS}#/ledger`);
  const name = page.locator('.sign-in input[name="name"]');
  await name.waitFor();
  assert.deepEqual(await barriers(page), []);
  await name.fill("ann");
  await page.locator('.sign-in input[name="password"]').fill("four words in no row");
  await page.keyboard.press("Enter");
  await page.locator('.sign-in [role="alert"]').waitFor();
  assert.match(await textOf(page, '.sign-in [role="alert"]'), /LG0828/);
  await page.locator('.sign-in input[name="password"]').fill("four words in a row");
  await page.keyboard.press("Enter");
  await page.locator("main table").first().waitFor();
  assert.equal(await textOf(page, ".person span"), "ann");
  // A change shows the session's word, also after the page was loaded anew.
  await page.goto(`${ADDRESS_WITH_ACCOUNTS}#/check`);
  await page.reload();
  await page.locator(READY.check).first().waitFor();
  await page.locator(".person button").click();
  await name.waitFor();
  assert.equal(await page.locator(".person").count(), 0);
  page.said = page.said.filter((line) => !/401/.test(line));
});

const SCREENS = Object.keys(READY);
const opened = {
  planner: async (page) => {
    await page.locator(".screen-form button").click();
    await page.locator('[data-plan="expected"], main .trouble').first().waitFor();
  },
  compare: (page) => page.locator("details.twin summary").first().click(),
  check: (page) => page.locator(".grid-body .row").nth(7).click(),
  chips: (page) => page.locator("details.twin summary").first().click(),
  screening: async (page) => {
    await page.locator(".screen-form button").click();
    await page.locator(".screened").first().waitFor();
  },
};

screen("axe sees a barrier where there is one", {}, async (page) => {
  await open(page, "ledger");
  await page.evaluate(() => document.querySelector("main").append(document.createElement("select")));
  assert.match((await barriers(page)).join(), /select-name/);
  page.said.length = 0;
});

for (const [language, locale, look] of [["English, light", "en-US", "light"], ["Chinese, dark", "zh-CN", "dark"]])
  screen(`nobody is kept out: axe on every screen (${language})`, { locale, look }, async (page) => {
    for (const name of SCREENS) {
      await open(page, name, name === "chips" ? "?on=2026-01-15&to=CN&chip=nvidia-h200-sxm&tpp=4800" : "");
      await opened[name]?.(page);
      assert.deepEqual(await barriers(page), [], name);
    }
    page.said = page.said.filter((line) => !/v1\/licenses|404|503|501/.test(line));
  });

screen("on a phone nothing is wider than the screen", { width: 390, height: 844 }, async (page) => {
  for (const name of SCREENS) {
    await open(page, name);
    await opened[name]?.(page);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, name);
  }
  page.said = page.said.filter((line) => !/v1\/licenses|404|503|501/.test(line));
});

// What changed: two days of the law over its timeline, and the lines of the book that they treat differently.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, postText } from "../api.js";
import { asking } from "../asking.js";
import { bodyOf } from "../book.js";
import { Lanes } from "../chart/lanes.js";
import { DateField } from "../date_field.js";
import { book, bringDemo, posture } from "../desk.js";
import { isChoosing, stopChoosing } from "../holding.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer, Nothing } from "../notice.js";
import { route, settle } from "../route.js";
import { between, eventsOf } from "../timeline.js";
import { ChangeTable } from "./change_table.js";
import { EventTable } from "./event_table.js";
import { HoldLines } from "./hold_lines.js";

const timeline = asking();
const comparing = asking();
// The days on each side of the rule of January 2026 on the H200: a change that the demo book shows.
const dates = signal({ before: "2026-01-14", after: "2026-01-15" });

function compare() {
  if (!book.value) return;
  const { before, after } = dates.value;
  if (!before || !after) return;
  comparing.ask(() => postText("v1/diff", bodyOf(book.value), book.value.format, { before, after, posture: posture.value, lang: language.value }));
}

function set(change, isFinal = true) {
  dates.value = { ...dates.value, ...change };
  if (!isFinal) return;
  settle("changed", dates.value);
  compare();
}

function Dates() {
  const field = (key, label) => html`<${DateField} label=${label} value=${dates.value[key]} onDate=${(date) => set({ [key]: date })} />`;
  return html`<div class="controls">${field("before", t("Before", "之前"))}${field("after", t("After", "之后"))}
    <span class="hint">${book.value ? html`${book.value.name} · ${book.value.rows.length} ${t("lines", "行")}` : null}</span></div>`;
}

export function WhatChanged() {
  useEffect(() => {
    const { before, after } = route.value.values;
    if (before && after) dates.value = { before, after };
    timeline.ask(() => get("v1/law/timeline", { lang: language.value }));
    if (!book.value) bringDemo();
  }, []);
  useEffect(compare, [book.value, language.value]);
  useEffect(stopChoosing, [book.value, dates.value]);
  const { before, after } = dates.value;
  return html`
    <div class="title"><h1>${t("What changed", "规则变动")}</h1>
      <p>${t("Which lines do two days of the law treat differently, and because of what?", "两个日期的法律对哪些订单行的处理不同？原因是什么？")}</p></div>
    <${Dates} />
    <${Answer} state=${timeline.state} retry=${() => timeline.ask(() => get("v1/law/timeline"))}>${(answer) => {
      const events = eventsOf(answer);
      return html`<${Lanes} events=${events} before=${before} after=${after} onMove=${set} />
        <${EventTable} events=${between(events, before, after)} before=${before} after=${after} />`;
    }}<//>
    ${book.value ? null : html`<${Nothing} title=${t("No orders yet", "尚无订单")}><a href="#/check">
      ${t("Bring them under Order check", "请在订单核查中导入")}</a><//>`}
    <${Answer} state=${comparing.state} retry=${compare} waiting=${t("Comparing the two days…", "正在比较…")}>
      ${(answer) => html`${answer.changes.length ? html`<${HoldLines} />` : null}
        <${ChangeTable} answer=${answer} lines=${book.value.rows.length} isChoosing=${isChoosing.value} />`}<//>`;
}

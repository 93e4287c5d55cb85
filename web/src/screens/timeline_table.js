// Every day on which the law changed, newest first.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { Answer } from "../notice.js";
import { eventsOf } from "../timeline.js";
import { LawChanges } from "./law_changes.js";

const reading = asking();
const ask = () => reading.ask(() => get("v1/law/timeline"));

const Day = ({ event }) => html`<details><summary><b class="date">${event.date}</b> <span class="hint">+${event.begins.length} −${event.ends.length}</span></summary>
  <${LawChanges} event=${event} /></details>`;

export function TimelineTable() {
  useEffect(() => {
    ask();
  }, []);
  return html`<${Answer} state=${reading.state} retry=${ask}>
    ${(answer) => html`<div class="days">${eventsOf(answer).reverse().map((event) => html`<${Day} key=${event.date} event=${event} />`)}</div>`}<//>`;
}

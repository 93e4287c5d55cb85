// Every day on which the law changed, newest first.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer } from "../notice.js";
import { link } from "../route.js";
import { Cite } from "../spoken.js";
import { eventsOf } from "../timeline.js";

const reading = asking();

const List = ({ rules, sign }) => rules.map((one) => html`<li><span class="sign">${sign}</span> <a class="rule" href=${link("rulebook", { rule: one.rule })}>${one.rule}</a> ${one.cite ? html`<${Cite} text=${[].concat(one.cite).join("; ")} />` : null}</li>`);

const Day = ({ event }) => html`<details><summary><b class="date">${event.date}</b> <span class="hint">+${event.begins.length} −${event.ends.length}</span></summary><ul class="plain"><${List} rules=${event.begins} sign="+" /><${List} rules=${event.ends} sign="−" /></ul></details>`;

export function TimelineTable() {
  const ask = () => reading.ask(() => get("v1/law/timeline"));
  useEffect(() => {
    ask();
  }, []);
  return html`<${Answer} state=${reading.state} retry=${ask}>${(answer) => html`<div class="days">${eventsOf(answer).reverse().map((event) => html`<${Day} key=${event.date} event=${event} />`)}</div>`}<//>`;
}

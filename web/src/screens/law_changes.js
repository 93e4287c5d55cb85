// Rules that begin (+), end (−) or otherwise change (=) on a day.
import { html } from "../html.js";
import { link } from "../route.js";
import { Cite } from "../spoken.js";

const Change = ({ one, sign }) => html`<li><span class="sign">${sign}</span> <a class="rule" href=${link("rulebook", { rule: one.rule })}>${one.rule}</a>
  ${one.cite ? html` <${Cite} text=${one.cite} />` : null}${one.says ? html` <span class="hint" lang="en">${one.says}</span>` : null}</li>`;

export const countOf = (event) => event.begins.length + event.ends.length;

export const LawChanges = ({ event }) => html`<ul class="plain">
  ${[["+", event.begins], ["−", event.ends], ["=", event.other]].flatMap(([sign, list]) => list.map((one) => html`<${Change} one=${one} sign=${sign} />`))}</ul>`;

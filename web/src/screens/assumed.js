// What the regions take for granted beside the two numbers of a plane, so that nobody reads more into them.
import { html } from "../html.js";
import { t } from "../language.js";
import { word } from "../word.js";

const spoken = (value) => (value === "true" ? t("yes", "是") : value === "false" ? t("no", "否") : word(value));

function List({ plane }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Assumed", "假设")}><table><tbody>${plane.assumes.map((one) => html`<tr><th scope="row">
    ${word(one.fact)} <code>${one.fact}</code></th><td data-assumed=${one.fact}>${spoken(one.value)}</td></tr>`)}</tbody></table></div>`;
}

export function Assumed({ planes }) {
  const known = planes.map((asked) => asked.state.value.value).filter((plane) => plane?.assumes);
  if (!known.length) return null;
  return html`<details class="twin assumed"><summary>${t("What the regions assume: an export from the US to a private, screened company with no parent abroad, everything certified that can be", "区域的假设：自美国出口至已筛查、无境外母公司的私营企业，能声明的事项均已声明")}</summary>
    ${known.map((plane) => html`<h3>${word(plane.x.fact)} × ${word(plane.y.fact)}</h3><${List} plane=${plane} />`)}</details>`;
}

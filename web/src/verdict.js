// A verdict on the page: shape, word and color together.
import { html } from "./html.js";
import { Shape } from "./icon.js";
import { word } from "./word.js";

export const Verdict = ({ of, strong }) =>
  html`<span class=${`verdict ${of} ${strong ? "strong" : ""}`}><${Shape} verdict=${of} />${word(of)}</span>`;

// What a hold may still become.
export const Between = ({ determination }) =>
  determination.between?.length
    ? html`<span class="between">${determination.between.map((one, at) => html`${at ? " … " : ""}<${Verdict} of=${one} />`)}</span>`
    : null;

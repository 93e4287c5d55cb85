// Shapes of the page, drawn: no font has to have them.
import { html } from "./html.js";

// A verdict has a shape of its own beside its word and color.
const SHAPES = {
  proceed: html`<circle cx="8" cy="8" r="7" /><path class="cut" d="M4.6 8.3l2.3 2.3 4.5-5" />`,
  conditions: html`<path d="M8 .6L15.4 8 8 15.4.6 8z" /><path class="cut" d="M8 4.8v3.8M8 11v.4" />`,
  hold: html`<rect x="1" y="1" width="14" height="14" rx="3.5" /><path class="cut" d="M5.9 6.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.4M8 11.8v.2" />`,
  license: html`<path d="M8 .9l7.4 13.4H.6z" /><path class="cut" d="M8 6v3.8M8 12v.2" />`,
  stop: html`<path d="M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z" /><path class="cut" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" />`,
};

export const Shape = ({ verdict }) =>
  html`<svg class=${"shape " + verdict} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${SHAPES[verdict] ?? null}</svg>`;

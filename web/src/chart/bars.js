// Bars: one horizontal bar for each name, with its number beside it.
import { scaleLinear } from "d3-scale";
import { html } from "../html.js";
import { useWidth } from "./lanes.js";

const ROW = 28;

// rows: [{name, parts: [{value, tone}], text}]
export function Bars({ title, rows, tones = [] }) {
  const [box, width] = useWidth();
  const left = Math.min(width * 0.36, 190);
  const sum = (row) => row.parts.reduce((all, one) => all + one.value, 0);
  const x = scaleLinear([0, Math.max(...rows.map(sum), 1e-12)], [0, width - left - 90]);
  let at = 0;
  const part = (one) => {
    const from = at;
    at += one.value;
    return html`<rect class=${`tone-${one.tone ?? 0}`} x=${left + x(from)} width=${Math.max(0, x(one.value))} y="5" height=${ROW - 10} />`;
  };
  return html`<figure class="plane bars" ref=${box}><figcaption><h2>${title}</h2></figcaption>
    <svg width=${width} height=${rows.length * ROW} role="img" aria-label=${`${title}. ${rows.map((row) => `${row.name}: ${row.text}`).join("; ")}`}>
      ${rows.map((row, index) => {
        at = 0;
        return html`<g transform=${`translate(0 ${index * ROW})`}><text x="0" y=${ROW / 2 + 4}>${row.name}</text>${row.parts.map(part)}
          <text x=${left + x(sum(row)) + 6} y=${ROW / 2 + 4}>${row.text}</text></g>`;
      })}</svg>
    ${tones.length ? html`<ul class="plain legend">${tones.map((name, tone) => html`<li><svg width="14" height="14" aria-hidden="true" class="bars"><rect class=${`tone-${tone}`} width="14" height="14" /></svg> ${name}</li>`)}</ul>` : null}
  </figure>`;
}

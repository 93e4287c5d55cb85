// Ratios: every axis of a comparison as a point with its interval on one logarithmic scale; a line marks one, another a claim.
import { scaleLog } from "d3-scale";
import { html } from "../html.js";
import { t } from "../language.js";
import { useWidth } from "./lanes.js";

const ROW = 26;
const TOP = 8;
const TICKS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

export const shortRatio = (value) => `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)}×`;

// rows: [{name, ratio: {low, mid, high} | null}]
export function Ratios({ title, rows, claimed }) {
  const [box, width] = useWidth();
  const left = width < 560 ? 108 : 150;
  const known = rows.filter((row) => row.ratio);
  const ends = known.flatMap(({ ratio }) => [ratio.low, ratio.high]).concat(claimed ? [claimed] : [], [1]);
  const x = scaleLog([Math.min(...ends) / 1.25, Math.max(...ends) * 1.25], [left, width - 66]);
  const height = TOP + rows.length * ROW + 26;
  const row = (at) => TOP + at * ROW + ROW / 2;
  const label = `${title}. ${known.map(({ name, ratio }) => `${name} ${shortRatio(ratio.mid)}`).join("; ")}`;
  return html`<figure class="plane ratios" ref=${box}><figcaption><h2>${title}</h2></figcaption>
    <svg width=${width} height=${height} role="img" aria-label=${label}><g class="axes">
      ${TICKS.filter((tick) => tick >= x.domain()[0] && tick <= x.domain()[1]).map((tick) => html`<g><line x1=${x(tick)} x2=${x(tick)} y1=${TOP} y2=${height - 22} />
        <text x=${x(tick)} y=${height - 6} text-anchor="middle">${tick}×</text></g>`)}</g>
      <line class="same" x1=${x(1)} x2=${x(1)} y1=${TOP} y2=${height - 22} />
      ${claimed ? html`<line class="claimed" x1=${x(claimed)} x2=${x(claimed)} y1=${TOP} y2=${height - 22} />` : null}
      ${rows.map(({ name, ratio }, at) => html`<g class="ratio"><text x="0" y=${row(at) + 4}>${name}</text>
        ${ratio ? html`${ratio.high > ratio.low ? html`<line class="span" x1=${x(ratio.low)} x2=${x(ratio.high)} y1=${row(at)} y2=${row(at)} />` : null}
          <circle cx=${x(ratio.mid)} cy=${row(at)} r="4.5" /><text x=${width - 60} y=${row(at) + 4}>${shortRatio(ratio.mid)}</text>`
          : html`<text x=${x(1) + 8} y=${row(at) + 4}>?</text>`}</g>`)}
    </svg>${claimed ? html`<p class="hint">${t("Solid line: the same. Dashed line: as claimed.", "实线：相同；虚线：所称倍数。")}</p>` : html`<p class="hint">
      ${t("The line marks one: the same. A bar is a 90 % interval or a range of sources.", "竖线为 1（相同）；横线为 90% 区间或来源给出的范围。")}</p>`}</figure>`;
}

// Scatter: chips on a plane of two figures, on log axes, over the regions into which the law divides the plane.
import { scaleLog } from "d3-scale";
import { useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../language.js";
import { classesOf, clip, describe } from "./region_class.js";
import { useWidth } from "./lanes.js";

const PAD = { left: 54, right: 12, top: 12, bottom: 42 };
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000];

const short = (number) => (number >= 1000 ? `${number / 1000}k` : String(number));

function Axes({ x, y, width, height, xName, yName }) {
  const inside = (scale) => TICKS.filter((tick) => tick >= scale.domain()[0] && tick <= scale.domain()[1]);
  const bottom = height - PAD.bottom;
  return html`<g class="axes" aria-hidden="true">
    ${inside(x).map((tick) => html`<g><line x1=${x(tick)} x2=${x(tick)} y1=${PAD.top} y2=${bottom} />
      <text x=${x(tick)} y=${bottom + 15} text-anchor="middle">${short(tick)}</text></g>`)}
    ${inside(y).map((tick) => html`<g><line x1=${PAD.left} x2=${width - PAD.right} y1=${y(tick)} y2=${y(tick)} />
      <text x=${PAD.left - 6} y=${y(tick) + 4} text-anchor="end">${short(tick)}</text></g>`)}
    <text class="axis-name" x=${(PAD.left + width - PAD.right) / 2} y=${height - 6} text-anchor="middle">${xName}</text>
    <text class="axis-name" transform=${`translate(13 ${(PAD.top + bottom) / 2}) rotate(-90)`} text-anchor="middle">${yName}</text></g>`;
}

function Regions({ classes, x, y }) {
  return html`<g class="regions" aria-hidden="true">${classes.map((one) => {
    const boxes = one.parts
      .map((part) => ({ across: clip(part.x, x.domain()), up: clip(part.y, y.domain()) }))
      .filter(({ across, up }) => across && up)
      .map(({ across, up }) => ({ x: x(across[0]), y: y(up[1]), width: x(across[1]) - x(across[0]), height: y(up[0]) - y(up[1]) }));
    const largest = boxes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
    return html`<g class=${`region ${one.region.verdict} tone-${one.tone}`}>${boxes.map((box) => html`<rect ...${box} />`)}
      ${largest && largest.width > 16 && largest.height > 16 ? html`<text x=${largest.x + 6} y=${largest.y + 15}>${one.mark}</text>` : null}</g>`;
  })}</g>`;
}

// Where a chip stands. An open figure is a line across the plane, a range a bar: never a guessed point.
function placeOf(chip, xFact, yFact, x, y) {
  const across = chip.figures[xFact];
  const up = chip.figures[yFact];
  if (!across || across.low === null) return null;
  const middle = (figure) => Math.sqrt(figure.low * (figure.high ?? figure.low));
  const into = (scale, value) => scale(Math.max(scale.domain()[0], Math.min(scale.domain()[1], value)));
  const at = { x: into(x, middle(across)), left: into(x, across.low), right: into(x, across.high ?? x.domain()[1]) };
  if (!up || (up.low === null && up.high === null)) return { ...at, open: true, y: y.range()[0] - 5, top: y.range()[1], bottom: y.range()[0] };
  const low = up.low ?? y.domain()[0];
  const high = up.high ?? y.domain()[1];
  return { ...at, open: false, y: into(y, Math.sqrt(Math.max(low, y.domain()[0]) * high)), top: into(y, high), bottom: into(y, low) };
}

function Chip({ chip, place, state, label, onPick, onPoint }) {
  const point = () => onPoint(chip.id);
  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onPick(chip.id);
  };
  return html`<g class=${`chip ${state} ${place.open ? "open-figure" : ""}`} role="button" tabindex=${state.includes("chosen") ? 0 : -1} data-chip=${chip.id} aria-label=${label}
      onClick=${() => onPick(chip.id)} onKeyDown=${press} onPointerEnter=${point} onPointerLeave=${() => onPoint(null)} onFocus=${point} onBlur=${() => onPoint(null)}>
    ${place.right - place.left > 1 ? html`<line class="range" x1=${place.left} x2=${place.right} y1=${place.y} y2=${place.y} />` : null}
    ${place.bottom - place.top > 1 ? html`<line class="range" x1=${place.x} x2=${place.x} y1=${place.top} y2=${place.bottom} />` : null}
    <circle class="target" cx=${place.x} cy=${place.y} r="11" />
    ${place.open ? html`<path class="dot" d=${`M${place.x - 4} ${place.y}h8l-4-6z`} />` : html`<circle class="dot" cx=${place.x} cy=${place.y} r="4.5" />`}</g>`;
}

function Threshold({ value, x, height, onMove, onDone }) {
  const drag = (event) => {
    event.preventDefault();
    const target = event.currentTarget;
    const from = target.ownerSVGElement.getBoundingClientRect();
    target.setPointerCapture(event.pointerId);
    const at = (moved) => Math.round(Math.max(x.domain()[0], Math.min(x.domain()[1], x.invert(moved.clientX - from.left))));
    const move = (moved) => onMove(at(moved));
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", () => { target.removeEventListener("pointermove", move); onDone(); }, { once: true });
  };
  const step = (event) => {
    const factor = { ArrowRight: 1.01, ArrowLeft: 1 / 1.01, PageUp: 1.1, PageDown: 1 / 1.1 }[event.key];
    if (!factor) return;
    event.preventDefault();
    onMove(Math.round(value * factor));
    onDone();
  };
  return html`<g class="threshold" role="slider" tabindex="0" aria-label=${t("What-if threshold of TPP", "假设的 TPP 门槛")} aria-valuemin=${x.domain()[0]} aria-valuemax=${x.domain()[1]} aria-valuenow=${value}
      transform=${`translate(${x(value)} 0)`} onPointerDown=${drag} onKeyDown=${step}>
    <rect class="grip" x="-11" width="22" y=${PAD.top} height=${height - PAD.top - PAD.bottom} /><line y1=${PAD.top} y2=${height - PAD.bottom} />
      <path d=${`M-6 ${PAD.top - 9}h12l-6 9z`} /></g>`;
}

export function Scatter({ title, chips, plane, xRange, yRange, xFact, yFact, xName, yName, chosen, pointed, threshold, sides, onPick, onPoint, onThreshold, onThresholdDone }) {
  const [box, width] = useWidth();
  const svg = useRef(null);
  const height = Math.round(Math.max(300, Math.min(430, width * 0.78)));
  const x = scaleLog(xRange, [PAD.left, width - PAD.right]);
  const y = scaleLog(yRange, [height - PAD.bottom, PAD.top]);
  const classes = plane ? classesOf(plane.regions) : [];
  const placed = chips.map((chip) => ({ chip, place: placeOf(chip, xFact, yFact, x, y) })).filter(({ place }) => place).sort((a, b) => a.place.x - b.place.x);
  const current = placed.some(({ chip }) => chip.id === chosen) ? chosen : placed[0]?.chip.id;
  const show = placed.find(({ chip }) => chip.id === (pointed ?? chosen));
  // One stop for the Tab key; arrows go from chip to chip.
  const walk = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = event.target.dataset?.chip;
    if (!step || !from) return;
    event.preventDefault();
    const at = placed.findIndex(({ chip }) => chip.id === from);
    const next = placed[Math.max(0, Math.min(placed.length - 1, at + step))];
    [...svg.current.querySelectorAll("[data-chip]")].find((one) => one.dataset.chip === next.chip.id)?.focus();
  };
  const label = (chip) => `${chip.name}: ${xName} ${chip.figures[xFact]?.text ?? "?"}, ${yName} ${chip.figures[yFact]?.text ?? t("open", "未知")}`;
  return html`<figure class="plane" ref=${box}><figcaption><h2>${title}</h2></figcaption>
    <svg ref=${svg} width=${width} height=${height} role="group" aria-label=${title} onKeyDown=${walk}>
      <${Regions} classes=${classes} x=${x} y=${y} /><${Axes} x=${x} y=${y} width=${width} height=${height} xName=${xName} yName=${yName} />
      ${threshold ? html`<${Threshold} value=${threshold} x=${x} height=${height} onMove=${onThreshold} onDone=${onThresholdDone} />` : null}
      ${placed.map(({ chip, place }) => html`<${Chip} key=${chip.id} chip=${chip} place=${place} label=${label(chip)} onPick=${onPick} onPoint=${onPoint}
        state=${[sides?.get(chip.id) ?? "", chip.id === current ? "chosen" : "", chip.id === chosen ? "picked" : "", chip.id === pointed ? "pointed" : ""].join(" ")} />`)}
      ${show ? html`<text class="chip-name" x=${show.place.x} y=${show.place.y < 40 ? show.place.y + 22 : show.place.y - 11} text-anchor=${show.place.x > width - 110 ? "end" : show.place.x < 120 ? "start" : "middle"}>${show.chip.name}</text>` : null}
    </svg>
    ${classes.length ? html`<ul class="plain legend">${classes.map((one) => html`<li><svg width="18" height="14" aria-hidden="true" class="regions">
      <g class=${`region ${one.region.verdict} tone-${one.tone}`}><rect x="0.5" y="0.5" width="17" height="13" /></g></svg> <b>
      ${one.mark}</b> ${describe(one.region)}</li>`)}</ul>` : null}
  </figure>`;
}

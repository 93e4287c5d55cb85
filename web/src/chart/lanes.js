// Lanes: the days on which the law changed, one lane a body of law, and two handles that choose the days to compare.
import { scaleLinear } from "d3-scale";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../language.js";
import { dateOfDay, dayNumber, LANES, laneOf } from "../timeline.js";

const HEIGHT = 30;
const TOP = 26;
const LEFT = { wide: 132, narrow: 76 };
const START = "2022-06-01";

const names = {
  us: () => t("US rules", "美国规则"),
  tariff: () => t("Tariffs", "关税"),
  cn: () => t("PRC rules", "中国规则"),
  other: () => t("Other states", "其他国家和地区"),
};

// How wide the drawing may be; it follows the window.
export function useWidth() {
  const box = useRef(null);
  const [width, setWidth] = useState(800);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(280, Math.floor(entry.contentRect.width))));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

function marksOf(events) {
  const marks = [];
  for (const { date, begins, ends } of events) {
    const counts = {};
    for (const { rule } of begins) (counts[laneOf(rule)] ??= { begins: 0, ends: 0 }).begins++;
    for (const { rule } of ends) (counts[laneOf(rule)] ??= { begins: 0, ends: 0 }).ends++;
    for (const [lane, count] of Object.entries(counts)) marks.push({ date, lane, ...count });
  }
  return marks;
}

function Handle({ name, date, x, height, onMove, toDate, days, label }) {
  const drag = (event) => {
    event.preventDefault();
    const target = event.currentTarget;
    const from = target.ownerSVGElement.getBoundingClientRect();
    target.setPointerCapture(event.pointerId);
    const at = (moved) => toDate(moved.clientX - from.left);
    const move = (moved) => onMove({ [name]: at(moved) }, false);
    const end = (moved) => {
      target.removeEventListener("pointermove", move);
      onMove({ [name]: at(moved) }, true);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end, { once: true });
  };
  const step = (event) => {
    const day = dayNumber(date);
    const next = days.find((one) => one > day);
    const last = days.findLast((one) => one < day);
    const wanted = { ArrowRight: day + 1, ArrowLeft: day - 1, PageUp: next, PageDown: last, Home: days[0], End: days.at(-1) }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onMove({ [name]: dateOfDay(wanted) }, true);
  };
  return html`<g class=${"handle " + name} role="slider" tabindex="0" aria-label=${label} aria-valuemin=${days[0]} aria-valuemax=${days.at(-1)}
      aria-valuenow=${dayNumber(date)} aria-valuetext=${date} transform=${`translate(${x} 0)`} onPointerDown=${drag} onKeyDown=${step}>
    <rect class="grip" x=${name === "before" ? -20 : 0} y="0" width="20" height=${height} />
    <line y1="4" y2=${height} /><path d=${name === "before" ? "M0 3h-13v9h6z" : "M0 3h13v9h-6z"} /></g>`;
}

export function Lanes({ events, before, after, onMove }) {
  const [box, width] = useWidth();
  const left = width < 560 ? LEFT.narrow : LEFT.wide;
  const days = events.map((event) => dayNumber(event.date)).filter((day) => day >= dayNumber(START));
  const end = Math.max(...days, dayNumber(before), dayNumber(after)) + 40;
  const x = scaleLinear([dayNumber(START), end], [left, width - 14]);
  const place = (date) => Math.max(left, Math.min(width - 14, x(dayNumber(date))));
  const toDate = (pixel) => dateOfDay(Math.round(x.invert(Math.max(left, Math.min(width - 14, pixel)))));
  const height = TOP + LANES.length * HEIGHT;
  const years = Array.from({ length: 12 }, (_, at) => `${2022 + at}-01-01`).filter((date) => x(dayNumber(date)) >= left && x(dayNumber(date)) < width - 30 && (width >= 560 || Number(date.slice(0, 4)) % 2 === 0));
  const row = (lane) => TOP + LANES.indexOf(lane) * HEIGHT + HEIGHT / 2;
  const [first, last] = [place(before), place(after)].sort((a, b) => a - b);
  const handle = (name, date, label) => html`<${Handle} name=${name} date=${date} label=${label} x=${place(date)} height=${height} onMove=${onMove} toDate=${toDate} days=${days} />`;
  return html`<figure class="lanes" ref=${box}>
    <svg width=${width} height=${height + 22} role="group" aria-label=${t("Days on which the law changed", "法律变动日期")}>
      <rect class="chosen" x=${first} y=${TOP} width=${Math.max(1, last - first)} height=${height - TOP} />
      ${LANES.map((lane) => html`<g><line class="lane" x1=${left} x2=${width - 14} y1=${row(lane)} y2=${row(lane)} />
        <text class="lane-name" x="0" y=${row(lane) + 4}>${names[lane]()}</text></g>`)}
      ${years.map((date) => html`<g><line class="tick" x1=${place(date)} x2=${place(date)} y1=${TOP} y2=${height} />
        <text class="tick-name" x=${place(date)} y=${height + 16}>${date.slice(0, 4)}</text></g>`)}
      ${marksOf(events.filter((event) => event.date >= START)).map((mark) => html`<circle class=${mark.date > before && mark.date <= after ? "mark inside" : "mark"} cx=${place(mark.date)} cy=${row(mark.lane)} r=${Math.min(9, 3 + Math.sqrt(mark.begins + mark.ends))}><title>${`${mark.date}: +${mark.begins} −${mark.ends}`}</title></circle>`)}
      ${handle("before", before, t("Before: the earlier day", "之前的日期"))}${handle("after", after, t("After: the later day", "之后的日期"))}
    </svg>
    <figcaption class="hint">${t("Drag a handle, or focus it and use the arrow keys; Page Up and Page Down go from change to change.", "拖动滑块，或聚焦后用方向键移动；Page Up 与 Page Down 逐个变动跳转。")}</figcaption>
  </figure>`;
}

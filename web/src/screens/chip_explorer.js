// Chip explorer: chips on two planes over the law's regions of a chosen day, and what a moved threshold would catch.
import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { Scatter } from "../chart/scatter.js";
import { chipsOf } from "../chips.js";
import { sideOf } from "../figure.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { route, settle } from "../route.js";
import { word } from "../word.js";
import { Assumed } from "./assumed.js";
import { ChipControls } from "./chip_controls.js";
import { ChipDetail } from "./chip_detail.js";
import { ChipTable } from "./chip_table.js";
import { Citing } from "./citing.js";
import { WhatIf } from "./what_if.js";

const FIRST = { on: "2026-01-15", to: "CN", chip: "", tpp: "" };
const view = signal(FIRST);
const pointed = signal(null);
const catalogue = asking();
const density = asking();
const bandwidth = asking();
const links = asking();

const chips = computed(() => (catalogue.state.value.value ? chipsOf(catalogue.state.value.value) : []));
const threshold = computed(() => (Number(view.value.tpp) > 0 ? Number(view.value.tpp) : null));
const sides = computed(() => threshold.value && new Map(chips.value.map((chip) => [chip.id, sideOf(chip.figures.tpp, threshold.value)])));

function ask() {
  const { on, to } = view.value;
  const plane = (y) => () => get("v1/regions", { on, x: "tpp", y, destination: to });
  catalogue.ask(() => get("v1/chips", { on }));
  density.ask(plane("performance_density"));
  bandwidth.ask(plane("dram_bandwidth_gbps"));
  links.ask(plane("io_bandwidth_gbps"));
}

function change(values, isFinal = true) {
  const asked = ["on", "to"].some((key) => key in values && values[key] !== view.value[key]);
  view.value = { ...view.value, ...values };
  if (!isFinal) return;
  settle("chips", view.value);
  if (asked) ask();
}

const pick = (id) => change({ chip: id === view.value.chip ? "" : id });
const range = (fact) => {
  const numbers = chips.value.flatMap((chip) => [chip.figures[fact]?.low, chip.figures[fact]?.high]).filter((number) => number > 0);
  return numbers.length ? [Math.min(...numbers) * 0.7, Math.max(...numbers) * 1.5] : [1, 10];
};

// The regions are worth their place only with the law's answer; without it the chips are still shown, and it is said.
const Plane = ({ asked, yFact, title, yName }) => {
  const state = asked.state.value;
  return html`<div><${Scatter} title=${title} chips=${chips.value} plane=${state.value} xRange=${range("tpp")} yRange=${range(yFact)} xFact="tpp" yFact=${yFact}
    xName=${t("TPP", "总处理性能 TPP")} yName=${yName} chosen=${view.value.chip} pointed=${pointed.value} threshold=${threshold.value} sides=${sides.value}
    onPick=${pick} onPoint=${(id) => (pointed.value = id)} onThreshold=${(tpp) => change({ tpp: String(tpp) }, false)} onThresholdDone=${() => change({})} />
    ${state.phase === "failed" ? html`<${Answer} state=${asked.state} retry=${ask} />` : null}</div>`;
};

function Explorer() {
  const chip = chips.value.find((one) => one.id === view.value.chip);
  return html`
    <div class="planes">
      <${Plane} asked=${density} yFact="performance_density" title=${t("TPP and performance density", "总处理性能与性能密度")} yName=${t("performance density", "性能密度")} />
      <${Plane} asked=${bandwidth} yFact="dram_bandwidth_gbps" title=${t("TPP and total DRAM bandwidth", "总处理性能与 DRAM 总带宽")} yName=${word("dram_bandwidth_gbps")} />
      <${Plane} asked=${links} yFact="io_bandwidth_gbps" title=${t("TPP and interconnect bandwidth", "总处理性能与互连带宽")} yName=${word("io_bandwidth_gbps")} />
    </div>
    <p class="hint">${t("A bar is a range, a triangle at the lower edge a chip whose second figure nobody published. The regions are computed from the rulebook for the day and destination above.",
      "横竖线段表示数值区间；下缘的三角形表示另一数值未公布。区域由规则集按上方日期与目的地计算。")}</p>
    <${Assumed} planes=${[density, bandwidth, links]} />
    <${WhatIf} chips=${chips.value} threshold=${threshold.value} onChange=${(tpp) => change({ tpp })} onPick=${pick} />
    ${chip ? html`<${ChipDetail} key=${chip.id} chip=${chip} on=${view.value.on} onClose=${() => pick(chip.id)} />` : null}
    <${ChipTable} chips=${chips.value} chosen=${view.value.chip} onPick=${pick} planes=${[density, bandwidth, links].map((asked) => asked.state.value.value)} />
    <${Citing} view=${view.value} />`;
}

export function ChipExplorer() {
  useEffect(() => {
    view.value = { ...FIRST, ...view.value, ...route.value.values };
    ask();
  }, [language.value]);
  return html`
    <div class="title"><h1>${t("Chip explorer", "芯片图谱")}</h1>
      <p>${t("Where chips stand against the law's lines, on any day.", "任意日期下，各芯片相对于法律界线的位置。")}</p></div>
    <${ChipControls} view=${view.value} onChange=${change} />
    <${Answer} state=${catalogue.state} retry=${ask} waiting=${t("Loading the catalogue…", "正在载入芯片目录…")}>${() => html`<${Explorer} />`}<//>`;
}

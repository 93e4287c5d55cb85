// One line opened: verdict, what would settle it, and the path through the law, gate by gate.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { postForFile } from "../api.js";
import { touched } from "../determination.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Trouble } from "../notice.js";
import { save } from "../save.js";
import { Cite, Spoken } from "../spoken.js";
import { Between, Verdict } from "../verdict.js";
import { word } from "../word.js";
import { Explanation } from "./explanation.js";
import { Gate } from "./gate.js";
import { Settling } from "./settling.js";
import { questionOf } from "./question_of.js";

function Memo({ line }) {
  const [problem, setProblem] = useState(null);
  const fetchMemo = async (languages, kind = "html") => {
    const { body, format, query } = questionOf(line, languages);
    const answer = await postForFile("v1/memo", body, format, { ...query, format: kind });
    setProblem(answer.problem ?? null);
    if (answer.value) save(`memo-${line.id}.${kind}`, answer.value);
  };
  return html`<button type="button" onClick=${() => fetchMemo(language.value)}>${t("Memo", "备忘录")}</button>
    <button type="button" onClick=${() => fetchMemo("both")}>${t("Memo in both languages", "双语备忘录")}</button>
    <button type="button" onClick=${() => fetchMemo("both", "pdf")}>${t("Memo as PDF", "PDF 备忘录")}</button>
      ${problem ? html`<${Trouble} problem=${problem} />` : null}`;
}

function Remarks({ determination }) {
  const flags = determination.flags ?? [];
  const faults = determination.faults ?? [];
  return html`
    ${determination.stale ? html`<p class="remark">${t("The date lies beyond what the law was verified for.", "日期已超出法律核实期。")}</p>` : null}
    ${flags.map((flag) => html`<p class="remark"><b>
      ${t("Flag", "危险信号")}</b> <${Spoken} text=${flag.because} /> ${flag.cite ? html`<${Cite} text=${flag.cite} />` : null}</p>`)}
    ${faults.map((fault) => html`<p class="remark"><b>
      ${t("Fault", "故障")}</b> <${Spoken} text=${fault.because ?? fault.message ?? JSON.stringify(fault)} /></p>`)}`;
}

function Body({ line }) {
  const { determination } = line;
  const gates = touched(determination);
  const idle = determination.gates.length - gates.length;
  return html`
    <p class="verdict-line"><${Verdict} of=${determination.verdict} strong=${true} /> <${Between} determination=${determination} /></p>
    ${determination.verdict === "proceed" ? html`<p class="hint">${t("No rule in this rulebook stops it.", "本规则集中没有规则阻止。")}</p>` : null}
    <${Remarks} determination=${determination} />
    <${Settling} unknown=${determination.unknown ?? []} />
    ${gates.map((gate) => html`<${Gate} key=${gate.gate} gate=${gate} />`)}
    ${idle ? html`<p class="hint">${t(`${idle} other bodies of law do not reach this line.`, `另有 ${idle} 部法律不适用于本行。`)}</p>` : null}
    <${Explanation} line=${line} />
    <div class="buttons"><${Memo} line=${line} /></div>
    <p class="vintage">${t("Law of", "适用日期")} ${determination.as_of} · ${word(determination.posture)} · ${t("verified through", "核实截至")} ${determination.rulebook?.verified_through}<br />
      <code>${determination.rulebook?.digest}</code></p>`;
}

export function LineDetail({ line, onClose }) {
  const heading = useRef(null);
  // Before anything is painted: a key that is pressed at once is meant for the line.
  useLayoutEffect(() => heading.current.focus(), []);
  const close = () => {
    onClose();
    document.querySelector(".grid")?.focus();
  };
  return html`<aside class="detail" aria-label=${t("The line opened", "打开的订单行")} onKeyDown=${(event) => event.key === "Escape" && close()}>
    <div class="detail-head"><h2 tabindex="-1" ref=${heading}>${line.id}</h2><button type="button" class="quiet" onClick=${close}>
      ${t("Close", "关闭")}</button></div>
    ${line.determination ? html`<${Body} line=${line} />` : html`<p>
      ${t("This line could not be read; see the problems above.", "该行未能读取，请见上方问题列表。")}</p>`}
  </aside>`;
}

// License ledger: what was granted, reserved, shipped and left, and what is owed. Reading only: shipping is the command line's and the service's.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { grouped } from "../decimal.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Answer, Nothing } from "../notice.js";
import { link, route } from "../route.js";
import { License } from "./license.js";
import { word } from "../word.js";

const listing = asking();
const ask = () => listing.ask(() => get("v1/licenses"));
const NO_LEDGER = "LG0017";

const openDuties = (license) => (license.duties ?? []).filter((duty) => duty.state !== "met");

const Row = ({ one }) => html`<tr><th scope="row"><a href=${link("ledger", { license: one.number })}>${one.number}</a></th><td>
  ${word(one.state)}</td><td class="date">${one.valid_from} – ${one.valid_until}</td>
  <td>${(one.lines ?? []).map((line) => html`<div>${line.item}: ${grouped(line.left)} ${t("of", "/")} ${grouped(line.granted)}</div>`)}</td>
    <td class="number">${openDuties(one).length}</td></tr>`;

function List({ licenses }) {
  if (!licenses.length) return html`<${Nothing} title=${t("The ledger has no license yet.", "台账中尚无许可证。")}><p>
    <code>lockgate license add LICENSE.json</code></p><//>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Licenses", "许可证")}><table class="wide"><thead><tr><th scope="col">
    ${t("License", "许可证")}</th><th scope="col">${t("State", "状态")}</th><th scope="col">${t("Valid", "有效期")}</th><th scope="col">
    ${t("Left of granted", "剩余／批准")}</th><th scope="col" class="number">${t("Duties open", "未完成义务")}</th></tr></thead>
    <tbody>${licenses.map((one) => html`<${Row} key=${one.number} one=${one} />`)}</tbody></table></div>`;
}

function NoLedger() {
  return html`<${Nothing} title=${t("No ledger is configured.", "尚未配置台账。")}><p>
    ${t("This service was started without one. Start it with a ledger to see licenses, what is left of them, and what is owed:", "服务启动时未指定台账。指定台账后即可查看许可证、余量与义务：")}</p><pre tabindex="0">lockgate serve --ledger sqlite:ledger.db</pre><//>`;
}

const hasNoLedger = (state) => state.phase === "failed" && state.problem.code === NO_LEDGER;

export function Ledger() {
  const { license } = route.value.values;
  useEffect(() => {
    if (!license) ask();
  }, [license]);
  return html`
    <div class="title"><h1>${t("License ledger", "许可证台账")}</h1><p>
      ${t("What may still ship under a license, and what is owed.", "许可证项下尚可发运的数量与应履行的义务。")}</p></div>
    ${license ? html`<${License} key=${license} number=${license} />` : hasNoLedger(listing.state.value) ? html`<${NoLedger} />` : html`<${Answer} state=${listing.state} retry=${ask}>${(answer) => html`<${List} licenses=${answer.licenses} />`}<//>`}`;
}

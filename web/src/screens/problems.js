// Lines that could not be read: none is lost silently.
import { html } from "../html.js";
import { t } from "../language.js";

export function Problems({ problems }) {
  if (!problems?.length) return null;
  const SHOWN = 50;
  return html`<details class="problems" open=${problems.length <= 5}>
    <summary>${problems.length} ${t("problems in the file", "处文件问题")}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("Problems in the file", "文件问题")}><table>
      <thead><tr><th scope="col">${t("Line", "行")}</th><th scope="col">${t("Order", "订单")}</th><th scope="col">${t("Code", "代码")}</th>
        <th scope="col">${t("What is wrong", "问题")}</th><th scope="col">${t("What to do", "解决办法")}</th></tr></thead>
      <tbody>${problems.slice(0, SHOWN).map((one) => html`<tr><td class="number">${one.line ?? ""}</td><td>${one.order ?? ""}</td><td><code>
        ${one.code}</code></td>
        <td>${one.message}${one.place ? html` <span class="hint">${one.place}</span>` : null}</td><td>${one.fix ?? ""}</td></tr>`)}</tbody>
    </table></div>
    ${problems.length > SHOWN ? html`<p class="hint">${t(`and ${problems.length - SHOWN} more`, `另有 ${problems.length - SHOWN} 处`)}</p>` : null}
  </details>`;
}

// The honest states of a screen: waiting, nothing there, went wrong.
import { html } from "./html.js";
import { t } from "./language.js";
import { SignIn } from "./sign_in.js";

export const Waiting = ({ what }) => html`<p class="waiting" role="status">${what ?? t("Working…", "处理中…")}</p>`;

export const Nothing = ({ title, children }) => html`<div class="nothing"><p class="nothing-title">${title}</p>${children}</div>`;

function sentence(problem) {
  if (problem.code === "offline") return t("The service does not answer.", "服务没有响应。");
  if (problem.code === "unreadable") return t("The service's answer could not be read.", "无法读取服务的答复。");
  return problem.detail || problem.title || t("The service refused this.", "服务拒绝了该请求。");
}

function remedy(problem) {
  if (problem.code === "offline") return t("Start it with `lockgate serve` and try again.", "请用 lockgate serve 启动服务后重试。");
  return problem.fix;
}

export function Trouble({ problem, retry }) {
  const fix = remedy(problem);
  return html`<div class="trouble" role="alert">
    <p><code>${problem.code}</code> ${sentence(problem)}</p>
    ${fix ? html`<p class="fix">${t("What to do: ", "解决办法：")}${fix}</p>` : null}
    ${problem.status === 401 ? html`<${SignIn} retry=${retry} />` : null}
    ${retry ? html`<button type="button" onClick=${retry}>${t("Try again", "重试")}</button>` : null}
  </div>`;
}

// A screen's question and what to show for its answer.
export function Answer({ state, retry, waiting, children }) {
  const now = state.value;
  if (now.phase === "failed") return html`<${Trouble} problem=${now.problem} retry=${retry} />`;
  if (now.phase === "loading" && now.value === undefined) return html`<${Waiting} what=${waiting} />`;
  return now.value === undefined ? null : children(now.value);
}

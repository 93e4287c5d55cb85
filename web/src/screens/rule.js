// One rule: its text as the rulebook has it, with citation, dates and source.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { link } from "../route.js";
import { Cite, Spoken } from "../spoken.js";
import { word } from "../word.js";

const reading = asking();

const Address = ({ url }) => (/^https?:/.test(url) ? html`<a href=${url} rel="noreferrer noopener" target="_blank">${url}</a>` : url);

const Rules = ({ names }) => names.map((name) => html`<a class="rule" href=${link("rulebook", { rule: name })}>${name}</a> `);

function Body({ rule }) {
  const fields = [
    [t("Citation", "引文"), rule.cite && html`<${Cite} text=${rule.cite} />`],
    [t("In force", "生效期"), rule.in_force],
    [t("Enforced", "实际执行期"), rule.enforced],
    [word("basis"), rule.basis && word(rule.basis)],
    [t("Confidence", "可信度"), rule.confidence],
    [t("Contested", "有争议"), rule.contested],
    [t("Exceptions to it", "其例外"), rule.exceptions?.length > 0 && html`<${Rules} names=${rule.exceptions} />`],
    [t("Goes after", "优先于它的规则"), rule.goes_after?.length > 0 && html`<${Rules} names=${rule.goes_after} />`],
    [t("File", "文件"), html`<code>${rule.file}</code>`],
    [t("Source", "来源"), rule.link && html`<${Address} url=${rule.link} />`],
  ].filter(([, value]) => value);
  return html`<dl class="fields">${fields.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${rule.says ? html`<p class="prose"><${Spoken} text=${rule.says} /></p>` : null}
    <pre tabindex="0" lang="en">${rule.text}</pre>`;
}

export function Rule({ name }) {
  const ask = () => reading.ask(() => get(`v1/law/rules/${encodeURIComponent(name)}`, { lang: language.value }));
  useEffect(() => {
    reading.forget();
    ask();
  }, [name, language.value]);
  return html`<article class="rule-page"><p><a href="#/rulebook">${t("← Rulebook", "← 规则集")}</a></p><h2><code>${name}</code></h2>
    <${Answer} state=${reading.state} retry=${ask}>
      ${(answer) => answer.rules.map((rule) => html`<${Body} rule=${rule} />`)}<//></article>`;
}

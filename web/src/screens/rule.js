// One rule: its text as the rulebook has it, with citation, dates and source.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { html } from "../html.js";
import { language, t } from "../language.js";
import { Answer } from "../notice.js";
import { Cite, Spoken } from "../spoken.js";
import { word } from "../word.js";

const reading = asking();

const period = (rule) => {
  if (typeof rule.in_force === "string") return rule.in_force;
  const [from, until] = Array.isArray(rule.in_force) ? rule.in_force : [rule.from ?? rule.in_force?.from, rule.until ?? rule.in_force?.until];
  return from ? `${from} – ${until ?? t("open", "至今")}` : "";
};

function Body({ rule }) {
  const cites = [].concat(rule.cites ?? rule.cite ?? []).join("; ");
  const link = rule.link ?? rule.source;
  const fields = [
    [t("Citation", "引文"), cites ? html`<${Cite} text=${cites} />` : null],
    [t("In force", "生效期"), period(rule)],
    [word("basis"), rule.basis ? word(rule.basis) : null],
    [t("Confidence", "可信度"), rule.confidence],
    [t("File", "文件"), rule.file ?? rule.place ?? rule.where],
    [t("Source", "来源"), link && /^https?:/.test(link) ? html`<a href=${link} rel="noreferrer noopener" target="_blank">${link}</a>` : link],
  ].filter(([, value]) => value);
  return html`<dl class="fields">${fields.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${rule.says ?? rule.prose ?? rule.title ? html`<p class="prose"><${Spoken} text=${rule.says ?? rule.prose ?? rule.title} /></p>` : null}
    ${rule.text ? html`<pre tabindex="0" lang="en">${rule.text}</pre>` : null}`;
}

export function Rule({ name }) {
  const ask = () => reading.ask(() => get(`v1/law/rules/${encodeURIComponent(name)}`, { lang: language.value }));
  useEffect(() => {
    reading.forget();
    ask();
  }, [name, language.value]);
  return html`<article class="rule-page"><p><a href="#/rulebook">${t("← Rulebook", "← 规则集")}</a></p><h2><code>${name}</code></h2>
    <${Answer} state=${reading.state} retry=${ask}>${(answer) => [].concat(answer.rules ?? answer).map((rule) => html`<${Body} rule=${rule} />`)}<//></article>`;
}

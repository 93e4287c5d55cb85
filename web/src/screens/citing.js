// A sentence to cite what is seen, and the address that shows it again.
import { useEffect } from "preact/hooks";
import { get } from "../api.js";
import { asking } from "../asking.js";
import { CopyButton } from "../copy_button.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { link } from "../route.js";

const coverage = asking();

export function Citing({ view }) {
  useEffect(() => {
    if (coverage.state.value.phase === "idle") coverage.ask(() => get("v1/law/coverage"));
  }, []);
  const law = coverage.state.value.value?.rulebook ?? {};
  const digest = (law.digest ?? "").replace(/^sha256:/, "").slice(0, 12);
  const address = location.href.split("#")[0] + link("chips", view);
  const sentence = `Lockgate, chip explorer, law of ${view.on}, destination ${view.to}${view.tpp ? `, what-if TPP ${view.tpp}` : ""}
    ${digest ? `, rulebook sha256:${digest}` : ""}${law.verified_through ? ` (verified through ${law.verified_through})` : ""}. ${address}`;
  return html`<section class="citing" aria-label=${t("Cite this", "引用")}><h2>${t("Cite this", "引用")}</h2><p lang="en"><q>${sentence}</q></p>
    <${CopyButton} text=${() => sentence}>${t("Copy", "复制")}<//></section>`;
}

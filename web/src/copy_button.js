// A button that copies a text and says whether it did.
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./language.js";
import { copy } from "./save.js";

export function CopyButton({ text, children }) {
  const [told, setTold] = useState("");
  const onClick = async () => {
    setTold((await copy(text())) ? t("copied", "已复制") : t("the browser does not allow it", "浏览器不允许"));
    setTimeout(() => setTold(""), 4000);
  };
  return html`<span class="copying"><button type="button" class="quiet" onClick=${onClick}>${children}</button> <span role="status">
    ${told}</span></span>`;
}

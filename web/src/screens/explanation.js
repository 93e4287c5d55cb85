// The same path as a text, as the command line prints it: to paste into a message.
import { useState } from "preact/hooks";
import { postText } from "../api.js";
import { CopyButton } from "../copy_button.js";
import { html } from "../html.js";
import { t } from "../language.js";
import { Trouble, Waiting } from "../notice.js";
import { questionOf } from "./question_of.js";

export function Explanation({ line }) {
  const [told, setTold] = useState(null);
  const open = async (event) => {
    if (!event.currentTarget.open || told?.value) return;
    setTold({});
    const { body, format, query } = questionOf(line);
    setTold(await postText("v1/explain", body, format, query));
  };
  return html`<details class="explanation" onToggle=${open}><summary>${t("Explanation as text", "文字说明")}</summary>
    ${told && !told.value && !told.problem ? html`<${Waiting} />` : null}
    ${told?.problem ? html`<${Trouble} problem=${told.problem} />` : null}
    ${told?.value ? html`<pre tabindex="0">${told.value.text}</pre><${CopyButton} text=${() => told.value.text}>${t("Copy", "复制")}<//>` : null}
  </details>`;
}

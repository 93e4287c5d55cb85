// Text that came from outside, with the language a screen reader should speak it in.
import { html } from "./html.js";
import { language } from "./language.js";

const HAN = /\p{Script=Han}/u;

export function Spoken({ text }) {
  const own = language.value === "zh";
  const chinese = HAN.test(text ?? "");
  return chinese === own ? html`${text}` : html`<span lang=${chinese ? "zh-Hans" : "en"}>${text}</span>`;
}

// A citation: of an English source unless it says otherwise.
export const Cite = ({ text }) => html`<cite lang=${HAN.test(text ?? "") ? "zh-Hans" : "en"}>${text}</cite>`;

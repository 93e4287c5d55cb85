// The language of the page: English or simplified Chinese, kept between visits.
import { effect, signal } from "@preact/signals";
import { keep, kept } from "./memory.js";

const first = kept("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export const language = signal(first === "zh" ? "zh" : "en");

// The two forms of a text stand beside each other where it is used.
export const t = (english, chinese) => (language.value === "zh" ? chinese : english);

effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-Hans" : "en";
  keep("language", language.value);
});

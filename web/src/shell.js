// The frame of every screen: name, the screens, language, light or dark.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";
import { language, t } from "./language.js";
import { keep, kept } from "./memory.js";
import { person, signOut } from "./person.js";
import { link, screen } from "./route.js";
import { SCREENS } from "./screens.js";

const look = signal(kept("look") ?? "system");

function applyLook() {
  if (look.value === "system") delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look.value;
  keep("look", look.value === "system" ? null : look.value);
}
applyLook();

function LookSwitch() {
  const choose = (event) => {
    look.value = event.currentTarget.value;
    applyLook();
  };
  return html`<label class="choice"><span class="unseen">${t("Appearance", "外观")}</span>
    <select value=${look.value} onChange=${choose}>
      <option value="system">${t("System", "跟随系统")}</option>
      <option value="light">${t("Light", "浅色")}</option>
      <option value="dark">${t("Dark", "深色")}</option>
    </select></label>`;
}

const Language = () => html`<div class="languages" role="group" aria-label=${t("Language", "语言")}>
  <button type="button" lang="en" aria-pressed=${String(language.value === "en")} onClick=${() => (language.value = "en")}>EN</button>
  <button type="button" lang="zh-Hans" aria-pressed=${String(language.value === "zh")} onClick=${() => (language.value = "zh")}>中文</button>
</div>`;

// A screen that was filled for one person is not left standing for the next.
const Person = () => person.value && html`<div class="person"><span>${person.value.name}</span>
  <button type="button" onClick=${() => signOut().then(() => location.reload())}>${t("Sign out", "退出")}</button></div>`;

const Screens = () => html`<nav aria-label=${t("Screens", "页面")}><ul>
  ${SCREENS.map(
    (one) => html`<li key=${one.name}><a href=${link(one.name)} aria-current=${screen.value === one.name ? "page" : undefined}>
      ${one.title()}</a></li>`,
  )}
</ul></nav>`;

export function Shell() {
  const main = useRef(null);
  const seen = useRef(null);
  const current = SCREENS.find((one) => one.name === screen.value) ?? SCREENS[0];
  useEffect(() => {
    document.title = `${current.title()} · Lockgate`;
    // Whoever follows a link with the keyboard lands at the start of the new screen.
    if (seen.current && seen.current !== current.name) main.current.focus({ preventScroll: false });
    seen.current = current.name;
  });
  return html`
    <a class="skip" href="#content" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>${t("Skip to the content", "跳到正文")}</a>
    <header class="top">
      <a class="brand" href=${link("check")}><svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="6" /><path d="M8 24V8M16 24V12M24 24V8M5 24h22" /></svg>Lockgate</a>
      <${Screens} />
      <div class="settings"><${Person} /><${Language} /><${LookSwitch} /></div>
    </header>
    <main id="content" tabindex="-1" ref=${main} key=${current.name}><${current.View} /></main>`;
}

// The token a service may ask for. It is kept in memory only: closing the page forgets it.
import { signal } from "@preact/signals";
import { html } from "./html.js";
import { t } from "./language.js";

export const token = signal("");

export function TokenForm({ retry }) {
  const submit = (event) => {
    event.preventDefault();
    token.value = new FormData(event.currentTarget).get("token").trim();
    retry?.();
  };
  return html`<form class="token" onSubmit=${submit}>
    <label>${t("Token of this service", "本服务的令牌")} <input type="password" name="token" autocomplete="off" required /></label>
    <button type="submit">${t("Use it", "使用")}</button></form>`;
}

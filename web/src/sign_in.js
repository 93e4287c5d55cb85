// What a refusal for want of a name asks for: name and password, the firm's own way to sign in, or the token of a service without accounts.
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./language.js";
import { signIn } from "./person.js";
import { TokenForm } from "./token.js";

async function askWays() {
  const response = await fetch("/v1/sign-in", { headers: { Accept: "application/json" } }).catch(() => null);
  return response?.ok ? response.json() : { accounts: false, single_sign_on: null };
}

function PasswordForm({ retry }) {
  const [problem, setProblem] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const refused = await signIn(form.get("name").trim(), form.get("password"));
    setProblem(refused);
    if (!refused) retry?.();
  };
  return html`<form class="token" onSubmit=${submit}>
    <label>${t("Name", "用户名")} <input name="name" autocomplete="username" required /></label>
    <label>${t("Password", "密码")} <input type="password" name="password" autocomplete="current-password" required /></label>
    <button type="submit">${t("Sign in", "登录")}</button>
    ${problem ? html`<p role="alert"><code>${problem.code}</code> ${problem.detail ?? problem.title}</p>` : null}</form>`;
}

export function SignIn({ retry }) {
  const [ways, setWays] = useState(null);
  useEffect(() => {
    askWays().then(setWays);
  }, []);
  if (!ways) return null;
  if (!ways.accounts) return html`<${TokenForm} retry=${retry} />`;
  return html`<div class="sign-in"><${PasswordForm} retry=${retry} />
    ${ways.single_sign_on ? html`<p><a href=${ways.single_sign_on}>${t("Sign in with your firm’s account", "用企业账户登录")}</a></p>` : null}</div>`;
}

// Who has signed in, where the service has accounts. The session is a cookie that no script sees; its word, which every change must
// show, is kept in memory and asked for again when the page is loaded.
import { signal } from "@preact/signals";
import { problemOf } from "./problem.js";

export const person = signal(null);

async function session(method, body) {
  const headers = { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...wordOf() };
  try {
    const response = await fetch("/v1/session", { method, headers, credentials: "same-origin", body: body && JSON.stringify(body) });
    return response.ok ? { value: await response.json() } : { problem: await problemOf(response) };
  } catch {
    return { problem: { status: 0, code: "offline" } };
  }
}

// May who asks do what takes one of these roles? Where there are no accounts, everybody may.
export const may = (...roles) => !person.value || roles.some((role) => person.value.roles.includes(role));

// The header of a change.
export const wordOf = () => (person.value ? { "X-CSRF-Token": person.value.csrf } : {});

function take({ value, problem }) {
  person.value = value?.csrf ? value : null;
  return problem;
}

// Done once it is known whether somebody is signed in; no change is sent before.
export const known = session("GET").then(take);

export const signIn = async (name, password) => take(await session("POST", { name, password }));

export const signOut = async () => take(await session("DELETE"));

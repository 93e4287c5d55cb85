import { known, wordOf } from "./person.js";
import { problemOf } from "./problem.js";
import { token } from "./token.js";

// Questions to the service. An answer is {value} or {problem: {status, code, title, detail, fix}}; nothing is thrown.
const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson", json: "application/json" };

function address(path, query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return path + (pairs.length ? "?" + new URLSearchParams(pairs) : "");
}

async function send(path, { query, body, format, accept = "application/json" } = {}) {
  const options = { headers: { Accept: accept }, credentials: "same-origin" };
  if (body !== undefined) {
    await known;
    options.method = "POST";
    options.body = body;
    Object.assign(options.headers, { "Content-Type": TYPES[format] }, wordOf());
  }
  try {
    if (token.value) options.headers.Authorization = `Bearer ${token.value}`;
    const response = await fetch(address(path, query), options);
    return response.ok ? { response } : { problem: await problemOf(response) };
  } catch {
    return { problem: { status: 0, code: "offline" } };
  }
}

async function read(question, how) {
  const { response, problem } = await question;
  if (problem) return { problem };
  try {
    return { value: await response[how]() };
  } catch {
    return { problem: { status: response.status, code: "unreadable" } };
  }
}

export const get = (path, query) => read(send(path, { query }), "json");

export const post = (path, value) => read(send(path, { body: JSON.stringify(value), format: "json" }), "json");

export const postText = (path, body, format, query) => read(send(path, { body, format, query }), "json");

export const postForFile = (path, body, format, query) => read(send(path, { body, format, query, accept: "text/html, application/pdf" }), "blob");

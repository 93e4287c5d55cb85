import { known, wordOf } from "./person.js";
import { problemOf } from "./problem.js";
import { token } from "./token.js";

// Questions to the service. An answer is {value} or {problem: {status, code, title, detail, fix}}; nothing is thrown.
const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson", json: "application/json", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

function address(path, query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return path + (pairs.length ? "?" + new URLSearchParams(pairs) : "");
}

async function send(path, { query, body, format, headers, accept = "application/json" } = {}) {
  const options = { headers: { Accept: accept, ...headers }, credentials: "same-origin" };
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

export const post = (path, value, headers) => read(send(path, { body: JSON.stringify(value), format: "json", headers }), "json");

// With the version that changing it must name.
export async function getTagged(path) {
  const { response, problem } = await send(path);
  return problem ? { problem } : { value: { body: await response.json(), tag: response.headers.get("ETag") } };
}

export const postText = (path, body, format, query) => read(send(path, { body, format, query }), "json");

export const postForFile = (path, body, format, query) => read(send(path, { body, format, query, accept: "text/html, application/pdf, " + TYPES.xlsx }), "blob");

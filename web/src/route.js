// The address: `#/screen?name=value`. It holds what a reader would want to send to a colleague.
import { computed, signal } from "@preact/signals";

const read = () => {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { screen: path || "check", values: Object.fromEntries(new URLSearchParams(query)) };
};

export const route = signal(read());
export const screen = computed(() => route.value.screen);

addEventListener("hashchange", () => (route.value = read()));

export function link(name, values = {}) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
  return `#/${name}${query.size ? "?" + query : ""}`;
}

// Changes the address without a new entry in the history: a slider would leave hundreds.
export function settle(name, values) {
  history.replaceState(null, "", link(name, values));
  route.value = read();
}

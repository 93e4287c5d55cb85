// Orders put on hold and released, many in one request; each line for itself. Which lines are chosen, and what came of the last request.
import { computed, signal } from "@preact/signals";
import { get, post } from "./api.js";
import { asking } from "./asking.js";

export const isChoosing = signal(false);
export const chosen = signal(new Set());
export const outcome = signal(null);
const reading = asking();

// The holds that stand, by order; null: they are not known.
export const holds = computed(() => (reading.state.value.value ? new Map(reading.state.value.value.holds.map((one) => [one.order, one])) : null));
export const holdsState = reading.state;
export const readHolds = () => reading.ask(() => get("v1/holds"));

export function choose(orders, isChosen) {
  const next = new Set(chosen.value);
  for (const order of orders) isChosen ? next.add(order) : next.delete(order);
  chosen.value = next;
}

export function stopChoosing() {
  isChoosing.value = false;
  chosen.value = new Set();
  outcome.value = null;
}

const AT_ONCE = 1000;

// `what`: `holds`, `holds/release` or `holds/approve`. A request that failed as a whole ends the rest.
export async function perform(what, words) {
  const orders = [...chosen.value];
  const all = { what, done: 0, failed: [] };
  for (let at = 0; at < orders.length; at += AT_ONCE) {
    const { value, problem } = await post(`v1/${what}`, { orders: orders.slice(at, at + AT_ONCE), ...words });
    if (problem) {
      outcome.value = { ...all, problem };
      return;
    }
    all.done += value.done;
    all.failed.push(...value.lines.filter((line) => line.problem));
  }
  // Those that failed stay chosen.
  chosen.value = new Set(all.failed.map((line) => line.order));
  outcome.value = all;
  await readHolds();
}

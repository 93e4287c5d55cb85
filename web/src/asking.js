// A question in flight, as a signal: idle, loading, done or failed. Only the latest question counts.
import { signal } from "@preact/signals";

export function asking() {
  const state = signal({ phase: "idle" });
  let latest = 0;
  const ask = async (question) => {
    const turn = ++latest;
    state.value = { phase: "loading", value: state.value.value };
    const { value, problem } = await question();
    if (turn !== latest) return;
    state.value = problem ? { phase: "failed", problem } : { phase: "done", value };
  };
  const forget = () => {
    latest++;
    state.value = { phase: "idle" };
  };
  return { state, ask, forget };
}

// Reading a determination: which gates decide it, and the five columns that stand beside a line.
import { word, words } from "./word.js";

// How far an outcome reaches, as docs/contract.md orders the verdicts.
const REACH = {
  prohibited: "stop",
  blocked: "stop",
  license_required: "license",
  approval_required: "license",
  hold: "hold",
  license_exception: "conditions",
  duty: "conditions",
};
const IDLE = new Set(["not_applicable"]);

export const reachOf = (gate) => REACH[gate.outcome] ?? "proceed";

export const touched = (determination) => determination.gates.filter((gate) => !IDLE.has(gate.outcome));

// The gates the verdict rests on. A verdict can be milder or harder than each gate alone (an open duty, a held license):
// then all gates that say something are shown.
export function deciding(determination) {
  const open = touched(determination);
  const reach = open.filter((gate) => reachOf(gate) === determination.verdict);
  return reach.length ? reach : open;
}

export function outcomeText(gate) {
  const parts = [gate.possible ? `${word(gate.outcome)} (${words(gate.possible)})` : word(gate.outcome)];
  if (gate.review_policy && gate.review_policy !== "none") {
    const left = gate.review_policy_possible;
    parts.push(left ? `${word("unsettled")} (${words(left)})` : word(gate.review_policy));
  }
  if (gate.rate_percent && gate.rate_percent !== "unsettled") parts.push(`${gate.rate_percent} %`);
  if (gate.covered_by) parts.push(`${word("covered_by")} ${gate.covered_by}`);
  return parts.join("; ");
}

const unique = (list) => [...new Set(list)];

export function columnsOf(determination) {
  const gates = deciding(determination);
  return {
    verdict: determination.verdict,
    reason: unique(gates.map((gate) => `${word(gate.gate)}: ${outcomeText(gate)}`)).join(" · "),
    authority: unique(gates.map((gate) => gate.gate)).join("; "),
    missing: unique((determination.unknown ?? []).map((one) => one.fact)).join("; "),
    citation: unique(gates.flatMap((gate) => gate.reasons.map((reason) => reason.cite))).join("; "),
  };
}

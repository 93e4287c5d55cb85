// Regions of a plane, as the service computes them from the law, sorted into classes that the law treats alike.
import { VERDICTS, word } from "../word.js";

const keyOf = (region) => [region.verdict, region.outcome, region.level ?? "", region.review_policy ?? "", region.tariff_rate ?? ""].join("|");

const present = (value) => value !== null && value !== undefined && value !== "" && value !== "none";

export function describe(region) {
  const parts = [word(region.outcome ?? region.verdict)];
  if (present(region.level)) parts.push(`${word("level")} ${word(region.level)}`);
  if (present(region.review_policy)) parts.push(word(region.review_policy));
  if (present(region.tariff_rate) && region.tariff_rate !== "0") parts.push(`${word("us.tariff")} ${region.tariff_rate === "unsettled" ? word("unsettled") : region.tariff_rate + " %"}`);
  return parts.join(" · ");
}

const POLICIES = ["none", "approval", "presumption_of_approval", "case_by_case", "unsettled", "none_published", "presumption_of_denial", "denial"];
const severity = ({ region }) => VERDICTS.indexOf(region.verdict) * 1000 + POLICIES.indexOf(region.review_policy ?? "none") * 10 + (Number(region.tariff_rate) > 0 ? 1 : 0);

// [{mark: "A", tone: 0…, region: one of them, parts: all of them}], mildest first: of one verdict, the darker tone is the harder treatment.
export function classesOf(regions) {
  const classes = new Map();
  for (const region of regions) {
    const key = keyOf(region);
    if (!classes.has(key)) classes.set(key, { key, region, parts: [] });
    classes.get(key).parts.push(region);
  }
  const tones = {};
  return [...classes.values()].sort((a, b) => severity(a) - severity(b) || a.key.localeCompare(b.key)).map((one, at) => {
    const tone = tones[one.region.verdict] ?? 0;
    tones[one.region.verdict] = tone + 1;
    return { ...one, mark: String.fromCharCode(65 + (at % 26)), tone: tone % 4 };
  });
}

// A side of a region in the chart's own range: what is open reaches to the edge, and a logarithm has no zero.
export function clip([low, high], [first, last]) {
  const from = Math.max(Number(low ?? first), first);
  const to = high === null || high === undefined ? last : Math.min(Number(high), last);
  return from < to ? [from, to] : null;
}

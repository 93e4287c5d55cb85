// The law's timeline as the page draws it: a list of days, each with what begins and what ends, sorted into lanes.
export const LANES = ["us", "tariff", "cn", "other"];

// A lane by the name of a rule: its book's first word. Names are the rulebook's; the lanes are only a way to draw.
export function laneOf(rule) {
  if (/^us\.(tariff|s232|s301|ieepa|s122|reciprocal)/.test(rule)) return "tariff";
  const [head] = rule.split(".");
  return head === "us" || head === "cn" ? head : "other";
}

// [{date, begins: [{rule, cite, says}], ends: […], other: […]}], oldest first.
export const eventsOf = (answer) => answer.events.toSorted((a, b) => a.date.localeCompare(b.date));

export const between = (events, before, after) => {
  const [first, last] = before <= after ? [before, after] : [after, before];
  return events.filter((event) => event.date > first && event.date <= last);
};

export const DAY = 86_400_000;
export const dayNumber = (date) => Math.round(Date.parse(date + "T00:00:00Z") / DAY);
export const dateOfDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

// A figure of a chip: one number, a range, or open. The texts are the catalogue's; numbers are only for drawing.
export function figureOf(value) {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "object") return bounds(value.min ?? null, value.max ?? null);
  const [low, high] = String(value).split("..");
  return high === undefined ? bounds(low, low) : bounds(low || null, high || null);
}

function bounds(low, high) {
  const number = (text) => (text === null ? null : Number(text));
  return { low: number(low), high: number(high), text: low === high ? String(low) : `${low ?? "…"}–${high ?? "…"}` };
}

// performance / area, in the order of magnitude the law writes it; null while one of the two is open.
export function quotient(above, below) {
  if (!above || !below || above.low === null || below.low === null || above.high === null || below.high === null) return null;
  const low = above.low / below.high;
  const high = above.high / below.low;
  const text = (value) => value.toPrecision(4);
  return { low, high, text: text(low) === text(high) ? text(low) : `${text(low)}–${text(high)}` };
}

// On which side of a threshold: above (not below it), below, or astride when the range reaches both sides.
export function sideOf(figure, threshold) {
  if (!figure || (figure.low === null && figure.high === null)) return "unknown";
  if (figure.low !== null && figure.low >= threshold) return "above";
  if (figure.high !== null && figure.high < threshold) return "below";
  return "astride";
}

// Exact decimals as texts. Money and quantities are added and shown without passing through floating point.
const SHAPE = /^\s*([+-]?)(\d+)(?:\.(\d+))?\s*$/;

function parse(text) {
  const match = SHAPE.exec(String(text));
  if (!match) return null;
  const [, sign, whole, fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, places: fraction.length };
}

function print({ digits, places }) {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  if (!places) return sign + text;
  return sign + text.slice(0, -places) + "." + text.slice(-places);
}

export const isDecimal = (text) => parse(text) !== null;

// The sum of two texts; null when one of them is no decimal.
export function add(left, right) {
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return null;
  const places = Math.max(a.places, b.places);
  const scaled = (value) => value.digits * 10n ** BigInt(places - value.places);
  return print({ digits: scaled(a) + scaled(b), places });
}

// Thousands are grouped; every digit that was given is shown. What is no decimal stays as it is.
export function grouped(text) {
  const match = SHAPE.exec(String(text));
  if (!match) return String(text ?? "");
  const [, sign, whole, fraction] = match;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? "." + fraction : "");
}

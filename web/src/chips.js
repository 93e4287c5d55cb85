// Chips as the explorer needs them: the catalogue's figures by fact, and the density that follows from two of them.
import { figureOf, quotient } from "./figure.js";

export function chipOf(entry) {
  const figures = {};
  for (const one of entry.figures ?? []) figures[one.fact] = figureOf(one.value);
  figures.performance_density ??= quotient(figures.tpp, figures.die_area_mm2);
  return { ...entry, figures, sources: entry.sources ?? [], all: entry.figures ?? [], gate: entry.gates?.["us.export"] ?? {} };
}

export const chipsOf = (answer) => answer.chips.map(chipOf);

import type { Give } from '../benefits/give.ts';
import type { LineUnits } from './units-of-basket.ts';

/**
 * Of every so many units one is free. The units of one item, or of all fitting items together, are
 * laid out from the dearest in sets; of each full set the cheapest or the dearest is free. So one
 * basket gives what the same units would give in several, unless the cheapest or dearest of all are.
 */
export function freeUnits(
  give: Extract<Give, { freeOfEvery: number }>,
  counted: readonly LineUnits[],
): LineUnits[] {
  const setOf = ({ line }: LineUnits) => (give.of === 'class' ? '' : line.line.itemId);
  const totals = new Map<string, number>();
  for (const one of counted) totals.set(setOf(one), (totals.get(setOf(one)) ?? 0) + one.units);
  const laidOut = new Map<string, number>();
  return counted.map((one) => {
    const before = laidOut.get(setOf(one)) ?? 0;
    const after = before + one.units;
    laidOut.set(setOf(one), after);
    const freeUpTo = freeCounter(give, totals.get(setOf(one)) ?? 0);
    return { line: one.line, units: freeUpTo(after) - freeUpTo(before) };
  });
}

/** How many of the first so many units, from the dearest, are free. */
function freeCounter(
  { freeOfEvery: size, which, among }: Extract<Give, { freeOfEvery: number }>,
  total: number,
): (unit: number) => number {
  const sets = Math.floor(total / size);
  if (among === 'all') {
    if (which === 'dearest') return (unit) => Math.min(unit, sets);
    return (unit) => Math.max(0, unit - (total - sets));
  }
  if (which === 'dearest') return (unit) => Math.ceil(Math.min(unit, sets * size) / size);
  return (unit) => Math.floor(unit / size);
}

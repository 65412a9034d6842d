import type { Give } from '../benefits/give.ts';
import type { LineUnits } from './units-of-basket.ts';

/**
 * Of every so many units one is free. The units of one item, or of all fitting items together, are
 * laid out from the dearest in sets; of each full set the cheapest or the dearest is free. So one
 * basket gives what the same units would give in several.
 */
export function freeUnits(
  give: Extract<Give, { freeOfEvery: number }>,
  counted: readonly LineUnits[],
): LineUnits[] {
  const size = give.freeOfEvery;
  const setOf = ({ line }: LineUnits) => (give.of === 'class' ? '' : line.line.itemId);
  const totals = new Map<string, number>();
  for (const one of counted) totals.set(setOf(one), (totals.get(setOf(one)) ?? 0) + one.units);
  const laidOut = new Map<string, number>();
  return counted.map((one) => {
    const before = laidOut.get(setOf(one)) ?? 0;
    const after = before + one.units;
    laidOut.set(setOf(one), after);
    const inSets = Math.floor((totals.get(setOf(one)) ?? 0) / size) * size;
    const freeUpTo = (unit: number) =>
      give.which === 'dearest' ? Math.ceil(Math.min(unit, inSets) / size) : Math.floor(unit / size);
    return { line: one.line, units: freeUpTo(after) - freeUpTo(before) };
  });
}

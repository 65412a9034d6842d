import type { Cents } from '../../platform/money/money.ts';
import { multiplyDivide } from './calculation/multiply-divide.ts';

/** Units of a line, numbered from 0, half-open, of all the units that were authorised. */
export interface UnitRange {
  from: number;
  to: number;
  quantity: number;
}

/** One part of a line's relief: one benefit of one relief, paid by one grantor. */
export interface LinePart {
  amountCents: Cents;
  /** Units that the part takes of quotas of units. */
  units: number;
}

/**
 * What a part of a line's units has of each part of the line's relief, in the same order: for
 * confirming fewer units, and for refunding some. Ranges that follow each other sum to the whole;
 * no part is negative; all parts together are never more than the price of the units.
 *
 * The units have cents of the line's total by its rounded running total, and each cent belongs to
 * one part by a fixed interleaving. Rounding each part by itself would not do: two parts of one
 * cent on two units of one cent would give both cents to the first unit.
 */
export function amountsOfUnits<Part extends LinePart>(
  parts: readonly Part[],
  range: UnitRange,
): LinePart[] {
  assertRange(range);
  const start = upToUnit(parts, { unit: range.from, quantity: range.quantity });
  const end = upToUnit(parts, { unit: range.to, quantity: range.quantity });
  return parts.map((_, index) => ({
    amountCents: (end[index]?.amountCents ?? 0) - (start[index]?.amountCents ?? 0),
    units: (end[index]?.units ?? 0) - (start[index]?.units ?? 0),
  }));
}

function upToUnit(parts: readonly LinePart[], at: { unit: number; quantity: number }): LinePart[] {
  let totalCents = parts.reduce((sum, part) => sum + part.amountCents, 0);
  let cents = multiplyDivide(totalCents, at.unit, at.quantity);
  const upTo: LinePart[] = [];
  // From the last part to the first: of so many cents, so many belong to the parts before it.
  for (const part of parts.toReversed()) {
    const beforeCents = totalCents - part.amountCents;
    const before = totalCents === 0 ? 0 : multiplyDivide(beforeCents, cents, totalCents);
    upTo.push({
      amountCents: cents - before,
      units: multiplyDivide(part.units, at.unit, at.quantity),
    });
    totalCents = beforeCents;
    cents = before;
  }
  return upTo.reverse();
}

function assertRange({ from, to, quantity }: UnitRange): void {
  if (!(from >= 0 && from <= to && to <= quantity && quantity > 0)) {
    throw new RangeError(`Units ${from} to ${to} are not units of ${quantity}.`);
  }
}

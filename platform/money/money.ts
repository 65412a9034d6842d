/**
 * Money is integer euro cents in a safe integer; percentages are basis points (10,000 = 100 %).
 * There is one rounding rule: half away from zero, to the cent, once per line.
 */
export type Cents = number;
export type BasisPoints = number;

export const FULL_BASIS_POINTS: BasisPoints = 10_000;

/** The share of an amount, rounded half away from zero to the cent. `amountCents` up to 9e11. */
export function percentOf(amountCents: Cents, basisPoints: BasisPoints): Cents {
  const scaled = amountCents * basisPoints;
  if (!Number.isSafeInteger(scaled)) throw new RangeError('Amount is too large for exact cents.');
  return divideRounded(scaled, FULL_BASIS_POINTS);
}

/** Integer division, rounded half away from zero. `divisor` is positive. */
export function divideRounded(dividend: number, divisor: number): number {
  const magnitude = Math.abs(dividend);
  const quotient = Math.floor(magnitude / divisor);
  const rounded = (magnitude % divisor) * 2 >= divisor ? quotient + 1 : quotient;
  return dividend < 0 ? -rounded || 0 : rounded;
}

/**
 * Spreads an amount over parts in proportion to their weights by largest remainder: the parts sum
 * to the amount exactly, and ties go to the earlier part. Weights are non-negative integers, and
 * at least one is positive unless the amount is zero.
 */
export function spreadByLargestRemainder(amountCents: Cents, weights: readonly number[]): Cents[] {
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  if (totalWeight === 0) {
    if (amountCents !== 0) throw new RangeError('An amount cannot be spread over nothing.');
    return weights.map(() => 0);
  }
  if (amountCents < 0) {
    return spreadByLargestRemainder(-amountCents, weights).map((part) => -part || 0);
  }
  const exact = weights.map((weight) => BigInt(amountCents) * BigInt(weight));
  const total = BigInt(totalWeight);
  const parts = exact.map((value) => Number(value / total));
  let rest = amountCents - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((value, index) => ({ index, remainder: value % total }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    );
  for (const { index } of order) {
    if (rest === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    rest -= 1;
  }
  return parts;
}

/**
 * The part of a line's amount that belongs to its units numbered `[from, to)` of `quantity`:
 * the cumulative difference, so that refunding unit by unit gives back the whole to the cent.
 */
export function cumulativeShare(
  amountCents: Cents,
  units: { from: number; to: number; quantity: number },
): Cents {
  const upTo = (unit: number) => divideRounded(amountCents * unit, units.quantity);
  return upTo(units.to) - upTo(units.from);
}

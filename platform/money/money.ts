/**
 * Money is integer euro cents in a safe integer; percentages are basis points (10,000 = 100 %).
 * There is one rounding rule: half away from zero, to the cent, once per line.
 */
export type Cents = number;
export type BasisPoints = number;

export const FULL_BASIS_POINTS: BasisPoints = 10_000;

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

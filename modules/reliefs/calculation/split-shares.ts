import { type Cents, divideRounded, FULL_BASIS_POINTS } from '../../../platform/money/money.ts';
import type { Candidate } from '../calculation.ts';

/**
 * Divides an amount among the grantors of a relief, in their order: each fixed share at most so
 * much for a unit, each percentage of the whole amount, the rest to the one that bears it (the
 * relief's grantor when none is named). Percentages are differences of the rounded running total,
 * so that three of 33.33 % never pay more than 99.99 %. Sums to the amount; grantors with nothing
 * to pay are left out.
 */
export function splitShares(
  candidate: Candidate,
  amountCents: Cents,
  units: number,
): { grantorId: string; amountCents: Cents }[] {
  const { shares } = candidate.instruction;
  if (shares === undefined) return [{ grantorId: candidate.grantorId, amountCents }];
  const split: { grantorId: string; amountCents: Cents }[] = [];
  let leftCents = amountCents;
  let restGrantorId = candidate.grantorId;
  let percentSoFar = 0;
  shares.forEach((share, position) => {
    const grantorId = candidate.shareGrantorIds[position] ?? candidate.grantorId;
    if ('rest' in share) {
      restGrantorId = grantorId;
      return;
    }
    const before = percentOf(amountCents, percentSoFar);
    if ('percent' in share) percentSoFar += share.percent;
    const wanted =
      'percent' in share ? percentOf(amountCents, percentSoFar) - before : share.amount * units;
    const shareCents = Math.min(wanted, leftCents);
    leftCents -= shareCents;
    if (shareCents > 0) split.push({ grantorId, amountCents: shareCents });
  });
  if (leftCents > 0) split.push({ grantorId: restGrantorId, amountCents: leftCents });
  return split;
}

function percentOf(amountCents: Cents, percent: number): Cents {
  return divideRounded(amountCents * percent, FULL_BASIS_POINTS);
}

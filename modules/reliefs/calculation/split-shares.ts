import type { Cents } from '../../../platform/money/money.ts';
import type { Candidate } from '../calculation.ts';

/**
 * Divides an amount among the grantors of a relief: each fixed share at most so much for a unit,
 * in their order, the rest to the one that bears it (the relief's grantor when none is named).
 * Sums to the amount; grantors with nothing to pay are left out.
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
  shares.forEach((share, position) => {
    const grantorId = candidate.shareGrantorIds[position] ?? candidate.grantorId;
    if ('rest' in share) {
      restGrantorId = grantorId;
      return;
    }
    const shareCents = Math.min(share.amount * units, leftCents);
    leftCents -= shareCents;
    if (shareCents > 0) split.push({ grantorId, amountCents: shareCents });
  });
  if (leftCents > 0) split.push({ grantorId: restGrantorId, amountCents: leftCents });
  return split;
}

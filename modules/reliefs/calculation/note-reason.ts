import type { ReasonCode } from '../calculation.ts';
import type { CandidateState, Reason } from './candidate-state.ts';

/**
 * From the farthest to the nearest to applying. Of several benefits of a relief on one line, the
 * recipient is told about the one that came nearest.
 */
const NEARNESS: Record<ReasonCode, number> = {
  'no-agreement': 0,
  'means-not-accepted': 0,
  'proof-missing': 0,
  'no-item-of-its-classes': 1,
  'points-not-asked': 2,
  'not-for-this-person': 3,
  'not-at-this-place': 4,
  'not-at-this-time': 4,
  'not-first-use': 4,
  'companions-do-not-fit': 4,
  'basket-does-not-fit': 4,
  'coupon-not-shown': 4,
  'too-little-for-points': 5,
  'too-few-points': 6,
  'not-enough-units': 7,
  'nothing-left-to-pay': 8,
  'minimum-to-pay': 9,
  'ceiling-reached': 10,
  'quota-used': 11,
  'budget-used': 12,
  'another-is-better': 13,
  'points-earned': 14,
  applied: 15,
};

export function noteReason(state: CandidateState, position: number, reason: Reason): void {
  const known = state.reasons[position];
  if (known === undefined || NEARNESS[reason.code] > NEARNESS[known.code]) {
    state.reasons[position] = reason;
  } else if (reason.code === 'applied' && known.code === 'applied') {
    if (reason.limitedBy !== undefined) known.limitedBy = reason.limitedBy;
  }
}

import type { Day } from '../../platform/clock/day.ts';
import type { Explanation } from '../reliefs/index.ts';

/** That a person has a relief in a half-open period, and why. Organisations and reliefs are ids. */
export interface Entitlement {
  personId: string;
  reliefId: string;
  instructionId: string;
  grantorId: string;
  /** Who pays the instruction's shares, in their order. */
  shareGrantorIds: string[];
  householdId: string | null;
  /** Positions of the instruction's benefits whose own conditions hold. */
  benefits: number[];
  from: Day;
  to: Day | null;
  /** Given although it is not known whether the person may have it. */
  provisional: boolean;
  /** What carries the verdict on the first day. */
  reason: Explanation;
  /** The grant that gives it; null when the facts do. */
  grantId: string | null;
}

import type { Day } from '../../../platform/clock/day.ts';

/** `proposed` waits for a second official; the two ends of it are `rejected` and `withdrawn`. */
export const GRANT_STATUSES = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
export type GrantStatus = (typeof GRANT_STATUSES)[number];

/** Who did something with a grant: the id of an official. */
interface GrantAct {
  by: string;
  at: Date;
}

/** That a person has a relief by decision of its grantor, whatever registers state. */
export interface Grant {
  id: string;
  personId: string;
  reliefId: string;
  relief: string;
  grantorId: string;
  grantor: string;
  from: Day;
  to: Day | null;
  /** In words, as the person reads it. */
  reason: string;
  status: GrantStatus;
  /** Null when it came from a system of the grantor. */
  proposed: GrantAct | null;
  decided: GrantAct | null;
  withdrawn: (GrantAct & { on: Day }) | null;
  /** Why it was turned down or taken back. */
  refusal: string | null;
}

/** What entitlements are computed from: the days on which a grant gives a relief. */
export interface HeldGrant {
  id: string;
  personId: string;
  reliefId: string;
  grantorId: string;
  from: Day;
  to: Day | null;
}

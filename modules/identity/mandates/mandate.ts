import type { Day } from '../../../platform/clock/day.ts';

/** What a mandate can be for. A route of a recipient says which of these it needs, or none: oneself. */
export const MANDATE_ACTS = ['see-reliefs', 'see-transactions', 'manage-means'] as const;
export type MandateAct = (typeof MANDATE_ACTS)[number];

/** That `holderId` may act for `giverId` in a half-open period of days. */
export interface Mandate {
  id: string;
  giverId: string;
  holderId: string;
  acts: MandateAct[];
  validFrom: Day;
  /** The first day on which it does not hold; null: until it is revoked. */
  validTo: Day | null;
  mayPassOn: boolean;
  /** The mandate that it was passed on from. */
  passedFromId: string | null;
  givenAt: Date;
  revokedAt: Date | null;
}

/** Whether a mandate holds on a day. */
export function holds(mandate: Pick<Mandate, 'validFrom' | 'validTo' | 'revokedAt'>, day: Day) {
  if (mandate.revokedAt !== null || mandate.validFrom > day) return false;
  return mandate.validTo === null || mandate.validTo > day;
}

/** In which capacity a person acts. */
export interface Profile {
  /** For whom. */
  personId: string;
  capacity: 'self' | 'child' | 'mandate';
  acts: readonly MandateAct[];
  /** By which mandates, and what each is for; none for oneself and for a child. */
  mandates: readonly Pick<Mandate, 'id' | 'acts'>[];
}

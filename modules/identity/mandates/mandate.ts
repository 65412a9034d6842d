import type { Day } from '../../../platform/clock/day.ts';

/**
 * What a mandate for a person can be for. A route of a recipient says which of these it needs, or none:
 * oneself.
 */
export const MANDATE_ACTS = [
  'see-reliefs',
  'see-transactions',
  'see-records',
  'manage-means',
] as const;

/** The same for an organisation: see whom it gave mandates, and sign on to other sites in its name. */
export const ORGANISATION_ACTS = ['see-mandates', 'use-services'] as const;

/** What only who represents an organisation by law does: give and revoke its mandates. */
export const GIVE_MANDATES = 'give-mandates';
export const REPRESENTATIVE_ACTS = [...ORGANISATION_ACTS, GIVE_MANDATES] as const;

export type MandateAct = (typeof MANDATE_ACTS | typeof ORGANISATION_ACTS)[number];
export type RepresentativeAct = (typeof REPRESENTATIVE_ACTS)[number];

/** That `holderId` may act for who gave it, a person or an organisation, in a half-open period of days. */
export interface Mandate {
  id: string;
  giverId: string | null;
  giverOrganisationId: string | null;
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

/** In which capacity a person acts for a person. */
export interface Profile {
  /** For whom. */
  personId: string;
  capacity: 'self' | 'child' | 'mandate';
  acts: readonly MandateAct[];
  /** By which mandates, and what each is for; none for oneself and for a child. */
  mandates: readonly Pick<Mandate, 'id' | 'acts'>[];
}

/** That a person acts for an organisation: without acts, they cannot choose to. */
export interface OrganisationProfile {
  capacity: 'organisation';
  organisation: { id: string; registrationNumber: string; name: { lv: string; en: string } };
  /** As its register states (jointly: not by themselves), or by mandates. */
  by: 'alone' | 'jointly' | 'mandate';
  acts: readonly RepresentativeAct[];
  mandates: readonly Pick<Mandate, 'id' | 'acts'>[];
}

/** Whether an act is one that a person, or else an organisation, gives a mandate for. */
export function isActOf(giver: 'person' | 'organisation', act: MandateAct): boolean {
  const acts: readonly MandateAct[] = giver === 'person' ? MANDATE_ACTS : ORGANISATION_ACTS;
  return acts.includes(act);
}

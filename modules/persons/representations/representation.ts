import type { Day } from '../../../platform/clock/day.ts';
import type { FactSource } from '../sql/replace-facts.ts';

/** How a person represents an organisation: by themselves, or only together with others. */
export const MANNERS = ['alone', 'jointly'] as const;
export type Manner = (typeof MANNERS)[number];

/** That a person may act for an organisation, as a register states it, in a half-open period. */
export interface RepresentationStatement {
  registrationNumber: string;
  personId: string;
  manner: Manner;
  validFrom: Day;
  validTo: Day | null;
  source: FactSource;
}

/** All that a register says about who represents some organisations. */
export interface RepresentationsOfRegister {
  register: string;
  /** `representations` says all that the register holds about these. */
  registrationNumbers: readonly string[];
  representations: readonly RepresentationStatement[];
}

/** An organisation for which somebody may act. */
export interface RepresentedOrganisation {
  id: string;
  registrationNumber: string;
  name: { lv: string; en: string };
}

/** An organisation with how a person represents it. */
export interface Representation {
  organisation: RepresentedOrganisation;
  manner: Manner;
}

import { disability } from './records/disability.ts';
import { education } from './records/education.ts';
import { fareReliefs } from './records/fare-reliefs.ts';
import { largeFamilies } from './records/large-families.ts';
import { associations, commercial, publicPersons, taxPayerUnits } from './records/organisations.ts';
import { orphans } from './records/orphans.ts';
import { population } from './records/population.ts';
import { socialInsurance } from './records/social-insurance.ts';
import { socialStatus } from './records/social-status.ts';
import type { OrganisationRegister, PersonRegister } from './register.ts';

/** Eight registers of persons. The population comes first: it makes persons known to the others. */
export const PERSON_REGISTERS: readonly PersonRegister[] = [
  population,
  education,
  disability,
  largeFamilies,
  orphans,
  socialInsurance,
  socialStatus,
  fareReliefs,
];

/** Four registers of organisations. */
export const ORGANISATION_REGISTERS: readonly OrganisationRegister[] = [
  publicPersons,
  commercial,
  associations,
  taxPayerUnits,
];

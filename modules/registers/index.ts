/** The door of the registers: the form of their records, and how records become facts. */
export { loadRegisters } from './load-registers.ts';
export { parseLine, parseRecord } from './parse-record.ts';
export { readLines } from './read-lines.ts';
export { type RecordReport, refuse } from './record-report.ts';
export type { DisabilityRecord } from './records/disability.ts';
export type { EducationRecord } from './records/education.ts';
export type { FareReliefRecord } from './records/fare-reliefs.ts';
export { EMPTY_PERIOD, PersonalCodeText } from './records/fields.ts';
export type { LargeFamilyRecord } from './records/large-families.ts';
export type {
  AssociationRecord,
  CommercialRecord,
  PublicPersonRecord,
  TaxPayerUnitRecord,
} from './records/organisations.ts';
export type { OrphanRecord } from './records/orphans.ts';
export type { PopulationRecord } from './records/population.ts';
export type { SocialInsuranceRecord } from './records/social-insurance.ts';
export type { SocialStatusRecord } from './records/social-status.ts';
export { ORGANISATION_REGISTERS, PERSON_REGISTERS } from './register-list.ts';
export type { RegisterReport } from './register-report.ts';

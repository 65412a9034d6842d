import type { LineWriter } from './line-writer.ts';

/** The records of the twelve registers, in the forms of their data sets (modules/registers/definitions). */
interface Dated {
  from: string;
  to: string | null;
}

export interface PopulationRecord {
  personalCode: string;
  previousPersonalCode?: string;
  givenName: string;
  surname: string;
  birthDate: string;
  deathDate: string | null;
  territory: string | null;
  residences: (Dated & { territory: string; address: string })[];
  households: (Dated & { number: string })[];
  parents: { personalCode: string }[];
  guardians: (Dated & { personalCode: string })[];
}

export interface EducationRecord {
  personalCode: string;
  territory: string | null;
  enrolments: (Dated & {
    schoolYear: string;
    institution: string;
    territory: string;
    stage: string;
    kind: string;
    grade: number | null;
    studyForm: string | null;
  })[];
}

export interface DisabilityRecord {
  personalCode: string;
  decisions: (Dated & { number: string; group: 'I' | 'II' | 'III' | 'child' })[];
}

export interface LargeFamilyRecord {
  personalCode: string;
  largeFamilies: (Dated & { familyNumber: string })[];
  certificates: (Dated & { number: string })[];
}

export interface OrphanRecord {
  personalCode: string;
  decisions: (Dated & { number: string; status: 'orphan' | 'without-parental-care' })[];
  care: (Dated & { form: 'foster-family' | 'guardianship' | 'institution' })[];
}

export interface SocialInsuranceRecord {
  personalCode: string;
  insuredFrom: string;
  pensions: (Dated & { kind: 'old-age' | 'service' | 'disability' | 'survivor' })[];
  employments: (Dated & { employer: string })[];
  careBenefits: (Dated & { caredFor: string })[];
}

export interface SocialStatusRecord {
  personalCode: string;
  municipality: string;
  statements: (Dated & { number: string; status: 'needy' | 'low-income' })[];
}

export interface FareReliefRecord {
  personalCode: string;
  statuses: (Dated & { certificate: string; status: 'repressed' | 'resistance-participant' })[];
}

interface Identity {
  shortName: string;
  name: string;
  nameEn: string;
  territory: string;
}

export interface PublicPersonRecord extends Identity {
  registrationNumber: string;
  kind: 'institution' | 'municipality';
}

export interface CommercialRecord extends Identity {
  registrationNumber: string;
  form: 'SIA' | 'AS' | 'IK';
  officers: (Dated & {
    personalCode: string;
    position: 'board-chair' | 'board-member';
    representation: 'alone' | 'jointly';
  })[];
}

export interface AssociationRecord extends Identity {
  registrationNumber: string;
}

export interface TaxPayerUnitRecord extends Identity {
  unitNumber: string;
  taxPayer: string;
  sector: 'public' | 'private';
  address: string;
}

/** What each register holds records of. */
export interface RegisterRecords {
  population: PopulationRecord;
  education: EducationRecord;
  disability: DisabilityRecord;
  'large-families': LargeFamilyRecord;
  orphans: OrphanRecord;
  'social-insurance': SocialInsuranceRecord;
  'social-status': SocialStatusRecord;
  'fare-reliefs': FareReliefRecord;
  'public-persons': PublicPersonRecord;
  commercial: CommercialRecord;
  associations: AssociationRecord;
  'tax-payer-units': TaxPayerUnitRecord;
}

export type RegisterCode = keyof RegisterRecords;

export const REGISTERS: readonly RegisterCode[] = [
  'population',
  'education',
  'disability',
  'large-families',
  'orphans',
  'social-insurance',
  'social-status',
  'fare-reliefs',
  'public-persons',
  'commercial',
  'associations',
  'tax-payer-units',
];

/** Writes the records of a register, each with when it was changed and since when it holds. */
export class RegisterWriter {
  private readonly lines: LineWriter;
  private readonly day: string;

  /** @param day `YYYY-MM-DD`: the day before that of the country, when everything was as it is */
  constructor(lines: LineWriter, day: string) {
    this.lines = lines;
    this.day = day;
  }

  write(record: RegisterRecords[RegisterCode]): void {
    const changedAt = `${this.day}T12:00:00.000Z`;
    const held = 'personalCode' in record ? { holdsSince: this.day } : {};
    this.lines.write({ ...record, changedAt, ...held });
  }
}

import { z } from 'zod';
import { defineOrganisationRegister } from '../register.ts';
import { RegistrationNumber, ShortName, Text } from './fields.ts';

const identity = { shortName: ShortName, name: Text, nameEn: Text, territory: z.string() };

/** Register of public persons (UR): institutions and municipalities; grantors and providers. */
export const PublicPersonRecord = z.strictObject({
  registrationNumber: RegistrationNumber,
  ...identity,
  kind: z.enum(['institution', 'municipality']),
});
export type PublicPersonRecord = z.output<typeof PublicPersonRecord>;

/** Commercial register (UR): merchants, who apply reliefs and may give their own. */
export const CommercialRecord = z.strictObject({
  registrationNumber: RegistrationNumber,
  ...identity,
  form: z.enum(['SIA', 'AS', 'IK']),
});
export type CommercialRecord = z.output<typeof CommercialRecord>;

/** Register of associations and foundations (UR). */
export const AssociationRecord = z.strictObject({
  registrationNumber: RegistrationNumber,
  ...identity,
});
export type AssociationRecord = z.output<typeof AssociationRecord>;

/** Structural units of tax payers (VID): a pool or a museum with a number of its own. */
export const TaxPayerUnitRecord = z.strictObject({
  unitNumber: RegistrationNumber,
  ...identity,
  taxPayer: RegistrationNumber,
  sector: z.enum(['public', 'private']),
  address: Text,
});
export type TaxPayerUnitRecord = z.output<typeof TaxPayerUnitRecord>;

interface Identity {
  shortName: string;
  name: string;
  nameEn: string;
  territory: string;
}

function named(record: Identity) {
  return {
    code: record.shortName,
    name: { lv: record.name, en: record.nameEn },
    territory: record.territory,
  };
}

export const publicPersons = defineOrganisationRegister({
  code: 'public-persons',
  schema: PublicPersonRecord,
  state: (record) => ({
    ...named(record),
    registrationNumber: record.registrationNumber,
    kind: record.kind,
    roles: ['grantor', 'provider'],
  }),
});

export const commercial = defineOrganisationRegister({
  code: 'commercial',
  schema: CommercialRecord,
  state: (record) => ({
    ...named(record),
    registrationNumber: record.registrationNumber,
    kind: 'merchant',
    roles: ['grantor', 'provider'],
  }),
});

export const associations = defineOrganisationRegister({
  code: 'associations',
  schema: AssociationRecord,
  state: (record) => ({
    ...named(record),
    registrationNumber: record.registrationNumber,
    kind: 'merchant',
    roles: ['provider'],
  }),
});

export const taxPayerUnits = defineOrganisationRegister({
  code: 'tax-payer-units',
  schema: TaxPayerUnitRecord,
  state: (record) => ({
    ...named(record),
    registrationNumber: record.unitNumber,
    kind: record.sector === 'public' ? 'institution' : 'merchant',
    roles: ['provider'],
  }),
});

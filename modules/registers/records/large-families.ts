import { z } from 'zod';
import { definePersonRegister } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, Text } from './fields.ts';

/** Family support register (SIF): large families, and certificates “Latvijas Goda ģimenes apliecība”. */
export const LargeFamilyRecord = z.strictObject({
  personalCode: PersonalCodeText,
  /** Periods in which the person belongs to a registered large family. */
  largeFamilies: z.array(
    z.strictObject({ familyNumber: Text, ...period }).refine(inOrder, EMPTY_PERIOD),
  ),
  certificates: z.array(z.strictObject({ number: Text, ...period }).refine(inOrder, EMPTY_PERIOD)),
});
export type LargeFamilyRecord = z.output<typeof LargeFamilyRecord>;

export const largeFamilies = definePersonRegister({
  code: 'large-families',
  schema: LargeFamilyRecord,
  state: (record) => ({
    facts: [
      ...record.largeFamilies.map(({ from, to }) => ({
        kind: 'family-status',
        value: 'large-family',
        from,
        to,
      })),
      ...record.certificates.map(({ from, to }) => ({
        kind: 'family-status',
        value: 'honorary-family',
        from,
        to,
      })),
    ],
  }),
});

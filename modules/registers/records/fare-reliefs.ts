import { z } from 'zod';
import { definePersonRegister } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, Text } from './fields.ts';

/** Recipients of fare reliefs (ATD): statuses that no other register holds, with certificates. */
export const FareReliefRecord = z.strictObject({
  personalCode: PersonalCodeText,
  statuses: z.array(
    z
      .strictObject({
        certificate: Text,
        status: z.enum(['repressed', 'resistance-participant']),
        ...period,
      })
      .refine(inOrder, EMPTY_PERIOD),
  ),
});
export type FareReliefRecord = z.output<typeof FareReliefRecord>;

export const fareReliefs = definePersonRegister({
  code: 'fare-reliefs',
  schema: FareReliefRecord,
  state: (record) => ({
    facts: record.statuses.map(({ status, from, to }) => ({
      kind: 'fare-status',
      value: status,
      from,
      to,
    })),
  }),
});

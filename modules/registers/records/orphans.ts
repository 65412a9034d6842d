import { z } from 'zod';
import { definePersonRegister } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, Text } from './fields.ts';

/** Children left without parental care (VBTAI): decisions of orphan's courts and forms of care. */
export const OrphanRecord = z.strictObject({
  personalCode: PersonalCodeText,
  decisions: z.array(
    z
      .strictObject({
        number: Text,
        status: z.enum(['orphan', 'without-parental-care']),
        ...period,
      })
      .refine(inOrder, EMPTY_PERIOD),
  ),
  care: z.array(
    z
      .strictObject({ form: z.enum(['foster-family', 'guardianship', 'institution']), ...period })
      .refine(inOrder, EMPTY_PERIOD),
  ),
});
export type OrphanRecord = z.output<typeof OrphanRecord>;

export const orphans = definePersonRegister({
  code: 'orphans',
  schema: OrphanRecord,
  state: (record) => ({
    facts: [
      ...record.decisions.map(({ status, from, to }) => ({
        kind: 'care-status',
        value: status,
        from,
        to,
      })),
      ...record.care.map(({ form, from, to }) => ({ kind: 'care-form', value: form, from, to })),
    ],
  }),
});

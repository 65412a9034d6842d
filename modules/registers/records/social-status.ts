import { z } from 'zod';
import { definePersonRegister } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, Text } from './fields.ts';

/** Municipal social assistance (SOPA): statements that a household is needy or has a low income. */
export const SocialStatusRecord = z.strictObject({
  personalCode: PersonalCodeText,
  municipality: z.string(),
  statements: z.array(
    z
      .strictObject({ number: Text, status: z.enum(['needy', 'low-income']), ...period })
      .refine(inOrder, EMPTY_PERIOD),
  ),
});
export type SocialStatusRecord = z.output<typeof SocialStatusRecord>;

export const socialStatus = definePersonRegister({
  code: 'social-status',
  schema: SocialStatusRecord,
  state: (record) => ({
    facts: record.statements.map(({ status, from, to }) => ({
      kind: 'social-status',
      value: status,
      from,
      to,
    })),
  }),
});

import { z } from 'zod';
import { definePersonRegister } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, Text } from './fields.ts';

/** Disability information system (VDEĀVK): decisions, each for a period or for life. */
export const DisabilityRecord = z.strictObject({
  personalCode: PersonalCodeText,
  decisions: z.array(
    z
      .strictObject({ number: Text, group: z.enum(['I', 'II', 'III', 'child']), ...period })
      .refine(inOrder, EMPTY_PERIOD),
  ),
});
export type DisabilityRecord = z.output<typeof DisabilityRecord>;

const GROUPS = { I: 'group-1', II: 'group-2', III: 'group-3', child: 'child' } as const;

export const disability = definePersonRegister({
  code: 'disability',
  schema: DisabilityRecord,
  state: (record) => ({
    facts: record.decisions.map(({ group, from, to }) => ({
      kind: 'disability',
      value: GROUPS[group],
      from,
      to,
    })),
  }),
});

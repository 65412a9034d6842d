import { z } from 'zod';
import { definePersonRegister, type PersonRegister } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, ShortName, Text } from './fields.ts';

/** A fact as any register of a vocabulary states it: of the kind's type, money in cents. */
const StatedFactRecord = z
  .strictObject({
    kind: ShortName,
    value: z.union([z.string(), z.number(), z.boolean()]),
    ...period,
  })
  .refine(inOrder, EMPTY_PERIOD)
  .transform(({ value, ...stated }) => ({
    ...stated,
    value: typeof value === 'boolean' ? Number(value) : value,
  }));

const PersonRecord = z.strictObject({
  personalCode: PersonalCodeText,
  facts: z.array(StatedFactRecord),
  /** Registered companions; a register that does not state them leaves the word out. */
  companions: z
    .array(
      z.strictObject({ personalCode: PersonalCodeText, ...period }).refine(inOrder, EMPTY_PERIOD),
    )
    .optional(),
});

/** What a register of a vocabulary states about the household of a number. */
export const HouseholdRecord = z.strictObject({
  household: Text,
  facts: z.array(StatedFactRecord),
});

/** A register that only a vocabulary names: what it states about persons, kind by kind. */
export function statedRegister(code: string): PersonRegister {
  return definePersonRegister({
    code,
    schema: PersonRecord,
    state: ({ facts, companions }) => ({
      facts,
      ...(companions && {
        relations: companions.map((companion) => ({ kind: 'companion' as const, ...companion })),
      }),
    }),
    relations: { kinds: ['companion'], side: 'related' },
  });
}

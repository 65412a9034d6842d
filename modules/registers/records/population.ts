import { z } from 'zod';
import { definePersonRegister } from '../register.ts';
import { DayText, EMPTY_PERIOD, inOrder, PersonalCodeText, period, Text } from './fields.ts';

/** Register of natural persons (PMLP): who lives, where, in which household, whose child. */
export const PopulationRecord = z
  .strictObject({
    personalCode: PersonalCodeText,
    previousPersonalCode: PersonalCodeText.optional(),
    givenName: Text,
    surname: Text,
    birthDate: DayText,
    deathDate: DayText.nullable(),
    /** Declared residences: territory by the classifier, address within it. */
    residences: z.array(
      z
        .strictObject({ territory: z.string(), address: Text, ...period })
        .refine(inOrder, EMPTY_PERIOD),
    ),
    /** Persons declared together have one household number. */
    households: z.array(z.strictObject({ number: Text, ...period }).refine(inOrder, EMPTY_PERIOD)),
    parents: z.array(PersonalCodeText).max(2),
    guardians: z.array(
      z.strictObject({ personalCode: PersonalCodeText, ...period }).refine(inOrder, EMPTY_PERIOD),
    ),
  })
  .refine(
    (record) => record.deathDate === null || record.birthDate <= record.deathDate,
    'died before being born',
  );
export type PopulationRecord = z.output<typeof PopulationRecord>;

export const population = definePersonRegister({
  code: 'population',
  schema: PopulationRecord,
  state: (record) => ({
    person: {
      personalCode: record.personalCode,
      previousPersonalCode: record.previousPersonalCode,
      name: `${record.givenName} ${record.surname}`,
      birthDate: record.birthDate,
      deathDate: record.deathDate,
    },
    facts: record.residences.map(({ territory, from, to }) => ({
      kind: 'residence',
      value: territory,
      from,
      to,
    })),
    households: record.households,
    relations: [
      ...record.parents.map((personalCode) => ({
        kind: 'parent' as const,
        personalCode,
        from: record.birthDate,
        to: null,
      })),
      ...record.guardians.map((guardian) => ({ kind: 'guardian' as const, ...guardian })),
    ],
  }),
  relations: { kinds: ['parent', 'guardian'], side: 'related' },
});

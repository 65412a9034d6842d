import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';

/** A mapping and what comes of trying one, as calls take and answer them. */
const period = {
  from: z.string(),
  to: z.string().nullable().meta({ description: 'The first day on which it holds no more.' }),
};
const told = { code: z.string(), lv: z.string(), en: z.string() };
const place = { line: z.int(), column: z.int() };

export const MappingAnswer = z
  .object({
    register: z.string(),
    name: Text,
    version: z.int(),
    dataSet: z.string().meta({ description: 'code@version' }),
    takenAt: z.iso.datetime().meta({ description: 'Since when it is in force.' }),
    text: z.string().meta({ description: 'YAML.' }),
    sample: z.string().meta({ description: 'An invented record of the data set, to begin with.' }),
  })
  .meta({
    example: {
      ...{ register: 'education', name: { lv: 'Izglītība', en: 'Education' }, version: 1 },
      ...{ dataSet: 'viis-education@1', takenAt: '2026-03-11T10:00:00.000Z' },
      text: 'register: education\nversion: 1\n…',
      sample: 'examples:\n  - name: …\n    record:\n      personalCode: 320000-00001\n…',
    },
  });

const MAPPING_LENGTH_MAX = 50_000;
const EXAMPLES_LENGTH_MAX = 100_000;

export const MappingTest = z
  .strictObject({
    mapping: z.string().max(MAPPING_LENGTH_MAX).meta({ description: 'Its text, YAML.' }),
    examples: z.string().max(EXAMPLES_LENGTH_MAX).meta({
      description: 'YAML or JSON: `examples`, each with `name`, `record`, and what it is to mean.',
    }),
  })
  .meta({
    example: {
      mapping: 'register: education\nversion: 2\n…',
      examples: 'examples:\n  - name: a pupil\n    record: { personalCode: 320000-00001, … }\n',
    },
  });

const TextProblem = z.object({
  ...told,
  ...place,
  found: z.string().optional(),
});

const RecordProblem = z.object({
  ...told,
  ...place,
  path: z.string().meta({ description: 'JSON Pointer into the record, "" for the whole.' }),
});

const Meant = z.object({
  about: z.enum(['person', 'household', 'organisation']),
  facts: z.array(
    z.object({
      kind: z.string(),
      name: Text,
      type: z.enum(['code', 'codes', 'integer', 'boolean', 'money', 'date']),
      value: z.union([z.string(), z.number()]).meta({ description: 'Money is cents.' }),
      valueName: Text.nullable().meta({ description: 'Of a code of a classifier.' }),
      ...period,
    }),
  ),
  households: z.array(z.object({ number: z.string(), ...period })),
  relations: z.array(
    z.object({
      kind: z.string(),
      side: z.enum(['person', 'related']).meta({
        description: '`person`: the record’s person is parent, guardian, carer or companion.',
      }),
      personalCode: z.string(),
      ...period,
    }),
  ),
  representatives: z.array(
    z.object({ personalCode: z.string(), manner: z.enum(['alone', 'jointly']), ...period }),
  ),
  person: z
    .object({ name: z.string(), birthDate: z.string(), deathDate: z.string().nullable() })
    .nullable()
    .meta({ description: 'Of a register that makes persons known.' }),
  organisation: z.object({ registrationNumber: z.string(), name: Text }).nullable(),
});

export const MappingTested = z
  .object({
    mapping: z
      .object({ register: z.string(), version: z.int(), dataSet: z.string() })
      .nullable()
      .meta({ description: 'What was tried; null: its text has problems.' }),
    problems: z.array(TextProblem).meta({ description: 'Of the text of the mapping.' }),
    refusal: z
      .object(told)
      .nullable()
      .meta({ description: 'Why it could not be put into force as it is.' }),
    exampleProblems: z.array(TextProblem).meta({ description: 'Of the text of the examples.' }),
    examples: z.array(
      z.object({
        name: z.string(),
        line: z.int(),
        means: Meant.nullable().meta({ description: 'Null: nothing, by its problems.' }),
        problems: z.array(RecordProblem),
        isAsExpected: z
          .boolean()
          .nullable()
          .meta({ description: 'Null: the example does not say what it is to mean.' }),
      }),
    ),
  })
  .meta({
    example: {
      mapping: { register: 'education', version: 2, dataSet: 'viis-education@1' },
      ...{ problems: [], refusal: null, exampleProblems: [] },
      examples: [
        {
          ...{ name: 'a pupil', line: 2, problems: [], isAsExpected: true },
          means: {
            about: 'person',
            facts: [
              {
                ...{ kind: 'grade', name: { lv: 'Klase', en: 'Grade' }, type: 'integer', value: 4 },
                ...{ valueName: null, from: '2025-09-01', to: '2026-09-01' },
              },
            ],
            ...{ households: [], relations: [], representatives: [] },
            ...{ person: null, organisation: null },
          },
        },
      ],
    },
  });

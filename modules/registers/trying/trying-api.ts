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

const mapping = z.string().max(MAPPING_LENGTH_MAX).meta({ description: 'Its text, YAML.' });

export const MappingTest = z
  .strictObject({
    mapping,
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

const ofMapping = {
  mapping: z
    .object({ register: z.string(), version: z.int(), dataSet: z.string() })
    .nullable()
    .meta({ description: 'What was tried; null: its text has problems.' }),
  problems: z.array(TextProblem).meta({ description: 'Of the text of the mapping.' }),
  refusal: z
    .object(told)
    .nullable()
    .meta({ description: 'Why it could not be put into force as it is.' }),
};

const GRADE = {
  ...{ kind: 'grade', name: { lv: 'Klase', en: 'Grade' }, type: 'integer', value: 4 },
  ...{ valueName: null, from: '2025-09-01', to: '2026-09-01' },
} as const;
const NOTHING = {
  ...{ about: 'person', facts: [], households: [], relations: [], representatives: [] },
  ...{ person: null, organisation: null },
} as const;

export const MappingTested = z
  .object({
    ...ofMapping,
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
          means: { ...NOTHING, facts: [GRADE] },
        },
      ],
    },
  });

export const RECORDS_MAX = 100;

export const RecordsTest = z
  .strictObject({
    mapping,
    records: z.int().min(1).max(RECORDS_MAX).meta({
      description: 'On so many records of the data set: those that changed last.',
    }),
  })
  .meta({ example: { mapping: 'register: education\nversion: 2\n…', records: 20 } });

const Differences = z.object({
  new: Meant,
  other: Meant.meta({ description: 'The same since the same day, with another value or end.' }),
  before: Meant.meta({ description: 'What is in force in place of `other`.' }),
  gone: Meant,
});

export const RecordsTested = z
  .object({
    ...ofMapping,
    isCompared: z.boolean().meta({
      description: 'Whether a mapping of the register is in force that reads the same data set.',
    }),
    counts: z.object({
      records: z.int(),
      meaningless: z.int().meta({ description: 'Records that mean nothing.' }),
      new: z.int().meta({ description: 'Facts, relations and others that would be new.' }),
      other: z.int(),
      gone: z.int(),
    }),
    records: z.array(
      z.object({
        key: z.string(),
        means: Meant.nullable().meta({ description: 'Null: nothing, by its problems.' }),
        problems: z.array(RecordProblem.omit({ line: true, column: true })),
        differences: Differences.nullable().meta({
          description: 'From the mapping in force; null: not compared, or nothing would change.',
        }),
      }),
    ),
  })
  .meta({
    example: {
      mapping: { register: 'education', version: 2, dataSet: 'viis-education@1' },
      ...{ problems: [], refusal: null, isCompared: true },
      counts: { records: 1, meaningless: 0, new: 1, other: 0, gone: 0 },
      records: [
        {
          ...{ key: '320000-00001', problems: [] },
          means: { ...NOTHING, facts: [GRADE] },
          differences: {
            ...{ new: { ...NOTHING, facts: [GRADE] }, other: NOTHING },
            ...{ before: NOTHING, gone: NOTHING },
          },
        },
      ],
    },
  });

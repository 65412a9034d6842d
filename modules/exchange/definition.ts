import { z } from 'zod';

/** What a value of a record may be. Instants are kept in UTC to the millisecond. */
export const FIELD_TYPES = [
  'text',
  'integer',
  'decimal',
  'boolean',
  'day',
  'instant',
  'personal-code',
] as const;

/**
 * How much a field tells about a person. `personal` and `special` (Article 9 of the General Data
 * Protection Regulation) are kept encrypted and never stand in an address.
 */
export const PERSONAL_CLASSES = ['none', 'pseudonymous', 'personal', 'special'] as const;

/** How often the source renews its records. */
export const UPDATE_RHYTHMS = [
  'instant',
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'yearly',
] as const;

/** `closed`: read by permission alone. The others are licences of open data. */
export const LICENCES = ['closed', 'CC0-1.0', 'CC-BY-4.0'] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

export const DataSetCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/)
  .max(63);
const FieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/)
  .max(63);
const Text = z.strictObject({ lv: z.string().min(1).max(1_000), en: z.string().min(1).max(1_000) });

const stated = {
  name: FieldName,
  comment: Text.optional().meta({
    description: 'What the field means, for who reads the records.',
  }),
  required: z.boolean().default(false).meta({ description: 'Every record has it.' }),
};

const ValueField = z.strictObject({
  ...stated,
  type: z.enum(FIELD_TYPES).default('text'),
  class: z.enum(PERSONAL_CLASSES).meta({ description: 'How much it tells about a person.' }),
  indexed: z.boolean().optional().meta({
    description: 'Large data sets are filtered and ordered by it. A text is then shorter.',
  }),
});

export type ValueField = z.infer<typeof ValueField>;
export interface ListField {
  name: string;
  comment?: { lv: string; en: string } | undefined;
  required: boolean;
  list: Field[];
}
export type Field = ValueField | ListField;

interface WrittenList extends Omit<ListField, 'required' | 'list'> {
  required?: boolean | undefined;
  list: WrittenField[];
}
type WrittenField = z.input<typeof ValueField> | WrittenList;

const FIELDS_MAX = 200;

/** Who sleeps for a month or two still catches up; a year by default. */
const RETENTION_DAYS_MIN = 62;
export const RETENTION_DAYS = 366;

const ListField: z.ZodType<ListField, WrittenList> = z.strictObject({
  ...stated,
  list: z
    .lazy(() => z.array(Field).min(1).max(FIELDS_MAX))
    .meta({ description: 'The fields of each row of a nested list.' }),
});
const Field: z.ZodType<Field, WrittenField> = z.union([ValueField, ListField]);

const SOURCES_MAX = 8;
const TIME_LIMIT_MS = 2_000;

/** Where records of a virtual data set come from. */
const Source = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(63)
    .meta({ description: 'By which answers name it.' }),
  dataSet: DataSetCode,
  version: z.int().min(1).max(999).default(1),
  remote: z.string().max(63).optional().meta({
    description: 'Another installation that has the data set, as the operator has named it.',
  }),
  permission: z.string().max(64).optional().meta({
    description: 'By which the institution of this text reads it, where it is not its own.',
  }),
  timeLimitMs: z.int().min(50).max(10_000).default(TIME_LIMIT_MS).meta({
    description: 'Beyond it, answers go without this source and say so.',
  }),
  fields: z
    .record(
      FieldName,
      z.union([
        FieldName,
        z.strictObject({ value: z.union([z.string().max(1_000), z.int(), z.boolean()]) }),
      ]),
    )
    .meta({ description: 'For each field of this text the one of the source, or a fixed value.' }),
});

export type Source = z.infer<typeof Source>;

/** The description of a data set, as its text says it. What is optional must stand to be published. */
export const Definition = z.strictObject({
  code: DataSetCode.meta({ description: 'The name of the data set in addresses.' }),
  version: z.int().min(1).max(999).default(1),
  name: Text,
  institution: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'Code of the institution: the source.' }),
  updates: z.enum(UPDATE_RHYTHMS).optional(),
  legalBasis: Text.optional(),
  licence: z.enum(LICENCES).optional(),
  retentionDays: z.int().min(RETENTION_DAYS_MIN).max(3_660).optional().meta({
    description:
      'For how many days changes are kept in the log, 366 when not stated. Records stay.',
  }),
  usualChangePercent: z.int().min(1).max(100).optional().meta({
    description:
      'Of a hundred records, how many a snapshot usually changes at most, 10 when not stated. One that would change more waits and asks.',
  }),
  usualGrowthPercent: z.int().min(1).max(10_000).optional().meta({
    description:
      'To a hundred held records, how many a snapshot usually adds at most, 50 when not stated. One that would add more waits and asks.',
  }),
  closedToRepresentatives: z.boolean().optional().meta({
    description:
      'Whether what is kept about a child is not told to who represents it by law: parents and guardians.',
  }),
  key: z.array(FieldName).min(1).max(8).meta({ description: 'Fields that name a record.' }),
  lookup: z
    .array(FieldName)
    .min(1)
    .max(7)
    .optional()
    .meta({ description: 'The first fields of the key, by which all records of them are found.' }),
  recordVersion: FieldName.optional().meta({
    description:
      "The sender's own version of a record, an integer or an instant: the greater wins.",
  }),
  validFrom: FieldName.optional().meta({
    description: 'The day or instant since when a record holds: tells corrections from news.',
  }),
  fields: z.array(Field).min(1).max(FIELDS_MAX),
  sources: z.array(Source).min(1).max(SOURCES_MAX).optional().meta({
    description: 'Makes the data set virtual: it keeps nothing, and reads others when it is read.',
  }),
});

export type Definition = z.infer<typeof Definition>;
/** A definition as its author wrote it: nothing added. */
export type WrittenDefinition = z.input<typeof Definition>;

export function isList(field: Field): field is ListField {
  return 'list' in field;
}

/** Whether a field is kept encrypted: it, or anything in its rows, is personal. */
export function isPersonal(field: Field): boolean {
  if (isList(field)) return field.list.some(isPersonal);
  return field.class === 'personal' || field.class === 'special';
}

/** The fields of a definition, or of the rows of a list, by name: of the first level. */
export function fieldsByName({ fields }: { fields: readonly Field[] }): Map<string, Field> {
  return new Map(fields.map((field) => [field.name, field]));
}

/** All fields by their paths, what is nested right after its list: `waters`, `waters.hectares`. */
export function fieldPaths(fields: readonly Field[], above = ''): { path: string; field: Field }[] {
  return fields.flatMap((field) => {
    const path = above + field.name;
    return [{ path, field }, ...(isList(field) ? fieldPaths(field.list, `${path}.`) : [])];
  });
}

import { z } from 'zod';
import type { Classifiers } from '../../classifiers/index.ts';
import type { Definition } from '../../exchange/index.ts';

const FieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/)
  .max(63);
const Code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(63);
const Scalar = z.union([z.string(), z.int(), z.boolean()]);

const Value = z.union([
  FieldName,
  z
    .strictObject({ field: FieldName, codes: z.record(z.string().min(1), Scalar) })
    .meta({ description: 'A field whose codes are written otherwise here.' }),
  z.strictObject({ is: Scalar }).meta({ description: 'Always the same.' }),
]);

const dated = {
  each: FieldName.optional().meta({
    description: 'A list of the record: once for each row of it.',
  }),
  when: z
    .record(FieldName, z.array(Scalar).min(1))
    .optional()
    .meta({ description: 'Only where each of these fields has one of the values.' }),
  from: FieldName.meta({ description: 'The first day on which it holds.' }),
  until: FieldName.optional().meta({ description: 'The first day on which it holds no more.' }),
  through: FieldName.optional().meta({ description: 'The last day on which it holds.' }),
};

const FactRule = z.strictObject({
  ...dated,
  states: z.record(Code, Value).meta({ description: 'Kinds of facts with their values.' }),
  otherwise: z
    .strictObject({ since: FieldName, is: Scalar })
    .optional()
    .meta({ description: 'What holds since that day wherever no row says something.' }),
});

const RelationRule = z.strictObject({
  ...dated,
  kind: z.enum(['parent', 'guardian', 'carer', 'companion']),
  of: FieldName.optional().meta({ description: 'The record’s person is it of who is named here.' }),
  by: FieldName.optional().meta({ description: 'Who is named here is it of the record’s person.' }),
});

const HouseholdRule = z.strictObject({ ...dated, number: FieldName });

const RepresentativeRule = z.strictObject({
  ...dated,
  by: FieldName.meta({ description: 'The personal code of who represents the organisation.' }),
  manner: Value,
});

const Person = z.union([
  FieldName,
  z
    .strictObject({
      code: FieldName,
      formerCode: FieldName.optional(),
      name: z.array(FieldName).min(1).max(4),
      birth: FieldName,
      death: FieldName.optional(),
    })
    .meta({ description: 'The register makes persons known.' }),
]);

const Organisation = z.strictObject({
  code: FieldName,
  registrationNumber: FieldName,
  name: z.strictObject({ lv: FieldName, en: FieldName }),
  territory: FieldName,
  kind: Value,
  roles: z.array(z.enum(['grantor', 'provider'])),
});

const RULES_MAX = 100;

/** How the records of one data set become facts: the text of a mapping. */
export const Mapping = z.strictObject({
  register: Code.meta({ description: 'The register that is named as the source of the facts.' }),
  version: z.int().min(1).max(9_999),
  dataSet: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,62}@[1-9]\d{0,2}$/)
    .meta({ description: 'Whose records they are: code@version.' }),
  unknownAfterDays: z.int().min(1).max(3_650).optional().meta({
    description: 'After so many days of silence what is not stated is unknown, and no longer none.',
  }),
  person: Person.optional().meta({ description: 'The personal code of whom a record is about.' }),
  household: FieldName.optional().meta({ description: 'The number of a record’s household.' }),
  organisation: Organisation.optional(),
  facts: z.array(FactRule).max(RULES_MAX).default([]),
  households: z.array(HouseholdRule).max(RULES_MAX).default([]),
  relations: z.array(RelationRule).max(RULES_MAX).default([]),
  representatives: z.array(RepresentativeRule).max(RULES_MAX).default([]),
});

export type Mapping = z.infer<typeof Mapping>;
export type WrittenValue = z.infer<typeof Value>;
export type DatedRule = Pick<z.infer<typeof HouseholdRule>, 'each' | 'when' | 'from' | 'until'> & {
  through?: string | undefined;
};
export type FactRule = z.infer<typeof FactRule>;
export type RelationRule = z.infer<typeof RelationRule>;
export type HouseholdRule = z.infer<typeof HouseholdRule>;
export type RepresentativeRule = z.infer<typeof RepresentativeRule>;

/** What a mapping is written against: the data set it reads, and the kinds of facts that there are. */
export interface MappingBasis {
  definition: Definition;
  classifiers: Pick<Classifiers, 'factKind' | 'factKinds' | 'has'>;
}

/** The data set of a mapping, as addresses name it. */
export function dataSetOf({ dataSet }: Pick<Mapping, 'dataSet'>): {
  code: string;
  version: number;
} {
  const [code = '', version = ''] = dataSet.split('@');
  return { code, version: Number(version) };
}

/** The field with the personal code of whom a record is about. */
export function personField({ person }: Pick<Mapping, 'person'>): string | undefined {
  return typeof person === 'object' ? person.code : person;
}

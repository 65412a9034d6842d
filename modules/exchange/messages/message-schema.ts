import { z } from 'zod';
import { checkErrors, type FieldError } from '../../../platform/http/validation-errors.ts';

const DEPTH_MAX = 8;
const TEXT_LENGTH_MAX = 20_000;
const PROPERTIES_MAX = 200;

const Name = z.string().min(1).max(63);
const Count = z.int().min(0).max(1_000_000);
const Scalar = z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]);

/**
 * The JSON Schema that the body of a message may be described with: what reads in bounded time. There
 * are no patterns, references or alternatives, which can be made to take for ever.
 */
const SchemaNode: z.ZodType<Record<string, unknown>> = z.strictObject({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema').optional(),
  title: z.string().max(200).optional(),
  description: z.string().max(2_000).optional(),
  type: z.enum(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null']).optional(),
  properties: z
    .record(
      Name,
      z.lazy(() => SchemaNode),
    )
    .refine((properties) => Object.keys(properties).length <= PROPERTIES_MAX)
    .optional(),
  required: z.array(Name).max(PROPERTIES_MAX).optional(),
  additionalProperties: z.boolean().optional(),
  items: z.lazy(() => SchemaNode).optional(),
  enum: z.array(Scalar).min(1).max(1_000).optional(),
  const: Scalar.optional(),
  format: z.enum(['date', 'date-time', 'uuid']).optional(),
  minLength: Count.optional(),
  maxLength: Count.optional(),
  minItems: Count.optional(),
  maxItems: Count.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

/** One thing that is wrong, and where: a JSON Pointer. It repeats nothing of what was sent. */
export type SchemaProblem = Omit<FieldError, 'in'>;

/** What is wrong with the schema of a topic; nothing when it can be used. */
export function schemaProblems(schema: unknown): SchemaProblem[] {
  if (depthOf(schema) > DEPTH_MAX * 2) {
    return [
      {
        path: '',
        code: 'too-deep',
        lv: `Dziļāk par ${DEPTH_MAX} līmeņiem.`,
        en: `Nested deeper than ${DEPTH_MAX} levels.`,
      },
    ];
  }
  if (JSON.stringify(schema).length > TEXT_LENGTH_MAX) {
    return [tooLarge(`${TEXT_LENGTH_MAX} characters`, `${TEXT_LENGTH_MAX} rakstzīmes`)];
  }
  const parsed = SchemaNode.safeParse(schema);
  if (!parsed.success) return checkErrors(parsed.error);
  if (parsed.data.type !== 'object') {
    return [
      {
        path: '/type',
        code: 'not-one-of',
        lv: 'Ziņojuma saturs ir objekts: object.',
        en: 'A body is an object: object.',
      },
    ];
  }
  return [];
}

/** Tells what is wrong with bodies; nothing when they are as the schema says. */
export function bodyChecker(schema: Record<string, unknown>): (body: unknown) => SchemaProblem[] {
  const checker = z.fromJSONSchema(schema);
  return (body) => {
    const parsed = checker.safeParse(body);
    return parsed.success ? [] : checkErrors(parsed.error);
  };
}

/** What is longer than it may be. */
export function tooLarge(most: string, mostLv: string): SchemaProblem {
  return { path: '', code: 'too-big', lv: `Ne vairāk kā ${mostLv}.`, en: `At most ${most}.` };
}

/** Levels of a value, counted no further than it matters. */
function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX * 2) return depth;
  return Object.values(value).reduce<number>(
    (most, inner) => Math.max(most, depthOf(inner, depth + 1)),
    depth + 1,
  );
}

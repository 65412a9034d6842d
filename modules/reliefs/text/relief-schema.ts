import { z } from 'zod';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import { Relief } from '../instruction.ts';

type JsonSchema = Record<string, unknown>;

const TITLE = 'A relief of Koplieta: who gets it, on what, how much, how often, from when';
const FACT_FIELDS = new Set(['fact', 'sum', 'municipalityOf']);
const DAY_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';

/**
 * The JSON Schema (2020-12) of a relief file, for editors: made from the schema that reads it, with
 * the kinds of facts that there are.
 */
export function reliefSchema(factKinds: readonly FactKind[]): JsonSchema {
  const schema = z.toJSONSchema(Relief, { io: 'input' }) as JsonSchema;
  const facts = factKinds.map(({ code }) => code);
  const named = mapProperties(schema, (name, property) => {
    if (FACT_FIELDS.has(name) && property.type === 'string') return { type: 'string', enum: facts };
    const isDay = (name === 'from' || name === 'to') && Object.keys(property).join() === 'type';
    return isDay && property.type === 'string' ? { ...property, pattern: DAY_PATTERN } : property;
  });
  return { ...(named as JsonSchema), title: TITLE };
}

function mapProperties(
  schema: unknown,
  change: (name: string, property: JsonSchema) => JsonSchema,
): unknown {
  if (Array.isArray(schema)) return schema.map((one) => mapProperties(one, change));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key !== 'properties') return [key, mapProperties(value, change)];
      const properties = Object.entries(value as Record<string, JsonSchema>).map(
        ([name, property]) => [name, mapProperties(change(name, property), change)],
      );
      return [key, Object.fromEntries(properties)];
    }),
  );
}

const COLUMNS = 100;

/** The schema as its file has it: indented, and short lists on one line. */
export function reliefSchemaText(factKinds: readonly FactKind[]): string {
  const text = JSON.stringify(reliefSchema(factKinds), null, 2);
  const shortened = text.replace(
    /^(.*)\[\s+((?:"[^"]*",?\s+)+)\](,?)$/gm,
    (whole, before: string, items: string, after: string) => {
      const line = `${before}[${items.trim().replace(/\s+/g, ' ')}]${after}`;
      return line.length <= COLUMNS ? line : whole;
    },
  );
  return `${shortened}\n`;
}

import { z } from 'zod';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import { Definition } from '../definitions/definition.ts';
import { Relief } from '../instruction.ts';

type JsonSchema = Record<string, unknown>;

const RELIEF_TITLE = 'A relief of Koplieta: who gets it, on what, how much, how often, from when';
const DEFINITION_TITLE = 'A definition of Koplieta: a named, dated condition that reliefs use';
const FACT_FIELDS = new Set(['fact', 'sum', 'municipalityOf']);
const DAY_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';

/**
 * The JSON Schema (2020-12) of a relief file, for editors: made from the schema that reads it, with
 * the kinds of facts that there are.
 */
export function reliefSchema(factKinds: readonly FactKind[]): JsonSchema {
  return fileSchema(Relief, RELIEF_TITLE, factKinds);
}

/** The same of a file of a definition. */
export function definitionSchema(factKinds: readonly FactKind[]): JsonSchema {
  return fileSchema(Definition, DEFINITION_TITLE, factKinds);
}

function fileSchema(of: z.ZodType, title: string, factKinds: readonly FactKind[]): JsonSchema {
  const schema = z.toJSONSchema(of, { io: 'input' }) as JsonSchema;
  const facts = factKinds.map(({ code }) => code);
  const named = mapProperties(schema, (name, property) => {
    if (FACT_FIELDS.has(name) && property.type === 'string') return { type: 'string', enum: facts };
    const isDay = (name === 'from' || name === 'to') && Object.keys(property).join() === 'type';
    return isDay && property.type === 'string' ? { ...property, pattern: DAY_PATTERN } : property;
  });
  return { ...(named as JsonSchema), title };
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

/** A schema as its file has it: indented, and short lists on one line. */
export function schemaText(schema: JsonSchema): string {
  const text = JSON.stringify(schema, null, 2);
  const shortened = text.replace(
    /^(.*)\[\s+((?:"[^"]*",?\s+)+)\](,?)$/gm,
    (whole, before: string, items: string, after: string) => {
      const line = `${before}[${items.trim().replace(/\s+/g, ' ')}]${after}`;
      return line.length <= COLUMNS ? line : whole;
    },
  );
  return `${shortened}\n`;
}

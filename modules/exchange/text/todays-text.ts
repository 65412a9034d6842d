import { z } from 'zod';
import { nearestWord } from '../../../platform/text/near-miss.ts';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import type { TextPath } from '../../../platform/text/text-problem.ts';
import { Definition, type FieldType, type WrittenDefinition } from '../definition.ts';
import { checkDefinition } from './check-definition.ts';
import type { DefinitionFinding } from './definition-problem.ts';

/**
 * The definition text of today's state platform (DAGR): `- Submitted timestamp : when it came`, `*`
 * after the name of a nested list, parts of the key in parentheses that may be left out.
 */
type TodaysField = Record<string, unknown>;

const TodaysText = z.strictObject({
  name: z
    .string()
    .max(63)
    .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/),
  key: z
    .string()
    .max(500)
    .regex(/^\w+(\s*,\s*\w+)*\s*(\(\s*,?\s*\w+(\s*,\s*\w+)*\s*\))?$/),
  data_description: z.string().min(1).max(1_000),
  fields: z.array(z.record(z.string(), z.unknown())).min(1).max(200),
});

const TYPES: Readonly<Record<string, FieldType>> = {
  text: 'text',
  string: 'text',
  int: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  numeric: 'decimal',
  bool: 'boolean',
  boolean: 'boolean',
  date: 'day',
  timestamp: 'instant',
};

const LEVELS_MAX = 8;

type WrittenField = WrittenDefinition['fields'][number];

export function isTodaysText(written: unknown): boolean {
  return typeof written === 'object' && written !== null && 'data_description' in written;
}

/**
 * A data set as today's platform describes it. That text says neither how personal a field is nor
 * the legal basis: every field is taken as personal, and what is missing must be added to publish.
 */
export function fromTodaysText(written: unknown): {
  definition?: Definition;
  findings: DefinitionFinding[];
} {
  const parsed = TodaysText.safeParse(written);
  if (!parsed.success) {
    return { findings: findingsOfSchema(TodaysText, parsed.error.issues, written) };
  }
  const { name, key, data_description: description, fields } = parsed.data;
  const findings: DefinitionFinding[] = [];
  const [always = '', optional = ''] = key.split('(');
  const parts = listNames(always);
  const more = listNames(optional);
  const definition = Definition.safeParse({
    code: name,
    name: { lv: description, en: description },
    institution: name.slice(0, name.indexOf('_')),
    key: [...parts, ...more],
    ...(more.length > 0 ? { lookup: parts } : {}),
    fields: readFields(fields, ['fields'], findings),
  });
  if (findings.length > 0) return { findings };
  if (!definition.success) {
    return { findings: findingsOfSchema(Definition, definition.error.issues, written) };
  }
  return { definition: definition.data, findings: checkDefinition(definition.data).map(atKey) };
}

/** Today's text has one line for the whole key: what is wrong with a part of it stands there. */
function atKey(finding: DefinitionFinding): DefinitionFinding {
  return finding.path[0] === 'key' ? { ...finding, path: ['key'] } : finding;
}

function listNames(text: string): string[] {
  return text.match(/\w+/g) ?? [];
}

function readFields(
  fields: readonly TodaysField[],
  path: TextPath,
  findings: DefinitionFinding[],
): WrittenField[] {
  return fields.flatMap((field, index) => readField(field, [...path, index], findings) ?? []);
}

function readField(
  field: TodaysField,
  path: TextPath,
  findings: DefinitionFinding[],
): WrittenField | undefined {
  const [entry] = Object.entries(field);
  const [, name, word] = /^(\w+)(?:\s+(\w+|\*))?\s*$/.exec(entry?.[0] ?? '') ?? [];
  if (!entry || !name || Object.keys(field).length > 1) {
    findings.push({ code: 'value-malformed', path, found: entry?.[0] ?? '' });
    return undefined;
  }
  const here = [...path, entry[0]];
  if (word === '*') return readList(name, { value: entry[1], path: here }, findings);
  const type = word === undefined ? 'text' : TYPES[word.toLowerCase()];
  if (!type) {
    const expected = Object.keys(TYPES);
    const suggestion = word && nearestWord(word, expected);
    const found = word ?? '';
    findings.push({ code: 'value-unknown', path: here, atKey: true, found, expected, suggestion });
    return undefined;
  }
  return { name, type, class: 'personal', ...commentOf(entry[1]) };
}

function readList(
  name: string,
  { value, path }: { value: unknown; path: TextPath },
  findings: DefinitionFinding[],
): WrittenField | undefined {
  const { comments, fields } = (value ?? {}) as { comments?: unknown; fields?: unknown };
  const rows = Array.isArray(fields) ? (fields as unknown[]) : [];
  const readable = rows.every((row) => typeof row === 'object' && row !== null);
  if (rows.length === 0 || !readable || path.length > 3 * LEVELS_MAX) {
    findings.push({ code: 'field-missing', path, atKey: true, found: 'fields' });
    return undefined;
  }
  const list = readFields(rows as TodaysField[], [...path, 'fields'], findings);
  return { name, ...commentOf(comments), list };
}

function commentOf(text: unknown): { comment?: { lv: string; en: string } } {
  return typeof text === 'string' && text !== '' ? { comment: { lv: text, en: text } } : {};
}

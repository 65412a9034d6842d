import { z } from 'zod';
import { nearestWord } from './near-miss.ts';
import type { TextCode } from './text-errors.ts';
import type { TextFinding, TextPath } from './text-problem.ts';

type Issue = z.core.$ZodIssue;
type Finding = TextFinding<TextCode>;

/** The fields of every object of a format. */
type Forms = readonly ReadonlySet<string>[];

/** Turns what the schema refuses into findings; of a choice, only what the nearest form refuses. */
export function findingsOfSchema(
  schema: z.ZodType,
  issues: readonly Issue[],
  value: unknown,
): Finding[] {
  const forms = formsOf(schema);
  return issues.flatMap((issue) => findingsOf(issue, value, { forms, path: [] }));
}

interface Above {
  forms: Forms;
  path: TextPath;
}

function findingsOf(issue: Issue, value: unknown, { forms, path: above }: Above): Finding[] {
  const path = [...above, ...issue.path.map((step) => step as string | number)];
  const found = valueAt(value, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'field-unknown',
        path: [...path, key],
        atKey: true,
        found: key,
        suggestion: nearestWord(key, otherKeys(found, issue.keys, forms)),
      }));
    case 'invalid_union':
      return findingsOfChoice(issue, found, { forms, path });
    case 'invalid_type':
      if (found === undefined) {
        return [{ code: 'field-missing', path, found: String(path.at(-1) ?? '') }];
      }
      return [{ code: 'value-wrong-type', path, found: shown(found), expected: [issue.expected] }];
    case 'invalid_value': {
      if (found === undefined) {
        return [{ code: 'field-missing', path, found: String(path.at(-1) ?? '') }];
      }
      const expected = issue.values.map(String);
      const suggestion = nearestWord(String(found), expected);
      return [{ code: 'value-unknown', path, found: shown(found), expected, suggestion }];
    }
    case 'too_small':
      return [{ code: 'value-too-small', path, found: shown(found) }];
    case 'too_big':
      return [{ code: 'value-too-large', path, found: shown(found) }];
    default: {
      // What is refused of a whole object is how its fields stand together.
      const isWhole = typeof found === 'object' && found !== null && !Array.isArray(found);
      if (isWhole) return [{ code: 'form-unknown', path, found: Object.keys(found).join(', ') }];
      return [{ code: 'value-malformed', path, found: shown(found) }];
    }
  }
}

function findingsOfChoice(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
  { forms, path }: Above,
): Finding[] {
  if (value === undefined) {
    return [{ code: 'field-missing', path, found: String(path.at(-1) ?? '') }];
  }
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const mismatches = branches.map((branch) => typeMismatch(branch));
  if (mismatches.every((expected) => expected !== undefined)) {
    const expected = [...new Set(mismatches)];
    return [{ code: 'value-wrong-type', path, found: shown(value), expected }];
  }
  const [nearest] = branches
    .filter((_, index) => mismatches[index] === undefined)
    .sort((a, b) => strangeness(a, value) - strangeness(b, value));
  if (nearest && !isAllStrange(nearest, value)) {
    return nearest.flatMap((one) => findingsOf(one, value, { forms, path }));
  }
  const expected = firstKeys(branches);
  const written = Object.keys(value as object)[0] ?? '';
  const suggestion = otherWord(written, keysFor({}, forms));
  return [{ code: 'form-unknown', path, found: written, expected, suggestion }];
}

/** What was most likely meant: not the word itself, which stands in a wrong place. */
function otherWord(written: string, words: ReadonlySet<string>): string | undefined {
  return words.has(written) ? undefined : nearestWord(written, words);
}

/** What a form is when the value is not even of its type. */
function typeMismatch(branch: readonly Issue[]): string | undefined {
  const [first] = branch;
  return first?.code === 'invalid_type' && first.path.length === 0 ? first.expected : undefined;
}

/**
 * How far a value is from a form: foreign and missing fields weigh more than wrong values, and what is
 * wrong inside a field of the form weighs one, however much it is.
 */
function strangeness(branch: readonly Issue[], value: unknown): number {
  const wrongInside = new Set<PropertyKey>();
  let total = 0;
  for (const issue of branch) {
    const [field] = issue.path;
    if (field !== undefined && valueAt(value, [field]) !== undefined) wrongInside.add(field);
    else if (issue.code === 'unrecognized_keys') total += 10 * issue.keys.length;
    else total += field === undefined ? 1 : 10;
  }
  return total + wrongInside.size;
}

function isAllStrange(branch: readonly Issue[], value: unknown): boolean {
  const keys = Object.keys(value as object);
  return branch.some(
    (issue) =>
      issue.path.length === 0 &&
      issue.code === 'unrecognized_keys' &&
      issue.keys.length === keys.length,
  );
}

/** The fields that tell the forms of a choice apart: the ones that each form misses. */
function firstKeys(branches: readonly (readonly Issue[])[]): string[] {
  const keys = branches.flatMap((branch) =>
    branch.filter((issue) => issue.path.length === 1).map((issue) => String(issue.path[0])),
  );
  return [...new Set(keys)];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const step of path) current = (current as Record<PropertyKey, unknown> | undefined)?.[step];
  return current;
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Fields that may stand beside those that stand already: of the objects that have most of them. */
function keysFor(value: unknown, forms: Forms): Set<string> {
  const present = Object.keys((value ?? {}) as object);
  const ranked = forms.map((keys) => ({
    keys,
    known: present.filter((key) => keys.has(key)).length,
  }));
  const most = Math.max(...ranked.map(({ known }) => known));
  return new Set(ranked.filter(({ known }) => known === most).flatMap(({ keys }) => [...keys]));
}

/** Fields for those that are foreign: never these again, although another object may have them. */
function otherKeys(value: unknown, foreign: readonly string[], forms: Forms): string[] {
  const written = Object.entries((value ?? {}) as object);
  const known = Object.fromEntries(written.filter(([key]) => !foreign.includes(key)));
  return [...keysFor(known, forms)].filter((key) => !foreign.includes(key));
}

const formsOfSchemas = new WeakMap<z.ZodType, Forms>();

/** The fields of every object of the format, read from its JSON Schema. */
function formsOf(schema: z.ZodType): Forms {
  let forms = formsOfSchemas.get(schema);
  if (!forms) {
    const found: Set<string>[] = [];
    collectForms(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), found);
    forms = found;
    formsOfSchemas.set(schema, forms);
  }
  return forms;
}

function collectForms(schema: unknown, found: Set<string>[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties } = schema as { properties?: object };
  if (properties) found.push(new Set(Object.keys(properties)));
  for (const part of Object.values(schema)) collectForms(part, found);
}

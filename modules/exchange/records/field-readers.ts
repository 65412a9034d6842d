import { isDay } from '../../../platform/clock/day.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { parsePersonalCode } from '../../persons/index.ts';
import { type Field, type FieldType, isList } from '../definition.ts';
import type { RecordProblem, RecordProblemCode } from './record-problem.ts';

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

/** Reads one value into its kept form. Adds what is wrong with it to `problems`. */
export type ReadValue = (value: unknown, path: string, problems: RecordProblem[]) => Value;

const TEXT_LENGTH_MAX = 4_000;
const ROWS_MAX = 1_000;
const PROBLEMS_MAX = 20;
const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,9})?$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Makes the readers of fields once for a definition: a record then costs a call for each value. */
export function makeFieldReaders(fields: readonly Field[]): Map<string, FieldReader> {
  return new Map(
    fields.map((field) => [
      field.name,
      {
        required: field.required,
        read: isList(field) ? listReader(field.list) : READERS[field.type],
      },
    ]),
  );
}

export interface FieldReader {
  required: boolean;
  read: ReadValue;
}

/** Reads the fields of an object in the order of the definition; null is as good as absent. */
export function readFields(
  given: Record<string, unknown>,
  readers: ReadonlyMap<string, FieldReader>,
  path: string,
  problems: RecordProblem[],
): Record<string, Value> {
  const record: Record<string, Value> = {};
  let known = 0;
  for (const [name, { required, read }] of readers) {
    if (!Object.hasOwn(given, name)) {
      if (required) note(problems, `${path}/${name}`, 'missing');
      continue;
    }
    known += 1;
    const value = given[name];
    if (value !== null) record[name] = read(value, `${path}/${name}`, problems);
    else if (required) note(problems, `${path}/${name}`, 'missing');
  }
  const names = Object.keys(given);
  if (known < names.length) {
    for (const name of names) {
      if (!readers.has(name)) note(problems, `${path}/${pointer(name)}`, 'unknown-field');
    }
  }
  return record;
}

export function note(problems: RecordProblem[], path: string, code: RecordProblemCode): null {
  if (problems.length < PROBLEMS_MAX) problems.push({ path, code });
  return null;
}

/** What a sender calls a field, as part of a JSON Pointer that can be kept. */
function pointer(name: string): string {
  const kept = name.slice(0, 100).toWellFormed().replaceAll('\u0000', '\ufffd');
  return kept.replaceAll('~', '~0').replaceAll('/', '~1');
}

function listReader(fields: readonly Field[]): ReadValue {
  const readers = makeFieldReaders(fields);
  return (value, path, problems) => {
    if (!Array.isArray(value)) return note(problems, path, 'wrong-type');
    if (value.length > ROWS_MAX) return note(problems, path, 'too-long');
    return value.map((row: unknown, index) => {
      if (!isObject(row)) return note(problems, `${path}/${index}`, 'wrong-type');
      return readFields(row, readers, `${path}/${index}`, problems);
    });
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const READERS: Readonly<Record<FieldType, ReadValue>> = {
  text: (value, path, problems) => {
    if (typeof value !== 'string') return note(problems, path, 'wrong-type');
    if (value.length > TEXT_LENGTH_MAX) return note(problems, path, 'too-long');
    if (value.includes('\u0000') || !value.isWellFormed()) {
      return note(problems, path, 'malformed-text');
    }
    return value;
  },
  integer: (value, path, problems) =>
    // 0 and -0 are one number and must be one key.
    Number.isSafeInteger(value) ? (value as number) + 0 : note(problems, path, 'wrong-type'),
  decimal: (value, path, problems) => {
    if (typeof value !== 'string') return note(problems, path, 'wrong-type');
    return DECIMAL.test(value) ? value : note(problems, path, 'not-a-decimal');
  },
  boolean: (value, path, problems) =>
    typeof value === 'boolean' ? value : note(problems, path, 'wrong-type'),
  day: (value, path, problems) => {
    if (typeof value !== 'string') return note(problems, path, 'wrong-type');
    return isDay(value) ? value : note(problems, path, 'not-a-day');
  },
  instant: (value, path, problems) => {
    if (typeof value !== 'string') return note(problems, path, 'wrong-type');
    const day = INSTANT.exec(value)?.[1];
    const instant = day && isDay(day) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(instant)) return note(problems, path, 'not-an-instant');
    return new Date(instant).toISOString();
  },
  'personal-code': (value, path, problems) => {
    if (typeof value !== 'string') return note(problems, path, 'wrong-type');
    try {
      return parsePersonalCode(value).code;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return note(problems, path, 'not-a-personal-code');
    }
  },
};

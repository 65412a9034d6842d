import { isDay } from '../../../platform/clock/day.ts';
import { toUtc } from '../../../platform/clock/instant.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { escaped } from '../../../platform/http/validation-errors.ts';
import { parsePersonalCode } from '../../persons/index.ts';
import { type Field, type FieldType, isList, type ValueField } from '../definition.ts';
import type { ExpectedValue, RecordProblem, RecordProblemCode } from './record-problem.ts';

/**
 * Reads one value into its kept form: JSON text, as records are kept as text and nothing else is made
 * of them. Adds what is wrong with it to `problems`.
 */
type ReadValue = (value: unknown, path: string, problems: RecordProblem[]) => string;

/** The reader of one field, made once for a definition: a record then costs a call for each value. */
export interface FieldReader {
  name: string;
  /** The field as a step of a JSON Pointer. */
  step: string;
  /** What stands before its value in JSON. */
  label: string;
  required: boolean;
  /** Every object has something of this name. */
  isInherited: boolean;
  read: ReadValue;
}

const TEXT_LENGTH_MAX = 4_000;
/** In bytes, an entry of an index takes no more than a third of a page. */
const INDEXED_LENGTH_MAX = 200;
const ROWS_MAX = 1_000;
const PROBLEMS_MAX = 20;
const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,9})?$/;
/** What JSON writes otherwise than it is; lone surrogates are refused before. */
const ESCAPED = /["\\\u0000-\u001f]/;

export function makeFieldReaders(fields: readonly Field[]): FieldReader[] {
  return fields.map((field) => ({
    name: field.name,
    step: `/${field.name}`,
    label: `"${field.name}":`,
    required: field.required,
    isInherited: field.name in {},
    read: isList(field) ? listReader(field.list) : valueReader(field),
  }));
}

/**
 * Reads the fields of an object into JSON texts, in the order of the readers; '' for one that is
 * absent, and null is as good as absent.
 */
export function readFields(
  given: Record<string, unknown>,
  readers: readonly FieldReader[],
  path: string,
  problems: RecordProblem[],
): string[] {
  const texts = new Array<string>(readers.length);
  let known = 0;
  for (let index = 0; index < readers.length; index++) {
    const { name, step, required, isInherited, read } = readers[index] as FieldReader;
    const value = isInherited && !Object.hasOwn(given, name) ? undefined : given[name];
    if (value !== undefined) known += 1;
    if (value === undefined || value === null) {
      texts[index] = '';
      if (required) note(problems, path + step, 'missing');
    } else texts[index] = read(value, path === '' ? step : path + step, problems);
  }
  const names = Object.keys(given);
  if (known < names.length) {
    for (const name of names) {
      if (readers.some((reader) => reader.name === name)) continue;
      note(problems, `${path}/${pointer(name)}`, 'unknown-field');
    }
  }
  return texts;
}

/**
 * The JSON of an object whose fields were read; or of some of its fields: those for which `isPersonal`
 * has the value `wanted`.
 */
export function joinFields(
  readers: readonly FieldReader[],
  texts: readonly string[],
  isPersonal?: readonly boolean[],
  wanted?: boolean,
): string {
  let json = '';
  for (let index = 0; index < readers.length; index++) {
    if (isPersonal && isPersonal[index] !== wanted) continue;
    const text = texts[index] as string;
    if (text !== '')
      json += (json === '' ? '{' : ',') + (readers[index] as FieldReader).label + text;
  }
  return json === '' ? '{}' : `${json}}`;
}

function note(problems: RecordProblem[], path: string, code: RecordProblemCode): '' {
  if (problems.length < PROBLEMS_MAX) problems.push({ path, code });
  return '';
}

function noteType(problems: RecordProblem[], path: string, expected: ExpectedValue): '' {
  if (problems.length < PROBLEMS_MAX) problems.push({ path, code: 'wrong-type', expected });
  return '';
}

/** What a sender calls a field, as part of a JSON Pointer that can be kept. */
function pointer(name: string): string {
  const kept = name.slice(0, 100).toWellFormed().replaceAll('\u0000', '\ufffd');
  return escaped(kept);
}

function listReader(fields: readonly Field[]): ReadValue {
  const readers = makeFieldReaders(fields);
  return (value, path, problems) => {
    if (!Array.isArray(value)) return noteType(problems, path, 'list');
    if (value.length > ROWS_MAX) return note(problems, path, 'too-long');
    const rows = value.map((row: unknown, index) => {
      const place = `${path}/${index}`;
      if (!isObject(row)) return noteType(problems, place, 'object');
      return joinFields(readers, readFields(row, readers, place, problems));
    });
    return `[${rows.join(',')}]`;
  };
}

function valueReader({ type, indexed }: Pick<ValueField, 'type' | 'indexed'>): ReadValue {
  const read = READERS[type];
  if (!indexed || type !== 'text') return read;
  return (value, path, problems) =>
    typeof value === 'string' && value.length > INDEXED_LENGTH_MAX
      ? note(problems, path, 'too-long')
      : read(value, path, problems);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const READERS: Readonly<Record<FieldType, ReadValue>> = {
  text: (value, path, problems) => {
    if (typeof value !== 'string') return noteType(problems, path, 'text');
    if (value.length > TEXT_LENGTH_MAX) return note(problems, path, 'too-long');
    if (!value.isWellFormed()) return note(problems, path, 'malformed-text');
    if (!ESCAPED.test(value)) return `"${value}"`;
    return value.includes('\u0000')
      ? note(problems, path, 'malformed-text')
      : JSON.stringify(value);
  },
  integer: (value, path, problems) =>
    // 0 and -0 are one number and must be one key.
    Number.isSafeInteger(value)
      ? String((value as number) + 0)
      : noteType(problems, path, 'integer'),
  decimal: (value, path, problems) => {
    if (typeof value !== 'string') return noteType(problems, path, 'decimal');
    return DECIMAL.test(value) ? `"${value}"` : note(problems, path, 'not-a-decimal');
  },
  boolean: (value, path, problems) =>
    typeof value === 'boolean' ? String(value) : noteType(problems, path, 'boolean'),
  day: (value, path, problems) => {
    if (typeof value !== 'string') return noteType(problems, path, 'day');
    return isDay(value) ? `"${value}"` : note(problems, path, 'not-a-day');
  },
  instant: (value, path, problems) => {
    if (typeof value !== 'string') return noteType(problems, path, 'instant');
    const utc = toUtc(value);
    return utc === undefined ? note(problems, path, 'not-an-instant') : `"${utc}"`;
  },
  'personal-code': (value, path, problems) => {
    if (typeof value !== 'string') return noteType(problems, path, 'personal-code');
    try {
      return `"${parsePersonalCode(value).code}"`;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return note(problems, path, 'not-a-personal-code');
    }
  },
};

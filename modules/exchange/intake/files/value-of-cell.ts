import {
  type Cell,
  isUnreadable,
  isWrittenNumber,
  plainCell,
} from '../../../../platform/files/table-row.ts';
import { type Field, type FieldType, isList } from '../../definition.ts';

const DAY_MS = 86_400_000;
const YES = new Set(['true', '1', 'jā', 'yes']);
const NO = new Set(['false', '0', 'nē', 'no']);
/** An apostrophe that keeps a spreadsheet from running a text, as CSV writes it. */
export const KEPT_FROM_RUNNING = /^'+[=+\-@\t\r]/;

/**
 * What a cell says about a field, in the form of a record. Where the cell does not fit the field, it
 * stays as it is: the reader of records then refuses it, with its place. Undefined: nothing is said.
 */
export function valueOfCell(field: Field, given: Cell): unknown {
  // No field is an object: played back as it came, it is refused again, and does not become empty.
  if (isUnreadable(given)) return {};
  const isDecimal = !isList(field) && field.type === 'decimal';
  if (isDecimal && isWrittenNumber(given)) return given.digits;
  const cell = plainCell(given);
  if (cell === null) return undefined;
  if (cell instanceof Date) return dayOrInstant(field, cell);
  if (typeof cell === 'boolean') return cell;
  if (isList(field)) return typeof cell === 'string' ? ofList(cell) : cell;
  return typeof cell === 'number' ? ofNumber(field.type, cell) : ofText(field.type, cell);
}

function ofText(type: FieldType, text: string): unknown {
  if (type === 'text') {
    if (text === '') return undefined;
    return KEPT_FROM_RUNNING.test(text) ? text.slice(1) : text;
  }
  const value = text.trim();
  if (value === '') return undefined;
  if (type === 'integer') return /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (type === 'decimal') return /^-?\d+,\d+$/.test(value) ? value.replace(',', '.') : value;
  if (type === 'boolean') return ofTruth(value);
  if (type === 'day') return ofDay(value);
  if (type === 'instant') return ofInstant(value);
  return value;
}

function ofTruth(value: string): unknown {
  const word = value.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : value;
}

/** `11.03.2026`, as days are written in Latvia. */
function ofDay(value: string): string {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})\.?$/.exec(value) ?? [];
  if (!day || !month) return value;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `2026-03-11 10:00:00+02`, as PostgreSQL writes it. */
function ofInstant(value: string): string {
  return value.replace(/^(\S{10}) /, '$1T').replace(/([+-]\d{2})$/, '$1:00');
}

function ofList(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A number has lost its leading zeros: a text that a sheet shows as 0071 comes as 71. */
function ofNumber(type: FieldType, number: number): unknown {
  if (type === 'decimal') return decimalText(number);
  if (type === 'boolean') return ofTruth(String(number));
  const isCode = type === 'text' || type === 'personal-code';
  return isCode && Number.isSafeInteger(number) ? String(number) : number;
}

/** Sheets know no zones: an instant is written there as a text. */
function dayOrInstant(field: Field, time: Date): unknown {
  if (Number.isNaN(time.getTime())) return 'no time';
  const text = time.toISOString();
  const isDay = !isList(field) && field.type === 'day' && time.getTime() % DAY_MS === 0;
  return isDay ? text.slice(0, 10) : text.slice(0, -1);
}

/** Without an exponent, unless digits would be lost by that. */
function decimalText(number: number): string {
  const text = number.toFixed(9).replace(/\.?0+$/, '');
  return /e/.test(String(number)) && Number(text) === number ? text : String(number);
}

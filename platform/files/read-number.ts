import type { WrittenNumber } from './table-row.ts';

/** Spreadsheets reckon with 15 digits: a number of more stays a text, or would become another one. */
const DIGITS_MAX = 15;
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** A number as it stands in a sheet; with its digits where its value says less: zeros at the end. */
export function readNumber(text: string): number | WrittenNumber {
  const number = Number(text);
  if (Number.isNaN(number)) throw new RangeError('The cell holds no number.');
  return PLAIN.test(text) && isExact(text) && String(number) !== text ? { digits: text } : number;
}

/** Whether a spreadsheet keeps the number. */
export function isExact(text: string): boolean {
  return text.replace(/\D/g, '').length <= DIGITS_MAX;
}

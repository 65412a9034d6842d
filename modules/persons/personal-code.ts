import { type Day, isDay } from '../../platform/clock/day.ts';
import { Refusal } from '../../platform/errors/refusal.ts';

/** A personal code in its one written form, and the birth date that the older form states. */
export interface PersonalCode {
  /** `DDMMYY-XXXXX` or `32XXXX-XXXXX`. */
  code: string;
  birthDate: Day | null;
}

/** First digit after the hyphen: the century of birth. */
const CENTURIES: Readonly<Record<string, number>> = { '0': 18, '1': 19, '2': 20 };
const CHECK_WEIGHTS = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];
const FORM = /^(\d{6})-?(\d{5})$/;
const WITHIN_TEXT = /\d{6}-?\d{5}/;

/**
 * Reads a personal code, with or without its hyphen, in either form: with the date of birth, a digit
 * of the century and a check digit; or, since July 2017, `32` and nine digits that mean nothing.
 * Refuses with `personal-code-malformed`, `personal-code-date` or `personal-code-check-digit`.
 */
export function parsePersonalCode(text: string): PersonalCode {
  const parts = FORM.exec(text.trim());
  if (!parts) throw new Refusal('personal-code-malformed');
  const [, first = '', second = ''] = parts;
  const code = `${first}-${second}`;
  if (first.startsWith('32')) return { code, birthDate: null };
  const birthDate = birthDateOf(first, second);
  if (!birthDate) throw new Refusal('personal-code-date');
  if (checkDigit(first + second.slice(0, 4)) !== second[4]) {
    throw new Refusal('personal-code-check-digit');
  }
  return { code, birthDate };
}

function birthDateOf(first: string, second: string): Day | undefined {
  const century = CENTURIES[second[0] ?? ''];
  if (century === undefined) return undefined;
  const day = `${century}${first.slice(4)}-${first.slice(2, 4)}-${first.slice(0, 2)}`;
  return isDay(day) ? day : undefined;
}

/** Whether a text holds what looks like a personal code: it has no place in words that are kept for others. */
export function holdsPersonalCode(text: string): boolean {
  return WITHIN_TEXT.test(text);
}

/** The last digit of a code with a date, from its first ten digits. */
export function checkDigit(digits: string): string {
  const sum = CHECK_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 1);
  return String((sum % 11) % 10);
}

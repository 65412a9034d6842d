import { z } from 'zod';
import { isDay } from '../../../platform/clock/day.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { parsePersonalCode } from '../../persons/index.ts';

const FIRST_DAY = '1800-01-01';
const END_DAY = '2200-01-01';
const knownDays = new Set<string>();

/** A day between 1800 and 2200. The same days come again and again: each is checked once. */
export const DayText = z.string().refine((text) => {
  if (knownDays.has(text)) return true;
  if (!isDay(text) || text < FIRST_DAY || text >= END_DAY) return false;
  knownDays.add(text);
  return true;
}, 'a day as YYYY-MM-DD');
export const Text = z.string().trim().min(1).max(200);
export const ShortName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const RegistrationNumber = z.string().regex(/^\d{11}$/, 'eleven digits');

/** A personal code in either form, read into its one written form. */
export const PersonalCodeText = z.string().transform((text, refusal) => {
  try {
    return parsePersonalCode(text).code;
  } catch (error) {
    const message = error instanceof Refusal ? error.code : 'personal-code-malformed';
    refusal.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
});

/** Registers state periods half-open: the first day, and the first day after, or null. */
export const period = { from: DayText, to: DayText.nullable() };

/** A period that would be empty is a mistake of the register. */
export function inOrder(stated: { from: string; to: string | null }): boolean {
  return stated.to === null || stated.from < stated.to;
}

export const EMPTY_PERIOD = 'the period ends before it begins';

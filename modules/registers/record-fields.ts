import { z } from 'zod';
import { Refusal } from '../../platform/errors/refusal.ts';
import { parsePersonalCode } from '../persons/index.ts';

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

export const EMPTY_PERIOD = 'the period ends before it begins';

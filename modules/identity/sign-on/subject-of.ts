import type { Context } from '../../../platform/context.ts';
import { uuidOfBytes } from '../../../platform/ids/uuid-of-bytes.ts';

/** Whose matters a token is of. */
export type TokenSubject = { personId: string } | { registrationNumber: string };

/**
 * By what name the clients of one organisation know a person: always the same, and of no use to find
 * the person at another organisation. Organisations are known to everybody by their registration number.
 */
export function subjectOf(
  { keys }: Pick<Context, 'keys'>,
  subject: TokenSubject,
  sector: string,
): string {
  if ('registrationNumber' in subject) return subject.registrationNumber;
  return uuidOfBytes(keys.hash('sign-on-subject', `${sector} ${subject.personId}`));
}

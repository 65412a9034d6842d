import type { Context } from '../../../platform/context.ts';
import { uuidOfBytes } from '../../../platform/ids/uuid-of-bytes.ts';

/** Whose matters a token is of. */
export type TokenSubject = { personId: string } | { registrationNumber: string };

/** A subject as the one text that the provider hands on for an account. */
export function accountOf(subject: TokenSubject): string {
  return 'personId' in subject ? subject.personId : subject.registrationNumber;
}

/** The subject again of what `accountOf` gave. */
export function subjectOfAccount(account: string): TokenSubject {
  return isPersonId(account) ? { personId: account } : { registrationNumber: account };
}

const PERSON_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isPersonId(account: string): boolean {
  return PERSON_ID.test(account);
}

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

import type { Context } from '../../../platform/context.ts';
import { uuidOfBytes } from '../../../platform/ids/uuid-of-bytes.ts';

/**
 * By what name the clients of one organisation know a person: always the same, and of no use to find
 * the person at another organisation.
 */
export function subjectOf(
  { keys }: Pick<Context, 'keys'>,
  personId: string,
  sector: string,
): string {
  return uuidOfBytes(keys.hash('sign-on-subject', `${sector} ${personId}`));
}

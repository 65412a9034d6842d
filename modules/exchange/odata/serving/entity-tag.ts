import { hash } from 'node:crypto';
import type { PlainRecord } from '../expression/evaluate.ts';

/** Of what may be seen: a change of a field that may not leaves it as it was. */
export function entityTag(record: PlainRecord): string {
  return `"${hash('sha256', JSON.stringify(record), 'base64url').slice(0, 22)}"`;
}

import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Keyring } from '../../../../platform/keys/keyring.ts';
import type { LastRecord } from '../query/record-order.ts';

/** Where the next page begins, and what it belongs to. */
export interface PageToken {
  /** The question that is gone on with, of whom and of which text of the data set. */
  question: string;
  /** The last record that was shown: hash of its key, and the values that it was ordered by. */
  after?: Omit<LastRecord, 'keyHash'> & { keyHash: string };
  /** Of `$top`, what is left. */
  left?: number;
  /** How many there were on the first page. */
  count?: number;
  /** What changed after this position follows the last page. */
  position?: number;
}

/** Encrypted: nobody can make one up, and values that were ordered by do not stand in addresses. */
export function writePageToken(keys: Pick<Keyring, 'encrypt'>, token: PageToken): string {
  return keys.encrypt(JSON.stringify(token)).toString('base64url');
}

/**
 * Refuses with `odata-token-invalid` what is no token of ours, or one of another question; and with
 * `odata-link-over` one of the same question from before the text or the permission became another.
 */
export function readPageToken(
  keys: Pick<Keyring, 'decrypt'>,
  text: string,
  question: string,
): PageToken {
  const token = openToken(keys, text);
  if (token && token.question !== question && isAskedSame(token.question, question)) {
    throw new Refusal('odata-link-over');
  }
  if (token?.question !== question) throw new Refusal('odata-token-invalid');
  return token;
}

/** What is asked, of which version: all of a question but its text and permission. */
function isAskedSame(one: string, other: string): boolean {
  const [version, , , asked] = one.split(':');
  const [otherVersion, , , otherAsked] = other.split(':');
  return version === otherVersion && asked === otherAsked;
}

function openToken(keys: Pick<Keyring, 'decrypt'>, text: string): PageToken | undefined {
  try {
    return JSON.parse(keys.decrypt(Buffer.from(text, 'base64url'))) as PageToken;
  } catch {
    return undefined;
  }
}

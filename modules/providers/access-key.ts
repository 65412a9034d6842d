import { randomBytes } from 'node:crypto';
import type { Keyring } from '../../platform/keys/keyring.ts';

/**
 * The text of an access key: `kopl_`, the id of the key without hyphens, and 256 bits of randomness.
 * The prefix lets scanners of leaked secrets find it; the id lets it be found without its secret.
 */
const KEY_TEXT = /^kopl_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;
const SECRET_BYTES = 32;

export function makeAccessKeyText(
  keyId: string,
  secret: Buffer = randomBytes(SECRET_BYTES),
): string {
  return `kopl_${keyId.replaceAll('-', '')}_${secret.toString('base64url')}`;
}

/** The id of the key that a text names; undefined when the text is no access key. */
export function readAccessKeyId(keyText: string): string | undefined {
  const compact = KEY_TEXT.exec(keyText)?.[1];
  return compact?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function hashAccessKey(keys: Keyring, keyText: string): Buffer {
  return keys.hash('access-key', keyText);
}

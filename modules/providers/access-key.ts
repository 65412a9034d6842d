import { accessKeyForm } from '../../platform/keys/access-key-form.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';

/** The access keys of IDS. */
export const { write: makeAccessKeyText, readId: readAccessKeyId } = accessKeyForm('kopl');

export function hashAccessKey(keys: Keyring, keyText: string): Buffer {
  return keys.hash('access-key', keyText);
}

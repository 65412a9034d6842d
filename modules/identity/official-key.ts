import { accessKeyForm } from '../../platform/keys/access-key-form.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';

export const OFFICIAL_KEY_PREFIX = 'koplo';

/** The access keys of officials. */
export const { write: makeOfficialKeyText, readId: readOfficialKeyId } =
  accessKeyForm(OFFICIAL_KEY_PREFIX);

export function hashOfficialKey(keys: Keyring, keyText: string): Buffer {
  return keys.hash('official-key', keyText);
}

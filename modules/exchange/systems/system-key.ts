import { accessKeyForm } from '../../../platform/keys/access-key-form.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';

export const SYSTEM_KEY_PREFIX = 'kopli';

/** The access keys of institutions' information systems. */
export const { write: makeSystemKeyText, readId: readSystemKeyId } =
  accessKeyForm(SYSTEM_KEY_PREFIX);

export function hashSystemKey(keys: Keyring, keyText: string): Buffer {
  return keys.hash('system-key', keyText);
}

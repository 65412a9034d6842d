import type { Context } from '../../platform/context.ts';
import { uuidOfBytes } from '../../platform/ids/uuid-of-bytes.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';
import { hashAccessKey, makeAccessKeyText } from './access-key.ts';
import { insertMissingKeys } from './sql/insert-missing-keys.ts';

/**
 * The access key of an IDS of the simulated country. It follows from the installation's secret, so
 * that its terminals need no list of keys, and another installation has others.
 */
export function simulatedAccessKey(
  keys: Keyring,
  idsCode: string,
): { id: string; keyText: string } {
  const id = uuidOfBytes(keys.hash('access-key', `id of the simulated key of ${idsCode}`));
  const secret = keys.hash('access-key', `secret of the simulated key of ${idsCode}`);
  return { id, keyText: makeAccessKeyText(id, secret) };
}

/** Gives each of these IDS its simulated access key, unless it has it. For the simulated country only. */
export async function addSimulatedAccessKeys(
  context: Context,
  idsCodes: readonly string[],
): Promise<void> {
  const rows = idsCodes.map((idsCode) => {
    const { id, keyText } = simulatedAccessKey(context.keys, idsCode);
    return { id, idsCode, secretHash: hashAccessKey(context.keys, keyText).toString('hex') };
  });
  await insertMissingKeys(context.db, {
    rows,
    keyVersion: context.keys.version,
    createdAt: context.clock.now(),
  });
}

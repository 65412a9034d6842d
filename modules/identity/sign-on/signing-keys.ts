import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import {
  orderToSign,
  planRotation,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
} from './signing-key.ts';
import { deleteSigningKeys } from './sql/delete-signing-keys.ts';
import { insertSigningKey } from './sql/insert-signing-key.ts';
import { lockSigningKeys } from './sql/lock-signing-keys.ts';
import { selectSigningKeys } from './sql/select-signing-keys.ts';

/** Makes the keys that are due and deletes those that no token needs. Doing it twice does no harm. */
export async function rotateSigningKeys(context: Context): Promise<void> {
  await context.db.transaction(async (db) => {
    await lockSigningKeys(db);
    const now = context.clock.now();
    const all = await selectSigningKeys(db);
    const acts: { act: string; key: string }[] = [];
    for (const algorithm of SIGNING_ALGORITHMS) {
      const own = all.filter((key) => key.algorithm === algorithm);
      const { addFrom, remove } = planRotation(own, now);
      if (addFrom) {
        const id = context.ids.next();
        const sealed = context.keys.encrypt(JSON.stringify(makeKey(id, algorithm)));
        await insertSigningKey(db, { id, algorithm, sealed, madeAt: now, usedFrom: addFrom });
        acts.push({ act: 'identity.make-signing-key', key: id });
      }
      for (const { id } of remove) acts.push({ act: 'identity.delete-signing-key', key: id });
      await deleteSigningKeys(
        db,
        remove.map(({ id }) => id),
      );
    }
    const records = acts.map(({ act, key }) => makeAuditRecord(context, { act, content: { key } }));
    await writeAudit(db, records);
  });
}

/** The keys with their private parts, the one in use of each algorithm first; made when there are none. */
export async function readSigningKeys(context: Context): Promise<JsonWebKey[]> {
  let rows = await selectSigningKeys(context.db);
  const now = context.clock.now();
  const inUse = new Set(rows.filter((row) => row.usedFrom <= now).map((row) => row.algorithm));
  if (inUse.size < SIGNING_ALGORITHMS.length) {
    await rotateSigningKeys(context);
    rows = await selectSigningKeys(context.db);
  }
  return orderToSign(rows, now).map(({ sealed }) => JSON.parse(context.keys.decrypt(sealed)));
}

function makeKey(id: string, algorithm: SigningAlgorithm): JsonWebKey {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  return { ...privateKey.export({ format: 'jwk' }), kid: id, alg: algorithm, use: 'sig' };
}

import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { hashAccessKey, makeAccessKeyText } from './access-key.ts';
import { insertAccessKey } from './sql/insert-access-key.ts';
import { lockIds } from './sql/lock-ids.ts';

export interface NewAccessKey {
  id: string;
  /** Shown once: only its keyed hash is kept. */
  keyText: string;
  expiresAt: Date | null;
}

/**
 * Makes an access key for an IDS; the keys that it has stay valid. Refuses with `ids-unknown`.
 *
 * @param expiresAt when the key ends by itself; never when null
 */
export async function createAccessKey(
  context: Context,
  { idsId, expiresAt }: { idsId: string; expiresAt: Date | null },
): Promise<NewAccessKey> {
  const id = context.ids.next();
  const keyText = makeAccessKeyText(id);
  await context.db.transaction(async (db) => {
    const organisationId = await lockIds(db, idsId);
    if (!organisationId) throw new Refusal('ids-unknown');
    await insertAccessKey(db, {
      id,
      idsId,
      secretHash: hashAccessKey(context.keys, keyText),
      keyVersion: context.keys.version,
      createdAt: context.clock.now(),
      expiresAt,
    });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'providers.create-access-key',
        organisationId,
        content: { ids: idsId, accessKey: id, expiresAt: expiresAt?.toISOString() ?? null },
      }),
    ]);
  });
  return { id, keyText, expiresAt };
}

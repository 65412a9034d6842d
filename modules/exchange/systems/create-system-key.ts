import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandOperator } from '../permitted.ts';
import { insertSystemKey } from './sql/insert-system-key.ts';
import { selectSystem } from './sql/select-system.ts';
import { hashSystemKey, makeSystemKeyText } from './system-key.ts';

interface NewSystemKey {
  id: string;
  /** Shown once: only its keyed hash is kept. */
  keyText: string;
}

/**
 * Makes an access key for an information system; the keys that it has stay valid, so that they can
 * be changed over without a pause. For the operator. Refuses with `information-system-unknown`.
 *
 * @param expiresAt when the key ends by itself; never when null
 */
export async function createSystemKey(
  context: Context,
  { system: code, expiresAt }: { system: string; expiresAt: Date | null },
): Promise<NewSystemKey> {
  demandOperator(context);
  const id = context.ids.next();
  const keyText = makeSystemKeyText(id);
  await context.db.transaction(async (db) => {
    const system = await selectSystem(db, code);
    if (!system) throw new Refusal('information-system-unknown', { system: code });
    await insertSystemKey(db, {
      id,
      systemId: system.id,
      secretHash: hashSystemKey(context.keys, keyText),
      keyVersion: context.keys.version,
      createdAt: context.clock.now(),
      expiresAt,
    });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.create-system-key',
        organisationId: system.organisationId,
        content: { system: code, accessKey: id, expiresAt: expiresAt?.toISOString() ?? null },
      }),
    ]);
  });
  return { id, keyText };
}

import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { setKeyRevoked } from './sql/set-key-revoked.ts';

/**
 * Ends an access key for good. Servers remember keys for a few seconds (`makeAccessKeyCheck`), so
 * it works everywhere within five seconds. Refuses with `access-key-unknown`; again changes nothing.
 */
export async function revokeAccessKey(context: Context, keyId: string): Promise<void> {
  await context.db.transaction(async (db) => {
    const revoked = await setKeyRevoked(db, { keyId, revokedAt: context.clock.now() });
    if (!revoked) throw new Refusal('access-key-unknown');
    if (!revoked.now) return;
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'providers.revoke-access-key',
        organisationId: revoked.organisationId,
        content: { accessKey: keyId },
      }),
    ]);
  });
}

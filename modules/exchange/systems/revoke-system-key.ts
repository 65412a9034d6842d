import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandOperator } from '../permitted.ts';
import { setSystemKeyRevoked } from './sql/set-system-key-revoked.ts';

/** Ends an access key for good, at once. For the operator. Refuses with `system-key-unknown`. */
export async function revokeSystemKey(context: Context, keyId: string): Promise<void> {
  demandOperator(context);
  await context.db.transaction(async (db) => {
    const revoked = await setSystemKeyRevoked(db, { keyId, revokedAt: context.clock.now() });
    if (!revoked) throw new Refusal('system-key-unknown');
    if (!revoked.now) return;
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.revoke-system-key',
        organisationId: revoked.organisationId,
        content: { system: revoked.system, accessKey: keyId },
      }),
    ]);
  });
}

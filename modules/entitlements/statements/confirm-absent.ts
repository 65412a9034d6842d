import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getWatchedVersion } from '../../exchange/index.ts';
import { lockSource } from './sql/lock-source.ts';
import { updateAbsent } from './sql/update-absent.ts';

/**
 * Confirms that so many grants end which stand in no record of the grantor. Who follows the source ends them
 * then. Refuses like `getWatchedVersion` (officials are reviewers), `statement-source-unknown`,
 * `absent-grants-not-asked` when nothing waits for that, and `absent-grants-changed`: `absent` says how many
 * they are now.
 */
export async function confirmAbsentGrants(
  context: Context,
  { dataSet, version, absent: confirmed }: { dataSet: string; version: number; absent: number },
): Promise<void> {
  const name = { code: dataSet, version };
  const { organisationId } = await getWatchedVersion(context, name, ['reviewer']);
  await context.db.transaction(async (db) => {
    const source = await lockSource(db, { dataSet, version }, 'wait');
    if (!source) throw new Refusal('statement-source-unknown', { dataSet, version });
    const { absentCount: absent, absentHeld: held, absentConfirmed } = source;
    if (absent === null || absentConfirmed) {
      throw new Refusal('absent-grants-not-asked', { dataSet, version });
    }
    if (absent !== confirmed) {
      throw new Refusal('absent-grants-changed', { dataSet, version, absent });
    }
    await updateAbsent(db, { ...source, absentConfirmed: true });
    const record = makeAuditRecord(context, {
      act: 'entitlements.confirm-absent-grants',
      organisationId,
      content: { dataSet, version, absent, held },
    });
    await writeAudit(db, [record]);
  });
}

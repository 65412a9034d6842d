import { askingPerson } from '../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { lockMeans } from './sql/lock-means.ts';
import { setMeansStatus } from './sql/set-means-status.ts';

type StoredStatus = 'active' | 'blocked' | 'lost';

interface Change {
  act: 'means.block' | 'means.unblock' | 'means.report-lost';
  to: StoredStatus;
}

/**
 * What blocking, unblocking and reporting a loss have in common. It holds at once: the next
 * transaction reads the status from the same row. Doing it again changes nothing.
 *
 *     active ⇄ blocked, active or blocked → lost, lost → nothing
 */
export async function changeMeansStatus(
  context: Context,
  meansId: string,
  change: Change,
): Promise<void> {
  const personId = askingPerson(context);
  await context.db.transaction(async (db) => {
    const means = await lockMeans(db, { meansId, personId });
    if (!means) throw new Refusal('means-unknown');
    if (means.status === change.to) return;
    if (means.status === 'lost') throw new Refusal('means-lost');
    const expired = means.validTo !== null && means.validTo <= context.clock.now();
    if (expired && change.to !== 'lost') throw new Refusal('means-expired');
    await setMeansStatus(db, { meansId, status: change.to });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: change.act,
        subjectPersonId: personId,
        content: { means: meansId, from: means.status, to: change.to },
      }),
    ]);
  });
}

import { askingWithRole } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { insertSettlement } from './sql/insert-settlement.ts';
import { selectAlerts } from './sql/select-alerts.ts';

/**
 * Says what was found out about a look that did not fit, once and for good. Refuses `official-role-missing`,
 * `alert-unknown` when it is another organisation's or was settled before, and `alert-ones-own` who looked
 * themselves, also as another official.
 */
export async function settleAlert(
  context: Context,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const { officialId, personId, organisation } = askingWithRole(context, ['auditor']);
  await context.db.transaction(async (db) => {
    const organisationId = organisation?.id ?? null;
    const [alert] = await selectAlerts(db, { organisationId, id, isSettled: false, limit: 1 });
    if (!alert) throw new Refusal('alert-unknown');
    const { official, officialPersonId, rule, recordId } = alert;
    const isOwnPerson = personId !== undefined && personId === officialPersonId;
    if (official.id === officialId || isOwnPerson) throw new Refusal('alert-ones-own');
    const settled = await insertSettlement(db, {
      ...{ alertId: id, officialId: official.id, by: officialId, at: context.clock.now() },
      reasonEncrypted: context.keys.encrypt(reason),
    });
    if (!settled) throw new Refusal('alert-unknown');
    const record = makeAuditRecord(context, {
      act: 'identity.settle-alert',
      organisationId: alert.organisationId ?? undefined,
      content: { alert: id, rule, record: recordId },
    });
    await writeAudit(db, [record]);
  });
}

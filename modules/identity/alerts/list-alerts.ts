import { askingWithRole } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { type AlertRow, selectAlerts } from './sql/select-alerts.ts';

/** An alert as an auditor reads it. */
export interface Alert extends Omit<AlertRow, 'settledBy' | 'settledAt' | 'reasonEncrypted'> {
  /** Null: still open. */
  settled: { by: string; at: Date; reason: string } | null;
}

/**
 * Looks that do not fit, newest first, for an auditor: those of the officials of the own organisation, or of
 * all for an auditor of the operator. That they were read is in the audit. Refuses `official-role-missing`.
 */
export async function listAlerts(
  context: Context,
  asked: { isSettled: boolean; before?: string | undefined; limit: number },
): Promise<Alert[]> {
  const { organisation } = askingWithRole(context, ['auditor']);
  return await context.db.transaction(async (db) => {
    const organisationId = organisation?.id ?? null;
    const rows = await selectAlerts(db, { ...asked, organisationId });
    const content = { settled: asked.isSettled, page: asked.before, alerts: rows.length };
    await writeAudit(db, [makeAuditRecord(context, { act: 'identity.read-alerts', content })]);
    return rows.map((row) => alertOf(context, row));
  });
}

function alertOf({ keys }: Context, row: AlertRow): Alert {
  const { settledBy, settledAt, reasonEncrypted, ...alert } = row;
  const settled =
    settledBy !== null && settledAt !== null && reasonEncrypted !== null
      ? { by: settledBy, at: settledAt, reason: keys.decrypt(reasonEncrypted) }
      : null;
  return { ...alert, settled };
}

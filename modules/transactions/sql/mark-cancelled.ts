import type { AuditRecord } from '../../../platform/audit/index.ts';
import type { Database } from '../../../platform/database/database.ts';

/** Takes the client's id, so that its authorise is refused if it still arrives. False: it is known. */
export async function markCancelled(
  db: Database,
  mark: { idsId: string; clientId: string; at: Date; audit: AuditRecord },
): Promise<boolean> {
  const [row] = await db.query<{ marked: boolean }>(
    `select transactions.mark_cancelled($1::uuid, $2::text, $3::timestamptz, $4::jsonb) as marked`,
    [mark.idsId, mark.clientId, mark.at, JSON.stringify(mark.audit)],
  );
  return row?.marked ?? false;
}

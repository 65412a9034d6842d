import type { Database } from '../database/database.ts';
import type { AuditRecord } from './audit-record.ts';

/**
 * Writes records of the audit. Call it inside the act's own database transaction: the record exists
 * exactly when the act does.
 */
export async function writeAudit(db: Database, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  await db.query('select audit.write_records($1::jsonb)', [JSON.stringify(records)]);
}

import { hash } from 'node:crypto';
import { askingOneself } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { ScanKind } from '../../../platform/files/scan-kind.ts';
import { selectScan } from './sql/select-scan.ts';

/**
 * The scan of a mandate that was given on paper, for its giver alone: the paper has more on it than the
 * holder must know. Refuses `mandate-unknown`.
 */
export async function readScan(
  context: Context,
  mandateId: string,
): Promise<{ kind: ScanKind; file: Buffer }> {
  const personId = askingOneself(context);
  const scan = await selectScan(context.db, { mandateId, giverId: personId });
  if (!scan) throw new Refusal('mandate-unknown');
  const file = Buffer.from(context.keys.decrypt(scan.content), 'base64');
  if (!hash('sha256', file, 'buffer').equals(scan.digest)) {
    throw new Error('A kept scan is another than the one that was entered.');
  }
  const act = 'identity.read-scan';
  const content = { mandate: mandateId };
  await writeAudit(context.db, [
    makeAuditRecord(context, { act, subjectPersonId: personId, content }),
  ]);
  return { kind: scan.kind, file };
}

import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Version } from '../version.ts';

/** Notes that records were read: of which data set, how, and how many; never whose they are. */
export async function auditReading(
  context: Context,
  version: Version,
  reading: { how: 'keys' | 'changes' | 'change-stream' | 'bulk'; records?: number; after?: number },
): Promise<void> {
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'exchange.read-records',
      organisationId: version.organisationId,
      content: { dataSet: version.code, version: version.version, ...reading },
    }),
  ]);
}

import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Mailbox } from './mailbox.ts';

/** Writes that something was done with a mailbox: of which system, and what it follows. */
export async function auditMailbox(
  context: Context,
  act: string,
  mailbox: Pick<Mailbox, 'id' | 'organisationId' | 'dataSet' | 'topic'>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { id, organisationId, dataSet, topic } = mailbox;
  const follows = dataSet
    ? { dataSet: dataSet.code, version: dataSet.version }
    : { topic: topic?.code };
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: `exchange.${act}`,
      organisationId,
      content: { mailbox: id, ...follows, ...more },
    }),
  ]);
}

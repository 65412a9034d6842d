import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Reading } from './open-reading.ts';

/** One request for records that is about to be answered. */
export interface ReadingDone {
  /** The way: `keys`, `changes`, `change-stream`, `bulk` … */
  how: string;
  /**
   * The records that leave, whole as they are held, so that those whom they are about can be told;
   * `all` when they are streamed: then everybody in the data set is.
   */
  records: readonly Record<string, unknown>[] | 'all';
  /** The position after which changes are read. */
  after?: number;
}

/**
 * Notes a reading, once for each request and before its answer leaves: of which data set, how, and how
 * many, never whose they are.
 */
export async function noteReading(
  context: Context,
  { version }: Reading,
  { how, records, after }: ReadingDone,
): Promise<void> {
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'exchange.read-records',
      organisationId: version.organisationId,
      content: {
        dataSet: version.code,
        version: version.version,
        how,
        ...(after === undefined ? {} : { after }),
        ...(records === 'all' ? {} : { records: records.length }),
      },
    }),
  ]);
}

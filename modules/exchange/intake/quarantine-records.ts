import type { Context } from '../../../platform/context.ts';
import type { RecordProblem } from '../records/record-problem.ts';
import { insertQuarantined } from './sql/insert-quarantined.ts';

/** A record that is refused, as it came. */
export interface RefusedRecord {
  /** From 1; null outside an upload. */
  line: number | null;
  /** Null when it could not be read as a text at all. */
  text: string | null;
  problems: readonly RecordProblem[];
}

/** Keeps refused records for their sender to read, mend and replay. Returns their ids. */
export async function quarantineRecords(
  context: Pick<Context, 'db' | 'clock' | 'ids' | 'keys'>,
  of: { versionId: number; uploadId: string | null },
  records: readonly RefusedRecord[],
): Promise<string[]> {
  const rows = records.map(({ line, text, problems }) => {
    const sealed = text === null ? null : context.keys.encrypt(text);
    return { id: context.ids.next(), line, problems, sealed };
  });
  const receivedAt = context.clock.now();
  await insertQuarantined(context.db, { ...of, receivedAt }, rows);
  return rows.map(({ id }) => id);
}

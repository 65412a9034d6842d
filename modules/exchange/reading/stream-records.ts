import type { Context } from '../../../platform/context.ts';
import { getServedVersion, type VersionName } from '../data-sets/get-version.ts';
import type { Definition } from '../definition.ts';
import { openRecord } from '../records/open-record.ts';
import { selectHead } from '../records/sql/select-head.ts';
import { auditReading } from './audit-reading.ts';
import { csvRow } from './csv-row.ts';
import { selectRecords } from './sql/select-records.ts';

const PAGE = 2_000;

export interface RecordStream {
  /**
   * Every record is at least as new as this position. Who then takes the changes after it is where
   * the source is, whatever changed while the stream was read.
   */
  position: number;
  /** The same as long as nothing has changed. */
  etag: string;
  pieces(): AsyncGenerator<string>;
}

/**
 * All records of a version, a line each: JSON, or CSV with a first line of names. Read no faster than
 * they are taken, in memory that does not follow their number. Refuses like `getServedVersion`.
 */
export async function streamRecords(
  context: Context,
  name: VersionName,
  format: 'ndjson' | 'csv',
): Promise<RecordStream> {
  const version = await getServedVersion(context, name);
  const { position } = await selectHead(context.db, version.id);
  const { definition, digest } = version;
  return {
    position,
    etag: `"${format}-${version.id}-${position}-${digest.slice(0, 16)}"`,
    pieces: async function* () {
      await auditReading(context, version, { how: 'bulk' });
      if (format === 'csv') yield csvRow(definition.fields.map((field) => field.name));
      for await (const records of pagesOf(context, version.id)) {
        yield format === 'csv'
          ? records.map((record) => csvLine(definition, record)).join('')
          : records.map((record) => `${record}\n`).join('');
      }
    },
  };
}

async function* pagesOf(context: Context, versionId: number): AsyncGenerator<string[]> {
  for (let after = Buffer.alloc(0); ; ) {
    const rows = await selectRecords(context.db, { versionId, after, limit: PAGE });
    const last = rows.at(-1);
    if (!last) return;
    after = Buffer.from(last.keyHash);
    yield rows.map((row) => openRecord(context.keys, row));
  }
}

function csvLine(definition: Definition, text: string): string {
  const record = JSON.parse(text) as Record<string, unknown>;
  return csvRow(definition.fields.map(({ name }) => record[name]));
}

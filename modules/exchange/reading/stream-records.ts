import { createHash } from 'node:crypto';
import type { Context } from '../../../platform/context.ts';
import { noteReading } from '../permissions/note-reading.ts';
import {
  demandStillOpen,
  openReading,
  type Reading,
  type ReadingName,
} from '../permissions/open-reading.ts';
import type { View } from '../permissions/view.ts';
import { openRecord } from '../records/open-record.ts';
import { selectHead } from '../records/sql/select-head.ts';
import { csvRow } from './csv-row.ts';
import { type KeptRecord, selectRecords } from './sql/select-records.ts';

const PAGE = 2_000;

export interface RecordStream {
  /**
   * Every record is at least as new as this position. Who then takes the changes after it is where
   * the source is, whatever changed while the stream was read.
   */
  position: number;
  /** The same as long as nothing has changed, for the same view. */
  etag: string;
  pieces(): AsyncGenerator<string>;
}

/**
 * All records of a version that a view shows, a line each: JSON, or CSV with a first line of names. Read
 * no faster than they are taken, in memory that does not follow their number. Refuses like
 * `openReading`; the stream ends in the same refusal when the permission ends meanwhile.
 */
export async function streamRecords(
  context: Context,
  name: ReadingName,
  format: 'ndjson' | 'csv',
): Promise<RecordStream> {
  const reading = await openReading(context, name, name);
  const { version, view } = reading;
  const { position } = await selectHead(context.db, version.id);
  return {
    position,
    etag: `"${format}-${version.id}-${position}-${tagOf(view)}"`,
    pieces: async function* () {
      await noteReading(context, reading, { how: 'bulk', records: 'all' });
      const { fields } = view.definition;
      if (format === 'csv') yield csvRow(fields.map((field) => field.name));
      for await (const rows of pagesOf(context, reading)) {
        yield format === 'csv'
          ? rows.map((row) => csvLine(view, openRecord(context.keys, row))).join('')
          : rows.map((row) => `${recordLine(view, openRecord(context.keys, row))}\n`).join('');
      }
    },
  };
}

async function* pagesOf(context: Context, reading: Reading): AsyncGenerator<KeptRecord[]> {
  const { version, view } = reading;
  for (let after = Buffer.alloc(0); ; ) {
    if (after.length > 0) await demandStillOpen(context, reading);
    const page = { versionId: version.id, after, rows: view.rows, limit: PAGE };
    const rows = await selectRecords(context.db, page);
    const last = rows.at(-1);
    if (!last) return;
    after = Buffer.from(last.keyHash);
    yield rows;
  }
}

function recordLine(view: View, text: string): string {
  return view.isWhole ? text : JSON.stringify(view.cut(JSON.parse(text)));
}

function csvLine(view: View, text: string): string {
  const record = view.cut(JSON.parse(text) as Record<string, unknown>);
  return csvRow(view.definition.fields.map(({ name }) => record[name]));
}

function tagOf({ definition, rows }: View): string {
  return createHash('sha256')
    .update(JSON.stringify([definition, rows]))
    .digest('hex')
    .slice(0, 16);
}

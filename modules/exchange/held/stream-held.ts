import { createHash } from 'node:crypto';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { SHEET_ROWS_MAX } from '../../../platform/files/write-workbook.ts';
import { noteReading } from '../permissions/note-reading.ts';
import { demandStillOpen, type Reading } from '../permissions/open-reading.ts';
import type { View } from '../permissions/view.ts';
import { openRecords } from '../records/open-record.ts';
import { selectHead } from '../records/sql/select-head.ts';
import { BULK_FORMS, type BulkFormName } from './forms/bulk-form.ts';
import { countRecords } from './sql/count-records.ts';
import { selectRecords } from './sql/select-records.ts';

const PAGE = 2_000;

export interface RecordStream {
  /**
   * Every record is at least as new as this position. Who then takes the changes after it is where
   * the source is, whatever changed while the stream was read.
   */
  position: number;
  /** The same as long as nothing has changed, for the same view and form. */
  tag: string;
  /** Notes the reading, and begins it. */
  begin(): Promise<AsyncGenerator<string | Buffer>>;
  /** Notes that somebody learned that nothing has changed: a use too, of nobody's records. */
  noteSame(): Promise<void>;
}

/**
 * All records of a version that keeps them and that a view shows, in one of the forms. Read no faster
 * than they are taken, in memory that does not follow their number. Refuses with
 * `workbook-rows-too-many`; the stream ends in a refusal when the permission ends meanwhile.
 */
export async function streamHeld(
  context: Context,
  reading: Reading,
  form: BulkFormName,
): Promise<RecordStream> {
  const { version, view } = reading;
  const { position } = await selectHead(context.db, version.id);
  return {
    position,
    tag: `${form}-${version.id}-${position}-${tagOf(view)}`,
    begin: async () => {
      if (form === 'xlsx') await demandSheet(context, reading);
      await noteReading(context, reading, { how: 'bulk', records: 'all' });
      return BULK_FORMS[form].write(view, pagesOf(context, reading));
    },
    noteSame: () => noteReading(context, reading, { how: 'bulk', records: [] }),
  };
}

/** The heading is a row too. What comes to be while the stream is read is some rows more or less. */
async function demandSheet({ db }: Context, { version, view }: Reading): Promise<void> {
  const counted = { versionId: version.id, rows: view.rows, limit: SHEET_ROWS_MAX };
  if ((await countRecords(db, counted)) >= SHEET_ROWS_MAX) {
    throw new Refusal('workbook-rows-too-many');
  }
}

/** The JSON of whole records in the rows of a view. */
export async function* pagesOf(context: Context, reading: Reading): AsyncGenerator<string[]> {
  const { version, view } = reading;
  for (let after = Buffer.alloc(0); ; ) {
    if (after.length > 0) await demandStillOpen(context, reading);
    const page = { versionId: version.id, after, rows: view.rows, limit: PAGE };
    const rows = await selectRecords(context.db, page);
    const last = rows.at(-1);
    if (!last) return;
    after = Buffer.from(last.keyHash);
    yield openRecords(context.keys, rows);
  }
}

function tagOf({ definition, rows }: View): string {
  return createHash('sha256')
    .update(JSON.stringify([definition, rows]))
    .digest('hex')
    .slice(0, 16);
}

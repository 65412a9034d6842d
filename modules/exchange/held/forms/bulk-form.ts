import { MEDIA_TYPES } from '../../../../platform/files/file-form.ts';
import type { View } from '../../permissions/view.ts';
import type { RecordPages } from './record-pages.ts';
import { writeCsv } from './write-csv.ts';
import { writeLines } from './write-lines.ts';
import { writeParquet } from './write-parquet.ts';
import { writeSheet } from './write-sheet.ts';

/** A form in which all records of a data set are given. */
export interface BulkForm {
  mediaType: string;
  /** Of the name under which a browser keeps it. */
  ending: string;
  /** Whether compression on the way makes it smaller. */
  shrinks: boolean;
  /** Writes what a view shows of records, as fast as it is taken, in bounded memory. */
  write(view: View, pages: RecordPages): AsyncGenerator<string | Buffer>;
}

/** The forms by their names; the first is given to who asks for none of them. */
export const BULK_FORMS = {
  ndjson: { mediaType: MEDIA_TYPES.lines, ending: 'ndjson', shrinks: true, write: writeLines },
  csv: { mediaType: MEDIA_TYPES.csv, ending: 'csv', shrinks: true, write: writeCsv },
  xlsx: { mediaType: MEDIA_TYPES.workbook, ending: 'xlsx', shrinks: false, write: writeSheet },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    ending: 'parquet',
    shrinks: false,
    write: writeParquet,
  },
} as const satisfies Record<string, BulkForm>;

export type BulkFormName = keyof typeof BULK_FORMS;

import { Refusal } from '../errors/refusal.ts';
import type { FileForm } from './file-form.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import type { TableRow } from './table-row.ts';

/** The rows of a table, its heading among them: CSV, or the first sheet of a workbook. */
export function readTable(chunks: AsyncIterable<Buffer>, form: FileForm): AsyncGenerator<TableRow> {
  if (form.kind === 'csv') return readCsv(chunks, form);
  if (form.kind === 'workbook') return readWorkbook(chunks);
  throw new Refusal('file-form-unknown');
}

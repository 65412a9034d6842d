import { isExact } from '../../../../platform/files/read-number.ts';
import type { WrittenCell } from '../../../../platform/files/table-row.ts';
import { CELL_LENGTH_MAX, writeWorkbook } from '../../../../platform/files/write-workbook.ts';
import { type Field, isList } from '../../definition.ts';
import { KEPT_FROM_RUNNING } from '../../intake/files/value-of-cell.ts';
import type { View } from '../../permissions/view.ts';
import type { RecordPages } from './record-pages.ts';

/** Before it, spreadsheets count days otherwise. */
const FIRST_DAY = '1900-03-01';
const TOO_LONG =
  'Pārāk garš Excel šūnai; ņemiet CSV, NDJSON vai Parquet. / Too long for a cell; take CSV, NDJSON or Parquet.';

/** An XLSX workbook: a heading of names, and each record as a row. */
export async function* writeSheet(view: View, pages: RecordPages): AsyncGenerator<Buffer> {
  yield* writeWorkbook(rowsOf(view, pages));
}

async function* rowsOf(view: View, pages: RecordPages): AsyncGenerator<WrittenCell[][]> {
  const { fields } = view.definition;
  yield [fields.map(({ name }) => name)];
  for await (const texts of pages) {
    yield texts.map((text) => {
      const record = view.cut(JSON.parse(text) as Record<string, unknown>);
      return fields.map((field) => cellOf(field, record[field.name]));
    });
  }
}

function cellOf(field: Field, value: unknown): WrittenCell {
  if (value === undefined || value === null) return null;
  if (isList(field)) return bounded(JSON.stringify(value));
  if (typeof value === 'boolean') return value;
  const text = String(value);
  if (field.type === 'integer' || field.type === 'decimal') return ofNumber(text);
  if (field.type === 'day' && text >= FIRST_DAY) return new Date(`${text}T00:00:00Z`);
  // The reader takes one apostrophe off.
  return bounded(KEPT_FROM_RUNNING.test(text) ? `'${text}` : text);
}

function ofNumber(text: string): WrittenCell {
  // As it is written: 12.50 stays what it is when the workbook comes in again.
  return isExact(text) ? { digits: text } : text;
}

function bounded(text: string): string {
  return text.length <= CELL_LENGTH_MAX ? text : TOO_LONG;
}

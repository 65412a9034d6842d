import type { View } from '../../permissions/view.ts';
import { csvRow } from './csv-row.ts';
import type { RecordPages } from './record-pages.ts';

/** A heading of names, and each record as a row. */
export async function* writeCsv(view: View, pages: RecordPages): AsyncGenerator<string> {
  const names = view.definition.fields.map(({ name }) => name);
  yield csvRow(names);
  for await (const texts of pages) {
    yield texts
      .map((text) => {
        const record = view.cut(JSON.parse(text) as Record<string, unknown>);
        return csvRow(names.map((name) => record[name]));
      })
      .join('');
  }
}

import type { View } from '../../permissions/view.ts';
import type { RecordPages } from './record-pages.ts';

/** Each record as a line of JSON. */
export async function* writeLines(view: View, pages: RecordPages): AsyncGenerator<string> {
  for await (const texts of pages) {
    yield texts
      .map((text) => `${view.isWhole ? text : JSON.stringify(view.cut(JSON.parse(text)))}\n`)
      .join('');
  }
}

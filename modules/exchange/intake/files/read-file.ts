import type { FileForm } from '../../../../platform/files/file-form.ts';
import { gunzipBounded } from '../../../../platform/files/gunzip-bounded.ts';
import { readTable } from '../../../../platform/files/read-table.ts';
import { splitArray } from '../../../../platform/files/split-array.ts';
import { type Line, splitLines } from '../../../../platform/text/split-lines.ts';
import type { Definition } from '../../definition.ts';
import type { UploadMode } from '../read-change.ts';
import { linesOfTable } from './lines-of-table.ts';

export interface FileReading {
  form: FileForm;
  gzip: boolean;
  mode: UploadMode;
  definition: Definition;
  batchLines: number;
}

/** So much text goes to the database at once, however few lines it is. */
const BATCH_LENGTH_MAX = 8 * 1_048_576;

/** The lines of a file of any form, in batches, in bounded memory; a workbook alone is held whole. */
export async function* readFile(
  chunks: AsyncIterable<Buffer>,
  { gzip, form, mode, definition, batchLines }: FileReading,
): AsyncGenerator<Line[]> {
  const plain = gzip ? gunzipBounded(chunks) : chunks;
  if (form.kind === 'lines') {
    for await (const { lines } of splitLines(plain, batchLines)) yield lines;
  } else if (form.kind === 'array') yield* batch(splitArray(plain), batchLines);
  else yield* batch(linesOfTable(readTable(plain, form), definition, mode), batchLines);
}

async function* batch(lines: AsyncIterable<Line>, batchLines: number): AsyncGenerator<Line[]> {
  let gathered: Line[] = [];
  let length = 0;
  for await (const line of lines) {
    gathered.push(line);
    length += line.text.length;
    if (gathered.length < batchLines && length < BATCH_LENGTH_MAX) continue;
    yield gathered;
    gathered = [];
    length = 0;
  }
  if (gathered.length > 0) yield gathered;
}

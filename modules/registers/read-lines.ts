import { createReadStream } from 'node:fs';
import { type LineBatch, splitLines } from '../../platform/text/split-lines.ts';

/** Reads a text file in batches of lines, in bounded memory whatever the file holds. */
export async function* readLines(path: string, batchLines: number): AsyncGenerator<LineBatch> {
  yield* splitLines(createReadStream(path, { highWaterMark: 256 * 1024 }), batchLines);
}

import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { ContentSum } from './files/content-sum.ts';
import { type FileReading, readFile } from './files/read-file.ts';
import type { Upload } from './upload.ts';

/**
 * Demands of what comes for an upload that is complete that it is the same again: a name that is used
 * for another file would lose that file unseen. Of a rest, only that nothing comes after what is held.
 * Refuses with `upload-differs`, and like the readers of its form.
 */
export async function demandSame(
  { keys }: Pick<Context, 'keys'>,
  { lastLine, contentSum }: Upload,
  { fromLine, chunks, ...reading }: Again,
): Promise<void> {
  const sum = new ContentSum();
  for await (const lines of readFile(chunks, { ...reading, sum })) {
    const last = (lines.at(-1)?.number ?? 0) + fromLine - 1;
    if (last > lastLine) throw new Refusal('upload-differs');
  }
  if (fromLine > 1 || contentSum === null) return;
  if (!sum.sealed(keys).equals(contentSum)) throw new Refusal('upload-differs');
}

interface Again extends Omit<FileReading, 'sum'> {
  fromLine: number;
  chunks: AsyncIterable<Buffer>;
}

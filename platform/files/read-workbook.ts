import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors/refusal.ts';
import { ARCHIVE_BYTES_MAX } from './check-archive.ts';
import type { TableRow } from './table-row.ts';
import type { WorkbookAnswer } from './workbook-worker.ts';

const WORKER_FILE = new URL('./workbook-worker.ts', import.meta.url);
const WORKER_MEMORY_MIB = 768;

/** Workbooks lie in memory whole, so they are read one at a time. */
let before: Promise<unknown> = Promise.resolve();

/**
 * The rows of the first sheet of an XLSX workbook; empty ones are left out. The workbook is held in
 * memory, so its size is limited; it is read in a thread of its own, whose memory is limited too.
 *
 * Refuses with `workbook-broken` and `workbook-too-large`.
 */
export async function* readWorkbook(chunks: AsyncIterable<Buffer>): AsyncGenerator<TableRow> {
  const archive = await collect(chunks);
  const turn = Promise.withResolvers<void>();
  const waited = before;
  before = turn.promise;
  try {
    await waited;
    yield* rowsOf(archive);
  } finally {
    turn.resolve();
  }
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > ARCHIVE_BYTES_MAX) throw new Refusal('workbook-too-large');
    parts.push(chunk);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function* rowsOf(archive: Uint8Array<ArrayBuffer>): AsyncGenerator<TableRow> {
  const worker = new Worker(WORKER_FILE, {
    workerData: archive,
    transferList: [archive.buffer],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MIB },
    stderr: true,
  });
  try {
    for (let number = 0; ; ) {
      const answer = await ask(worker);
      if ('refused' in answer) throw new Refusal(answer.refused);
      if (answer.rows.length === 0) return;
      for (const cells of answer.rows) {
        number += 1;
        if (cells === 'too long') yield { number, cells: [], fault: 'too long' };
        else if (cells.some((cell) => cell !== null)) yield { number, cells };
      }
    }
  } finally {
    await worker.terminate();
  }
}

async function ask(worker: Worker): Promise<WorkbookAnswer> {
  worker.postMessage(null);
  try {
    const [answer] = (await once(worker, 'message')) as [WorkbookAnswer];
    return answer;
  } catch (error) {
    const isMemory = error instanceof Error && 'code' in error;
    if (isMemory && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new Refusal('workbook-too-large');
    }
    throw error;
  }
}

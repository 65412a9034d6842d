import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/universal';
import { Refusal } from '../errors/refusal.ts';
import { checkArchive } from './check-archive.ts';
import { readNumber } from './read-number.ts';
import type { Cell } from './table-row.ts';

/** What the worker answers: the next rows whenever it is asked, or why there are none. */
export type WorkbookAnswer = { rows: (Cell[] | typeof TOO_LONG)[] } | { refused: string };

/** Instead of a row whose texts are longer than any record is. */
const TOO_LONG = 'too long';

const BATCH_ROWS = 2_000;
const BATCH_LENGTH_MAX = 8 * 1_048_576;
const ROW_LENGTH_MAX = 256 * 1_024;
/** As of what is compressed by gzip: a workbook of records gives a tenth of it. */
const RATIO_MAX = 200;
const FREE_LENGTH = 1_048_576;

/** A thread of its own: a large sheet takes seconds, and its memory has a limit that kills nobody else. */
const port = parentPort;
if (!port) throw new Error('This file runs as a worker.');
let rows: Cell[][] = [];
const archiveBytes = (workerData as Uint8Array).length;
try {
  const archive = workerData as Uint8Array<ArrayBuffer>;
  checkArchive(Buffer.from(archive.buffer));
  rows = (await readSheet(archive.buffer, {
    trim: false,
    parseNumber: readNumber,
  })) as unknown as Cell[][];
} catch (error) {
  const refused = error instanceof Refusal ? error.code : 'workbook-broken';
  port.postMessage({ refused } satisfies WorkbookAnswer);
  port.close();
}
let next = 0;
let given = 0;
port.on('message', () => port.postMessage(answer() satisfies WorkbookAnswer));

/** Many cells may share one text, which is copied for each of them when it is handed over. */
function answer(): WorkbookAnswer {
  const batch: (Cell[] | typeof TOO_LONG)[] = [];
  const before = given;
  while (batch.length < BATCH_ROWS && given - before < BATCH_LENGTH_MAX) {
    const row = rows[next++];
    if (!row) break;
    const length = lengthOf(row);
    batch.push(length > ROW_LENGTH_MAX ? TOO_LONG : row);
    if (length <= ROW_LENGTH_MAX) given += length;
  }
  if (given > FREE_LENGTH + archiveBytes * RATIO_MAX) return { refused: 'workbook-too-large' };
  return { rows: batch };
}

function lengthOf(row: readonly Cell[]): number {
  let length = 0;
  for (const cell of row) if (typeof cell === 'string') length += cell.length;
  return length;
}

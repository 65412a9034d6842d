import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/universal';
import { Refusal } from '../errors/refusal.ts';
import { checkArchive } from './check-archive.ts';
import { readNumber } from './read-number.ts';
import type { Cell } from './table-row.ts';

/** What the worker answers: the next rows whenever it is asked, or why there are none. */
export type WorkbookAnswer = { rows: Cell[][] } | { refused: string };

const BATCH_ROWS = 2_000;

/** A thread of its own: a large sheet takes seconds, and its memory has a limit that kills nobody else. */
const port = parentPort;
if (!port) throw new Error('This file runs as a worker.');
let rows: Cell[][] = [];
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
port.on('message', () => {
  port.postMessage({ rows: rows.slice(next, next + BATCH_ROWS) } satisfies WorkbookAnswer);
  next += BATCH_ROWS;
});

import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/universal';
import { Refusal } from '../errors/refusal.ts';
import { type ArchivePart, checkArchive } from './check-archive.ts';
import { markCells } from './mark-cells.ts';
import { readNumber } from './read-number.ts';
import type { Cell } from './table-row.ts';
import { writeArchive } from './write-archive.ts';

/** What the worker answers: the next rows whenever it is asked, or why there are none. */
export type WorkbookAnswer = { rows: (Cell[] | typeof TOO_LONG)[] } | { refused: string };

/** Instead of a row whose texts are longer than any record is. */
const TOO_LONG = 'too long';

const BATCH_ROWS = 2_000;
const BATCH_LENGTH_MAX = 8 * 1_048_576;
const ROW_LENGTH_MAX = 256 * 1_024;
/** What a workbook is read from; the rest of it is pictures and settings. */
const IS_READ = /\.(xml|rels)$/;
/** Stands in no file. */
const MARK = `unreadable ${randomUUID()}`;
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
  const parts = checkArchive(Buffer.from(archive.buffer)).filter(({ name }) => IS_READ.test(name));
  const marked = markCells(parts, MARK);
  const readable = marked.size > 0 ? await written(parts, marked) : archive.buffer;
  rows = (await readSheet(readable, {
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
    batch.push(length > ROW_LENGTH_MAX ? TOO_LONG : row.map(unmarked));
    if (length <= ROW_LENGTH_MAX) given += length;
  }
  if (given > FREE_LENGTH + archiveBytes * RATIO_MAX) return { refused: 'workbook-too-large' };
  return { rows: batch };
}

function unmarked(cell: Cell): Cell {
  return cell === MARK ? { unreadable: true } : cell;
}

/** The workbook with some of its parts in another form. */
async function written(
  parts: readonly ArchivePart[],
  others: ReadonlyMap<string, string>,
): Promise<ArrayBuffer> {
  const entries = parts.map(({ name, open }) => ({
    name,
    content: (function* () {
      yield others.get(name) ?? open().toString('utf8');
    })(),
  }));
  const pieces: Buffer[] = [];
  for await (const piece of writeArchive(entries)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces)).buffer;
}

function lengthOf(row: readonly Cell[]): number {
  let length = 0;
  for (const cell of row) if (typeof cell === 'string') length += cell.length;
  return length;
}

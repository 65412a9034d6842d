import type { Context } from '../../../platform/context.ts';
import { noteReading } from '../permissions/note-reading.ts';
import {
  demandStillOpen,
  openReading,
  type Reading,
  type ReadingName,
} from '../permissions/open-reading.ts';
import { openRecords } from '../records/open-record.ts';
import { demandKept } from './demand-kept.ts';
import { changeLine, type ShownChange } from './show-change.ts';
import { selectChanges } from './sql/select-changes.ts';
import { tellChanges } from './tell-changes.ts';

const STREAM_PAGE = 2_000;

/** Changes that a view tells, and how far they reach. */
export interface ChangePage {
  changes: ShownChange[];
  /** Up to here the log was read: what comes next is after it, also when nothing of it is told. */
  next: number;
  /** Of the newest change that there is. */
  head: number;
}

/**
 * Changes after a position, in the order in which they became true here, from at most `limit` entries of
 * the log. Who asks again with `next` misses nothing and gets nothing twice. Refuses like
 * `openReading`, and with `changes-not-kept` and `position-not-reached`.
 */
export async function readChanges(
  context: Context,
  name: ReadingName,
  { after, limit }: { after: number; limit: number },
): Promise<ChangePage> {
  const reading = await openReading(context, name);
  const { version, view } = reading;
  const entries = await selectChanges(context.db, { versionId: version.id, after, limit });
  const head = await demandKept(context, version, after);
  const told = tellChanges(context, view, entries);
  const records = told.map(({ record }) => record);
  await noteReading(context, reading, { how: 'changes', after, records });
  const next = entries.at(-1)?.position ?? after;
  const changes = told.map(({ change }) => change);
  return { changes, next, head };
}

/**
 * All changes after a position up to the present one, as lines of JSON, some thousand in a piece: read
 * no faster than they are taken. Refuses like `readChanges`, before the first line; and ends in the
 * same refusal when the permission ends meanwhile.
 */
export async function streamChanges(
  context: Context,
  name: ReadingName,
  after: number,
): Promise<AsyncGenerator<string>> {
  const reading = await openReading(context, name);
  const head = await demandKept(context, reading.version, after);
  await noteReading(context, reading, { how: 'change-stream', after, records: 'all' });
  return linesUpTo(context, reading, { after, head });
}

async function* linesUpTo(
  context: Context,
  reading: Reading,
  { after, head }: { after: number; head: number },
): AsyncGenerator<string> {
  const { version, view } = reading;
  for (let position = after; position < head; ) {
    if (position > after) await demandStillOpen(context, reading);
    const limit = Math.min(STREAM_PAGE, head - position);
    const page = { versionId: version.id, after: position, limit };
    const entries = await selectChanges(context.db, page);
    await demandKept(context, version, position);
    const last = entries.at(-1);
    if (!last) return;
    position = last.position;
    const records = openRecords(context.keys, entries);
    let lines = '';
    for (const [index, entry] of entries.entries()) {
      const line = changeLine(view, entry, records[index] as string);
      if (line) lines += `${line}\n`;
    }
    yield lines;
  }
}

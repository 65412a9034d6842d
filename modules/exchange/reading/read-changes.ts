import type { Context } from '../../../platform/context.ts';
import { getServedVersion, type VersionName } from '../data-sets/get-version.ts';
import type { ChangeKind } from '../records/decide-change.ts';
import { openRecord } from '../records/open-record.ts';
import { KIND_LETTERS } from '../records/sql/copy-changes.ts';
import { selectHead } from '../records/sql/select-head.ts';
import { auditReading } from './audit-reading.ts';
import { type ChangeEntry, selectChanges } from './sql/select-changes.ts';

const STREAM_PAGE = 2_000;

const KINDS = new Map(
  Object.entries(KIND_LETTERS).map(([kind, letter]) => [letter, kind as ChangeKind]),
);

/** One change of a record. `upsert` is the record since then, `delete` the key of one that is gone. */
export interface ShownChange {
  position: number;
  kind: ChangeKind;
  recordedAt: string;
  upsert?: Record<string, unknown>;
  delete?: Record<string, unknown>;
}

/**
 * Changes after a position, at most `limit`, in the order in which they became true here. Who asks again
 * with the last position misses nothing and gets nothing twice. Refuses like `getServedVersion`.
 *
 * @returns the changes, and the position of the newest one that there is
 */
export async function readChanges(
  context: Context,
  name: VersionName,
  { after, limit }: { after: number; limit: number },
): Promise<{ changes: ShownChange[]; head: number }> {
  const version = await getServedVersion(context, name);
  const head = await selectHead(context.db, version.id);
  const entries = await selectChanges(context.db, { versionId: version.id, after, limit });
  await auditReading(context, version, { how: 'changes', after, records: entries.length });
  const changes = entries.map((entry) => JSON.parse(lineOf(context, entry)) as ShownChange);
  return { changes, head: Math.max(head.position, entries.at(-1)?.position ?? 0) };
}

/**
 * All changes after a position up to the present one, as lines of JSON, some thousand in a piece: read
 * no faster than they are taken. Refuses like `getServedVersion`, before the first line.
 */
export async function streamChanges(
  context: Context,
  name: VersionName,
  after: number,
): Promise<AsyncGenerator<string>> {
  const version = await getServedVersion(context, name);
  const { position: head } = await selectHead(context.db, version.id);
  await auditReading(context, version, { how: 'change-stream', after });
  return linesUpTo(context, { versionId: version.id, after, head });
}

async function* linesUpTo(
  context: Context,
  { versionId, after, head }: { versionId: number; after: number; head: number },
): AsyncGenerator<string> {
  for (let position = after; position < head; ) {
    const limit = Math.min(STREAM_PAGE, head - position);
    const entries = await selectChanges(context.db, { versionId, after: position, limit });
    const last = entries.at(-1);
    if (!last) return;
    position = last.position;
    yield entries.map((entry) => `${lineOf(context, entry)}\n`).join('');
  }
}

function lineOf({ keys }: Pick<Context, 'keys'>, entry: ChangeEntry): string {
  const kind = KINDS.get(entry.kind);
  const what = kind === 'deleted' ? 'delete' : 'upsert';
  const at = entry.recordedAt.toISOString();
  const record = openRecord(keys, entry);
  return `{"position":${entry.position},"kind":"${kind}","recordedAt":"${at}","${what}":${record}}`;
}

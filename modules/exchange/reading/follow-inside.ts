import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { selectVersions } from '../data-sets/sql/select-versions.ts';
import type { Definition } from '../definition.ts';
import { selectRecords } from '../held/sql/select-records.ts';
import { selectRecordsByHash } from '../held/sql/select-records-by-hash.ts';
import { type LastHeard, selectLastHeard } from '../intake/sql/select-last-heard.ts';
import { openRecord, openRecords } from '../records/open-record.ts';
import { selectHead } from '../records/sql/select-head.ts';
import { stateOf, type VersionName } from '../version.ts';
import { selectLog } from './sql/select-log.ts';
import { type PublishedHead, selectPublishedHeads } from './sql/select-published-heads.ts';

/**
 * The door for parts of the platform that follow a data set: what they make of its records is their
 * own to record. They need no permission, since the law that gives the platform its work is one; nobody
 * from outside comes here.
 */

/** A published version, as who follows it needs it. */
export interface FollowedVersion {
  id: number;
  organisationId: string;
  definition: Definition;
}

/** A record as it stands now. */
export interface FollowedRecord {
  /** Of its last change. */
  position: number;
  /** Names the record within its version, as long as this exists. */
  keyHash: Buffer;
  /** Null: it was deleted. */
  record: Record<string, unknown> | null;
  /** The fields of its key, among others; of one that was erased there may be none. */
  key: Record<string, unknown>;
}

/** Records that changed after a position, each once and as it stands now. */
export interface FollowedPage {
  records: FollowedRecord[];
  /** Where to go on; the one asked for when nothing has changed. */
  position: number;
  changes: number;
  /** When the exchange took the last of these changes. */
  recordedAt: Date | null;
}

/** The version, while it is published; otherwise there is nothing to follow. */
export async function findFollowedVersion(
  context: Context,
  { code, version }: VersionName,
): Promise<FollowedVersion | undefined> {
  demandPlatform(context);
  const asked = { code, version, after: null, limit: 1 };
  const [found] = await selectVersions(context.db, asked);
  if (!found || stateOf(found, context.clock.now()) !== 'published') return undefined;
  const { id, organisationId, definition } = found;
  return { id, organisationId, definition };
}

/**
 * The position of the newest change, the one after which all changes are kept, and how many records there
 * are.
 */
export async function headOf(
  context: Context,
  versionId: number,
): Promise<{ position: number; keptAfter: number; records: number }> {
  demandPlatform(context);
  const { position, keptAfter, records } = await selectHead(context.db, versionId);
  return { position, keptAfter, records };
}

/** The newest positions of versions, of those that are published: whether something has changed. */
export async function headsOf(
  context: Context,
  names: readonly VersionName[],
): Promise<PublishedHead[]> {
  demandPlatform(context);
  return await selectPublishedHeads(context.db, names);
}

/** When the sender of a version was last heard of. */
export async function lastHeardOf(context: Context, versionId: number): Promise<LastHeard> {
  demandPlatform(context);
  return await selectLastHeard(context.db, versionId);
}

/**
 * What changed after a position: at most `limit` changes, in their order; none smaller can still appear.
 * Each record is told as it stands now, which may be later than that change: who applies it as a whole
 * never goes back, and finds it unchanged when its later change comes.
 */
export async function readChanged(
  context: Context,
  { versionId, after, limit }: { versionId: number; after: number; limit: number },
): Promise<FollowedPage> {
  demandPlatform(context);
  const entries = await selectLog(context.db, { versionId, after, limit });
  const changed = new Map(entries.map((entry) => [entry.keyHash.toString('latin1'), entry]));
  const keyHashes = [...changed.values()].map(({ keyHash }) => keyHash);
  const standing = await readStateOf(context, { versionId, keyHashes });
  const there = new Set(standing.map(({ keyHash }) => keyHash.toString('latin1')));
  const gone = [...changed].flatMap(([name, entry]): FollowedRecord[] => {
    if (there.has(name)) return [];
    const { position, keyHash } = entry;
    return [{ position, keyHash, record: null, key: opened(context, entry) }];
  });
  const last = entries.at(-1);
  return {
    records: [...standing, ...gone].sort((a, b) => a.position - b.position),
    position: last?.position ?? after,
    changes: entries.length,
    recordedAt: last?.recordedAt ?? null,
  };
}

/** Records as they stand, in the order of their keyed hashes, after one of these. */
export async function readState(
  context: Context,
  { versionId, after, limit }: { versionId: number; after: Buffer; limit: number },
): Promise<FollowedRecord[]> {
  demandPlatform(context);
  const rows = await selectRecords(context.db, { versionId, after, limit, rows: [] });
  return standing(context, rows);
}

/** The records of these keyed hashes that are there, as they stand. */
export async function readStateOf(
  context: Context,
  { versionId, keyHashes }: { versionId: number; keyHashes: readonly Buffer[] },
): Promise<FollowedRecord[]> {
  demandPlatform(context);
  const asked = { versionId, keyHashes, lookupHashes: [], rows: [], limit: keyHashes.length };
  const rows = await selectRecordsByHash(context.db, asked);
  return standing(context, rows);
}

interface KeptRow {
  content: string;
  sealed: Buffer | null;
}

function standing(
  { keys }: Context,
  rows: readonly (KeptRow & { position: number; keyHash: Buffer })[],
): FollowedRecord[] {
  const texts = openRecords(keys, rows);
  return rows.map(({ position, keyHash }, index) => {
    const record = JSON.parse(texts[index] ?? '') as Record<string, unknown>;
    return { position, keyHash, record, key: record };
  });
}

function opened(context: Context, row: KeptRow): Record<string, unknown> {
  return JSON.parse(openRecord(context.keys, row)) as Record<string, unknown>;
}

function demandPlatform({ actor }: Pick<Context, 'actor'>): void {
  if (actor.kind !== 'system') throw new Refusal('not-allowed');
}

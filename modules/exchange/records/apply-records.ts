import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Version } from '../version.ts';
import { type ChangeKind, type Decision, decideChange } from './decide-change.ts';
import { formerValues } from './former-values.ts';
import type { ReadRecord } from './record-reader.ts';
import { type ChangeRow, copyChanges } from './sql/copy-changes.ts';
import type { Head } from './sql/lock-head.ts';
import { type MergedRecord, mergeRecords } from './sql/merge-records.ts';
import { type HeldRow, selectHeld } from './sql/select-held.ts';
import { selectHeldContents } from './sql/select-held-contents.ts';
import { updateHead } from './sql/update-head.ts';

/** What became of a record. The position is that of its change; null when nothing changed. */
export interface Applied {
  outcome: Decision | 'changed-meanwhile';
  position: number | null;
}

export interface Application {
  version: Pick<Version, 'id'>;
  /** Locked by this transaction (`lockHead`); is brought forward. */
  head: Head;
  /** A record that changed after this instant stays as it is: this one was sent before. */
  unlessChangedAfter?: Date;
}

/**
 * Writes records in their order, as one set: into the log what changes, and into the state what holds
 * at the end. Runs in the transaction that has locked the head. A batch costs a few round trips,
 * whatever its size; a record that changes nothing is neither encrypted nor written.
 */
export async function applyRecords(
  context: Pick<Context, 'db' | 'clock' | 'keys'>,
  { version, head, unlessChangedAfter }: Application,
  records: readonly ReadRecord[],
): Promise<Applied[]> {
  const { db, keys } = context;
  const names = records.map(({ keyHash }) => keyHash.toString('latin1'));
  const unique = new Map(records.map(({ keyHash }, index) => [names[index], keyHash]));
  const book = new Book(await selectHeld(db, version.id, [...unique.values()]));
  const changes: DecidedChange[] = [];
  const applied = records.map((record, index): Applied => {
    const name = names[index] ?? '';
    const held = book.find(name);
    if (held && unlessChangedAfter && held.changedAt && held.changedAt > unlessChangedAfter) {
      return { outcome: 'changed-meanwhile', position: null };
    }
    const outcome = decideChange(held, record);
    if (!isChange(outcome)) return { outcome, position: null };
    head.position += 1;
    head.records += Number(record.contentHash !== null) - Number(Boolean(held?.contentHash));
    const { position } = head;
    book.write(name, record, position);
    const { keyHash, content, personal } = record;
    const sealed = personal === null ? null : keys.encrypt(personal);
    changes.push({ position, kind: outcome, keyHash, content, sealed, before: held?.content });
    return { outcome, position };
  });
  if (changes.length === 0) return applied;
  const recordedAt = context.clock.now();
  const rows = await withFormerValues(db, version.id, changes);
  await copyChanges(db, { versionId: version.id, recordedAt }, rows);
  await mergeRecords(db, version.id, book.written());
  await updateHead(db, version.id, head);
  return applied;
}

interface DecidedChange extends Omit<ChangeRow, 'former'> {
  /** Open fields that an earlier change of this batch left; absent: what is held is in the database. */
  before: string | undefined;
}

/** Adds to each change what it replaces, as long as that is still held. */
async function withFormerValues(
  db: Database,
  versionId: number,
  changes: readonly DecidedChange[],
): Promise<ChangeRow[]> {
  const replacing = changes.filter(({ kind, before }) => kind !== 'new' && before === undefined);
  const hashes = replacing.map(({ keyHash }) => keyHash);
  const held = await selectHeldContents(db, versionId, hashes);
  return changes.map(({ before, ...change }) => {
    const replaced = before ?? held.get(change.keyHash.toString('latin1'));
    const former =
      change.kind === 'new' || !replaced ? null : formerValues(replaced, change.content);
    return { ...change, former };
  });
}

function isChange(decision: Decision): decision is ChangeKind {
  return decision !== 'unchanged' && decision !== 'late' && decision !== 'version-repeated';
}

interface Entry {
  contentHash: Buffer | null;
  recordVersion: number | null;
  validFrom: number | null;
  /** Open fields, when this batch wrote them; empty: it deleted the record. */
  content?: string;
  /** Absent: written by this batch, so by the same sender in its order. */
  changedAt?: Date;
}

/** What is held, with what the batch has written so far: a key may come more than once. */
class Book {
  private readonly entries = new Map<string, Entry>();
  private readonly there = new Set<string>();
  private readonly last = new Map<string, MergedRecord>();

  constructor(rows: readonly HeldRow[]) {
    for (const row of rows) {
      const key = row.keyHash.toString('latin1');
      this.entries.set(key, row);
      this.there.add(key);
    }
  }

  find(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  write(key: string, record: ReadRecord, position: number): void {
    const { lookupHash, contentHash, validFrom } = record;
    const content = contentHash ? record.content : '';
    const recordVersion = record.recordVersion ?? this.entries.get(key)?.recordVersion ?? null;
    this.entries.set(key, { contentHash, recordVersion, validFrom, content });
    this.last.set(key, { position, lookupHash, recordVersion, validFrom, contentHash });
  }

  written(): { added: MergedRecord[]; changed: MergedRecord[] } {
    const added: MergedRecord[] = [];
    const changed: MergedRecord[] = [];
    for (const [key, record] of this.last) (this.there.has(key) ? changed : added).push(record);
    return { added, changed };
  }
}

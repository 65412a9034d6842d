import type { Context } from '../../../platform/context.ts';
import { type ChangeKind, type Decision, decideChange, type HeldRecord } from './decide-change.ts';
import { formerValues } from './former-values.ts';
import type { ReadRecord } from './record-reader.ts';
import { type ChangeRow, changeRows } from './sql/copy-changes.ts';
import { type RecordRow, recordRows } from './sql/copy-records.ts';
import type { Head } from './sql/lock-head.ts';

/** What became of a record. The position is that of its change; null when nothing changed. */
export interface Applied {
  outcome: Decision | 'changed-meanwhile';
  position: number | null;
}

/** What is held under a key. */
export interface Held extends HeldRecord {
  position: number;
  /** It changed after the record that comes was sent. */
  isNewer?: boolean;
  /** JSON of its open fields, where it is known; empty: this batch deleted the record. */
  content?: string | undefined;
}

/** What becomes of a batch of records beside what is held. */
export interface Decided {
  /** The head that it follows, and the one that it leads to. */
  from: Head;
  to: Head;
  applied: Applied[];
  changes: DecidedChange[];
}

interface DecidedChange {
  position: number;
  kind: ChangeKind;
  record: ReadRecord;
  replaced: Held | undefined;
  /** Whether the state has a row of its key. */
  isHeld: boolean;
  /** The version that holds from now on: one that states none keeps the one that it had. */
  recordVersion: number | null;
  /** Whether no later record of the batch has its key: what the state will hold. */
  isLast: boolean;
}

/** What is written. */
export interface Plan {
  from: Head;
  to: Head;
  applied: Applied[];
  /** Rows for `copyChanges`, and for `copyRecords`. */
  changeRows: Buffer[];
  addedRows: Buffer[];
  changed: RecordRow[];
  changedAt: Date;
}

/**
 * Decides what becomes of records, in their order. A key may come more than once.
 *
 * @param held by keyed hash (latin1); what is absent is not held
 */
export function decideChanges(
  from: Head,
  held: ReadonlyMap<string, Held>,
  records: readonly ReadRecord[],
): Decided {
  const to = { ...from };
  const written = new Map<string, Held & { change: DecidedChange }>();
  const changes: DecidedChange[] = [];
  const applied = records.map((record): Applied => {
    const { keyHash, contentHash, validFrom } = record;
    const again = written.get(keyHash);
    const replaced = again ?? held.get(keyHash);
    if (replaced?.isNewer) return { outcome: 'changed-meanwhile', position: null };
    const outcome = decideChange(replaced, record);
    if (!isChange(outcome)) return { outcome, position: null };
    const position = ++to.position;
    to.records += Number(contentHash !== null) - Number(Boolean(replaced?.contentHash));
    const recordVersion = record.recordVersion ?? replaced?.recordVersion ?? null;
    const content = contentHash === null ? '' : record.content;
    const isHeld = held.has(keyHash);
    const change: DecidedChange = {
      position,
      kind: outcome,
      record,
      replaced,
      isHeld,
      recordVersion,
      isLast: true,
    };
    if (again) again.change.isLast = false;
    written.set(keyHash, { contentHash, validFrom, recordVersion, position, content, change });
    changes.push(change);
    return { outcome, position };
  });
  return { from: { ...from }, to, applied, changes };
}

function isChange(decision: Decision): decision is Exclude<ChangeKind, 'erased'> & Decision {
  return decision !== 'unchanged' && decision !== 'late' && decision !== 'version-repeated';
}

/** Keyed hashes of what is replaced and stands in the database. */
export function replacedKeys({ changes }: Decided): string[] {
  return changes.flatMap(({ replaced, record }) =>
    replaced?.contentHash && replaced.content === undefined ? [record.keyHash] : [],
  );
}

/**
 * Makes the rows of what was decided; what changes nothing is neither encrypted nor written.
 *
 * @param contents of `replacedKeys`: the JSON of their open fields
 */
export function planChanges(
  context: Pick<Context, 'clock' | 'keys'>,
  { decided, versionId, asOf }: { decided: Decided; versionId: number; asOf?: Date | undefined },
  contents: ReadonlyMap<string, string>,
): Plan {
  const { from, to, applied, changes } = decided;
  const sealed = sealAll(context, changes);
  const rows = changes.map((change, index): ChangeRow => {
    const { position, kind, record, replaced } = change;
    const { keyHash, content } = record;
    const was = replaced?.contentHash ? (replaced.content ?? contents.get(keyHash)) : undefined;
    const former = was === undefined ? null : formerValues(was, content);
    const before = replaced?.position ?? null;
    return { position, kind, keyHash, content, sealed: sealed[index] ?? null, former, before };
  });
  const added: RecordRow[] = [];
  const changed: RecordRow[] = [];
  for (const [index, { position, record, recordVersion, isHeld, isLast }] of changes.entries()) {
    if (!isLast) continue;
    const { keyHash, lookupHash, validFrom, contentHash, content } = record;
    const said = { content, sealed: sealed[index] ?? null };
    const row = { keyHash, lookupHash, position, recordVersion, validFrom, contentHash, ...said };
    (isHeld ? changed : added).push(row);
  }
  const recordedAt = context.clock.now();
  const changedAt = asOf ?? recordedAt;
  return {
    ...{ from, to, applied, changed, changedAt },
    changeRows: rows.length > 0 ? [changeRows({ versionId, recordedAt }, rows)] : [],
    addedRows: added.length > 0 ? [recordRows({ versionId, changedAt }, added)] : [],
  };
}

/** Adds to a plan, all of whose records are new, another one of that kind that follows it. */
export function addPlan(plan: Plan, next: Plan): void {
  plan.to = next.to;
  plan.applied.push(...next.applied);
  plan.changeRows.push(...next.changeRows);
  plan.addedRows.push(...next.addedRows);
}

function sealAll(
  { keys }: Pick<Context, 'keys'>,
  changes: readonly DecidedChange[],
): (Buffer | null)[] {
  const texts = changes.flatMap(({ record: { personal } }) =>
    personal === null ? [] : [personal],
  );
  const sealed = keys.encryptPage(texts).values();
  return changes.map(({ record }) =>
    record.personal === null ? null : (sealed.next().value ?? null),
  );
}

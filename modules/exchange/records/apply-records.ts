import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Version } from '../version.ts';
import {
  type Applied,
  decideChanges,
  type Held,
  type Plan,
  planChanges,
  replacedKeys,
} from './plan-changes.ts';
import type { ReadRecord } from './record-reader.ts';
import { copyChanges } from './sql/copy-changes.ts';
import { copyRecords, isKeyThere } from './sql/copy-records.ts';
import type { Head } from './sql/lock-head.ts';
import { selectHeld } from './sql/select-held.ts';
import { selectHeldContents } from './sql/select-held-contents.ts';
import { updateHead } from './sql/update-head.ts';
import { updateRecords } from './sql/update-records.ts';

interface Application {
  version: Pick<Version, 'id' | 'definition'>;
  /** Locked by this transaction (`lockHead`); is brought forward. */
  head: Head;
  /**
   * When the records were true at their sender, if not now: when a snapshot was taken, or a refused
   * record came. What has changed after it stays, unless the sender's own versions tell the order.
   */
  asOf?: Date | undefined;
}

/**
 * Writes records in their order, as one set: into the log what changes, and into the state what holds
 * at the end. Runs in the transaction that has locked the head. A batch costs a few round trips,
 * whatever its size.
 */
export async function applyRecords(
  context: Pick<Context, 'db' | 'clock' | 'keys'>,
  application: Application,
  records: readonly ReadRecord[],
): Promise<Applied[]> {
  const { version, head, asOf } = application;
  const { db } = context;
  const decided = decideChanges(head, await findHeld(db, application, records), records);
  const contents = await selectHeldContents(db, version.id, replacedKeys(decided));
  const plan = planChanges(context, { decided, versionId: version.id, asOf }, contents);
  await write(db, application, plan);
  return plan.applied;
}

/**
 * The plan of records that are all new, as those of a first load are: made before the head is locked,
 * while the batch before is being written, and without asking what is held. It holds if the head
 * is the expected one and no key is there, which their index tells: neither in the state nor among
 * themselves. None for deletions.
 */
export function planNew(
  context: Pick<Context, 'clock' | 'keys'>,
  { version, head }: { version: Pick<Version, 'id'>; head: Head },
  records: readonly ReadRecord[],
): Plan | undefined {
  if (records.some(({ contentHash }) => contentHash === null)) return undefined;
  const decided = decideChanges(head, new Map(), records);
  return planChanges(context, { decided, versionId: version.id }, new Map());
}

/**
 * Writes what `planNew` has planned, in the transaction that has locked the head. Nothing is done, and
 * undefined returned, when the head is another one than was expected or one of the keys is there.
 */
export async function applyPlan(
  db: Database,
  application: Application,
  plan: Plan,
): Promise<Applied[] | undefined> {
  const { from, applied } = plan;
  const { head } = application;
  if (from.position !== head.position || from.records !== head.records) return undefined;
  await db.query('savepoint expected');
  try {
    await write(db, application, plan);
    return applied;
  } catch (error) {
    if (!isKeyThere(error)) throw error;
    await db.query('rollback to savepoint expected');
    return undefined;
  }
}

async function findHeld(
  db: Database,
  { version, asOf }: Application,
  records: readonly ReadRecord[],
): Promise<Map<string, Held>> {
  const unique = [...new Map(records.map((record) => [record.keyHash, record])).values()];
  const isVersioned = version.definition.recordVersion !== undefined;
  const asked = { versionId: version.id, newerThan: isVersioned ? null : (asOf ?? null) };
  const rows = await selectHeld(db, asked, unique);
  return new Map(rows.map(({ place, ...held }) => [unique[place]?.keyHash ?? '', held]));
}

async function write(db: Database, { version, head }: Application, plan: Plan): Promise<void> {
  if (plan.changeRows.length === 0) return;
  // The state first: it alone can refuse a plan that was only expected.
  if (plan.addedRows.length > 0) await copyRecords(db, plan.addedRows);
  await copyChanges(db, plan.changeRows);
  if (plan.changed.length > 0) {
    const { changedAt, changed } = plan;
    await updateRecords(db, { versionId: version.id, changedAt }, changed);
  }
  await updateHead(db, version.id, plan.to);
  Object.assign(head, plan.to);
}

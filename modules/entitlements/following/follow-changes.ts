import type { Context } from '../../../platform/context.ts';
import { type GroundsReader, readGrounds } from '../grounds.ts';
import { type Recomputed, recomputeConcerned } from '../recompute-entitlements.ts';
import { lockRecompute } from '../sql/lock-recompute.ts';
import type { ChangedPerson } from './changed-person.ts';
import { findConcerned } from './find-concerned.ts';
import { takeWaiting } from './sql/take-waiting.ts';

/** Rows of the queue that one transaction takes: it is short, whatever waits. */
const BATCH_ROWS = 500;

/** What one turn did; `taken` of 0 means that nobody waits whom another one has not taken. */
export interface Followed extends Recomputed {
  taken: number;
}

/**
 * Takes some of those who wait, the newest first, and makes their entitlements follow, in one
 * transaction: cut off, they wait again. Any number of servers may do it at the same time.
 */
export async function followChanges(
  context: Context,
  read: GroundsReader = readGrounds,
): Promise<Followed> {
  return await context.db.transaction(async (db) => {
    const changed = await takeWaiting(db, { first: 'newest', limit: BATCH_ROWS });
    const recomputed = await entitlementsOfChanged({ ...context, db }, changed, read);
    return { taken: changed.length, ...recomputed };
  });
}

/**
 * Recomputes, after what changed about some persons, exactly those reliefs of exactly those persons
 * that it can matter to. In one transaction, the caller's when there is one.
 */
export async function entitlementsOfChanged(
  context: Context,
  changed: readonly ChangedPerson[],
  read: GroundsReader = readGrounds,
): Promise<Recomputed> {
  if (changed.length === 0) return { persons: 0, added: 0, superseded: 0 };
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'some');
    const inside = { ...context, db };
    const grounds = await read(inside);
    const concerned = await findConcerned(inside, grounds, changed);
    return await recomputeConcerned(inside, grounds, concerned);
  });
}

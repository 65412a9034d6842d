import type { Context } from '../../../platform/context.ts';
import { type GroundsReader, readGrounds } from '../grounds.ts';
import { type Recomputed, recomputeConcerned } from '../recompute-entitlements.ts';
import { lockRecompute } from '../sql/lock-recompute.ts';
import type { ChangedPerson } from './changed-person.ts';
import { findConcerned } from './find-concerned.ts';
import { countWaiting } from './sql/count-waiting.ts';
import { setBack } from './sql/set-back.ts';
import { takeWaiting, type WaitingPerson } from './sql/take-waiting.ts';

/** Rows of the queue that one transaction takes: it is short, whatever waits. */
const BATCH_ROWS = 500;

/** What one turn did; `taken` of 0 means that nobody waits whom another one has not taken. */
export interface Followed extends Recomputed {
  taken: number;
}

/**
 * Takes some of those who wait, the newest first, and makes their entitlements follow, in one
 * transaction: cut off, they wait again. Any number of servers may do it at the same time. When that
 * fails, they are followed one by one, and whoever it is that fails waits behind all others.
 */
export async function followChanges(
  context: Context,
  read: GroundsReader = readGrounds,
): Promise<Followed> {
  try {
    return await followSome(context, read, { limit: BATCH_ROWS });
  } catch (error) {
    context.log.error({ err: error }, 'a batch could not be followed');
    return await followOneByOne(context, read);
  }
}

async function followSome(
  context: Context,
  read: GroundsReader,
  { limit, onTaken }: { limit: number; onTaken?: (taken: readonly WaitingPerson[]) => void },
): Promise<Followed> {
  return await context.db.transaction(async (db) => {
    const changed = await takeWaiting(db, { first: 'newest', limit });
    onTaken?.(changed);
    const recomputed = await entitlementsOfChanged({ ...context, db }, changed, read);
    return { taken: changed.length, ...recomputed };
  });
}

/** `taken` counts those that succeeded: when none does, there is nothing to hurry for. */
async function followOneByOne(context: Context, read: GroundsReader): Promise<Followed> {
  const sum: Followed = { taken: 0, persons: 0, added: 0, superseded: 0 };
  const waiting = await countWaiting(context.db, BATCH_ROWS);
  for (let turn = 0; turn < waiting; turn++) {
    let tried: WaitingPerson | undefined;
    const onTaken = ([one]: readonly WaitingPerson[]) => {
      tried = one;
    };
    try {
      const one = await followSome(context, read, { limit: 1, onTaken });
      for (const key of ['taken', 'persons', 'added', 'superseded'] as const) sum[key] += one[key];
    } catch (error) {
      context.log.error({ err: error }, 'a change could not be followed');
      if (tried) await setBack(context.db, tried.id);
    }
  }
  return sum;
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

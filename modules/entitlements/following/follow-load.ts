import type { Context } from '../../../platform/context.ts';
import { readGrounds } from '../grounds.ts';
import { type Recomputed, recomputeConcerned } from '../recompute-entitlements.ts';
import { concernedStatement } from '../sql/concerned-statement.ts';
import { lockRecompute } from '../sql/lock-recompute.ts';
import { type Concerned, findConcerned } from './find-concerned.ts';
import { countWaiting } from './sql/count-waiting.ts';
import { takeWaiting } from './sql/take-waiting.ts';

/** So many who wait are a load: a register that was loaded whole. */
const LOAD_ROWS = 20_000;
const SLICE_ROWS = 5_000;
/** A turn ends after so many; a job that takes longer than a quarter of an hour counts as dead. */
const SLICES_MAX = 60;
const BATCH_PERSONS = 500;
/** No load is larger; what came of it is only the progress that is told. */
const COUNTED_ROWS_MAX = 100_000_000;

/** How far a load is: rows of the queue. */
export interface LoadProgress {
  done: number;
  of: number;
}

/**
 * When very many wait, takes them a slice at a time, the oldest first, and asks in the database who
 * of them can ever have one of the reliefs concerned or has it: only for those is anything computed, in
 * batches that others do not wait for. Who comes in between is followed beside it, and first. Cut off,
 * it goes on at its next turn where it was.
 */
export async function followLoad(
  context: Context,
  {
    loadRows = LOAD_ROWS,
    onProgress,
  }: { loadRows?: number; onProgress?: (progress: LoadProgress) => void } = {},
): Promise<Recomputed> {
  const sum: Recomputed = { persons: 0, added: 0, superseded: 0 };
  const of = await countWaiting(context.db, COUNTED_ROWS_MAX);
  if (of < loadRows) return sum;
  let done = 0;
  for (let turn = 0; turn < SLICES_MAX && done < of; turn++) {
    const slice = await followSlice(context);
    if (slice.taken === 0) break;
    done += slice.taken;
    for (const key of ['persons', 'added', 'superseded'] as const) sum[key] += slice[key];
    onProgress?.({ done, of });
  }
  return sum;
}

/** The lock of all: its batches share theirs only with those of one owner of that one. */
async function followSlice(context: Context): Promise<Recomputed & { taken: number }> {
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'all');
    const changed = await takeWaiting(db, { first: 'oldest', limit: SLICE_ROWS });
    const sum = { taken: changed.length, persons: 0, added: 0, superseded: 0 };
    const grounds = await readGrounds(context);
    const concerned = await findConcerned({ db }, grounds, changed);
    const reliefs = [...new Set([...concerned.values()].flatMap((some) => [...some]))];
    if (reliefs.length === 0) return sum;
    const found = await db.query<{ personId: string }>(
      concernedStatement(
        { ...grounds, reliefs },
        { rows: (column) => `${column} = any($1::uuid[])`, reliefIds: '$2' },
      ),
      [[...concerned.keys()], reliefs.map(({ reliefId }) => reliefId)],
    );
    for (let start = 0; start < found.length; start += BATCH_PERSONS) {
      const batch: Concerned = new Map(
        found.slice(start, start + BATCH_PERSONS).map(({ personId }) => {
          return [personId, concerned.get(personId) ?? new Set()];
        }),
      );
      const replaced = await context.db.transaction(async (inner) => {
        await lockRecompute(inner, 'batch');
        return await recomputeConcerned({ ...context, db: inner }, grounds, batch);
      });
      for (const key of ['persons', 'added', 'superseded'] as const) sum[key] += replaced[key];
    }
    return sum;
  });
}

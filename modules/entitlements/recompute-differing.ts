import { rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { askPopulation, inRange, type PopulationProgress } from './ask-population.ts';
import { readGrounds } from './grounds.ts';
import { type Recomputed, recomputeBatch } from './recompute-entitlements.ts';
import { differingStatement } from './sql/differing-statement.ts';
import { lockRecompute } from './sql/lock-recompute.ts';

/** So many persons are recomputed in one database transaction. */
const BATCH_PERSONS = 500;

/**
 * Asks in the database, of all persons at once, who holds today other entitlements than facts and
 * published instructions give, and recomputes those persons whole, later periods too. What somebody
 * gets only later is not looked for here: that is there since their facts or instructions changed,
 * and if it is not, it differs on the day on which it begins.
 */
export async function recomputeDiffering(
  context: Context,
  { onProgress }: { onProgress?: (progress: PopulationProgress) => void } = {},
): Promise<Recomputed> {
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'all');
    const grounds = await readGrounds(context);
    const day = rigaDay(context.clock.now());
    const text = differingStatement(grounds, { day, rows: inRange });
    const sum: Recomputed = { persons: 0, added: 0, superseded: 0 };
    await askPopulation<{ personId: string }>(context, { text, values: [] }, { take, onProgress });
    return sum;

    async function take(rows: { personId: string }[]): Promise<void> {
      for (let start = 0; start < rows.length; start += BATCH_PERSONS) {
        const personIds = rows.slice(start, start + BATCH_PERSONS).map((row) => row.personId);
        const replaced = await recomputeBatch(context, { grounds, personIds });
        sum.persons += personIds.length;
        sum.added += replaced.added;
        sum.superseded += replaced.superseded;
      }
    }
  });
}

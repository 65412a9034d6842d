import { rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { inRange, type PopulationProgress } from './ask-population.ts';
import { readGrounds } from './grounds.ts';
import type { Recomputed } from './recompute-entitlements.ts';
import { recomputeFound } from './recompute-found.ts';
import { differingStatement } from './sql/differing-statement.ts';
import { lockRecompute } from './sql/lock-recompute.ts';

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
    const statement = { text, values: [] };
    return await recomputeFound(context, { grounds, statement, onProgress });
  });
}

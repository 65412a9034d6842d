import type { Context } from '../../platform/context.ts';
import { inRange, type PopulationProgress } from './ask-population.ts';
import type { Grounds } from './grounds.ts';
import type { Recomputed } from './recompute-entitlements.ts';
import { recomputeFound } from './recompute-found.ts';
import { concernedStatement } from './sql/concerned-statement.ts';

/**
 * Recomputes the reliefs of the grounds, and no others, in all their periods: for those whom a
 * statement over all persons finds, who can ever be given one of them or hold one. The caller has the
 * lock of all.
 */
export async function recomputeReliefs(context: Context, grounds: Grounds): Promise<Recomputed> {
  const reliefIds = grounds.reliefs.map(({ reliefId }) => reliefId);
  const text = concernedStatement(grounds, { rows: inRange, reliefIds: '$3' });
  const statement = { text, values: [reliefIds] };
  const onProgress = (progress: PopulationProgress) =>
    context.log.info({ ...progress, reliefs: reliefIds.length }, 'entitlements of reliefs follow');
  return await recomputeFound(context, { grounds, reliefIds, statement, onProgress });
}

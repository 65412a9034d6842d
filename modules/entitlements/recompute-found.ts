import type { Context } from '../../platform/context.ts';
import { askPopulation, type PopulationProgress } from './ask-population.ts';
import type { Grounds } from './grounds.ts';
import { type Recomputed, recomputeBatch } from './recompute-entitlements.ts';

/** So many persons are recomputed in one database transaction. */
const BATCH_PERSONS = 500;

/**
 * Recomputes in process those persons whom a statement over all of them finds, range by range, each
 * batch in a database transaction of its own: nobody waits for the others.
 */
export async function recomputeFound(
  context: Context,
  {
    grounds,
    reliefIds,
    statement,
    onProgress,
  }: {
    grounds: Grounds;
    /** The only reliefs of the grounds, if not all. */
    reliefIds?: readonly string[];
    statement: { text: string; values: readonly unknown[] };
    onProgress?: ((progress: PopulationProgress) => void) | undefined;
  },
): Promise<Recomputed> {
  const sum: Recomputed = { persons: 0, added: 0, superseded: 0 };
  await askPopulation<{ personId: string }>(context, statement, { take, onProgress });
  return sum;

  async function take(rows: { personId: string }[]): Promise<void> {
    for (let start = 0; start < rows.length; start += BATCH_PERSONS) {
      const personIds = rows.slice(start, start + BATCH_PERSONS).map((row) => row.personId);
      const replaced = await recomputeBatch(context, { grounds, personIds, reliefIds });
      sum.persons += personIds.length;
      sum.added += replaced.added;
      sum.superseded += replaced.superseded;
    }
  }
}

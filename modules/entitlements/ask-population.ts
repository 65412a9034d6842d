import type { Context } from '../../platform/context.ts';
import { listPersonRanges } from '../persons/index.ts';

export interface PopulationProgress {
  /** Ranges of persons done so far. */
  done: number;
  of: number;
}

/** So many persons of one statement keep within the memory that it is given. */
const RANGE_PERSONS = 100_000;
const STATEMENTS_AT_ONCE = 2;

/** Persons after `$1`, up to `$2`: what a statement over a range narrows its columns by. */
export const inRange = (column: string) => `${column} > $1::uuid and ${column} <= $2::uuid`;

/**
 * Runs one statement over all persons, range by range; its first two parameters are the range. Rows
 * of each range go to `take`, as they come. Each range is read in a transaction of its own, with the
 * memory that sets of its size need.
 */
export async function askPopulation<Row extends Record<string, unknown>>(
  context: Pick<Context, 'db'>,
  { text, values }: { text: string; values: readonly unknown[] },
  {
    take,
    onProgress,
  }: {
    take: (rows: Row[]) => Promise<void> | void;
    onProgress?: ((progress: PopulationProgress) => void) | undefined;
  },
): Promise<void> {
  const ranges = await listPersonRanges(context, RANGE_PERSONS);
  const waiting = [...ranges];
  let done = 0;
  const work = async () => {
    for (let range = waiting.shift(); range; range = waiting.shift()) {
      const { after, to } = range;
      const rows = await context.db.transaction(async (db) => {
        await db.query(
          `select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`,
        );
        return await db.query<Row>(text, [after, to, ...values]);
      });
      await take(rows);
      done += 1;
      onProgress?.({ done, of: ranges.length });
    }
  };
  await Promise.all(Array.from({ length: STATEMENTS_AT_ONCE }, work));
}

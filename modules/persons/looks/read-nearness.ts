import type { Day } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { selectNearness } from '../sql/select-nearness.ts';

/**
 * How near two persons are to each other on a day, by what registers state. Family: one is the other's
 * parent, grandparent, guardian, carer or companion, or they have a child or a parent in common.
 * Household: they are declared in one. Null: neither, as far as is known. In the order of the pairs.
 */
export async function readNearness(
  { db }: Pick<Context, 'db'>,
  pairs: readonly { personId: string; otherId: string; day: Day }[],
): Promise<('family' | 'household' | null)[]> {
  return pairs.length === 0 ? [] : await selectNearness(db, pairs);
}

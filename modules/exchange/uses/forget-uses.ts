import { addYears, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { deleteOldUses } from './sql/delete-old-uses.ts';

/** Statements are accounts: what they are made from is kept as long as accounts must be. */
const YEARS_KEPT = 5;

/** Forgets the use log of whole years that ended more than five years ago. */
export async function forgetUses({ db, clock }: Context): Promise<void> {
  await deleteOldUses(db, addYears(rigaDay(clock.now()), -YEARS_KEPT));
}

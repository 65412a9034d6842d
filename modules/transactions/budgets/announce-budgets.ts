import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { announceBudgetPage } from '../sql/announce-budget-page.ts';
import type { BudgetPlace } from './budget-state.ts';

const PAGE = 500;
/** A run of the job ends after so many: the next one begins anew. */
const PAGES_MAX = 200;
export const FIRST_PLACE: BudgetPlace = {
  periodEnd: '1900-01-01',
  id: '00000000-0000-0000-0000-000000000000',
};

/**
 * Announces budgets that reached a level of their instruction, or their end: each level once, with a
 * forecast of the day of the end. Returns how many notices were written.
 */
export async function announceBudgets(context: Context): Promise<number> {
  const at = context.clock.now();
  let announced = 0;
  let after = FIRST_PLACE;
  for (let page = 0; page < PAGES_MAX; page++) {
    const last = await announceBudgetPage(context.db, {
      day: rigaDay(at),
      at,
      after,
      atMost: PAGE,
    });
    if (!last) break;
    announced += last.announced;
    after = last;
  }
  return announced;
}

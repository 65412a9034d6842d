import type { Context } from '../../../platform/context.ts';
import { forgetErasures } from './sql/forget-erasures.ts';

/** So long subscribers are told the keys of what was erased; a month's sleep loses none of them. */
const TOLD_MS = 35 * 86_400_000;
const SLICE = 1_000;

/** Ends the telling of erasures: their keys leave the log as well. */
export async function forgetErased({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const erasedBefore = new Date(clock.now().getTime() - TOLD_MS);
  while ((await forgetErasures(db, { erasedBefore, limit: SLICE })) === SLICE);
}

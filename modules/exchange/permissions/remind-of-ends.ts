import { addDays, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { insertEvent } from './sql/insert-event.ts';
import { selectEnding } from './sql/select-ending.ts';

const DAYS_AHEAD = 30;
const BATCH = 1_000;

/**
 * Notes of each permission once that it ends within thirty days, and once that it has ended: both parties
 * find it among their notices. A prolonged one is reminded of anew before its next end.
 */
export async function remindOfEnds(context: Context): Promise<void> {
  const today = rigaDay(context.clock.now());
  for (const kind of ['ends-soon', 'expired'] as const) {
    const until = kind === 'expired' ? today : addDays(today, DAYS_AHEAD);
    for (;;) {
      const asked = { until, kind, today, limit: BATCH };
      const ending = await selectEnding(context.db, asked);
      for (const { permissionId, validUntil } of ending) {
        await insertEvent(context.db, {
          ...{ id: context.ids.next(), permissionId, kind, occurredAt: context.clock.now() },
          ...{ actorKind: 'system', actorId: null, side: 'platform', text: null },
          content: { validUntil },
        });
      }
      if (ending.length < BATCH) break;
    }
  }
}

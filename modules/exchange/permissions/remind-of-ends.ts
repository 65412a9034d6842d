import { addDays, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { EventKind } from './permission-event.ts';
import { insertEvent } from './sql/insert-event.ts';
import { type Ending, selectEnding } from './sql/select-ending.ts';
import { selectEndingVersions } from './sql/select-ending-versions.ts';
import { selectLowQuotas } from './sql/select-low-quotas.ts';

const DAYS_AHEAD = 30;
const BATCH = 1_000;

/**
 * Notes of each permission once that it ends within thirty days, that it has ended, that a version which
 * it names will end, and that nine tenths of its quota are used up: both parties find it among their
 * notices. After a prolongation it is reminded of anew; of a quota that begins anew, once in a month.
 */
export async function remindOfEnds(context: Context): Promise<void> {
  const { db, clock } = context;
  const today = rigaDay(clock.now());
  const soon = addDays(today, DAYS_AHEAD);
  const month = `${today.slice(0, 7)}-01`;
  const limit = BATCH;
  await note(context, 'ends-soon', () =>
    selectEnding(db, { until: soon, kind: 'ends-soon', today, limit }),
  );
  await note(context, 'expired', () =>
    selectEnding(db, { until: today, kind: 'expired', today, limit }),
  );
  await note(context, 'version-ends', () => selectEndingVersions(db, { today, limit }));
  await note(context, 'quota-low', () => selectLowQuotas(db, { month, today, limit }));
}

/** Until none is left: what is noted is found no more. */
async function note(
  { db, ids, clock }: Context,
  kind: EventKind,
  find: () => Promise<Ending[]>,
): Promise<void> {
  for (;;) {
    const found = await find();
    for (const { permissionId, content } of found) {
      await insertEvent(db, {
        ...{ id: ids.next(), permissionId, kind, occurredAt: clock.now(), content },
        ...{ actorKind: 'system', actorId: null, side: 'platform', text: null },
      });
    }
    if (found.length < BATCH) return;
  }
}

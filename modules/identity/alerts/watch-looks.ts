import { findNextSealed, selectSealedRecords } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { LOOK_ACTS } from '../../persons/index.ts';
import { findAlerts } from './find-alerts.ts';
import { insertAlerts } from './sql/insert-alerts.ts';
import { lockCursor } from './sql/lock-cursor.ts';
import { setCursor } from './sql/set-cursor.ts';

const SLICE_RECORDS = 10_000;
/** What is left after so many slices waits for the next turn. */
const SLICES_MAX = 500;

/**
 * Compares the looks of officials that were sealed since the last turn with the rules, and notes those that
 * do not fit. Slice by slice: alerts and the cursor are written together, so that a turn that was cut off
 * neither leaves one out nor notes one twice.
 */
export async function watchLooks(context: Context): Promise<void> {
  for (let slice = 0; slice < SLICES_MAX; slice++) {
    if (!(await watchSlice(context))) return;
  }
}

async function watchSlice(context: Context): Promise<boolean> {
  return await context.db.transaction(async (db) => {
    const after = await lockCursor(db);
    const until = await findNextSealed(db, { after, recordsMax: SLICE_RECORDS });
    if (until === undefined) return false;
    const range = { after, until };
    const records = await selectSealedRecords(db, {
      ...{ ...range, actorKind: 'official', acts: LOOK_ACTS },
    });
    const found = records.length === 0 ? [] : await findAlerts({ ...context, db }, records);
    const alerts = await insertAlerts(db, found, context.clock.now());
    await setCursor(db, until);
    if (alerts > 0) context.log.warn({ alerts }, 'looks of officials do not fit');
    return true;
  });
}

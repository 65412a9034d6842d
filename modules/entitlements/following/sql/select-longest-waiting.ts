import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select noted_at as "notedAt" from entitlements.waiting_persons order by id limit 1`;

/** Since when the last in the queue waits; undefined when nobody does. */
export async function selectLongestWaiting(db: Database): Promise<Date | undefined> {
  const [row] = await db.query<{ notedAt: Date }>(SELECT);
  return row?.notedAt;
}

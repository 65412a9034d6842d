import type { Database } from '../../../../platform/database/database.ts';

export interface LastHeard {
  /** When an upload of the sender was last whole. */
  loadedAt: Date | null;
  /** When something last changed. */
  changedAt: Date | null;
  /**
   * Snapshots that would remove, change or add many records: somebody must confirm or refuse each. Whoever may
   * not see rows of its institution is told of none.
   */
  snapshotsWaiting: number;
}

const SELECT = `
select
  (select ended_at from exchange.last_loads where version_id = $1::integer) as "loadedAt",
  (select recorded_at from exchange.changes
    where version_id = $1::integer order by position desc limit 1) as "changedAt",
  (select count(*)::integer from exchange.uploads
    where version_id = $1::integer and state = 'waiting') as "snapshotsWaiting"`;

/** When the sender of a data set was last heard of, and what of it waits. */
export async function selectLastHeard(db: Database, versionId: number): Promise<LastHeard> {
  const [row] = await db.query<LastHeard & Record<string, unknown>>({
    name: 'exchange-select-last-heard',
    text: SELECT,
    values: [versionId],
  });
  return row ?? { loadedAt: null, changedAt: null, snapshotsWaiting: 0 };
}

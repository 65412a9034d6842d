import type { Database } from '../../../../platform/database/database.ts';

/** Empties the queue of what is in it now; what others have taken is theirs. */
export async function deleteWaiting(db: Database): Promise<void> {
  await db.query(
    `delete from entitlements.waiting_persons
     where id = any(array(select id from entitlements.waiting_persons for update skip locked))`,
  );
}

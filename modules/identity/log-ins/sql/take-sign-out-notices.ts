import type { Database } from '../../../../platform/database/database.ts';

export interface SignOutNotice {
  id: string;
  clientId: string;
  sealed: Buffer;
  madeAt: Date;
}

/**
 * Takes notices that are due, each for one server: it is due again after a minute, and after twice as long
 * each time, an hour at most, unless it is deleted before.
 */
export async function takeSignOutNotices(
  db: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<SignOutNotice[]> {
  return await db.query<SignOutNotice & Record<string, unknown>>(
    `update identity.sign_out_notices
     set tries = tries + 1,
       due_at = $1::timestamptz + least(interval '1 hour', interval '1 minute' * 2 ^ least(tries, 10))
     where id in (
       select id from identity.sign_out_notices where due_at <= $1::timestamptz
       order by due_at limit $2::integer for update skip locked
     )
     returning id, client_id as "clientId", sealed, made_at as "madeAt"`,
    [now, limit],
  );
}

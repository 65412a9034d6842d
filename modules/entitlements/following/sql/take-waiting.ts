import type { Database } from '../../../../platform/database/database.ts';
import type { ChangedPerson } from '../changed-person.ts';

/** One of those who wait: below zero, set back, because it could not be followed. */
export interface WaitingPerson extends ChangedPerson {
  id: number;
}

/**
 * The newest first: what happens now does not wait behind a register that was loaded whole. The oldest
 * are without those set back, which would keep a slice of others from being followed.
 */
const ORDER = { newest: 'order by id desc', oldest: 'where id > 0 order by id' } as const;

const DELETE = (order: string) => `
delete from entitlements.waiting_persons
where id = any(array(
  select id from entitlements.waiting_persons ${order} limit $1::integer
  for update skip locked
))
returning id, person_id as "personId", kinds`;

/** Takes persons out of the queue; they are back in it when the transaction is not committed. */
export async function takeWaiting(
  db: Database,
  { first, limit }: { first: keyof typeof ORDER; limit: number },
): Promise<WaitingPerson[]> {
  return await db.query<WaitingPerson & Record<string, unknown>>({
    name: `entitlements.take-waiting-${first}`,
    text: DELETE(ORDER[first]),
    values: [limit],
  });
}

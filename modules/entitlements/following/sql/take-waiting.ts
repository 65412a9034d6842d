import type { Database } from '../../../../platform/database/database.ts';
import type { ChangedPerson } from '../changed-person.ts';

/** The newest first: what happens now does not wait behind a register that was loaded whole. */
const ORDER = { newest: 'desc', oldest: 'asc' } as const;

const DELETE = (order: string) => `
delete from entitlements.waiting_persons
where id = any(array(
  select id from entitlements.waiting_persons order by id ${order} limit $1::integer
  for update skip locked
))
returning person_id as "personId", kinds`;

/** Takes persons out of the queue; they are back in it when the transaction is not committed. */
export async function takeWaiting(
  db: Database,
  { first, limit }: { first: keyof typeof ORDER; limit: number },
): Promise<ChangedPerson[]> {
  return await db.query<ChangedPerson & Record<string, unknown>>({
    name: `entitlements.take-waiting-${first}`,
    text: DELETE(ORDER[first]),
    values: [limit],
  });
}

import type { Database } from '../../../../platform/database/database.ts';
import type { ChangedPerson } from '../changed-person.ts';

/** Whoever listens to this channel is told when the transaction is committed. */
export const WAITING_CHANNEL = 'koplieta_waiting_persons';

const INSERT = `
with noted as (
  insert into entitlements.waiting_persons (person_id, kinds, noted_at)
  select "personId", "kinds", $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as given ("personId" uuid, "kinds" text[])
)
select pg_notify($3::text, '')`;

/** Puts persons into the queue, inside the transaction of what changed about them. */
export async function insertWaiting(
  db: Database,
  changed: readonly ChangedPerson[],
  at: Date,
): Promise<void> {
  await db.query({
    name: 'entitlements.insert-waiting',
    text: INSERT,
    values: [JSON.stringify(changed), at, WAITING_CHANNEL],
  });
}

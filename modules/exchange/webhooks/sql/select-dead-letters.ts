import type { Database } from '../../../../platform/database/database.ts';
import type { DeadLetter } from '../dead-letter.ts';

export const DEAD_LETTERS = `
select
  id, mailbox_id as "mailboxId", after_position as after, end_position as "end", reason,
  died_at as "diedAt", replay_from is not null as "isWaiting"
from exchange.dead_letters`;

const SELECT = `
${DEAD_LETTERS}
where mailbox_id = $1::uuid and settled_at is null and ($2::uuid is null or id = $2::uuid)
  and ($3::uuid is null or id > $3::uuid)
order by id
limit $4::integer`;

/** Dead letters of a mailbox, all or one of them. */
export async function selectDeadLetters(
  db: Database,
  asked: { mailboxId: string; id: string | null; after: string | null; limit: number },
): Promise<DeadLetter[]> {
  const { mailboxId, id, after, limit } = asked;
  const values = [mailboxId, id, after, limit];
  return await db.query<DeadLetter & Record<string, unknown>>(SELECT, values);
}

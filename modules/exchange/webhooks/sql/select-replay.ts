import type { Database } from '../../../../platform/database/database.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { DEAD_LETTERS } from './select-dead-letters.ts';

const SELECT = `
${DEAD_LETTERS}
where mailbox_id = $1::uuid and replay_from is not null
order by end_position
limit 1`;

/** The first dead letter of a mailbox that is to be pushed again. */
export async function selectReplay(
  db: Database,
  mailboxId: string,
): Promise<DeadLetter | undefined> {
  const [row] = await db.query<DeadLetter & Record<string, unknown>>(SELECT, [mailboxId]);
  return row;
}

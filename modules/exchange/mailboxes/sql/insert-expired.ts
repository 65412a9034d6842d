import type { Context } from '../../../../platform/context.ts';
import type { Mailbox } from '../mailbox.ts';

const INSERT = `
insert into exchange.dead_letters
  (id, mailbox_id, after_position, end_position, reason, died_at)
select given.id, $1::uuid, given.position - 1, given.position, 'expired', $4::timestamptz
from unnest($2::uuid[], $3::bigint[]) as given (id, position)
on conflict do nothing`;

/** Keeps messages that expired before a mailbox got them as its dead letters, each once. */
export async function insertExpired(
  { db, ids, clock }: Pick<Context, 'db' | 'ids' | 'clock'>,
  { id }: Pick<Mailbox, 'id'>,
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  await db.query(INSERT, [id, positions.map(() => ids.next()), positions, clock.now()]);
}

import type { Database } from '../../../../platform/database/database.ts';

/** One that was replayed and refused for another day is dead again. */
const INSERT = `
insert into exchange.dead_letters
  (id, mailbox_id, after_position, end_position, reason, died_at)
values ($1::uuid, $2::uuid, $3::bigint, $4::bigint, 'refused', $5::timestamptz)
on conflict (id) do update set replay_from = null`;

/** Keeps a page that its receiver refused. */
export async function insertDeadLetter(
  db: Database,
  letter: { id: string; mailboxId: string; after: number; end: number; diedAt: Date },
): Promise<void> {
  const { id, mailboxId, after, end, diedAt } = letter;
  await db.query(INSERT, [id, mailboxId, after, end, diedAt]);
}

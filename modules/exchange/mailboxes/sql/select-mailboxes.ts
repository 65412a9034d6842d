import type { Database } from '../../../../platform/database/database.ts';
import type { Mailbox } from '../mailbox.ts';
import { MAILBOX_COLUMNS, type MailboxRow, mailboxRow } from './mailbox-row.ts';

const SELECT = `
select ${MAILBOX_COLUMNS}
where ($1::uuid is null or mailbox.information_system_id = $1::uuid)
  and ($2::uuid is null or mailbox.id > $2::uuid)
order by mailbox.id
limit $3::integer`;

/** Mailboxes of a system, or, without one, of all, in the order in which they were opened. */
export async function selectMailboxes(
  db: Database,
  asked: { systemId: string | null; after: string | null; limit: number },
): Promise<Mailbox[]> {
  const values = [asked.systemId, asked.after, asked.limit];
  return (await db.query<MailboxRow>(SELECT, values)).map(mailboxRow);
}

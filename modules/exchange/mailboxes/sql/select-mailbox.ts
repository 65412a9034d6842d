import type { Database } from '../../../../platform/database/database.ts';
import type { Mailbox } from '../mailbox.ts';
import { MAILBOX_COLUMNS, type MailboxRow, mailboxRow } from './mailbox-row.ts';

const SELECT = `select ${MAILBOX_COLUMNS} where mailbox.id = $1::uuid`;

export async function selectMailbox(db: Database, id: string): Promise<Mailbox | undefined> {
  const [row] = await db.query<MailboxRow>({
    name: 'exchange-select-mailbox',
    text: SELECT,
    values: [id],
  });
  return row && mailboxRow(row);
}

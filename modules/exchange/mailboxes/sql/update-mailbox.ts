import type { Database } from '../../../../platform/database/database.ts';
import type { Mailbox } from '../mailbox.ts';

const UPDATE = `
update exchange.mailboxes set position = $2::bigint, page_end = $3::bigint, page_id = $4::uuid
where id = $1::uuid`;

export async function updateMailbox(
  db: Database,
  { id, position, page }: Pick<Mailbox, 'id' | 'position' | 'page'>,
): Promise<void> {
  await db.query({
    name: 'exchange-update-mailbox',
    text: UPDATE,
    values: [id, position, page?.end ?? null, page?.id ?? null],
  });
}

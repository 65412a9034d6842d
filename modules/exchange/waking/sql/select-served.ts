import type { Database } from '../../../../platform/database/database.ts';
import type { FollowedName } from '../waking.ts';

interface Served {
  mailboxId: string;
  name: FollowedName;
}

const SELECT = `
select
  mailbox.id as "mailboxId", coalesce('v' || mailbox.version_id, 't' || mailbox.topic_id) as name
from exchange.webhooks webhook
join exchange.mailboxes mailbox on mailbox.id = webhook.mailbox_id
where webhook.state = 'active'`;

/** Mailboxes with an active webhook, and what each follows. */
export async function selectServed(db: Database): Promise<Served[]> {
  return await db.query<Served & Record<string, unknown>>(SELECT);
}

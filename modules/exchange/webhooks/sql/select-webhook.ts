import type { Database } from '../../../../platform/database/database.ts';
import type { Webhook } from '../webhook.ts';

const SELECT = `
select
  mailbox_id as "mailboxId", url, state, reason, attempts, failing_since as "failingSince",
  due_at as "dueAt"
from exchange.webhooks
where mailbox_id = $1::uuid`;

export async function selectWebhook(db: Database, mailboxId: string): Promise<Webhook | undefined> {
  const [row] = await db.query<Webhook & Record<string, unknown>>(SELECT, [mailboxId]);
  return row;
}

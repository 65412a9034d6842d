import type { Database } from '../../../../platform/database/database.ts';
import type { LeasedWebhook } from '../webhook.ts';

const UPDATE = `
update exchange.webhooks set lease = null, leased_until = null
where mailbox_id = $1::uuid and lease = $2::uuid`;

export async function releaseLease(
  db: Database,
  { mailboxId, lease }: Pick<LeasedWebhook, 'mailboxId' | 'lease'>,
): Promise<void> {
  await db.query({ name: 'exchange-release-lease', text: UPDATE, values: [mailboxId, lease] });
}

import type { Database } from '../../../../platform/database/database.ts';
import type { LeasedWebhook } from '../webhook.ts';

const UPDATE = `
update exchange.webhooks set leased_until = clock_timestamp() + interval '20 s'
where mailbox_id = $1::uuid and lease = $2::uuid and state = 'active'
returning mailbox_id`;

/** Goes on with a lease; false when it went to another server, or the webhook is no longer active. */
export async function renewLease(
  db: Database,
  { mailboxId, lease }: Pick<LeasedWebhook, 'mailboxId' | 'lease'>,
): Promise<boolean> {
  const rows = await db.query({
    name: 'exchange-renew-lease',
    text: UPDATE,
    values: [mailboxId, lease],
  });
  return rows.length > 0;
}

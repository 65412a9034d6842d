import type { Database } from '../../../../platform/database/database.ts';
import type { LeasedWebhook } from '../webhook.ts';
import { hasValidKey } from './has-valid-key.ts';

const UPDATE = `
update exchange.webhooks webhook set leased_until = clock_timestamp() + interval '20 s'
from exchange.mailboxes mailbox
where webhook.mailbox_id = $2::uuid and webhook.lease = $3::uuid and webhook.state = 'active'
  and mailbox.id = webhook.mailbox_id and ${hasValidKey('$1')}
returning webhook.mailbox_id`;

/**
 * Goes on with a lease; false when it ended or went to another server, the webhook is no longer active,
 * or its system has no valid key any more.
 */
export async function renewLease(
  db: Database,
  { mailboxId, lease }: Pick<LeasedWebhook, 'mailboxId' | 'lease'>,
  now: Date,
): Promise<boolean> {
  const rows = await db.query({
    name: 'exchange-renew-lease',
    text: UPDATE,
    values: [now, mailboxId, lease],
  });
  return rows.length > 0;
}

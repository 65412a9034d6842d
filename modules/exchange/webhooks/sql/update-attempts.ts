import type { Database } from '../../../../platform/database/database.ts';
import type { LeasedWebhook, Webhook } from '../webhook.ts';

const UPDATE = `
update exchange.webhooks
set attempts = $3::integer, failing_since = $4::timestamptz, due_at = $5::timestamptz,
  is_slow = $6::boolean,
  state = case when $7::text is null or state <> 'active' then state else 'stopped' end,
  reason = case when state <> 'active' then reason else $7::text end
where mailbox_id = $1::uuid and lease = $2::uuid`;

/** What came of an attempt, as long as the lease holds. With a reason an active webhook is stopped. */
export async function updateAttempts(
  db: Database,
  { mailboxId, lease }: Pick<LeasedWebhook, 'mailboxId' | 'lease'>,
  outcome: Pick<Webhook, 'attempts' | 'failingSince' | 'dueAt' | 'reason'> & { isSlow: boolean },
): Promise<void> {
  const { attempts, failingSince, dueAt, isSlow, reason } = outcome;
  await db.query({
    name: 'exchange-update-attempts',
    text: UPDATE,
    values: [mailboxId, lease, attempts, failingSince, dueAt, isSlow, reason],
  });
}

import type { Database } from '../../../../platform/database/database.ts';
import type { LeasedWebhook } from '../webhook.ts';
import { hasValidKey } from './has-valid-key.ts';

/**
 * Leases are reckoned by the database's clock, which all servers share; when an attempt is due, by
 * the platform's. A lease is twice as long as an attempt may last, and renewed before each.
 */
const LEASE = `
with due as (
  select
    webhook.mailbox_id, webhook.is_slow,
    row_number() over (partition by webhook.is_slow order by webhook.due_at) as place
  from exchange.webhooks webhook
  join exchange.mailboxes mailbox on mailbox.id = webhook.mailbox_id
  left join exchange.heads head on head.version_id = mailbox.version_id
  left join exchange.topics topic on topic.id = mailbox.topic_id
  where webhook.state = 'active' and webhook.due_at <= $1::timestamptz
    and (webhook.leased_until is null or webhook.leased_until < clock_timestamp())
    and ($5::uuid is null or webhook.mailbox_id = $5::uuid)
    and ${hasValidKey('$1')}
    and (
      coalesce(head.position, topic.position) > mailbox.position
      or exists (
        select from exchange.dead_letters letter
        where letter.mailbox_id = mailbox.id and letter.replay_from <= $1::timestamptz
      )
    )
), taken as (
  select webhook.mailbox_id
  from exchange.webhooks webhook
  join due using (mailbox_id)
  where due.place <= case when due.is_slow then $3::integer else $2::integer end
  for update of webhook skip locked
)
update exchange.webhooks webhook
set lease = $4::uuid, leased_until = clock_timestamp() + interval '20 s'
from taken, exchange.mailboxes mailbox, exchange.information_systems system
where webhook.mailbox_id = taken.mailbox_id and mailbox.id = webhook.mailbox_id
  and system.id = mailbox.information_system_id
  and (webhook.leased_until is null or webhook.leased_until < clock_timestamp())
returning
  webhook.mailbox_id as "mailboxId", webhook.lease, system.id as "systemId",
  system.organisation_id as "organisationId", webhook.url, webhook.secret,
  webhook.previous_secret as "previousSecret", webhook.previous_until as "previousUntil",
  webhook.attempts, webhook.failing_since as "failingSince", webhook.is_slow as "isSlow"`;

export interface LeaseAsked {
  now: Date;
  /** So many that answer quickly … */
  limit: number;
  /** … and so many that were slow the last time. */
  slowLimit: number;
  lease: string;
  /** Of this mailbox alone. */
  mailboxId: string | null;
}

/** Webhooks for which something is due, each for one server alone. */
export async function leaseWebhooks(db: Database, asked: LeaseAsked): Promise<LeasedWebhook[]> {
  const { now, limit, slowLimit, lease, mailboxId } = asked;
  return await db.query<LeasedWebhook & Record<string, unknown>>({
    name: 'exchange-lease-webhooks',
    text: LEASE,
    values: [now, limit, slowLimit, lease, mailboxId],
  });
}

import type { Database } from '../../../../platform/database/database.ts';

const UPSERT = `
insert into exchange.webhooks (mailbox_id, url, secret, state, due_at, created_at)
values ($1::uuid, $2::text, $3::bytea, 'active', $4::timestamptz, $4::timestamptz)
on conflict (mailbox_id) do update
set url = excluded.url, state = 'active', reason = null, attempts = 0, failing_since = null,
  due_at = excluded.due_at, is_slow = false, lease = null, leased_until = null
returning xmax = 0 as "isNew"`;

/**
 * Gives a mailbox a webhook, or its webhook another address; whether it is new, with this secret. A
 * server in the middle of its turn loses its lease: it knows the old address.
 */
export async function upsertWebhook(
  db: Database,
  webhook: { mailboxId: string; url: string; secret: Buffer; now: Date },
): Promise<boolean> {
  const { mailboxId, url, secret, now } = webhook;
  const [row] = await db.query<{ isNew: boolean }>(UPSERT, [mailboxId, url, secret, now]);
  return row?.isNew ?? false;
}

import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update exchange.webhooks
set state = $2::text, reason = null, attempts = 0, failing_since = null,
  due_at = $3::timestamptz
where mailbox_id = $1::uuid
returning mailbox_id`;

/** Pauses a webhook, or lets it go on at once. False: there is no webhook. */
export async function updateWebhookState(
  db: Database,
  { mailboxId, state, now }: { mailboxId: string; state: 'active' | 'paused'; now: Date },
): Promise<boolean> {
  return (await db.query(UPDATE, [mailboxId, state, now])).length > 0;
}

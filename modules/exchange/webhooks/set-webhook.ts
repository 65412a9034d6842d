import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { auditMailbox } from '../mailboxes/audit-mailbox.ts';
import { demandOwner, getMailbox, holdMailbox } from '../mailboxes/get-mailbox.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { type AddressRule, hostOf, isWebhookUrl } from './address-guard.ts';
import { deleteWebhook } from './sql/delete-webhook.ts';
import { selectWebhook } from './sql/select-webhook.ts';
import { updateSecret } from './sql/update-secret.ts';
import { updateWebhookState } from './sql/update-webhook-state.ts';
import { upsertWebhook } from './sql/upsert-webhook.ts';
import type { Webhook } from './webhook.ts';
import { makeWebhookSecret } from './webhook-signature.ts';

/** For so long after a rotation the secret before signs too. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * Lets the server send the pages of a mailbox to an address, or to another one than before. For the
 * mailbox's own system. Refuses with `mailbox-unknown` and `webhook-url-wrong`.
 *
 * @returns the secret with which pages are signed, shown this once; null when it stays as it was
 */
export async function setWebhook(
  context: Context,
  mailboxId: string,
  { url, rule }: { url: string; rule: AddressRule },
): Promise<string | null> {
  demandOwner(context);
  const secret = makeWebhookSecret();
  return await change(context, mailboxId, async (inside, mailbox) => {
    if (!isWebhookUrl(url, rule)) throw new Refusal('webhook-url-wrong');
    const sealed = context.keys.encrypt(secret);
    const now = context.clock.now();
    const isNew = await upsertWebhook(inside.db, { mailboxId, url, secret: sealed, now });
    // The machine alone: the rest of an address may be a secret of the receiver.
    await auditMailbox(inside, 'set-webhook', mailbox, { host: hostOf(new URL(url)) });
    return isNew ? secret : null;
  });
}

/**
 * A new secret for a webhook, shown once. For a day pages are signed with both, so that the receiver
 * changes over without a pause. Refuses with `mailbox-unknown` and `webhook-unknown`.
 */
export async function rotateSecret(context: Context, mailboxId: string): Promise<string> {
  demandOwner(context);
  const secret = makeWebhookSecret();
  const previousUntil = new Date(context.clock.now().getTime() + OVERLAP_MS);
  return await change(context, mailboxId, async (inside, mailbox) => {
    const sealed = context.keys.encrypt(secret);
    demandFound(await updateSecret(inside.db, { mailboxId, secret: sealed, previousUntil }));
    await auditMailbox(inside, 'rotate-webhook-secret', mailbox);
    return secret;
  });
}

/**
 * Pauses a webhook, or lets one that was paused or stopped go on where it was. For its system and the
 * operator. Refuses with `mailbox-unknown` and `webhook-unknown`.
 */
export async function turnWebhook(
  context: Context,
  mailboxId: string,
  state: 'active' | 'paused',
): Promise<void> {
  await change(context, mailboxId, async (inside, mailbox) => {
    const now = context.clock.now();
    demandFound(await updateWebhookState(inside.db, { mailboxId, state, now }));
    const act = state === 'active' ? 'resume-webhook' : 'pause-webhook';
    await auditMailbox(inside, act, mailbox);
  });
}

/** Ends a webhook; the mailbox stays. Refuses with `mailbox-unknown` and `webhook-unknown`. */
export async function removeWebhook(context: Context, mailboxId: string): Promise<void> {
  await change(context, mailboxId, async (inside, mailbox) => {
    demandFound(await deleteWebhook(inside.db, mailboxId));
    await auditMailbox(inside, 'remove-webhook', mailbox);
  });
}

/** How a webhook is doing. Refuses with `mailbox-unknown` and `webhook-unknown`. */
export async function getWebhook(context: Context, mailboxId: string): Promise<Webhook> {
  await getMailbox(context, mailboxId);
  const webhook = await selectWebhook(context.db, mailboxId);
  if (!webhook) throw new Refusal('webhook-unknown');
  return webhook;
}

async function change<T>(
  context: Context,
  mailboxId: string,
  work: (inside: Context, mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    return await work(inside, await holdMailbox(inside, mailboxId));
  });
}

function demandFound(isFound: boolean): void {
  if (!isFound) throw new Refusal('webhook-unknown');
}

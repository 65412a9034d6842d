import { onTestFinished } from 'vitest';
import type { Context } from '../../../platform/context.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { openMailbox } from '../mailboxes/open-mailbox.ts';
import type { RowCondition } from '../permissions/view.ts';
import { postgresWaking } from '../waking/postgres-waking.ts';
import { setWebhook } from '../webhooks/set-webhook.ts';
import { startWebhooks } from '../webhooks/start-webhooks.ts';
import { LICENCES, licence } from './exchange-context.ts';

export const LOOPBACK = { loopback: true };

/** Starts what sends, as a server does, for the rest of a test; `stop` ends it before. */
export function sending(
  context: TestContext,
  options: { attemptMs?: number; lookAgainMs?: number } = {},
): { stop(): Promise<void> } {
  const waking = postgresWaking(context.access.application);
  const running = startWebhooks(context, {
    ...{ waking, rule: LOOPBACK, attemptMs: 2_000, lookAgainMs: 50 },
    ...options,
  });
  const stop = async () => {
    await running.stop();
    await waking.stop();
  };
  onTestFinished(stop);
  return { stop };
}

/** A mailbox of the licences that is sent to an address. */
export async function hooked(
  own: Context,
  url: string,
  filter: readonly RowCondition[] = [],
): Promise<{ id: string; secret: string }> {
  const follows = { dataSet: LICENCES };
  const { id } = await openMailbox(own, { follows, permission: null, filter, from: 'beginning' });
  const secret = await setWebhook(own, id, { url, rule: LOOPBACK });
  return { id, secret: secret ?? '' };
}

/** Writes licences of these numbers, each in a commit of its own. */
export async function put(context: Context, ...numbers: string[]): Promise<void> {
  for (const number of numbers) {
    const changes = [{ upsert: licence({ number, fee: '1.00' }) }];
    await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
  }
}

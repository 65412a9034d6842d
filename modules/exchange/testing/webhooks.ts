import { onTestFinished } from 'vitest';
import type { Context } from '../../../platform/context.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { openMailbox } from '../mailboxes/open-mailbox.ts';
import type { RowCondition } from '../permissions/view.ts';
import { natsWaking } from '../waking/nats-waking.ts';
import { postgresWaking } from '../waking/postgres-waking.ts';
import type { Turns } from '../waking/turns.ts';
import type { Waking } from '../waking/waking.ts';
import { setWebhook } from '../webhooks/set-webhook.ts';
import { startWebhooks } from '../webhooks/start-webhooks.ts';
import { exchangeContext, LICENCES, licence } from './exchange-context.ts';
import type { ReceivedPage, Receiver } from './receiver.ts';
import { asSystem } from './systems.ts';

export const LOOPBACK = { loopback: true };

export interface Sending {
  attemptMs?: number;
  lookAgainMs?: number;
  /** Woken by NATS, not by PostgreSQL. */
  natsUrl?: string | undefined;
  relays?: boolean | undefined;
}

/** What wakes a server, by one or the other. */
export function wakingOf(
  context: TestContext,
  { natsUrl, relays = true }: Pick<Sending, 'natsUrl' | 'relays'>,
): Waking & { turns?: Turns } {
  const connection = context.access.application;
  if (natsUrl) return natsWaking(context, { url: natsUrl, connection, relays });
  return postgresWaking(connection);
}

/** Starts what sends, as a server does, for the rest of a test; `stop` ends it before. */
export function sending(
  context: TestContext,
  { natsUrl, relays, ...options }: Sending = {},
): { stop(): Promise<void> } {
  const { turns, ...waking } = wakingOf(context, { natsUrl, relays });
  const running = startWebhooks(context, {
    ...{ waking, turns, rule: LOOPBACK, attemptMs: 2_000, lookAgainMs: 50 },
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

let paths = 0;

/** A context with a system, and a path of a receiver of its own. */
export async function startReceiving(receiver: Receiver) {
  const context = await exchangeContext();
  const own = await asSystem(context, 'm-0099000', 'own');
  paths += 1;
  const path = `/path-${paths}`;
  const received = () => receiver.received(path);
  return { context, own, path, url: `${receiver.url}${path}`, received };
}

/** The positions of all changes in pages, as they came. */
export function positionsOf(pages: readonly ReceivedPage[]): number[] {
  return pages.flatMap(({ body }) => (body.changes ?? []).map(({ position }) => position));
}

/** The pages that were answered well. */
export function taken(pages: readonly ReceivedPage[]): ReceivedPage[] {
  return pages.filter(({ step }) => typeof step === 'object' && step.status < 300);
}

/** Whether a position is the last that was taken. */
export function upTo(last: number): (pages: readonly ReceivedPage[]) => boolean {
  return (pages) => positionsOf(taken(pages)).at(-1) === last;
}

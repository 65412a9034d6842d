import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import type { Turns } from '../waking/turns.ts';
import { bellFor, SILENT_WAKING, type Waking } from '../waking/waking.ts';
import type { AddressRule } from './address-guard.ts';
import { deliverPages } from './deliver-pages.ts';
import { PagePoster } from './post-page.ts';
import { leaseWebhooks } from './sql/lease-webhooks.ts';
import { releaseLease } from './sql/release-lease.ts';
import type { LeasedWebhook } from './webhook.ts';

export const SENDING: SystemWork = {
  name: 'exchange.webhooks',
  permission: { organisations: 'all', changes: ['exchange', 'audit'] },
};

/**
 * So many receivers are sent to at once that answer quickly, and so many that are slow: who turns out to
 * be slow leaves its place to others.
 */
const PLACES = 32;
const SLOW_PLACES = 96;
const ATTEMPT_MS = 10_000;
/** Retries come due by themselves, and a wake may be lost. */
const LOOK_AGAIN_MS = 1_000;
const PAUSE_AFTER_FAILURE_MS = 5_000;

export interface WebhookOptions {
  waking: Waking;
  /** Where servers are handed turns: then nobody looks at each wake. */
  turns?: Turns | undefined;
  rule: AddressRule;
  attemptMs?: number;
  lookAgainMs?: number;
}

export interface RunningWebhooks {
  /** Cuts off what is being sent: it comes again, with the same id. */
  stop(): Promise<void>;
}

/**
 * Sends what waits in mailboxes to their webhooks, until stopped. Any number of servers may: a webhook
 * is leased to one at a time, and order is kept because one page of it is under way at most.
 */
export function startWebhooks(base: Context, options: WebhookOptions): RunningWebhooks {
  const { waking, turns, rule, attemptMs = ATTEMPT_MS, lookAgainMs = LOOK_AGAIN_MS } = options;
  const context = contextOfSystem(base, SENDING);
  const poster = new PagePoster(rule, attemptMs);
  const stopping = new AbortController();
  const { signal } = stopping;
  const bell = bellFor(turns ? SILENT_WAKING : waking);
  const running = new Map<LeasedWebhook, Promise<void>>();
  const slow = new Set<LeasedWebhook>();

  const begin = (webhook: LeasedWebhook) => {
    if (webhook.isSlow) slow.add(webhook);
    const onSlow = () => {
      slow.add(webhook);
      bell.ring();
    };
    const done = deliver(context, webhook, { poster, onSlow }).finally(() => {
      slow.delete(webhook);
      running.delete(webhook);
      bell.ring();
    });
    running.set(webhook, done);
    return done;
  };
  const lease = async (mailboxId: string | null): Promise<LeasedWebhook[]> => {
    if (signal.aborted) return [];
    return await leaseWebhooks(context.db, {
      now: context.clock.now(),
      limit: Math.max(0, PLACES - (running.size - slow.size)),
      slowLimit: Math.max(0, SLOW_PLACES - slow.size),
      lease: context.ids.next(),
      mailboxId,
    });
  };
  const loop = async () => {
    while (!signal.aborted) {
      try {
        const leased = await lease(null);
        for (const webhook of leased) begin(webhook);
        if (leased.length === 0) await bell.wait(lookAgainMs, signal);
      } catch (error) {
        context.log.error({ err: error }, 'webhooks could not be looked for');
        await bell.wait(PAUSE_AFTER_FAILURE_MS, signal);
      }
    }
  };
  const ended = loop();
  const taking = turns?.start(async (mailboxId) => {
    if (signal.aborted || running.size - slow.size >= PLACES) return false;
    const [webhook] = await lease(mailboxId);
    // None: nothing is due, or another server is at it; what it misses is found by looking.
    if (webhook) await begin(webhook);
    return true;
  });
  return {
    stop: async () => {
      stopping.abort();
      poster.close();
      await taking?.stop();
      await ended;
      await Promise.all(running.values());
      bell.close();
    },
  };
}

async function deliver(
  context: Context,
  webhook: LeasedWebhook,
  delivering: Parameters<typeof deliverPages>[2],
): Promise<void> {
  try {
    await deliverPages(context, webhook, delivering);
    await releaseLease(context.db, webhook);
  } catch (error) {
    // It was closed while its page was under way.
    if (error instanceof Refusal && error.code === 'mailbox-unknown') return;
    // The lease ends by itself: until then the failure is not repeated.
    context.log.error({ err: error, mailbox: webhook.mailboxId }, 'a webhook could not be served');
  }
}

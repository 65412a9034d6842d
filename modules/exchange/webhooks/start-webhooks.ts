import type { Context } from '../../../platform/context.ts';
import { bellFor, type Waking } from '../waking/waking.ts';
import type { AddressRule } from './address-guard.ts';
import { deliverPages } from './deliver-pages.ts';
import { PagePoster } from './post-page.ts';
import { leaseWebhooks } from './sql/lease-webhooks.ts';
import { releaseLease } from './sql/release-lease.ts';
import type { LeasedWebhook } from './webhook.ts';

/** So many receivers are sent to at once, and of those at most so many that are slow to answer. */
const PLACES = 32;
const SLOW_PLACES = 16;
const ATTEMPT_MS = 10_000;
/** Retries come due by themselves, and a wake may be lost. */
const LOOK_AGAIN_MS = 1_000;
const PAUSE_AFTER_FAILURE_MS = 5_000;

export interface WebhookOptions {
  waking: Waking;
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
export function startWebhooks(context: Context, options: WebhookOptions): RunningWebhooks {
  const { waking, rule, attemptMs = ATTEMPT_MS, lookAgainMs = LOOK_AGAIN_MS } = options;
  const poster = new PagePoster(rule, attemptMs);
  const stopping = new AbortController();
  const { signal } = stopping;
  const bell = bellFor(waking);
  const running = new Map<LeasedWebhook, Promise<void>>();

  const begin = (webhook: LeasedWebhook) => {
    const done = deliver(context, webhook, poster).finally(() => {
      running.delete(webhook);
      bell.ring();
    });
    running.set(webhook, done);
  };
  const lookOnce = async (): Promise<number> => {
    const slow = [...running.keys()].filter(({ isSlow }) => isSlow).length;
    const limit = PLACES - running.size;
    if (limit === 0) return 0;
    const leased = await leaseWebhooks(context.db, {
      ...{ now: context.clock.now(), limit, slowLimit: Math.max(0, SLOW_PLACES - slow) },
      ...{ lease: context.ids.next(), mailboxId: null },
    });
    for (const webhook of leased) begin(webhook);
    return leased.length;
  };
  const loop = async () => {
    while (!signal.aborted) {
      try {
        if ((await lookOnce()) === 0) await bell.wait(lookAgainMs, signal);
      } catch (error) {
        context.log.error({ err: error }, 'webhooks could not be looked for');
        await bell.wait(PAUSE_AFTER_FAILURE_MS, signal);
      }
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      stopping.abort();
      poster.close();
      await ended;
      await Promise.all(running.values());
      bell.close();
    },
  };
}

async function deliver(
  context: Context,
  webhook: LeasedWebhook,
  poster: PagePoster,
): Promise<void> {
  try {
    await deliverPages(context, webhook, poster);
    await releaseLease(context.db, webhook);
  } catch (error) {
    // The lease ends by itself: until then the failure is not repeated.
    context.log.error({ err: error, mailbox: webhook.mailboxId }, 'a webhook could not be served');
  }
}

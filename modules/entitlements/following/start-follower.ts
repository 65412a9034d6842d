import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { listen } from '../../../platform/database/listen.ts';
import { makeGroundsReader } from '../grounds.ts';
import { followChanges } from './follow-changes.ts';
import { WAITING_CHANNEL } from './sql/insert-waiting.ts';

/** What nobody told us about, because the connection that listens was lost, is found by looking. */
const LOOK_EVERY_MS = 1_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;

/**
 * Makes entitlements follow until stopped, woken by each commit that changed somebody. Every server
 * has one; they share the work.
 */
export function startFollower(
  context: Context,
  connection: pg.ClientConfig,
): { stop(): Promise<void> } {
  const read = makeGroundsReader();
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake = new AbortController();
  const listener = listen(connection, WAITING_CHANNEL, () => wake.abort());
  const pause = (durationMs: number, until: AbortSignal) =>
    sleep(durationMs, undefined, { signal: until }).catch(() => {});
  const loop = async () => {
    while (!signal.aborted) {
      // Before looking: who comes while we look wakes us at once afterwards.
      wake = new AbortController();
      try {
        const { taken } = await followChanges(context, read);
        if (taken === 0) await pause(LOOK_EVERY_MS, AbortSignal.any([signal, wake.signal]));
      } catch (error) {
        context.log.error({ err: error }, 'entitlements could not follow');
        await pause(PAUSE_AFTER_FAILURE_MS, signal);
      }
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([ended, listener.stop()]);
    },
  };
}

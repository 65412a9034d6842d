import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { listen } from '../../../platform/database/listen.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import { makeGroundsReader } from '../grounds.ts';
import { followStatements } from '../statements/follow-statements.ts';
import { followChanges } from './follow-changes.ts';
import { WAITING_CHANNEL } from './sql/insert-waiting.ts';

export const FOLLOWING_CHANGES: SystemWork = {
  name: 'entitlements.follow',
  permission: { organisations: 'none', changes: ['entitlements'] },
};
export const FOLLOWING_STATEMENTS: SystemWork = {
  name: 'entitlements.follow-statements',
  permission: { organisations: 'all', changes: ['entitlements', 'reliefs', 'audit'] },
};

/** What nobody told us about, because the connection that listens was lost, is found by looking. */
const LOOK_EVERY_MS = 1_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;

interface Running {
  stop(): Promise<void>;
}

/**
 * Makes entitlements follow until stopped, woken by each commit that changed somebody. Every server
 * has one; they share the work.
 */
export function startFollower(context: Context, connection: pg.ClientConfig): Running {
  const own = contextOfSystem(context, FOLLOWING_CHANGES);
  const read = makeGroundsReader();
  const turn = async () => (await followChanges(own, read)).taken;
  return keepTurning(own, connection, { channel: WAITING_CHANNEL, turn });
}

/** The same of what grantors state in data sets: woken by whoever writes into one. */
export function startStatementFollower(context: Context, connection: pg.ClientConfig): Running {
  const own = contextOfSystem(context, FOLLOWING_STATEMENTS);
  const turn = async () => await followStatements(own);
  return keepTurning(own, connection, { channel: 'exchange_heads', turn });
}

/** Turns again at once for as long as there was something to do. */
function keepTurning(
  context: Context,
  connection: pg.ClientConfig,
  { channel, turn }: { channel: string; turn: () => Promise<number> },
): Running {
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake = new AbortController();
  const listening = listen(connection, channel, () => wake.abort());
  const pause = (durationMs: number, until: AbortSignal) =>
    sleep(durationMs, undefined, { signal: until }).catch(() => {});
  const loop = async () => {
    while (!signal.aborted) {
      // Before looking: who comes while we look wakes us at once afterwards.
      wake = new AbortController();
      try {
        const taken = await turn();
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
      await Promise.all([ended, listening.stop()]);
    },
  };
}

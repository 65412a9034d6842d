import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { selectMoved } from './sql/select-moved.ts';
import { bellFor, type FollowedName, SILENT_WAKING } from './waking.ts';

/** Any fixed number: whoever relays holds this advisory lock. */
const RELAY_LOCK = 7_205_201_105;
const AGAIN_MS = 1_000;
const LOOK_AGAIN_MS = 30_000;

/**
 * Says elsewhere what PostgreSQL tells: on one server of all, which holds a lock as long as its
 * connection lives. Whoever follows it says first of everything that it moved: what was told while
 * nobody listened is not lost.
 *
 * @param say rejects when it could not be said; it is said again
 */
export function startRelay(
  context: Context,
  connection: pg.ClientConfig,
  say: (name: FollowedName) => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await relayOnce(context, { connection, say, signal }).catch(() => {});
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

interface Relaying {
  connection: pg.ClientConfig;
  say(name: FollowedName): Promise<void>;
  signal: AbortSignal;
}

async function relayOnce(context: Context, relaying: Relaying): Promise<void> {
  const client = new pg.Client(relaying.connection);
  const broken = new AbortController();
  client.on('error', () => broken.abort());
  client.on('end', () => broken.abort());
  try {
    await client.connect();
    const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [RELAY_LOCK]);
    if (rows[0]?.held) {
      const signal = AbortSignal.any([relaying.signal, broken.signal]);
      await relay(context, client, { ...relaying, signal });
    }
  } finally {
    await client.end().catch(() => {});
  }
}

async function relay(context: Context, client: pg.Client, relaying: Relaying): Promise<void> {
  const { say, signal } = relaying;
  const bell = bellFor(SILENT_WAKING);
  const moved = new Set<FollowedName>();
  client.on('notification', ({ channel, payload }) => {
    moved.add(`${channel === 'exchange_heads' ? 'v' : 't'}${Number(payload)}`);
    bell.ring();
  });
  await client.query('listen exchange_heads');
  await client.query('listen exchange_topics');
  for (const name of await selectMoved(context.db)) moved.add(name);
  while (!signal.aborted) {
    const unsaid: FollowedName[] = [];
    for (const name of [...moved]) {
      // Before it is said: what moves meanwhile is said again.
      moved.delete(name);
      await say(name).catch(() => unsaid.push(name));
      if (signal.aborted) return;
    }
    for (const name of unsaid) moved.add(name);
    await bell.wait(unsaid.length > 0 ? AGAIN_MS : LOOK_AGAIN_MS, signal);
  }
}

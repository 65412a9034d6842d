import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { DiscardPolicy, jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { type NatsPlace, placeOf } from './nats-place.ts';
import { startRelay } from './nats-relay.ts';
import { natsTurns } from './nats-turns.ts';
import type { Turns } from './turns.ts';
import { type FollowedName, makeListeners, type Waking } from './waking.ts';

const AGAIN_MS = 1_000;

export interface NatsWaking extends Waking {
  readonly turns: Turns;
}

interface NatsOptions {
  url: string;
  /** As whom the relay listens to PostgreSQL. */
  connection: pg.ClientConfig;
  /** Whether this server may be the one that relays. */
  relays?: boolean;
}

/**
 * Wakes by NATS: one server of all hears PostgreSQL and says in a JetStream stream what moved, never
 * what it is; everybody else hears NATS alone. What is said there is only ever a reason to look: when
 * NATS is away, or forgets, everything is found by looking, a second or two later.
 */
export function natsWaking(context: Context, options: NatsOptions): NatsWaking {
  const { onWake, tell } = makeListeners();
  const place = placeOf(context);
  const stopping = new AbortController();
  const { signal } = stopping;
  const linked = link(options.url, signal);
  const serving = linked.then((nats) => nats && hear(nats, { context, place, tell, signal }));
  const relay =
    options.relays === false
      ? undefined
      : startRelay(context, options.connection, async (name) => {
          const nats = await linked;
          if (nats) await jetstream(nats).publish(place.subject(name));
        });
  return {
    onWake,
    turns: natsTurns(context, { linked, place }),
    stop: async () => {
      stopping.abort();
      const relayed = relay?.stop();
      const nats = await linked;
      // What is being written fails a turn later when NATS is ending too, and closing takes away who
      // listens to that failure: it would end the process.
      await turn();
      await nats?.close();
      await relayed;
      await serving;
    },
  };
}

/** Tries until NATS answers; undefined when stopped before. Later it reconnects by itself. */
async function link(url: string, signal: AbortSignal): Promise<NatsConnection | undefined> {
  while (!signal.aborted) {
    try {
      return await connect({ servers: url, maxReconnectAttempts: -1, name: 'koplieta' });
    } catch {
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
}

interface Hearing {
  context: Context;
  place: NatsPlace;
  tell(moved: FollowedName | null): void;
  signal: AbortSignal;
}

async function hear(nats: NatsConnection, hearing: Hearing): Promise<void> {
  const { place, tell, signal, context } = hearing;
  // Before anything is waited for: what is asked of a connection that has closed meanwhile never ends.
  const statuses = nats.status();
  nats.subscribe(place.subject('>'), {
    callback: (error, message) => {
      if (!error) tell(message.subject.split('.').at(-1) as FollowedName);
    },
  });
  await prepareStream(nats, place).catch((error: unknown) => {
    if (!signal.aborted) context.log.error({ err: error }, 'NATS gives no stream');
  });
  tell(null);
  for await (const { type } of statuses) {
    if (type !== 'reconnect') continue;
    // It may have come back without its files.
    await prepareStream(nats, place).catch(() => {});
    tell(null);
  }
}

/** One word for each name is kept: that it moved. Doing it again changes nothing. */
async function prepareStream(nats: NatsConnection, place: NatsPlace): Promise<void> {
  const { streams } = await jetstreamManager(nats);
  await streams.add({
    name: place.stream,
    subjects: [place.subject('>')],
    max_msgs_per_subject: 1,
    discard: DiscardPolicy.Old,
    storage: StorageType.File,
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import type { Context } from '../../../platform/context.ts';
import type { NatsPlace } from './nats-place.ts';
import { selectServed } from './sql/select-served.ts';
import type { Turns } from './turns.ts';
import type { FollowedName } from './waking.ts';

const LOOK_AGAIN_MS = 1_000;
/** Who was handed a turn and said nothing for so long has died. */
const TURN_MS = 60_000;
/** No place is free here. */
const LATER_MS = 500;
/** The server takes a consumer away that nobody asked for so long: its webhook is gone. */
const FORGOTTEN_MS = 86_400_000;

interface Linked {
  linked: Promise<NatsConnection | undefined>;
  place: NatsPlace;
}

/**
 * Turns by a durable consumer of the stream for each webhook: every server asks each of them, and NATS
 * hands a word to one. A word says that a mailbox is worth a look, no more.
 */
export function natsTurns(context: Context, { linked, place }: Linked): Turns {
  return {
    start: (serve) => {
      const stopping = new AbortController();
      const { signal } = stopping;
      const bound = new Map<string, Promise<void>>();
      const open = new Set<ConsumerMessages>();
      const look = async (nats: NatsConnection) => {
        const served = await selectServed(context.db);
        for (const { mailboxId, name } of served) {
          if (bound.has(mailboxId) || signal.aborted) continue;
          const asking = ask(nats, place, { mailboxId, name, open, signal, serve })
            .catch(() => {})
            .finally(() => bound.delete(mailboxId));
          bound.set(mailboxId, asking);
        }
      };
      const loop = async () => {
        const nats = await linked;
        while (nats && !signal.aborted) {
          await look(nats).catch((error: unknown) => {
            context.log.error({ err: error }, 'the turns of webhooks could not be asked for');
          });
          await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
        }
      };
      const ended = loop();
      return {
        stop: async () => {
          stopping.abort();
          await ended;
          for (const messages of open) messages.stop();
          await Promise.all(bound.values());
        },
      };
    },
  };
}

interface Asking {
  mailboxId: string;
  name: FollowedName;
  open: Set<ConsumerMessages>;
  signal: AbortSignal;
  serve(mailboxId: string): Promise<boolean>;
}

async function ask(nats: NatsConnection, place: NatsPlace, asking: Asking): Promise<void> {
  const { mailboxId, name, open, signal, serve } = asking;
  const durable = `webhook_${mailboxId}`;
  const manager = await jetstreamManager(nats);
  await manager.consumers.add(place.stream, {
    durable_name: durable,
    filter_subject: place.subject(name),
    deliver_policy: DeliverPolicy.LastPerSubject,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(TURN_MS),
    max_ack_pending: 1,
    inactive_threshold: nanos(FORGOTTEN_MS),
  });
  const consumer = await jetstream(nats).consumers.get(place.stream, durable);
  const messages = await consumer.consume({ max_messages: 1, abort_on_missing_resource: true });
  open.add(messages);
  // Who stopped meanwhile did not see these.
  if (signal.aborted) messages.stop();
  try {
    for await (const message of messages) {
      if (await serve(mailboxId)) message.ack();
      else message.nak(LATER_MS);
    }
  } finally {
    open.delete(messages);
  }
}

import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getReadableTopic } from './get-topic.ts';
import { bodyChecker, tooLarge } from './message-schema.ts';
import { insertMessages, type NewMessage } from './sql/insert-messages.ts';
import { lockTopic } from './sql/lock-topic.ts';
import { selectSent } from './sql/select-sent.ts';
import { updateTopicPosition } from './sql/update-topic-position.ts';
import type { Topic } from './topic.ts';

const HOUR_MS = 3_600_000;
const BODY_BYTES_MAX = 65_536;

export interface GivenMessage {
  /** The sender's own name for it: under one name it is sent once. */
  key: string;
  body: Record<string, unknown>;
}

export interface SentMessage {
  id: string;
  position: number;
  /** It had been sent before under this key. */
  again: boolean;
}

/**
 * Sends messages, all or none: what is sent is there for every subscriber that the topic has. Sent
 * again with the same keys nothing more is sent, so a sender that got no answer simply repeats.
 *
 * For systems of the institution that owns the topic. Refuses with `topic-unknown`, `not-allowed`,
 * `message-wrong` (each problem with the place of its message) and `message-key-reused`.
 */
export async function sendMessages(
  context: Context,
  code: string,
  given: readonly GivenMessage[],
): Promise<SentMessage[]> {
  const topic = await getReadableTopic(context, code);
  const { actor } = context;
  if (actor.kind !== 'information-system' || actor.organisationId !== topic.organisationId) {
    throw new Refusal('not-allowed');
  }
  refuseWrong(topic, given);
  return await context.db.transaction(async (db) => {
    const position = await lockTopic(db, topic.topicId);
    const at = { ...topic, position, systemId: actor.systemId };
    const { sent, added } = await decide({ ...context, db }, at, given);
    if (added.length === 0) return sent;
    await insertMessages(db, { topicId: topic.topicId, systemId: actor.systemId }, added);
    await updateTopicPosition(db, topic.topicId, position + added.length);
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.send-messages',
        organisationId: topic.organisationId,
        content: { topic: code, messages: added.length, after: position },
      }),
    ]);
    return sent;
  });
}

function refuseWrong({ schema }: Topic, given: readonly GivenMessage[]): void {
  const check = bodyChecker(schema);
  const problems = given.flatMap(({ body }, message) => {
    if (Buffer.byteLength(JSON.stringify(body)) > BODY_BYTES_MAX) {
      return [{ message, ...tooLarge('64 KiB', '64 KiB') }];
    }
    return check(body).map((problem) => ({ message, ...problem }));
  });
  if (problems.length > 0) throw new Refusal('message-wrong', { problems });
}

/** Which of the messages are new, and where those stand that were sent before. */
async function decide(
  context: Context,
  topic: Topic & { systemId: string },
  given: readonly GivenMessage[],
): Promise<{ sent: SentMessage[]; added: NewMessage[] }> {
  const { topicId, systemId, timeToLiveHours } = topic;
  const senderKeys = given.map(({ key }) => key);
  const before = await selectSent(context.db, { topicId, systemId, senderKeys });
  const known = new Map(before.map((one) => [one.senderKey, one]));
  const sentAt = context.clock.now();
  const expiresAt = new Date(sentAt.getTime() + timeToLiveHours * HOUR_MS);
  const added: NewMessage[] = [];
  const sent = given.map(({ key: senderKey, body }): SentMessage => {
    const text = JSON.stringify(body);
    const contentHash = context.keys.hash('record-content', text);
    const found = known.get(senderKey);
    if (found) {
      if (found.contentHash && !found.contentHash.equals(contentHash)) {
        throw new Refusal('message-key-reused', { key: senderKey });
      }
      return { id: found.id, position: found.position, again: true };
    }
    const position = topic.position + added.length + 1;
    const message = { id: context.ids.next(), position, senderKey, contentHash };
    added.push({ ...message, sealed: context.keys.encrypt(text), sentAt, expiresAt });
    known.set(senderKey, message);
    return { id: message.id, position, again: false };
  });
  return { sent, added };
}

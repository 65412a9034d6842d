import { expect, test } from 'vitest';
import { getMailbox } from '../mailboxes/get-mailbox.ts';
import { acknowledge, restartMailbox } from '../mailboxes/move-mailbox.ts';
import { openMailbox } from '../mailboxes/open-mailbox.ts';
import { takePage } from '../mailboxes/take-page.ts';
import { exchangeContext } from '../testing/exchange-context.ts';
import { asSystem } from '../testing/systems.ts';
import { listDeadLetters } from '../webhooks/dead-letters.ts';
import { type DescribedTopic, defineTopic } from './define-topic.ts';
import { eraseMessages } from './erase-messages.ts';
import { getReadableTopic, listTopics } from './get-topic.ts';
import { schemaProblems } from './message-schema.ts';
import { purgeMessages } from './purge-messages.ts';
import { sendMessages } from './send-messages.ts';

const HOUR_MS = 3_600_000;
const DELAYS: DescribedTopic = {
  code: 'delays',
  institution: 'm-0099000',
  name: { lv: 'Kavējumi', en: 'Delays' },
  schema: {
    type: 'object',
    properties: { pier: { type: 'integer' }, minutes: { type: 'integer', minimum: 0 } },
    required: ['pier'],
    additionalProperties: false,
  },
  timeToLiveHours: 12,
  readers: ['vejaines-pramis'],
};

async function delays(more: Partial<DescribedTopic> = {}) {
  const context = await exchangeContext();
  const own = await asSystem(context, 'm-0099000', 'own');
  const reader = await asSystem(context, 'vejaines-pramis', 'reader');
  await defineTopic(own, { ...DELAYS, ...more });
  const asked = { follows: { topic: 'delays' }, permission: null, from: 'now' as const };
  const { id } = await openMailbox(reader, { ...asked, filter: [] });
  const send = (...bodies: Record<string, unknown>[]) =>
    sendMessages(
      own,
      'delays',
      bodies.map((body) => ({ key: JSON.stringify(body), body })),
    );
  return { context, own, reader, id, send, take: () => takePage(reader, id, { limit: 100 }) };
}

test('a message is sent once under its key, and reaches who subscribed', async () => {
  const { context, own, reader, id, send, take } = await delays();
  const [sent] = await send({ pier: 1, minutes: 5 });
  expect(sent).toEqual({ id: expect.any(String), position: 1, again: false });
  expect(await send({ pier: 1, minutes: 5 }, { pier: 2 })).toEqual([
    { ...sent, again: true },
    { id: expect.any(String), position: 2, again: false },
  ]);
  const same = { key: 'x', body: { pier: 3 } };
  const [first, second] = await sendMessages(own, 'delays', [same, same]);
  expect(second).toEqual({ ...first, again: true });
  await expect(
    sendMessages(own, 'delays', [{ key: 'x', body: { pier: 4 } }]),
  ).rejects.toMatchObject({ code: 'message-key-reused', details: { key: 'x' } });
  const page = await take();
  expect(page).toMatchObject({ dataSet: null, position: 3, more: false });
  expect(page.entries[0]).toEqual({
    position: 1,
    id: sent?.id,
    sentAt: '2026-03-11T10:00:00.000Z',
    expiresAt: '2026-03-11T22:00:00.000Z',
    body: { pier: 1, minutes: 5 },
  });
  await acknowledge(reader, id, 3);
  expect(await take()).toMatchObject({ entries: [] });
  await restartMailbox(reader, id);
  expect((await take()).entries).toHaveLength(3);
  const [row] = await context.adminDb.query<{ text: string }>(
    `select string_agg(encode(sealed, 'escape'), '') as text from exchange.messages`,
  );
  expect(row?.text).not.toContain('pier');
});

test('senders at once: every message once, in an order without gaps', async () => {
  const { own, take } = await delays();
  const bodies = Array.from({ length: 20 }, (_, pier) => ({ pier }));
  await Promise.all(
    [...bodies, ...bodies].map((body) =>
      sendMessages(own, 'delays', [{ key: `${body.pier}`, body }]),
    ),
  );
  const entries = (await take()).entries as { position: number; body: { pier: number } }[];
  expect(entries.map(({ position }) => position)).toEqual(bodies.map((_, index) => index + 1));
  expect(entries.map(({ body }) => body.pier).sort((a, b) => a - b)).toEqual(
    bodies.map(({ pier }) => pier),
  );
});

test('a filter lets some through', async () => {
  const { reader, send } = await delays();
  const filter = [{ field: 'pier', values: ['2'] }];
  const asked = { follows: { topic: 'delays' }, permission: null, from: 'beginning' as const };
  const { id } = await openMailbox(reader, { ...asked, filter });
  await send({ pier: 1 }, { pier: 2 }, { pier: 3 });
  const page = await takePage(reader, id, { limit: 100 });
  expect(page).toMatchObject({ entries: [{ body: { pier: 2 } }], position: 3 });
});

test('what expires unread is a dead letter, once; what was read is none', async () => {
  const { context, reader, id, send, take } = await delays();
  await send({ pier: 1 });
  await acknowledge(reader, id, (await take()).position);
  await send({ pier: 2 });
  context.clock.advance(12 * HOUR_MS);
  await send({ pier: 3 });
  expect((await take()).entries).toMatchObject([{ body: { pier: 3 } }]);
  await take();
  const letters = () =>
    context.db.query('select end_position as "end", reason from exchange.dead_letters');
  expect(await letters()).toEqual([{ end: 2, reason: 'expired' }]);
  context.clock.advance(30 * 24 * HOUR_MS + 12 * HOUR_MS + 1);
  await purgeMessages(context);
  expect(await letters()).toEqual([]);
  expect(await context.db.query('select from exchange.messages')).toEqual([]);
  expect(await take()).toMatchObject({ entries: [], position: 3 });
});

test('a sleeper passes over what expired and was deleted, and waits for what is next', async () => {
  const { context, reader, id, send, take } = await delays();
  await send({ pier: 1 }, { pier: 2 });
  context.clock.advance(30 * 24 * HOUR_MS + 12 * HOUR_MS + 1);
  await purgeMessages(context);
  expect(await take()).toMatchObject({ page: null, entries: [], position: 2, more: false });
  expect(await getMailbox(reader, id)).toMatchObject({ position: 2, newest: 2 });
  await send({ pier: 3 });
  expect(await take()).toMatchObject({ entries: [{ position: 3 }], more: false });
});

test('a deleted message behind one that is alive holds up nobody either', async () => {
  const { context, own, reader, id, send, take } = await delays({ timeToLiveHours: 2000 });
  await send({ pier: 1 });
  await defineTopic(own, { ...DELAYS, timeToLiveHours: 1 });
  await send({ pier: 2 });
  context.clock.advance(30 * 24 * HOUR_MS + HOUR_MS + 1);
  await purgeMessages(context);
  expect(await take()).toMatchObject({ entries: [{ position: 1 }], position: 1, more: true });
  await acknowledge(reader, id, 1);
  expect(await take()).toMatchObject({ entries: [], position: 2, more: false });
});

const GROUNDS = { reason: 'unlawful', legalBasis: 'Decision No. 7' } as const;

test('an erased message leaves its position: nobody gets it, waiting or dead, nor by a late retry', async () => {
  const { context, own, reader, id, send, take } = await delays();
  const erase = (...piers: number[]) =>
    eraseMessages(own, 'delays', {
      ...{ ...GROUNDS, keys: piers.map((pier) => JSON.stringify({ pier })) },
    });
  const keyText = JSON.stringify({ pier: 2 });
  await send({ pier: 1 });
  context.clock.advance(12 * HOUR_MS);
  await send({ pier: 2 }, { pier: 3 }, { pier: 4 });
  expect((await take()).entries).toHaveLength(3);
  const letters = () => listDeadLetters(reader, id, { after: null, limit: 10 });
  expect(await letters()).toHaveLength(1);

  expect(await erase(1, 2, 4, 99)).toBe(3);
  expect(await erase(1, 2, 4)).toBe(0);
  expect(await letters()).toEqual([]);
  const page = await take();
  expect(page).toMatchObject({ entries: [{ position: 3, body: { pier: 3 } }], position: 4 });
  expect(await send({ pier: 2 })).toMatchObject([{ position: 2, again: true }]);
  const other = { key: keyText, body: { pier: 7 } };
  expect(await sendMessages(own, 'delays', [other])).toMatchObject([{ again: true }]);
  await acknowledge(reader, id, page.position);
  expect(await take()).toMatchObject({ entries: [], position: 4 });
  const kept = await context.adminDb.query(
    'select position from exchange.messages where sealed is not null or content_hash is not null',
  );
  expect(kept).toEqual([{ position: 3 }]);
  const [noted] = await context.adminDb.query<{ content: string }>(
    `select content from audit.records where act = 'exchange.erase-messages' order by id`,
  );
  expect(JSON.parse(noted?.content ?? '')).toEqual({ topic: 'delays', ...GROUNDS, messages: 3 });
});

test('messages are erased by who owns the topic, on grounds that name nobody', async () => {
  const { own, reader, context } = await delays();
  const asked = { ...GROUNDS, keys: ['x'] };
  await expect(eraseMessages(reader, 'delays', asked)).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const stranger = await asSystem(context, 'm-0099000', 'second');
  expect(await eraseMessages(stranger, 'delays', asked)).toBe(0);
  const named = { ...asked, legalBasis: 'Request of 320000-00001' };
  await expect(eraseMessages(own, 'delays', named)).rejects.toMatchObject({
    code: 'erasure-names-person',
  });
});

test.each([
  ['a field that is missing', {}, '/pier', 'missing'],
  ['a value of another type', { pier: 'one' }, '/pier', 'wrong-type'],
  ['a value too small', { pier: 1, minutes: -1 }, '/minutes', 'too-small'],
  ['a field too many', { pier: 1, boat: 2 }, '/boat', 'unknown-field'],
])('a body with %s is refused, and with it all of them', async (_name, body, path, code) => {
  const { send, take } = await delays();
  const sentences = { lv: expect.stringMatching(/./), en: expect.stringMatching(/./) };
  const problem = { message: 1, path, code, ...sentences };
  await expect(send({ pier: 1 }, body)).rejects.toMatchObject({
    code: 'message-wrong',
    details: { problems: [problem] },
  });
  expect(await take()).toMatchObject({ entries: [] });
});

test('a body that is too large is refused', async () => {
  const { send } = await delays({ schema: { type: 'object' } });
  await expect(send({ text: 'x'.repeat(70_000) })).rejects.toMatchObject({ code: 'message-wrong' });
});

test.each([
  ['a pattern', { type: 'object', properties: { a: { type: 'string', pattern: '(a+)+$' } } }],
  ['a reference', { type: 'object', $ref: '#' }],
  ['alternatives', { type: 'object', anyOf: [{}, {}] }],
  ['a list as a body', { type: 'array' }],
  ['no object at all', 7],
  [
    'levels without end',
    Array.from({ length: 20_000 }).reduce((inner) => ({ type: 'object', items: inner }), {}),
  ],
  ['a text without end', { type: 'object', description: 'x'.repeat(30_000) }],
])('a schema with %s is refused', (_name, schema) => {
  expect(schemaProblems(schema)).not.toEqual([]);
});

test('a topic is its institution’s, and read by whom that names', async () => {
  const { context, own, reader } = await delays();
  const third = await asSystem(context, 'm-0099000', 'third');
  expect(await listTopics(reader, { after: null, limit: 9 })).toMatchObject([{ code: 'delays' }]);
  const sent = [{ key: 'x', body: { pier: 1 } }];
  await expect(sendMessages(reader, 'delays', sent)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await sendMessages(third, 'delays', sent)).toMatchObject([{ again: false }]);
  await defineTopic(own, { ...DELAYS, readers: [] });
  await expect(getReadableTopic(reader, 'delays')).rejects.toMatchObject({ code: 'topic-unknown' });
  expect(await listTopics(reader, { after: null, limit: 9 })).toEqual([]);
  const taken = { ...DELAYS, institution: 'vejaines-pramis' };
  await expect(defineTopic(reader, taken)).rejects.toMatchObject({ code: 'topic-of-another' });
  await expect(defineTopic(reader, DELAYS)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(defineTopic(own, { ...DELAYS, readers: ['none'] })).rejects.toMatchObject({
    code: 'institution-unknown',
  });
  for (const attempt of [
    () => defineTopic(context.as({ kind: 'public' }), DELAYS),
    () => listTopics(context.as({ kind: 'public' }), { after: null, limit: 1 }),
    () => getReadableTopic(context.as({ kind: 'public' }), 'delays'),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'not-allowed' });
  }
});

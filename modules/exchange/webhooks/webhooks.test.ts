import { afterAll, describe, expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { goBack, restartMailbox } from '../mailboxes/move-mailbox.ts';
import { openMailbox } from '../mailboxes/open-mailbox.ts';
import { takePage } from '../mailboxes/take-page.ts';
import { defineTopic } from '../messages/define-topic.ts';
import { sendMessages } from '../messages/send-messages.ts';
import { startNats } from '../testing/nats.ts';
import { type ReceivedPage, startReceiver } from '../testing/receiver.ts';
import { until } from '../testing/until.ts';
import {
  hooked,
  LOOPBACK,
  positionsOf,
  put,
  type Sending,
  startReceiving,
  sending as startSending,
  taken,
  upTo,
} from '../testing/webhooks.ts';
import {
  dropDeadLetter,
  listDeadLetters,
  readDeadLetter,
  replayDeadLetter,
} from './dead-letters.ts';
import { getWebhook, removeWebhook, setWebhook, turnWebhook } from './set-webhook.ts';
import { isSignedBy } from './webhook-signature.ts';

const HOUR_MS = 3_600_000;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const receiver = await startReceiver();
const nats = await startNats();
afterAll(() => Promise.all([receiver.stop(), nats.stop()]));
const receiving = () => startReceiving(receiver);

describe.each([
  ['PostgreSQL', undefined],
  ['NATS', nats.url],
])('woken by %s', (_waking, natsUrl) => {
  const sending = (context: TestContext, options: Sending = {}) =>
    startSending(context, { natsUrl, ...options });

  test('pages come signed, in order, each with an id, and are acknowledged by being taken', async () => {
    const { context, own, url, received } = await receiving();
    const { id, secret } = await hooked(own, url);
    await put(context, 'a', 'b');
    sending(context, { lookAgainMs: 60_000 });
    await until(received, upTo(2));
    await put(context, 'c');
    const pages = await until(received, upTo(3));
    expect(positionsOf(pages)).toEqual([1, 2, 3]);
    for (const { id: pageId, timestamp, text: body, signature, body: page } of pages) {
      expect(page).toMatchObject({ page: pageId, mailbox: id, replay: false });
      expect(isSignedBy({ id: pageId, timestamp, body }, signature, secret)).toBe(true);
      expect(timestamp).toBe(context.clock.now().getTime() / 1_000);
    }
    await until(
      () => takePage(own, id, { limit: 9 }),
      ({ position }) => position === 3,
    );
  });

  test.each([
    ['a failure', { status: 500 }],
    ['a refusal', { status: 400 }],
    ['a redirect, which is not followed', { status: 302, location: `${receiver.url}/elsewhere` }],
    ['a connection that is cut', 'cut' as const],
    ['no answer', 'hang' as const],
  ])('after %s the same page comes again, later each time', async (_name, step) => {
    const { context, own, path, url, received } = await receiving();
    await receiver.script(path, step, step, { status: 204 });
    const { id } = await hooked(own, url);
    await put(context, 'a', 'b');
    sending(context, { attemptMs: 300 });
    const attempts = (count: number) =>
      until(
        () => getWebhook(own, id),
        (webhook) => webhook.attempts === count,
      );
    const first = await attempts(1);
    expect(first.dueAt.getTime() - context.clock.now().getTime()).toBeGreaterThanOrEqual(2_500);
    expect(await received()).toHaveLength(1);
    context.clock.advance(5_000);
    const second = await attempts(2);
    expect(second.dueAt.getTime() - context.clock.now().getTime()).toBeGreaterThanOrEqual(5_000);
    await put(context, 'c');
    context.clock.advance(10_000);
    const pages = await until(received, upTo(3));
    expect(new Set(pages.slice(0, 3).map((page) => page.id)).size).toBe(1);
    expect(new Set(pages.slice(0, 3).map((page) => page.text)).size).toBe(1);
    expect(positionsOf(taken(pages))).toEqual([1, 2, 3]);
    expect(await receiver.received('/elsewhere')).toEqual([]);
  });

  test('24 hours of an unreachable receiver lose nothing: it is stopped, and goes on when resumed', async () => {
    const { context, own, path, url, received } = await receiving();
    await receiver.script(path, { status: 503 });
    const { id } = await hooked(own, url);
    await put(context, 'a');
    sending(context);
    const webhook = () => getWebhook(own, id);
    for (let hour = 0; hour < 24; hour++) {
      const { attempts } = await until(webhook, ({ dueAt }) => dueAt > context.clock.now());
      expect(attempts).toBeGreaterThan(hour);
      await put(context, `${hour}`);
      context.clock.advance(HOUR_MS);
    }
    const stopped = await until(webhook, ({ state }) => state !== 'active');
    expect(stopped).toMatchObject({ state: 'stopped', reason: 'unreachable' });
    expect(await listDeadLetters(own, id, { after: null, limit: 9 })).toEqual([]);
    await receiver.script(path, { status: 200 });
    await turnWebhook(own, id, 'active');
    const pages = await until(received, upTo(25));
    expect(positionsOf(taken(pages))).toEqual(numbers(25));
  });

  test('a page that is refused for a day is a dead letter, and the next comes; it can be replayed', async () => {
    const { context, own, path, url, received } = await receiving();
    await receiver.script(path, { status: 422 });
    const { id } = await hooked(own, url);
    await put(context, 'a');
    sending(context);
    const webhook = () => getWebhook(own, id);
    await until(webhook, ({ attempts }) => attempts === 1);
    await put(context, 'b');
    context.clock.advance(24 * HOUR_MS);
    const list = () => listDeadLetters(own, id, { after: null, limit: 9 });
    const [letter] = await until(list, ({ length }) => length === 1);
    const [first] = await received();
    expect(letter).toMatchObject({ id: first?.id, after: 0, end: 1, reason: 'refused' });
    // The next page is refused too; its wait counts from before the clock moves on.
    await until(webhook, ({ attempts }) => attempts === 1);
    await receiver.script(path, { status: 200 });
    context.clock.advance(HOUR_MS);
    await until(received, upTo(2));
    expect((await readDeadLetter(own, id, letter?.id ?? '')).entries).toMatchObject([
      { position: 1, upsert: { number: 'a' } },
    ]);
    await replayDeadLetter(own, id, letter?.id ?? '');
    const pages = await until(received, upTo(1));
    expect(pages.at(-1)).toMatchObject({ id: first?.id, body: { replay: true, position: 1 } });
    await until(list, ({ length }) => length === 0);
    await put(context, 'c');
    await until(received, upTo(3));
  });

  test('a replay that is refused is dead again at once', async () => {
    const { context, own, path, url } = await receiving();
    await receiver.script(path, { status: 422 });
    const { id } = await hooked(own, url);
    await put(context, 'a');
    sending(context);
    await until(
      () => getWebhook(own, id),
      ({ attempts }) => attempts === 1,
    );
    context.clock.advance(24 * HOUR_MS);
    const list = () => listDeadLetters(own, id, { after: null, limit: 9 });
    const [letter] = await until(list, ({ length }) => length === 1);
    await replayDeadLetter(own, id, letter?.id ?? '');
    await until(list, ([one]) => one?.isWaiting === false);
    await dropDeadLetter(own, id, letter?.id ?? '');
    expect(await list()).toEqual([]);
  });

  test('who is gone is sent to no more', async () => {
    const { context, own, path, url } = await receiving();
    await receiver.script(path, { status: 410 });
    const { id } = await hooked(own, url);
    await put(context, 'a');
    sending(context);
    const stopped = await until(
      () => getWebhook(own, id),
      ({ state }) => state === 'stopped',
    );
    expect(stopped.reason).toBe('gone');
  });

  test('receivers that hang hold nobody else up, however many', { timeout: 60_000 }, async () => {
    const { context, own, path, url, received } = await receiving();
    for (let slow = 0; slow < 36; slow++) {
      await receiver.script(`${path}-slow-${slow}`, 'hang');
      await hooked(own, `${url}-slow-${slow}`);
    }
    const { id } = await hooked(own, url);
    await put(context, 'a');
    // Longer than the test may last: who is not held up is served while all of them hang.
    sending(context, { attemptMs: 100_000 });
    await until(received, upTo(1));
    await put(context, 'b');
    await until(received, upTo(2));
    expect(await getWebhook(own, id)).toMatchObject({ state: 'active', attempts: 0 });
  });

  test('servers at once: no page is under way twice, none is lost, all in order', async () => {
    const { context, own, path, url, received } = await receiving();
    await receiver.script(path, { status: 200, delayMs: 20 });
    await hooked(own, url);
    for (let server = 0; server < 4; server++) sending(context);
    for (let turn = 1; turn <= 30; turn++) await put(context, `${turn}`);
    const pages = await until(received, upTo(30));
    expect(positionsOf(pages)).toEqual(numbers(30));
    expect(pages.filter(({ beside }) => beside > 0)).toEqual([]);
  });

  test('a server that is stopped in the middle sends the same page again, with the same id', async () => {
    const { context, own, path, url, received } = await receiving();
    await receiver.script(path, 'hang', { status: 200 });
    await hooked(own, url);
    await put(context, 'a');
    const first = sending(context);
    await until(received, ({ length }) => length === 1);
    await first.stop();
    await put(context, 'b');
    sending(context);
    const pages = await until(received, upTo(2));
    expect(pages.map((page) => page.id)).toEqual([pages[0]?.id, pages[0]?.id, pages[2]?.id]);
    expect(positionsOf(taken(pages))).toEqual([1, 2]);
  });

  test('paused, nothing is sent; resumed, all of it', async () => {
    const { context, own, url, received } = await receiving();
    const { id } = await hooked(own, url);
    sending(context);
    await put(context, 'a');
    await until(received, upTo(1));
    await turnWebhook(own, id, 'paused');
    await put(context, 'b');
    const other = await hooked(own, `${url}-other`);
    await until(() => receiver.received(`${new URL(url).pathname}-other`), upTo(2));
    expect(positionsOf(await received())).toEqual([1]);
    await removeWebhook(own, other.id);
    await turnWebhook(own, id, 'active');
    expect(positionsOf(await until(received, upTo(2)))).toEqual([1, 2]);
  });

  test('who goes back gets it again; who is behind is stopped with the reason', async () => {
    const { context, own, url, received } = await receiving();
    const { id } = await hooked(own, url);
    sending(context);
    await put(context, 'a', 'b');
    await until(received, upTo(2));
    await goBack(own, id, 0);
    await until(received, (pages) => positionsOf(pages).filter((one) => one === 2).length === 2);
    await turnWebhook(own, id, 'paused');
    await goBack(own, id, 0);
    await context.adminDb.query('update exchange.heads set kept_after = 1');
    await turnWebhook(own, id, 'active');
    const webhook = () => getWebhook(own, id);
    const { reason } = await until(webhook, ({ state }) => state === 'stopped');
    expect(reason).toBe('mailbox-behind');
    await restartMailbox(own, id);
    await turnWebhook(own, id, 'active');
    await put(context, 'c');
    await until(received, upTo(3));
  });

  test('messages are pushed like changes; one that expired is read, or pushed all the same', async () => {
    const { context, own, path, url, received } = await receiving();
    await defineTopic(own, {
      ...{ code: 'delays', institution: 'm-0099000', schema: { type: 'object' }, readers: null },
      ...{ name: { lv: 'Kavējumi', en: 'Delays' }, timeToLiveHours: 1 },
    });
    const asked = { follows: { topic: 'delays' }, permission: null, filter: [] };
    const { id } = await openMailbox(own, { ...asked, from: 'now' });
    const send = (key: string) => sendMessages(own, 'delays', [{ key, body: { key } }]);
    await send('missed');
    context.clock.advance(HOUR_MS);
    const [letter] = await listDeadLetters(own, id, { after: null, limit: 9 });
    expect(letter).toMatchObject({ reason: 'expired', after: 0, end: 1 });
    const letterId = letter?.id ?? '';
    const other = await openMailbox(own, { ...asked, from: 'beginning' });
    const lettersOf = () => listDeadLetters(own, other.id, { after: null, limit: 9 });
    const [given] = await lettersOf();
    await dropDeadLetter(own, other.id, given?.id ?? '');
    expect(await lettersOf()).toEqual([]);
    await expect(replayDeadLetter(own, id, letterId)).rejects.toMatchObject({
      code: 'webhook-unknown',
    });
    await setWebhook(own, id, { url, rule: LOOPBACK });
    await send('pushed');
    sending(context);
    const keys = (pages: readonly ReceivedPage[]) =>
      pages.flatMap(({ body }) => (body.messages ?? []).map((message) => message.body.key));
    await until(received, (pages) => keys(pages).includes('pushed'));
    expect(keys(await received())).toEqual(['pushed']);
    expect((await readDeadLetter(own, id, letterId)).entries).toMatchObject([
      { body: { key: 'missed' } },
    ]);
    await replayDeadLetter(own, id, letterId);
    await until(received, (pages) => keys(pages).includes('missed'));
    await receiver.script(path, { status: 200 });
  });
});

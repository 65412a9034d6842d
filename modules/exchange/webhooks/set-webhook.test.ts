import { afterAll, expect, test } from 'vitest';
import { createSystemKey, revokeSystemKey } from '../index.ts';
import { closeMailbox } from '../mailboxes/open-mailbox.ts';
import { type ReceivedPage, startReceiver } from '../testing/receiver.ts';
import { asSystem, newSystem } from '../testing/systems.ts';
import { until } from '../testing/until.ts';
import { hooked, LOOPBACK, put, sending, startReceiving, upTo } from '../testing/webhooks.ts';
import {
  dropDeadLetter,
  listDeadLetters,
  readDeadLetter,
  replayDeadLetter,
} from './dead-letters.ts';
import { getWebhook, removeWebhook, rotateSecret, setWebhook, turnWebhook } from './set-webhook.ts';
import { isSignedBy } from './webhook-signature.ts';

const HOUR_MS = 3_600_000;
const receiver = await startReceiver();
afterAll(() => receiver.stop());
const receiving = () => startReceiving(receiver);

test('a secret is rotated without a pause: for a day both sign', async () => {
  const { context, own, url, received } = await receiving();
  const { id, secret } = await hooked(own, url);
  sending(context);
  const fresh = await rotateSecret(own, id);
  const signersOf = async (number: string, position: number) => {
    await put(context, number);
    const page = (await until(received, upTo(position))).at(-1) as ReceivedPage;
    const { id: pageId, timestamp, text, signature } = page;
    const signed = { id: pageId, timestamp, body: text };
    return [secret, fresh].map((one) => isSignedBy(signed, signature, one));
  };
  expect(await signersOf('a', 1)).toEqual([true, true]);
  context.clock.advance(24 * HOUR_MS);
  expect(await signersOf('b', 2)).toEqual([false, true]);
  const again = await setWebhook(own, id, { url: `${url}-moved`, rule: LOOPBACK });
  expect(again).toBeNull();
});

test('a system whose keys are revoked is sent nothing until it has one again', async () => {
  const { context, own, url, received } = await receiving();
  const { keyId, asking } = await newSystem(context, 'm-0099000', 'revoked');
  const revoked = await hooked(asking, `${url}-revoked`);
  await hooked(own, url);
  await revokeSystemKey(context, keyId);
  await put(context, 'a');
  sending(context);
  await until(received, upTo(1));
  const other = () => receiver.received(`${new URL(url).pathname}-revoked`);
  expect(await other()).toEqual([]);
  expect(await getWebhook(asking, revoked.id)).toMatchObject({ state: 'active', attempts: 0 });
  await createSystemKey(context, { system: 'revoked', expiresAt: null });
  await until(other, upTo(1));
});

test('a webhook is its system’s alone, and ends with its mailbox', async () => {
  const { context, own, url } = await receiving();
  const { id } = await hooked(own, url);
  const other = await asSystem(context, 'm-0099000', 'other');
  for (const attempt of [
    () => setWebhook(other, id, { url, rule: LOOPBACK }),
    () => rotateSecret(other, id),
    () => turnWebhook(other, id, 'paused'),
    () => removeWebhook(other, id),
    () => getWebhook(other, id),
    () => listDeadLetters(other, id, { after: null, limit: 1 }),
    () => readDeadLetter(other, id, id),
    () => replayDeadLetter(other, id, id),
    () => dropDeadLetter(other, id, id),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'mailbox-unknown' });
  }
  const operator = context.as({ kind: 'operator' });
  await expect(setWebhook(operator, id, { url, rule: LOOPBACK })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await turnWebhook(operator, id, 'paused');
  await expect(readDeadLetter(own, id, id)).rejects.toMatchObject({ code: 'dead-letter-unknown' });
  await expect(
    setWebhook(own, id, { url: 'https://10.0.0.1/', rule: LOOPBACK }),
  ).rejects.toMatchObject({ code: 'webhook-url-wrong' });
  await expect(setWebhook(own, id, { url, rule: { loopback: false } })).rejects.toMatchObject({
    code: 'webhook-url-wrong',
  });
  await closeMailbox(own, id);
  expect(await context.db.query('select from exchange.webhooks')).toEqual([]);
});

import { afterAll, expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { createSystemKey, revokeSystemKey } from '../index.ts';
import { goBack } from '../mailboxes/move-mailbox.ts';
import { closeMailbox } from '../mailboxes/open-mailbox.ts';
import { takePage } from '../mailboxes/take-page.ts';
import { type ReceivedPage, startReceiver } from '../testing/receiver.ts';
import { asSystem, newSystem } from '../testing/systems.ts';
import { until } from '../testing/until.ts';
import {
  hooked,
  LOOPBACK,
  positionsOf,
  put,
  sending,
  startReceiving,
  upTo,
} from '../testing/webhooks.ts';
import {
  dropDeadLetter,
  listDeadLetters,
  readDeadLetter,
  replayDeadLetter,
} from './dead-letters.ts';
import { getWebhook, removeWebhook, rotateSecret, setWebhook, turnWebhook } from './set-webhook.ts';
import { leaseWebhooks } from './sql/lease-webhooks.ts';
import { renewLease } from './sql/renew-lease.ts';
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

test('a server in the middle of its turn sends nothing more to an address that was left', async () => {
  const { context, own, path, url, received } = await receiving();
  await receiver.script(path, { status: 200, delayMs: 500 });
  const { id } = await hooked(own, url);
  await put(context, 'a');
  sending(context);
  await until(received, ({ length }) => length === 1);
  await setWebhook(own, id, { url: `${url}-moved`, rule: LOOPBACK });
  await put(context, 'b');
  await until(() => receiver.received(`${path}-moved`), upTo(2));
  expect(await received()).toHaveLength(1);
});

test('a lease ends with the address, the secret and the last key that it was given for', async () => {
  const { context, url } = await receiving();
  const { keyId, asking } = await newSystem(context, 'm-0099000', 'leased');
  const { id } = await hooked(asking, url);
  await put(context, 'a');
  const endings = [
    () => setWebhook(asking, id, { url, rule: LOOPBACK }),
    () => rotateSecret(asking, id),
    () => revokeSystemKey(context, keyId),
  ];
  for (const end of endings) {
    const now = context.clock.now();
    const asked = { now, limit: 1, slowLimit: 1, lease: context.ids.next(), mailboxId: id };
    const [leased] = await leaseWebhooks(context.db, asked);
    if (!leased) throw new Error('Nothing was leased.');
    expect(await renewLease(context.db, leased, now)).toBe(true);
    await end();
    expect(await renewLease(context.db, leased, now)).toBe(false);
  }
});

test('a page that was gone back over while it was sent is not passed by what was sent before', async () => {
  const { context, own, path, url, received } = await receiving();
  await receiver.script(path, { status: 200, delayMs: 1_000 }, { status: 200 });
  const { id } = await hooked(own, url);
  await put(context, 'a');
  sending(context);
  await until(received, ({ length }) => length === 1);
  await own.db.transaction(async (db) => {
    const inside = { ...own, db };
    await goBack(inside, id, 0);
    await takePage(inside, id, { limit: 9 });
    // The server has its answer, and waits for the mailbox.
    await until(
      () => waitersOf(context),
      ({ length }) => length > 0,
    );
  });
  const pages = await until(received, ({ length }) => length === 2);
  expect(positionsOf(pages)).toEqual([1, 1]);
  expect(pages[1]?.id).not.toBe(pages[0]?.id);
});

test('a server that comes to a mailbox while it is paused takes no page, so going back holds', async () => {
  const { context, own, url, received } = await receiving();
  const { id } = await hooked(own, url);
  await put(context, 'a', 'b');
  await own.db.transaction(async (db) => {
    const inside = { ...own, db };
    await goBack(inside, id, 0);
    sending(context);
    // The server has the lease, and waits for the mailbox.
    await until(
      () => waitersOf(context),
      ({ length }) => length > 0,
    );
    await turnWebhook(inside, id, 'paused');
  });
  const leases = () =>
    context.adminDb.query('select from exchange.webhooks where lease is not null');
  await until(leases, ({ length }) => length === 0);
  expect(await received()).toEqual([]);
  expect(await takePage(own, id, { limit: 9 })).toMatchObject({ after: 0, position: 2 });
});

/** Who waits for what somebody else holds in this database. */
async function waitersOf({ adminDb }: TestContext): Promise<unknown[]> {
  return await adminDb.query(
    `select pid from pg_locks join pg_stat_activity using (pid)
    where datname = current_database() and not granted`,
  );
}

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

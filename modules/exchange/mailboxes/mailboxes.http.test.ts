import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { newSystem } from '../testing/systems.ts';
import { postgresWaking } from '../waking/postgres-waking.ts';

const context = await exchangeContext();
const { keyText } = await newSystem(context, 'm-0099000', 'own');
const waking = postgresWaking(context.access.application);
const server = await testServer(context, { waking });
afterAll(async () => {
  await server.close();
  await waking.stop();
});

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.baseUrl}/exchange/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${keyText}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}

const put = (number: string) =>
  acceptRecords(context, LICENCES, {
    changes: [{ upsert: licence({ number }) }],
    allOrNothing: true,
  });

test('the life of a mailbox', async () => {
  const opening = { dataSet: LICENCES, from: 'beginning' };
  const { status, json: box } = await ask('POST', '/mailboxes', opening);
  expect([status, box]).toEqual([
    201,
    {
      ...{ id: expect.any(String), dataSet: LICENCES, topic: null, permission: null, filter: [] },
      ...{ position: 0, newest: 0, openedAt: '2026-03-11T10:00:00.000Z', webhook: null },
    },
  ]);
  await put('a');
  const path = `/mailboxes/${box.id}`;
  const { json: page } = await ask('GET', `${path}/changes?limit=1`);
  expect(page).toMatchObject({ after: 0, position: 1, changes: [{ kind: 'new' }], more: false });
  expect((await ask('POST', `${path}/acknowledge`, { position: 1 })).json).toEqual({ position: 1 });
  expect((await ask('GET', path)).json).toMatchObject({ position: 1, newest: 1 });
  expect((await ask('POST', `${path}/position`, { position: 0 })).json).toEqual({ position: 0 });
  expect((await ask('GET', `${path}/changes`)).json).toMatchObject({ changes: [{ position: 1 }] });
  expect((await ask('POST', `${path}/restart`)).json).toMatchObject({
    position: 1,
    records: expect.stringContaining('/records'),
  });
  expect((await ask('GET', '/mailboxes')).json).toMatchObject({ mailboxes: [{ id: box.id }] });
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('GET', path)).json).toMatchObject({ code: 'mailbox-unknown' });
});

test('who waits is woken', async () => {
  const { json: box } = await ask('POST', '/mailboxes', { dataSet: LICENCES });
  const waiting = ask('GET', `/mailboxes/${box.id}/changes?wait=50`);
  await put('b');
  expect((await waiting).json).toMatchObject({ changes: [{ upsert: { number: 'b' } }] });
});

test('topics and messages', async () => {
  const described = {
    institution: 'm-0099000',
    name: { lv: 'Kavējumi', en: 'Delays' },
    schema: { type: 'object', properties: { pier: { type: 'integer' } } },
    timeToLiveHours: 1,
    readers: null,
  };
  expect((await ask('PUT', '/topics/delays', described)).json).toEqual({ code: 'delays' });
  expect((await ask('GET', '/topics')).json).toMatchObject({ topics: [{ code: 'delays' }] });
  expect((await ask('GET', '/topics/delays')).json).toMatchObject({ schema: described.schema });
  const { json: box } = await ask('POST', '/mailboxes', { topic: 'delays' });
  const waiting = ask('GET', `/mailboxes/${box.id}/changes?wait=50`);
  const messages = [{ key: '1', body: { pier: 1 } }];
  const { json } = await ask('POST', '/topics/delays/messages', { messages });
  expect(json.sent).toMatchObject([{ position: 1, again: false }]);
  expect((await waiting).json).toMatchObject({ messages: [{ body: { pier: 1 } }] });
});

test('the life of a webhook', async () => {
  const { json: box } = await ask('POST', '/mailboxes', { dataSet: LICENCES });
  const path = `/mailboxes/${box.id}/webhook`;
  expect((await ask('GET', path)).json).toMatchObject({ code: 'webhook-unknown' });
  for (const url of ['https://192.168.1.1/', 'http://receiver.example/', 'x']) {
    expect((await ask('PUT', path, { url })).json).toMatchObject({ code: 'webhook-url-wrong' });
  }
  const url = 'https://receiver.example/changes';
  expect((await ask('PUT', path, { url })).json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect((await ask('PUT', path, { url })).json).toEqual({ secret: null });
  expect((await ask('GET', path)).json).toEqual({
    ...{ url, state: 'active', reason: null, attempts: 0, failingSince: null, dueAt: null },
  });
  expect((await ask('POST', `${path}/rotate`)).json.secret).toMatch(/^whsec_/);
  expect((await ask('POST', `${path}/pause`)).json).toEqual({ state: 'paused' });
  expect((await ask('GET', path)).json).toMatchObject({ state: 'paused' });
  expect((await ask('POST', `${path}/resume`)).json).toEqual({ state: 'active' });
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('DELETE', path)).json).toMatchObject({ code: 'webhook-unknown' });
  const letters = `/mailboxes/${box.id}/dead-letters`;
  expect((await ask('GET', letters)).json).toEqual({ deadLetters: [], next: null });
  for (const [method, more] of [
    ['GET', ''],
    ['POST', '/replay'],
    ['DELETE', ''],
  ] as const) {
    expect((await ask(method, `${letters}/${box.id}${more}`)).json).toMatchObject({
      code: 'dead-letter-unknown',
    });
  }
});

test.each([
  ['both', { dataSet: LICENCES, topic: 'delays' }, 'invalid-request'],
  ['neither', {}, 'invalid-request'],
  ['no data set', { dataSet: { code: 'none', version: 1 } }, 'data-set-unknown'],
  ['no topic', { topic: 'none' }, 'topic-unknown'],
])('a mailbox of %s is refused', async (_name, body, code) => {
  expect((await ask('POST', '/mailboxes', body)).json).toMatchObject({ code });
});

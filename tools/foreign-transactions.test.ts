import { afterAll, expect, test } from 'vitest';
import { composeServer } from '../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../apps/server/testing/test-server.ts';
import { signInByHand } from '../modules/identity/testing/browser-by-hand.ts';
import { hashAccessKey, makeAccessKeyText } from '../modules/providers/index.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { vejaine } from './fixture/vejaine.ts';

const context = await testContext();
const fixture = await vejaine(context);
const app = await composeServer({
  context,
  operatorKey: TEST_OPERATOR_KEY,
  simulated: true,
  web: false,
});
await app.ready();
afterAll(() => app.close());

/** Another provider's system, with its key. */
async function otherIds(): Promise<string> {
  const [organisationId, idsId, keyId] = [
    context.ids.next(),
    context.ids.next(),
    context.ids.next(),
  ];
  const keyText = makeAccessKeyText(keyId);
  await context.adminDb.query(
    `insert into persons.organisations (id, code, name_lv, name_en, kind, roles, territory)
     values ($1::uuid, 'cits-pramis', 'SIA "Cits prāmis"', 'Cits prāmis', 'merchant',
       array['provider'], '0099110')`,
    [organisationId],
  );
  await context.adminDb.query(
    `insert into providers.ids (id, organisation_id, code, name)
     values ($1::uuid, $2::uuid, 'cits', 'Cita prāmja kases')`,
    [idsId, organisationId],
  );
  await context.adminDb.query(
    `insert into providers.access_keys (id, ids_id, secret_hash, key_version, created_at)
     values ($1::uuid, $2::uuid, $3::bytea, $4::smallint, $5::timestamptz)`,
    [keyId, idsId, hashAccessKey(context.keys, keyText), context.keys.version, context.clock.now()],
  );
  return keyText;
}

test('a transaction is its own provider’s and its own recipient’s', async () => {
  const terminalAt = context.clock.now().toISOString();
  const [recipient, neighbour] = fixture.residents;
  if (!recipient || !neighbour) throw new Error('The fixture has two residents.');
  const asIds = async (key: string, method: 'GET' | 'POST', url: string, payload?: object) =>
    await app.inject({
      ...{ method, url, headers: { authorization: `Bearer ${key}` } },
      ...(payload && { payload }),
    });
  const sold = await asIds(fixture.accessKey, 'POST', '/ids/v1/transactions/one-step', {
    ...{ transactionId: 'test-00000001', terminal: 'pramis-1', terminalAt },
    ...{ means: { value: recipient.means } },
    lines: [{ line: '1', item: 'crossing', quantity: 1 }],
  });
  expect(sold.statusCode, sold.body).toBe(200);
  const acts = async () =>
    await context.adminDb.query('select to_jsonb(one) as row from transactions.acts one');
  const before = await acts();

  const address = '/ids/v1/transactions/test-00000001';
  const other = await otherIds();
  const terms: Record<string, object> = {
    confirm: { terminalAt },
    refund: { terminalAt, refundId: 'refund-0001' },
  };
  for (const [act, body] of Object.entries(terms)) {
    const answer = await asIds(other, 'POST', `${address}/${act}`, body);
    expect([403, 404], `${act}: ${answer.body}`).toContain(answer.statusCode);
  }
  expect((await asIds(other, 'GET', address)).statusCode).toBe(404);
  expect(await acts()).toEqual(before);
  // What a provider cancels unseen is noted for itself: the namesake of the other stays as sold.
  const asSold = await asIds(fixture.accessKey, 'GET', address);
  expect(asSold.statusCode).toBe(200);
  await asIds(other, 'POST', `${address}/cancel`, { terminalAt });
  expect((await asIds(fixture.accessKey, 'GET', address)).json()).toEqual(asSold.json());

  const asPerson = async (id: string, url: string) =>
    await app.inject({ url, headers: { cookie: await signInByHand(app, id) } });
  const own = await asPerson(recipient.id, '/recipient/v1/transactions');
  const id: string = own.json().transactions[0].id;
  const one = `/recipient/v1/transactions/${id}`;
  expect((await asPerson(recipient.id, one)).statusCode).toBe(200);
  expect((await asPerson(neighbour.id, one)).statusCode).toBe(404);
  expect((await asPerson(neighbour.id, '/recipient/v1/transactions')).body).not.toContain(id);
});

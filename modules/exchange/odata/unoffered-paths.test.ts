import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { addInformationSystem, createSystemKey } from '../index.ts';
import { exchangeContext } from '../testing/exchange-context.ts';

const context = await exchangeContext();
await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
const { keyText } = await createSystemKey(context, { system: 'v', expiresAt: null });
const server = await testServer(context);
afterAll(() => server.close());

const ROOT = `${server.baseUrl}/exchange/v1/odata/vejaine-licences/1`;
const authorization = `Bearer ${keyText}`;

test.each([
  ['Records(7)/fee', 'path'],
  ['Records(7)/fee/$value', '$value'],
  ['Records/7', 'path'],
  ['Records/$filter(fee%20gt%202)/$count', '$count'],
  ['Records/$ref', '$ref'],
  ['$all', '$all'],
  ['$crossjoin(Records)', '$crossjoin'],
  ['$entity?$id=Records(7)', '$entity'],
])('%s is of OData and not offered', async (path, what) => {
  const response = await fetch(`${ROOT}/${path}`, { headers: { authorization } });
  const code = 'odata-not-supported';
  expect(await response.json()).toMatchObject({ status: 501, code, what, error: { code } });
});

test.each(['Boats', 'Boats/$count', 'Records(7', '$everything'])('%s is nothing', async (path) => {
  const response = await fetch(`${ROOT}/${path}`, { headers: { authorization } });
  expect(await response.json()).toMatchObject({ status: 404, code: 'not-found' });
});

test('several requests in one are refused by name', async () => {
  const response = await fetch(`${ROOT}/$batch`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: 'Records' }] }),
  });
  expect(await response.json()).toMatchObject({
    ...{ status: 501, code: 'odata-not-supported', what: '$batch' },
    error: { code: 'odata-not-supported' },
  });
});

test('a stranger is not told even that', async () => {
  expect((await fetch(`${ROOT}/Records/$ref`)).status).toBe(401);
});

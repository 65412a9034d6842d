import { afterAll, expect, test } from 'vitest';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { idsAuthenticator, makeAccessKeyText, providerErrors, providerRoutes } from './index.ts';

const context = await testContext();
const fixture = await vejaine(context);
const app = await createHttpServer({
  base: context,
  authenticators: [idsAuthenticator()],
  errors: [providerErrors],
  routes: [providerRoutes],
  api: { title: 'test', version: '0', description: 'test' },
});
afterAll(() => app.close());

function ask(url: string, authorization?: string) {
  return app.inject({ url, headers: authorization ? { authorization } : {} });
}

test('an IDS reads its catalogue and terminals with its access key', async () => {
  const key = `Bearer ${fixture.accessKey}`;
  const items = (await ask('/ids/v1/items?limit=1', key)).json();
  expect(items).toEqual({
    items: [
      {
        code: 'coffee',
        class: 'grocery',
        name: { lv: 'Kafija', en: 'Coffee' },
        unitPriceCents: 150,
        taxBasisPoints: 2100,
      },
    ],
    next: 'coffee',
  });
  const terminals = (await ask('/ids/v1/terminals', key)).json();
  expect(terminals.terminals.map((one: { code: string }) => one.code)).toEqual([
    'pramis-1',
    'pramis-2',
  ]);
  expect(terminals.next).toBeNull();
});

test.each([
  ['no key', undefined, 'not-signed-in'],
  ['a wrong key', `Bearer ${makeAccessKeyText(fixture.accessKeyId)}`, 'access-key-unknown'],
  ['half a key', `Bearer ${fixture.accessKey.slice(0, 40)}`, 'access-key-unknown'],
  ['another scheme', `Basic ${fixture.accessKey}`, 'not-signed-in'],
])('%s is refused', async (_, authorization, code) => {
  const answer = await ask('/ids/v1/items', authorization);
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toMatchObject({ code });
});

test('an unknown parameter and a limit of nothing are refused', async () => {
  const key = `Bearer ${fixture.accessKey}`;
  for (const url of ['/ids/v1/items?limit=0', '/ids/v1/items?colour=green']) {
    expect((await ask(url, key)).json()).toMatchObject({ code: 'invalid-request' });
  }
});

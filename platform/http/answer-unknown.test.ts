import { expect, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { createHttpServer } from './create-http-server.ts';
import type { Routes } from './http-app.ts';

const config = { permission: 'public' } as const;
const routes: Routes = (app) => {
  app.post('/things', { config }, async () => 'made');
  app.get('/things/:id', { config }, async () => 'one');
  app.get('/pages/*', { config }, async () => 'a page');
};

const app = await createHttpServer({
  base: await testContext(),
  api: { title: 'Test', version: '1', description: 'For tests.' },
  ...{ routes: [routes], errors: [], authenticators: [] },
});

test.each([
  ['GET', '/things', 'POST'],
  ['OPTIONS', '/things?a=1', 'POST'],
  ['DELETE', '/things/7', 'GET, HEAD'],
] as const)('%s of %s is told which methods there are: %s', async (method, url, allow) => {
  const answer = await app.inject({ method, url });
  expect(answer.json()).toMatchObject({ code: 'method-not-allowed', methods: allow.split(', ') });
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, allow]);
});

test.each(['/things/', '/things/7/more', '/pages/7', '/nowhere'])(
  'no route is for %s, whatever the method',
  async (url) => {
    const answer = await app.inject({ method: 'DELETE', url });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
    expect(answer.headers.allow).toBeUndefined();
  },
);

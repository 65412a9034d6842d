import { afterAll, expect, test } from 'vitest';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { meansErrors, meansRoutes } from './index.ts';
import { findMeans } from './testing/find-means.ts';

const context = await testContext();
const { residents } = await vejaine(context);
const [anna, bruno] = residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');

const app = await createHttpServer({
  base: context,
  authenticators: [
    async () => ({ kind: 'recipient', personId: anna.id, sessionId: 'session' }) as const,
  ],
  errors: [meansErrors],
  routes: [meansRoutes],
  api: { title: 'test', version: '0', description: 'test' },
});
afterAll(() => app.close());

test('a person reads their means, and none of their values', async () => {
  const answer = await app.inject('/recipient/v1/means');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    means: [
      {
        id: anna.meansId,
        kind: expect.objectContaining({ code: 'transport-card' }),
        issuer: null,
        ending: '0001',
        status: 'active',
        validFrom: '2019-07-01T00:00:00.000Z',
        validTo: null,
      },
    ],
  });
  expect(answer.body).not.toContain(anna.means);
});

test('a block answers with nothing, and holds', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: `/recipient/v1/means/${anna.meansId}/block`,
  });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect((await findMeans(context, anna.means))?.status).toBe('blocked');
});

test("another's means is not found, told in both languages", async () => {
  const answer = await app.inject({
    method: 'POST',
    url: `/recipient/v1/means/${bruno.meansId}/report-lost`,
  });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ code: 'means-unknown', lv: expect.any(String) });
});

test('a one-time code is not kept by any cache', async () => {
  const answer = await app.inject({ method: 'POST', url: '/recipient/v1/one-time-code' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json()).toEqual({
    code: expect.stringMatching(/^\d{10}$/),
    expiresAt: '2026-03-11T10:01:00.000Z',
  });
});

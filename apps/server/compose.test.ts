import { afterAll, expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { headJobs, JOBS } from './modules.ts';
import { TEST_OPERATOR_KEY, testServer } from './testing/test-server.ts';

const context = await testContext();
const server = await testServer(context);
afterAll(() => server.close());

test('every route declares a permission, or the server would not have started', async () => {
  const ready = await fetch(`${server.baseUrl}/health/ready`);
  expect(await ready.json()).toMatchObject({ status: 'ok' });
});

test('names of jobs are unique and begin with their module', () => {
  expect(headJobs({})).toEqual([]);
  const names = [...JOBS, ...headJobs({ folder: '/heads' })].map((job) => job.name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z-]+$/);
});

test('operations of the API have a summary', async () => {
  const description = await (await fetch(`${server.baseUrl}/openapi.json`)).json();
  const bare = Object.entries<Record<string, { summary?: string }>>(description.paths).flatMap(
    ([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => !operation.summary)
        .map(([method]) => `${method} ${path}`),
  );
  expect(bare).toEqual([]);
});

test('the operator’s key opens the metrics, and nothing else', async () => {
  const headers = { authorization: `Bearer ${TEST_OPERATOR_KEY}` };
  expect((await fetch(`${server.baseUrl}/metrics`, { headers })).status).toBe(200);
  expect((await fetch(`${server.baseUrl}/metrics`)).status).toBe(401);
});

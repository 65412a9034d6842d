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

interface Operation {
  summary?: string;
  operationId?: string;
  responses: Record<string, unknown>;
}

test('operations of the API have a summary, an answer that is no refusal, and an id of their own', async () => {
  const description = await (await fetch(`${server.baseUrl}/openapi.json`)).json();
  const operations = Object.entries<Record<string, Operation>>(description.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ name: `${method} ${path}`, ...one })),
  );
  expect(operations.length).toBeGreaterThan(100);
  const answers = ({ responses }: Operation) =>
    Object.keys(responses).some((status) => /^[23]/.test(status));
  const bare = operations.filter((one) => !one.summary || !answers(one));
  expect(bare.map(({ name }) => name)).toEqual([]);
  const ids = operations.map(({ operationId = '' }) => operationId);
  expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]{1,100}$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids).toContain('getExchangeV1DataSetsByCodeByVersionRecords');
});

test('the operator’s key opens the metrics, and nothing else', async () => {
  const headers = { authorization: `Bearer ${TEST_OPERATOR_KEY}` };
  expect((await fetch(`${server.baseUrl}/metrics`, { headers })).status).toBe(200);
  expect((await fetch(`${server.baseUrl}/metrics`)).status).toBe(401);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../platform/config/config.ts';
import { httpErrors } from '../../platform/http/errors.ts';
import { mergeCatalogues } from '../../platform/http/problem.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { ERROR_CATALOGUES, JOBS } from './modules.ts';
import { TEST_OPERATOR_KEY, testServer } from './testing/test-server.ts';

const context = await testContext();
const server = await testServer(context);
afterAll(() => server.close());

const catalogue = mergeCatalogues([httpErrors, ...ERROR_CATALOGUES]);

test('every route declares a permission, or the server would not have started', async () => {
  const ready = await fetch(`${server.baseUrl}/health/ready`);
  expect(await ready.json()).toMatchObject({ status: 'ok' });
});

test('every refusal in the sources has its entry in a catalogue', () => {
  const unknown = ['modules', 'platform', 'apps/server'].flatMap((folder) =>
    readdirSync(join(PROJECT_FOLDER, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .flatMap((path) => {
        const text = readFileSync(join(PROJECT_FOLDER, folder, path), 'utf8');
        return [...text.matchAll(/new Refusal\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
      })
      .filter((code) => !(code in catalogue)),
  );
  expect(unknown).toEqual([]);
});

test('every error says when it happens, and in both languages what to do', () => {
  for (const [code, entry] of Object.entries(catalogue)) {
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(entry.status, code).toBeGreaterThanOrEqual(400);
    expect(entry.when, code).toMatch(/^When .+\.$/s);
    for (const sentence of [entry.lv, entry.en]) expect(sentence, code).toMatch(/^\S.+[.!?]$/s);
    expect(entry.lv, code).not.toBe(entry.en);
  }
});

test('names of jobs are unique and begin with their module', () => {
  const names = JOBS.map((job) => job.name);
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

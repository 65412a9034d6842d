import { expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../testing/test-context.ts';
import { createHttpServer } from './create-http-server.ts';
import type { Routes } from './http-app.ts';

const config = { permission: 'public' } as const;
const files = { takes: ['text/csv', 'application/x-ndjson'], gives: ['text/csv'] };
const routes: Routes = (app) => {
  const querystring = z.record(z.string(), z.string()).meta({ description: 'Of any names.' });
  app.get('/any', { config, schema: { querystring } }, async () => 'any');
  app.put('/file', { config: { ...config, ...files } }, async () => 'file');
};

const app = await createHttpServer({
  base: await testContext(),
  api: { title: 'Test', version: '1', description: 'For tests.' },
  ...{ routes: [routes], errors: [], authenticators: [] },
});
const { paths } = (await app.inject('/openapi.json')).json();

test('a query of any names is one parameter, whose schema is a schema', () => {
  const { schema, ...parameter } = paths['/any'].get.parameters[0];
  expect(paths['/any'].get.parameters).toHaveLength(1);
  expect(parameter).toMatchObject({ in: 'query', name: 'fields', description: 'Of any names.' });
  expect(schema).toMatchObject({ type: 'object', additionalProperties: { type: 'string' } });
});

test('what no schema checks is described by its media types', () => {
  const { requestBody, responses } = paths['/file'].put;
  expect(Object.keys(requestBody.content)).toEqual(files.takes);
  expect(Object.keys(responses['200'].content)).toEqual(files.gives);
});

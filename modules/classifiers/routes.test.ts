import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { classifierErrors, classifierRoutes, loadClassifiers } from './index.ts';

test('classifiers are open: the list, one of them, and none', async () => {
  const context = await testContext();
  await loadClassifiers(context);
  const app = await createHttpServer({
    base: context,
    authenticators: [],
    errors: [classifierErrors],
    routes: [classifierRoutes],
    api: { title: 'Test', version: '1', description: 'Test' },
  });
  onTestFinished(async () => await app.close());

  const list = await app.inject('/classifiers/v1');
  expect(list.json().schemes.map((scheme: { code: string }) => scheme.code)).toContain('pensions');
  const one = await app.inject('/classifiers/v1/study-forms');
  expect(one.statusCode).toBe(200);
  expect(one.json().concepts[0]).toEqual({
    code: 'distance',
    lv: 'tālmācība',
    en: 'distance learning',
    broader: null,
    validFrom: null,
    validTo: null,
  });
  const none = await app.inject('/classifiers/v1/nothing');
  expect(none.statusCode).toBe(404);
  expect(none.json()).toMatchObject({ code: 'classifier-unknown', classifier: 'nothing' });
});

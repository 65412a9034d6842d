import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import { httpErrors } from '../../platform/http/errors.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { reliefErrors } from './errors.ts';
import { reliefRoutes } from './routes.ts';

async function serve() {
  const context = await testContext();
  const fixture = await vejaine(context);
  const app = await createHttpServer({
    base: context,
    authenticators: [],
    errors: [reliefErrors],
    routes: [reliefRoutes],
    api: { title: 'Koplieta', version: '0', description: '' },
  });
  onTestFinished(() => app.close());
  const get = async (url: string) => {
    const answer = await app.inject({ url });
    return { status: answer.statusCode, text: answer.body, body: answer.json() };
  };
  return { get, fixture };
}

test('anybody reads the reliefs in sentences, without an internal id or a label', async () => {
  const { get, fixture } = await serve();
  const list = await get('/reliefs/v1/reliefs');
  expect(list.status).toBe(200);
  expect(list.body.reliefs).toHaveLength(1);
  expect(list.body.reliefs[0]).toMatchObject({
    code: 'VEJAINE-FERRY',
    grantor: { en: 'Vējaine Municipality' },
    grantorCode: 'm-0099000',
    versions: [
      {
        from: '2019-07-01',
        lastDay: null,
        who: { lv: [{ level: 0, text: 'deklarētā dzīvesvieta: Vējaines novads' }] },
      },
    ],
  });
  const one = await get('/reliefs/v1/reliefs/VEJAINE-FERRY');
  expect(one.body.versions[0].benefits.en).toEqual([
    'the grantor pays 50 % of the price – ferry crossing',
  ]);
  expect(one.body.versions[0].limits.lv).toHaveLength(2);
  for (const { text } of [list, one]) {
    for (const secret of [
      fixture.reliefId,
      fixture.instructionId,
      fixture.agreementReliefId,
      'Prāmja atlaide',
    ]) {
      expect(text).not.toContain(secret);
    }
  }
});

test('an unknown code is told as such, and the format is there for editors', async () => {
  const { get } = await serve();
  expect(await get('/reliefs/v1/reliefs/NO-SUCH')).toMatchObject({
    status: 404,
    body: { code: 'relief-unknown', relief: 'NO-SUCH' },
  });
  expect((await get('/reliefs/v1/schema')).body).toMatchObject({ type: 'object' });
  expect(Object.keys(httpErrors)).not.toContain('relief-unknown');
});

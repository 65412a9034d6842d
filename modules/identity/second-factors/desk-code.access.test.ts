import { expect, onTestFinished, test } from 'vitest';
import { composeServer } from '../../../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../../../apps/server/testing/test-server.ts';
import type { OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addOfficial } from '../index.ts';
import { browserByHand } from '../testing/browser-by-hand.ts';

const DAY_MS = 86_400_000;
const ADD = '/recipient/v1/second-factors/one-time-codes';

/** A service centre with an agent, and people who have no second factor. */
async function centre() {
  const context = await testContext();
  const { residents, outsider } = await vejaine(context);
  const app = await composeServer({
    ...{ context, operatorKey: TEST_OPERATOR_KEY, simulated: true, web: false },
  });
  await app.ready();
  onTestFinished(() => app.close());
  const [anna, bruno] = residents;
  if (!anna || !bruno) throw new Error('The fixture has residents.');
  const official = async (roles: OfficialRole[], personId?: string) => {
    const named = { name: 'Ilze no klientu centra', organisation: 'm-0099000', roles };
    return (await addOfficial(context, { ...named, personId: personId ?? null })).keyText;
  };
  const agent = await official(['agent'], outsider.id);
  const issue = async (key: string, { name, personalCode } = anna, document = 'passport') => {
    const answer = await app.inject({
      ...{ method: 'POST', url: '/official/v1/desk-codes' },
      headers: { authorization: `Bearer ${key}` },
      payload: { name, personalCode, document },
    });
    return { status: answer.statusCode, ...answer.json() };
  };
  /** Logs in weakly where more is demanded, and gives the page that follows. */
  const logIn = async (personId = anna.id) => {
    const browser = browserByHand(app);
    const choice = await browser.visit('/login/v1/start?level=substantial');
    const step = new URL(choice.url).pathname;
    const post = { method: 'POST', form: { personId } } as const;
    const page = await browser.visit(`${step}/simulated-person`, post);
    const prove = async (deskCode: string) =>
      await browser.visit(`${step}/second-factor`, { method: 'POST', form: { deskCode } });
    return { browser, page, prove };
  };
  return { context, app, anna, bruno, outsider, agent, official, issue, logIn };
}

test('with a code from a desk a person logs in once, and enrols a factor of their own', async () => {
  const { app, context, anna, agent, issue, logIn } = await centre();
  expect((await logIn()).page.body).toContain('otru faktoru, un jums tāda nav');
  const { status, code } = await issue(agent);
  expect([status, code]).toEqual([201, expect.stringMatching(/^\d{10}$/)]);
  const { browser, page, prove } = await logIn();
  expect(page.body).toContain('Kods no klientu apkalpošanas centra');
  expect((await prove('0000000000')).body).toContain('Tas neder');
  const done = await prove(`${code.slice(0, 5)} ${code.slice(5)}`);
  expect(new URL(done.url).pathname).toBe('/me/reliefs');
  const added = await app.inject({
    ...{ method: 'POST', url: ADD, payload: { name: 'Tālrunis' } },
    headers: { cookie: browser.cookieHeader('/'), 'sec-fetch-site': 'same-origin' },
  });
  expect(added.statusCode).toBe(201);
  expect((await logIn()).page.body).toContain('jums tāda nav');
  const records = await context.adminDb.query<{ act: string; content: string }>(
    `select act, content::text as content from audit.records
     where subject_person_id = $1::uuid and act in ('identity.issue-desk-code', 'identity.log-in')
     order by id`,
    [anna.id],
  );
  expect(records.map(({ act }) => act)).toEqual(['identity.issue-desk-code', 'identity.log-in']);
  expect(records[0]?.content).toContain('passport');
  expect(records[1]?.content).toContain('desk-code');
  expect(JSON.stringify(records)).not.toContain(code);
});

test('a code is one person’s, the last that was given, for a day, and once', async () => {
  const { context, bruno, agent, issue, logIn } = await centre();
  const first = (await issue(agent)).code;
  const second = (await issue(agent)).code;
  await issue(agent, bruno);
  expect((await (await logIn(bruno.id)).prove(second)).body).toContain('Tas neder');
  expect((await (await logIn()).prove(first)).body).toContain('Tas neder');
  const both = await Promise.all([await logIn(), await logIn()]);
  const pages = await Promise.all(both.map(({ prove }) => prove(second)));
  expect(pages.filter(({ url }) => url.endsWith('/me/reliefs'))).toHaveLength(1);
  const late = (await issue(agent)).code;
  const { prove } = await logIn();
  context.clock.advance(DAY_MS);
  expect((await prove(late)).body).not.toContain('/me/reliefs');
  expect((await logIn()).page.body).toContain('jums tāda nav');
});

test('only agents give them, to others than themselves, by name and code that fit', async () => {
  const { anna, bruno, outsider, agent, official, issue } = await centre();
  expect(await issue(agent, { ...anna, name: bruno.name })).toMatchObject({
    ...{ status: 400, code: 'mandate-holder-unknown' },
  });
  expect(await issue(agent, outsider)).toMatchObject({ status: 403, code: 'desk-code-ones-own' });
  expect(await issue(agent, anna, 'a friend said so')).toMatchObject({ status: 400 });
  for (const role of ['administrator', 'editor', 'reviewer', 'auditor'] as const) {
    const key = await official([role]);
    expect(await issue(key)).toMatchObject({ status: 403, code: 'official-role-missing' });
  }
});

test('codes cannot be tried out', async () => {
  const { agent, issue, logIn } = await centre();
  const { code } = await issue(agent);
  const { prove } = await logIn();
  for (let guess = 0; guess < 3; guess += 1) await prove(String(guess).padStart(10, '0'));
  expect((await prove(code)).body).toContain('Pārāk daudz');
});

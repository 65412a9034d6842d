import { Secret, TOTP } from 'otpauth';
import { expect, onTestFinished, test } from 'vitest';
import { composeServer } from '../../../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { browserByHand, signInByHand } from '../testing/browser-by-hand.ts';
import { beginCodes, finishCodes, listFactors, removeFactor } from './enrol-factor.ts';
import { proveFactor } from './prove-factor.ts';

const publicUrl = 'http://localhost';
const STEP_MS = 30_000;

const totpOf = (seed: string) => new TOTP({ secret: Secret.fromBase32(seed) });

/** The code after the one that holds now: it is taken already, and was not used yet. */
const nextOf = (codes: TOTP) => codes.generate({ timestamp: Date.now() + STEP_MS });

/** The invented municipality with a server, and two who sign on to it. */
async function country() {
  const context = await testContext();
  const { residents } = await vejaine(context);
  const app = await composeServer({
    ...{ context, operatorKey: TEST_OPERATOR_KEY, simulated: true, web: false },
  });
  await app.ready();
  onTestFinished(() => app.close());
  const [anna = '', bruno = ''] = residents.map(({ id }) => id);
  const asking = (personId: string) =>
    context.as({ kind: 'recipient', personId, sessionId: 'test' });
  /** Enrols codes for a person, and gives what makes them: the first one was used for that. */
  const enrolled = async (personId: string) => {
    const { id, seed } = await beginCodes(asking(personId), 'Tālrunis');
    const codes = totpOf(seed);
    await finishCodes(asking(personId), id, codes.generate());
    return codes;
  };
  /** Goes as far as the page that asks for the second factor. */
  const untilFactor = async (personId: string) => {
    const browser = browserByHand(app);
    const choice = await browser.visit('/login/v1/start?level=substantial');
    const step = new URL(choice.url).pathname;
    const post = { method: 'POST', form: { personId } } as const;
    const page = await browser.visit(`${step}/simulated-person`, post);
    const send = async (code: string) =>
      await browser.visit(`${step}/second-factor`, { method: 'POST', form: { code } });
    return { browser, page, send };
  };
  return { context, app, anna, bruno, asking, enrolled, untilFactor };
}

test('a weak login and a code make a substantial one; a code counts once', async () => {
  const { context, anna, enrolled, untilFactor } = await country();
  const codes = await enrolled(anna);
  const { browser, page, send } = await untilFactor(anna);
  expect(page.body).toContain('Kods no autentifikācijas lietotnes');
  expect((await send('000000')).body).toContain('Tas neder');
  const code = nextOf(codes);
  const done = await send(code);
  expect(new URL(done.url).pathname).toBe('/me/reliefs');
  const [session] = await context.adminDb.query<{ level: string }>(
    `select level from identity.sessions where person_id = $1::uuid and ended_at is null`,
    [anna],
  );
  expect(session?.level).toBe('substantial');
  expect(browser.cookies.has('koplieta_session')).toBe(true);
  const again = await untilFactor(anna);
  expect((await again.send(code)).body).toContain('Tas neder');
  const refused = await context.db.query<{ subject: string; content: string }>(
    `select subject_person_id as subject, content from audit.records
     where act = 'identity.refuse-log-in' order by id`,
  );
  expect(refused.map(({ subject, content }) => [subject, JSON.parse(content).code])).toEqual([
    [anna, 'wrong-factor'],
    [anna, 'wrong-factor'],
  ]);
});

test('of many who come with one code at the same time, one proves themselves', async () => {
  const { context, bruno, enrolled } = await country();
  const codes = await enrolled(bruno);
  const proof = { code: nextOf(codes) };
  const outcomes = await Promise.all(
    Array.from({ length: 3 }, () => proveFactor(context, { personId: bruno, publicUrl, proof })),
  );
  expect(outcomes.filter((one) => one === 'one-time-code')).toHaveLength(1);
});

test('who has no second factor is told so, and does not get in', async () => {
  const { anna, untilFactor } = await country();
  const { page, send } = await untilFactor(anna);
  expect(page.body).toContain('otru faktoru, un jums tāda nav');
  expect((await send('123456')).body).toContain('class="notice"');
});

test('codes cannot be tried out', async () => {
  const { context, anna, enrolled } = await country();
  await enrolled(anna);
  const tried: string[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const proof = { code: `00000${attempt}` };
    tried.push(await proveFactor(context, { personId: anna, publicUrl, proof }));
  }
  expect(tried.at(-1)).toBe('too-often');
});

test('a factor is enrolled by who just proved themselves, for nobody else, and removed', async () => {
  const { context, app, anna, bruno, asking } = await country();
  const browser = browserByHand(app);
  await signInByHand(app, anna, browser);
  const ask = async (path: string, payload: object) => {
    const answer = await app.inject({
      ...{ method: 'POST', url: `/recipient/v1/second-factors${path}`, payload },
      headers: { cookie: browser.cookieHeader('/recipient'), 'sec-fetch-site': 'same-origin' },
    });
    return { status: answer.statusCode, ...(answer.body === '' ? {} : answer.json()) };
  };
  const refused = { status: 403, code: 'stronger-login-needed', level: 'substantial' };
  expect(await ask('/one-time-codes', { name: 'x' })).toMatchObject(refused);
  await context.adminDb.query(`update identity.sessions set level = 'high'`);
  const begun = await ask('/one-time-codes', { name: 'Tālrunis' });
  expect(begun).toMatchObject({ status: 201, address: expect.stringContaining('otpauth://totp/') });
  const wrong = await ask(`/one-time-codes/${begun.id}/finish`, { code: '000000' });
  expect(wrong).toMatchObject({ code: 'second-factor-not-proven' });
  expect(await listFactors(asking(anna))).toEqual([]);
  const code = totpOf(begun.seed).generate();
  expect(await ask(`/one-time-codes/${begun.id}/finish`, { code })).toMatchObject({ status: 204 });
  const [factor] = await listFactors(asking(anna));
  expect(factor).toMatchObject({ kind: 'one-time-code', name: 'Tālrunis' });
  await expect(removeFactor(asking(bruno), factor?.id ?? '')).rejects.toMatchObject({
    code: 'second-factor-unknown',
  });
  await removeFactor(asking(anna), factor?.id ?? '');
  expect(await listFactors(asking(anna))).toEqual([]);
});

test('who adds or removes one elsewhere is told of, until the person knows; not to the one who did', async () => {
  const { context, app, anna, bruno, enrolled, asking } = await country();
  const browser = browserByHand(app);
  await signInByHand(app, anna, browser);
  const news = async () => JSON.parse((await browser.visit('/login/v1/log-ins')).body).factors;
  await enrolled(bruno);
  expect(await news()).toEqual([]);
  await enrolled(anna);
  expect(await news()).toMatchObject([{ change: 'added', name: 'Tālrunis' }]);
  await browser.visit('/login/v1/log-ins/told', { method: 'POST' });
  expect(await news()).toEqual([]);
  const [factor] = await listFactors(asking(anna));
  await removeFactor(asking(anna), factor?.id ?? '');
  expect(await news()).toMatchObject([{ change: 'removed', name: 'Tālrunis' }]);
  const [{ id = '' } = {}] = await context.adminDb.query<{ id: string }>(
    'select id from identity.sessions where person_id = $1::uuid',
    [anna],
  );
  await context.adminDb.query('update identity.second_factors set changed_in = $1', [id]);
  expect(await news()).toEqual([]);
});

test('nobody enrols under a mandate, and what was begun ends with its time', async () => {
  const { context, anna, bruno, asking } = await country();
  const acting = { personId: bruno, mandateIds: [], acts: ['manage-means'] };
  const under = context.as({ kind: 'recipient', personId: anna, sessionId: 'test', acting });
  await expect(beginCodes(under, 'x')).rejects.toMatchObject({ code: 'mandate-not-for-this' });
  const { id, seed } = await beginCodes(asking(anna), 'x');
  context.clock.advance(600_001);
  const late = finishCodes(asking(anna), id, totpOf(seed).generate());
  await expect(late).rejects.toMatchObject({ code: 'second-factor-unknown' });
});

test('nothing of a factor is readable in the database', async () => {
  const { context, anna, asking } = await country();
  const { seed } = await beginCodes(asking(anna), 'x');
  const rows = await context.adminDb.query<{ sealed: Buffer }>(
    'select sealed from identity.second_factors',
  );
  for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain(seed);
});

import { channel } from 'node:diagnostics_channel';
import { afterAll, expect, test } from 'vitest';
import { composeServer } from '../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../apps/server/testing/test-server.ts';
import { readClassifiers } from '../modules/classifiers/index.ts';
import { addOfficial } from '../modules/identity/index.ts';
import { importReliefs } from '../modules/reliefs/index.ts';
import { OFFICIAL_ROLES, type OfficialRole } from '../platform/context.ts';
import type { HttpApp } from '../platform/http/http-app.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { vejaine } from './fixture/vejaine.ts';

/**
 * Rows of one organisation, asked for by an official of another who has every role: none is shown,
 * none changes. These routes still want a row here; the list may only grow shorter.
 */
const NOT_SEEDED = [
  '/official/v1/audit/confirmations/:id',
  '/official/v1/confirmations/:id/complete',
  '/official/v1/definitions/:code',
  '/official/v1/groups/:code/lists',
  '/official/v1/lists/:id/confirm',
  '/official/v1/lists/:id/confirmation',
  '/official/v1/lists/:id/reject',
  '/official/v1/permissions/:number',
  '/official/v1/permissions/:number/grant',
  '/official/v1/permissions/:number/messages',
  '/official/v1/permissions/:number/prolong',
  '/official/v1/permissions/:number/refuse',
  '/official/v1/permissions/:number/resume',
  '/official/v1/permissions/:number/suspend',
  '/official/v1/permissions/:number/terms',
  '/official/v1/permissions/:number/withdraw',
  '/official/v1/reliefs/:code/comparison',
  '/official/v1/reliefs/:code/withdraw',
  '/official/v1/reviews/:id/settle',
];

const SCHOOL = `code: VEJAINE-SCHOOL
kind: discount
name: { lv: Skolas prāmis, en: School ferry }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: m-0099000
versions:
  - from: 2020-01-01
    who: { fact: education-stage, is: basic }
    benefits:
      - { on: [ferry-crossing], give: { percent: 10 } }
`;

const routes: { method: string; url: string }[] = [];
channel('fastify.initialization').subscribe((message) => {
  const { fastify } = message as { fastify: HttpApp };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url });
  });
});
const context = await testContext();
const fixture = await vejaine(context);
const app = await composeServer({
  context,
  operatorKey: TEST_OPERATOR_KEY,
  simulated: true,
  web: false,
});
await app.ready();
afterAll(() => app.close());

async function official(organisation: string, roles: readonly OfficialRole[] = OFFICIAL_ROLES) {
  const { officialId, keyText } = await addOfficial(context, {
    ...{ name: organisation, organisation, roles: [...roles] },
  });
  const headers = { authorization: `Bearer ${keyText}` };
  const ask = async (method: string, url: string, payload?: object) =>
    await app.inject({ method: method as 'GET', url, headers, ...(payload && { payload }) });
  return { id: officialId, ask };
}

const owner = await official('m-0099000');
const colleague = await official('m-0099000', []);
const stranger = await official('vejaines-pramis');

async function add(url: string, payload: object): Promise<string> {
  const answer = await owner.ask('POST', url, payload);
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json().id;
}

const codes = await readClassifiers(context);
await importReliefs(context, [{ file: 'school.yaml', text: SCHOOL }], codes);
const roleId = await add(`/official/v1/officials/${colleague.id}/roles`, {
  ...{ role: 'reviewer', until: '2027-03-01' },
});

/** A row of Vējaine for each kind of parameter: the start of the address, the id, its table. */
const ROWS: [start: string, id: string, table: string][] = [
  ['/official/v1/officials/', colleague.id, 'identity.officials'],
  ['/official/v1/roles/', roleId, 'identity.role_assignments'],
  [
    '/official/v1/drafts/',
    await add('/official/v1/drafts', {
      text: SCHOOL.replace('-SCHOOL', '-BUS').replace('2020-01-01', '2027-01-01'),
    }),
    'reliefs.drafts',
  ],
  [
    '/official/v1/grants/',
    await add('/official/v1/grants', {
      ...{ personalCode: fixture.residents[0]?.personalCode, relief: 'VEJAINE-SCHOOL' },
      ...{ from: '2026-03-11', to: '2026-06-11', reason: 'Komisijas lēmums Nr. 12' },
    }),
    'entitlements.grants',
  ],
];

/** What a route must be told before it looks at the row. */
const BODIES: Record<string, object> = {
  '/official/v1/officials/:id/roles': { role: 'editor', until: '2027-03-01' },
  '/official/v1/roles/:id/prolong': { until: '2027-03-05' },
  '/official/v1/drafts/:id/reject': { reason: 'Nav mūsu.' },
  '/official/v1/grants/:id/reject': { reason: 'Nav mūsu.' },
  '/official/v1/grants/:id/withdraw': { on: '2026-04-01', reason: 'Nav mūsu.' },
};

const ofOfficials = routes.filter(
  ({ url }) => url.startsWith('/official/') && url.includes(':') && !NOT_SEEDED.includes(url),
);

async function rows(): Promise<unknown> {
  return await Promise.all(
    [...ROWS.map(([, , table]) => table), 'identity.role_assignments'].map((table) =>
      context.adminDb.query(`select to_jsonb(one) as row from ${table} one order by one.id`),
    ),
  );
}

test('every route of officials with a parameter has a row of another organisation, or stands here by name', () => {
  const unseeded = ofOfficials
    .map(({ url }) => url)
    .filter((url) => !ROWS.some(([start]) => url.startsWith(start)));
  expect(unseeded, 'add a row of Vējaine for each to ROWS in this file').toEqual([]);
  const known = new Set(routes.map(({ url }) => url));
  expect(NOT_SEEDED.filter((url) => !known.has(url))).toEqual([]);
});

test('an official with every role elsewhere neither sees nor changes a foreign row', async () => {
  const before = await rows();
  for (const { method, url } of ofOfficials) {
    const id = ROWS.find(([start]) => url.startsWith(start))?.[1] ?? '';
    const body = method === 'GET' ? undefined : BODIES[url];
    const answer = await stranger.ask(method, url.replace(/:\w+/, id), body);
    expect([403, 404], `${method} ${url}: ${answer.body}`).toContain(answer.statusCode);
  }
  expect(await rows()).toEqual(before);
});

test('the official of the organisation itself is shown these rows', async () => {
  for (const [start, id] of ROWS.filter(([start]) => !start.includes('/roles/'))) {
    const answer = await owner.ask('GET', start.slice(0, -1));
    expect(answer.statusCode, start).toBe(200);
    expect(answer.body, start).toContain(id);
    const foreign = await stranger.ask('GET', start.slice(0, -1));
    expect(foreign.body, start).not.toContain(id);
  }
});

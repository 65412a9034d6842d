import { channel } from 'node:diagnostics_channel';
import { afterAll, expect, test } from 'vitest';
import { composeServer } from '../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../apps/server/testing/test-server.ts';
import { readClassifiers } from '../modules/classifiers/index.ts';
import { defineDataSet } from '../modules/exchange/index.ts';
import { LICENCES_TEXT } from '../modules/exchange/testing/licences.ts';
import { addOfficial } from '../modules/identity/index.ts';
import { importReliefs } from '../modules/reliefs/index.ts';
import { OFFICIAL_ROLES, type OfficialRole } from '../platform/context.ts';
import type { HttpApp } from '../platform/http/http-app.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { vejaine } from './fixture/vejaine.ts';

/**
 * Rows of one organisation, asked for by an official of another who has every role: none is shown,
 * none changes. What these routes show is published, and the same for every official: the last test asks
 * them. The list may only grow shorter.
 */
const PUBLISHED = ['/official/v1/definitions/:code', '/official/v1/reliefs/:code/comparison'];

const RESIDENT = `code: resident
name: { lv: iedzīvotājs, en: resident }
act: Izdomāts
source: invented
versions:
  - from: 2019-01-01
    condition: { fact: residence, within: grantor }
`;
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
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => app.close());

async function official(organisation: string, roles: readonly OfficialRole[] = OFFICIAL_ROLES) {
  const { officialId, keyText } = await addOfficial(context, {
    ...{ name: organisation, organisation, roles: [...roles] },
  });
  const authorization = `Bearer ${keyText}`;
  // A real request: some routes set the limit of its socket.
  const ask = async (method: string, url: string, payload?: object) => {
    const answer = await fetch(`${origin}${url}`, {
      method,
      headers: { authorization, ...(payload && { 'content-type': 'application/json' }) },
      ...(payload && { body: JSON.stringify(payload) }),
    });
    const body = await answer.text();
    return { statusCode: answer.status, body, json: () => JSON.parse(body) };
  };
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
const files = { 'school.yaml': SCHOOL, 'resident.yaml': RESIDENT };
await importReliefs(
  context,
  Object.entries(files).map(([file, text]) => ({ file, text })),
  codes,
);
const roleId = await add(`/official/v1/officials/${colleague.id}/roles`, {
  ...{ role: 'reviewer', until: '2027-03-01' },
});

/** That the colleague looked at a resident. */
async function addAlert(): Promise<string> {
  const id = context.ids.next();
  await context.adminDb.query(
    `insert into identity.alerts (id, rule, record_id, act, official_id, organisation_id, person_id,
       looked_at, noted_at)
     values ($1::uuid, 'family', $1::uuid, 'reliefs.look-up', $2::uuid, $3::uuid, $4::uuid, now(), now())`,
    [id, colleague.id, fixture.municipalityId, fixture.residents[0]?.id],
  );
  return id;
}

async function addGroup(): Promise<string> {
  const name = { lv: 'Prāmja draugi', en: 'Friends of the ferry' };
  const group = { code: 'pramja-draugi', name, keptBy: 'list' };
  await add('/official/v1/groups', group);
  return group.code;
}

async function addDataSet(): Promise<string> {
  await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
  return 'vejaine-licences';
}

const PERMISSION = 'KP-2026-000001';

/** That the municipality reads its own licences. */
async function addPermission(): Promise<string> {
  await context.adminDb.query(
    `with applied as (
       insert into exchange.permissions (id, number, data_set_id, holder_id, state, purpose, legal_basis,
         fields, rows, price_cents, valid_from, valid_until, applied_at)
       select $1::uuid, $2, id, organisation_id, 'applied', '{"lv": "Pārbaude", "en": "Check"}',
         '{"lv": "Likums", "en": "Law"}', '"all"', '[]', 0, '2026-01-01', '2026-12-31', now()
       from exchange.data_sets where code = 'vejaine-licences' returning id, data_set_id
     )
     insert into exchange.permission_versions (permission_id, version_id)
     select applied.id, version.id
     from applied join exchange.versions version on version.data_set_id = applied.data_set_id`,
    [context.ids.next(), PERMISSION],
  );
  return PERMISSION;
}

/** That the colleague uploaded a list of members. */
async function addList(): Promise<string> {
  const id = context.ids.next();
  await context.adminDb.query(
    `insert into entitlements.member_lists (id, group_id, mode, status, members, added, ended, refused,
       problems, proposed_by, proposed_at)
     select $1::uuid, id, 'snapshot', 'proposed', 0, 0, 0, 0, '[]', $2::uuid, now()
     from entitlements.recipient_groups`,
    [id, colleague.id],
  );
  return id;
}

/** That a resident had a relief which was not due. */
async function addReview(): Promise<string> {
  const [review] = await context.adminDb.query<{ id: string }>(
    `insert into entitlements.reviews (person_id, entitlement_id, relief_id, instruction_id, grantor_id,
       benefits, valid_from, valid_to, noted_at)
     select $1::uuid, $2::uuid, relief_id, id, $3::uuid, '{0}', '2026-01-01', '2026-02-01', now()
     from reliefs.instructions limit 1 returning id::text`,
    [fixture.residents[0]?.id, context.ids.next(), fixture.municipalityId],
  );
  return review?.id ?? '';
}

/** That a snapshot waits for somebody to confirm what it removes. */
async function addUpload(): Promise<string> {
  const [upload] = await context.adminDb.query<{ id: string }>(
    `insert into exchange.uploads (version_id, id, mode, all_or_nothing, taken_at, state, began_at, kind)
     select version.id, 'halved', 'snapshot', false, now(), 'waiting', now(), 'lines'
     from exchange.versions version join exchange.data_sets on data_sets.id = data_set_id
     where code = 'vejaine-licences' returning id`,
  );
  return upload?.id ?? '';
}

/** That a resident confirmed an act, and it was done; or that one of theirs waits. */
async function addConfirmation(state: 'used' | 'waiting'): Promise<string> {
  const id = context.ids.next();
  await context.adminDb.query(
    `insert into identity.confirmations (id, person_id, act, means, content_digest, sealed, begun_at,
       expires_at, confirmed_at, used_at)
     values ($1::uuid, $2::uuid, 'give-mandate', 'passkey', '\\x', '\\x', $3::timestamptz,
       $3::timestamptz + interval '5 minutes', $4::timestamptz, $4::timestamptz)`,
    [
      id,
      fixture.residents[0]?.id,
      context.clock.now(),
      state === 'used' ? context.clock.now() : null,
    ],
  );
  return id;
}

/** That the licences are a register of which many wait, and that they state grants of which many wait. */
async function addWaiting(): Promise<string> {
  const text = 'register: licences\nversion: 1\ndataSet: vejaine-licences@1\n';
  await context.adminDb.query(
    `with taken as (
       insert into registers.mappings (register, version, data_set, data_set_version, text, digest, taken_at)
       values ('licences', 1, 'vejaine-licences', 1, $1, '', now()) returning id
     )
     insert into registers.followed (register, mapping_id, absent, absent_count, absent_held, absent_since)
     select 'licences', id, 'ask', 3, 12, now() from taken`,
    [text],
  );
  await context.adminDb.query(
    `insert into entitlements.statement_sources (data_set, version, kind, added_at, absent_count,
       absent_held, absent_since)
     values ('vejaine-licences', 1, 'grants', now(), 3, 12, now())`,
  );
  return 'licences';
}

const dataSet = await addDataSet();
const upload = await addUpload();

/** A row of Vējaine for each kind of parameter: the start of the address, the id, its table. */
const ROWS: [start: string, id: string, table: string][] = [
  ['/official/v1/officials/', colleague.id, 'identity.officials'],
  ['/official/v1/roles/', roleId, 'identity.role_assignments'],
  [
    '/official/v1/drafts/',
    await add('/official/v1/drafts', {
      text: SCHOOL.replace('-SCHOOL', '-BUS')
        .replace('2020-01-01', '2027-01-01')
        .replace(/who: .*/, 'who: { definition: resident }'),
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
  ['/official/v1/audit/alerts/', await addAlert(), 'identity.alerts'],
  ['/official/v1/groups/', await addGroup(), 'entitlements.recipient_groups'],
  ['/official/v1/data-sets/', dataSet, 'exchange.data_sets'],
  ['/official/v1/registers/', await addWaiting(), 'registers.followed'],
  ['/official/v1/statements/', dataSet, 'entitlements.statement_sources'],
  // It is not published.
  ['/official/v1/catalogue/', dataSet, 'exchange.data_sets'],
  ['/official/v1/permissions/', await addPermission(), 'exchange.permissions'],
  ['/official/v1/lists/', await addList(), 'entitlements.member_lists'],
  ['/official/v1/reviews/', await addReview(), 'entitlements.reviews'],
  ['/official/v1/reliefs/', 'VEJAINE-SCHOOL', 'reliefs.instructions'],
  ['/official/v1/audit/confirmations/', await addConfirmation('used'), 'identity.confirmations'],
  ['/official/v1/confirmations/', await addConfirmation('waiting'), 'identity.confirmations'],
];

const TERMS = {
  purpose: { lv: 'Cits', en: 'Other' },
  legalBasis: { lv: 'Cits', en: 'Other' },
  ...{ fields: 'all', rows: [], quota: null, ratePerMinute: null, priceCents: 0 },
  ...{ validFrom: '2026-01-01', validUntil: '2027-12-31' },
};

/** What a route must be told before it looks at the row. */
const BODIES: Record<string, object> = {
  '/official/v1/officials/:id/roles': { role: 'editor', until: '2027-03-01' },
  '/official/v1/roles/:id/prolong': { until: '2027-03-05' },
  '/official/v1/audit/alerts/:id/settle': { reason: 'Nav mūsu.' },
  '/official/v1/reliefs/:code/withdraw': { from: '2027-01-01' },
  '/official/v1/data-sets/:code/:version/uploads/:upload/confirm': {
    removed: 0,
    changed: 0,
    added: 0,
  },
  '/official/v1/confirmations/:id/complete': {},
  '/official/v1/drafts/:id/reject': { reason: 'Nav mūsu.' },
  '/official/v1/groups/:code/find-member': { personalCode: fixture.residents[0]?.personalCode },
  '/official/v1/groups/:code/lists': [],
  '/official/v1/groups/:code/lists/preview': [],
  '/official/v1/registers/:register/absent/confirm': { absent: 3 },
  '/official/v1/statements/:code/:version/absent/confirm': { absent: 3 },
  '/official/v1/grants/:id/reject': { reason: 'Nav mūsu.' },
  ...Object.fromEntries(
    ['refuse', 'suspend', 'resume', 'withdraw'].map((step) => [
      `/official/v1/permissions/:number/${step}`,
      { reason: 'Nav mūsu.' },
    ]),
  ),
  '/official/v1/permissions/:number/terms': { terms: TERMS },
  '/official/v1/permissions/:number/messages': { text: 'Nav mūsu.' },
  '/official/v1/permissions/:number/prolong': { validUntil: '2027-12-31' },
  '/official/v1/lists/:id/confirm': { ended: 0 },
  '/official/v1/reviews/:id/settle': { outcome: 'Nav mūsu, bet izlemts.' },
  '/official/v1/grants/:id/withdraw': { on: '2026-04-01', reason: 'Nav mūsu.' },
};

/** The address of a row: what names it is its first parameter. */
function addressOf(url: string, id: string): string {
  const first = url.replace(/:\w+/, id).replace(':version', '1').replace(':upload', upload);
  return /\/lists(\/preview)?$/.test(url) ? `${first}?mode=snapshot` : first;
}

const ofOfficials = routes.filter(
  ({ url }) => url.startsWith('/official/') && url.includes(':') && !PUBLISHED.includes(url),
);

/** Where deciding about these rows leaves others. */
const WRITTEN_BESIDE = ['identity.alert_settlements', 'exchange.uploads'];

async function rows(): Promise<unknown> {
  return await Promise.all(
    [...ROWS.map(([, , table]) => table), ...WRITTEN_BESIDE].map((table) =>
      context.adminDb.query(`select to_jsonb(one) as row from ${table} one order by to_jsonb(one)`),
    ),
  );
}

test('every route of officials with a parameter has a row of another organisation, or stands here by name', () => {
  const unseeded = ofOfficials
    .map(({ url }) => url)
    .filter((url) => !ROWS.some(([start]) => url.startsWith(start)));
  expect(unseeded, 'add a row of Vējaine for each to ROWS in this file').toEqual([]);
  const known = new Set(routes.map(({ url }) => url));
  expect(PUBLISHED.filter((url) => !known.has(url))).toEqual([]);
});

test('an official with every role elsewhere neither sees nor changes a foreign row', async () => {
  const before = await rows();
  for (const { method, url } of ofOfficials) {
    const id = ROWS.find(([start]) => url.startsWith(start))?.[1] ?? '';
    const body = method === 'GET' ? undefined : BODIES[url];
    const answer = await stranger.ask(method, addressOf(url, id), body);
    expect([403, 404], `${method} ${url}: ${answer.body}`).toContain(answer.statusCode);
  }
  expect(await rows()).toEqual(before);
});

/**
 * These are shown with what they belong to, once they are published, or to nobody by itself; a review has
 * too short a number to be looked for; how a register does everybody may see.
 */
const NOT_LISTED = [
  '/official/v1/catalogue/',
  '/official/v1/registers/',
  '/official/v1/roles/',
  '/official/v1/statements/',
  '/official/v1/lists/',
  '/official/v1/reviews/',
  '/official/v1/reliefs/',
  '/official/v1/audit/confirmations/',
  '/official/v1/confirmations/',
];

test('the official of the organisation itself is shown these rows', async () => {
  for (const [start, id] of ROWS.filter(([start]) => !NOT_LISTED.includes(start))) {
    const answer = await owner.ask('GET', start.slice(0, -1));
    expect(answer.statusCode, start).toBe(200);
    expect(answer.body, start).toContain(id);
    const foreign = await stranger.ask('GET', start.slice(0, -1));
    expect(foreign.body, start).not.toContain(id);
  }
});

test('what is published is the same for every official, without the drafts of others', async () => {
  const draft = ROWS.find(([start]) => start.includes('/drafts/'))?.[1] ?? '';
  const definition = '/official/v1/definitions/resident';
  const [own, foreign] = [
    await owner.ask('GET', definition),
    await stranger.ask('GET', definition),
  ];
  expect(own.json().use.drafts).toMatchObject([{ id: draft }]);
  expect(foreign.json()).toEqual({ ...own.json(), use: { ...own.json().use, drafts: [] } });
  const comparison = '/official/v1/reliefs/VEJAINE-SCHOOL/comparison?before=1&after=1';
  const compared = await stranger.ask('GET', comparison);
  expect([compared.statusCode, compared.body]).toEqual([
    200,
    (await owner.ask('GET', comparison)).body,
  ]);
});

import { channel } from 'node:diagnostics_channel';
import { afterAll, expect, test } from 'vitest';
import { composeServer } from '../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../apps/server/testing/test-server.ts';
import { readClassifiers } from '../modules/classifiers/index.ts';
import { defineDataSet } from '../modules/exchange/index.ts';
import { LICENCES_TEXT } from '../modules/exchange/testing/licences.ts';
import { addOfficial } from '../modules/identity/index.ts';
import { signInByHand } from '../modules/identity/testing/browser-by-hand.ts';
import { hashAccessKey, makeAccessKeyText } from '../modules/providers/index.ts';
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
  // It sets the limit of its socket, and a request of this test has none: intake.access.test.ts asks instead.
  '/official/v1/data-sets/:code/:version/uploads/:upload/confirm',
  '/official/v1/definitions/:code',
  '/official/v1/reliefs/:code/comparison',
  '/official/v1/reliefs/:code/withdraw',
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
  const first = url.replace(/:\w+/, id).replace(':version', '1').replace(':upload', 'x');
  return /\/lists(\/preview)?$/.test(url) ? `${first}?mode=snapshot` : first;
}

const ofOfficials = routes.filter(
  ({ url }) => url.startsWith('/official/') && url.includes(':') && !NOT_SEEDED.includes(url),
);

async function rows(): Promise<unknown> {
  return await Promise.all(
    [...ROWS.map(([, , table]) => table), 'identity.alert_settlements'].map((table) =>
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
  expect(NOT_SEEDED.filter((url) => !known.has(url))).toEqual([]);
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
 * These are shown with what they belong to, or once they are published; a review has too short a number to
 * be looked for; how a register does everybody may see.
 */
const NOT_LISTED = [
  '/official/v1/catalogue/',
  '/official/v1/registers/',
  '/official/v1/roles/',
  '/official/v1/statements/',
  '/official/v1/lists/',
  '/official/v1/reviews/',
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

/** Another provider's system, with its key. */
async function otherIds(): Promise<string> {
  const [organisationId, idsId, keyId] = [
    context.ids.next(),
    context.ids.next(),
    context.ids.next(),
  ];
  const keyText = makeAccessKeyText(keyId);
  await context.adminDb.query(
    `insert into persons.organisations (id, code, name_lv, name_en, kind, roles, territory)
     values ($1::uuid, 'cits-pramis', 'SIA "Cits prāmis"', 'Cits prāmis', 'merchant',
       array['provider'], '0099110')`,
    [organisationId],
  );
  await context.adminDb.query(
    `insert into providers.ids (id, organisation_id, code, name)
     values ($1::uuid, $2::uuid, 'cits', 'Cita prāmja kases')`,
    [idsId, organisationId],
  );
  await context.adminDb.query(
    `insert into providers.access_keys (id, ids_id, secret_hash, key_version, created_at)
     values ($1::uuid, $2::uuid, $3::bytea, $4::smallint, $5::timestamptz)`,
    [keyId, idsId, hashAccessKey(context.keys, keyText), context.keys.version, context.clock.now()],
  );
  return keyText;
}

test('a transaction is its own provider’s and its own recipient’s', async () => {
  const terminalAt = context.clock.now().toISOString();
  const [recipient, neighbour] = fixture.residents;
  if (!recipient || !neighbour) throw new Error('The fixture has two residents.');
  const asIds = async (key: string, method: 'GET' | 'POST', url: string, payload?: object) =>
    await app.inject({
      ...{ method, url, headers: { authorization: `Bearer ${key}` } },
      ...(payload && { payload }),
    });
  const sold = await asIds(fixture.accessKey, 'POST', '/ids/v1/transactions/one-step', {
    ...{ transactionId: 'test-00000001', terminal: 'pramis-1', terminalAt },
    ...{ means: { value: recipient.means } },
    lines: [{ line: '1', item: 'crossing', quantity: 1 }],
  });
  expect(sold.statusCode, sold.body).toBe(200);
  const acts = async () =>
    await context.adminDb.query('select to_jsonb(one) as row from transactions.acts one');
  const before = await acts();

  const address = '/ids/v1/transactions/test-00000001';
  const other = await otherIds();
  const terms: Record<string, object> = {
    confirm: { terminalAt },
    refund: { terminalAt, refundId: 'refund-0001' },
  };
  for (const [act, body] of Object.entries(terms)) {
    const answer = await asIds(other, 'POST', `${address}/${act}`, body);
    expect([403, 404], `${act}: ${answer.body}`).toContain(answer.statusCode);
  }
  expect((await asIds(other, 'GET', address)).statusCode).toBe(404);
  expect(await acts()).toEqual(before);
  // What a provider cancels unseen is noted for itself: the namesake of the other stays as sold.
  const asSold = await asIds(fixture.accessKey, 'GET', address);
  expect(asSold.statusCode).toBe(200);
  await asIds(other, 'POST', `${address}/cancel`, { terminalAt });
  expect((await asIds(fixture.accessKey, 'GET', address)).json()).toEqual(asSold.json());

  const asPerson = async (id: string, url: string) =>
    await app.inject({ url, headers: { cookie: await signInByHand(app, id) } });
  const own = await asPerson(recipient.id, '/recipient/v1/transactions');
  const id: string = own.json().transactions[0].id;
  const one = `/recipient/v1/transactions/${id}`;
  expect((await asPerson(recipient.id, one)).statusCode).toBe(200);
  expect((await asPerson(neighbour.id, one)).statusCode).toBe(404);
  expect((await asPerson(neighbour.id, '/recipient/v1/transactions')).body).not.toContain(id);
});

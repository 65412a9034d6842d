import { expect, test } from 'vitest';
import { forOrganisation } from '../../../platform/database/for-organisation.ts';
import { selectOwnTerminals } from '../../providers/sql/select-own-terminals.ts';
import { addOfficial, endOfficial, endRole } from '../index.ts';
import { country as people } from '../testing/mandate-country.ts';

const FERRY = 'vejaines-pramis';
const OTHER = 'cita-buda';
const ROLE_MISSING = { status: 403, code: 'official-role-missing', roles: ['cashier'] };

/** The ferry with a cashier, Anna, and another provider with a terminal of its own. */
async function country() {
  const made = await people();
  const { context, fixture, anna } = made;
  const { ids, adminDb } = context;
  const [organisationId, idsId, pointId, terminalId] = Array.from({ length: 4 }, () => ids.next());
  await adminDb.query(
    `insert into persons.organisations (id, code, name_lv, name_en, kind, roles)
     values ($1::uuid, $2, 'Cita būda', 'Other booth', 'merchant', array['provider'])`,
    [organisationId, OTHER],
  );
  await adminDb.query(
    `insert into providers.ids (id, organisation_id, code, name) values ($2, $1, 'buda', 'Būdas kase')`,
    [organisationId, idsId],
  );
  await adminDb.query(
    `insert into providers.points_of_service (id, organisation_id, code, name_lv, name_en, territory)
     values ($2, $1, 'tirgus', 'Tirgus', 'Market', '0099110')`,
    [organisationId, pointId],
  );
  await adminDb.query(
    `insert into providers.terminals (id, ids_id, point_of_service_id, code)
     values ($1, $2, $3, 'buda-1')`,
    [terminalId, idsId, pointId],
  );
  const officialId = await employ(made, anna, { organisation: FERRY, roles: ['cashier'] });
  await adminDb.query(`update identity.sessions set level = 'substantial'`);
  const own = fixture.terminals['pramis-1'];
  const at = (terminal = own) => ({ officialId, terminalId: terminal });
  const open = (terminal?: string) => anna.ask('/login/v1/profile', at(terminal));
  return { ...made, officialId, organisationId, foreign: terminalId ?? '', own, open };
}

type Country = Awaited<ReturnType<typeof country>>;
type Person = Country['anna'];

async function employ(
  { context }: Pick<Country, 'context'>,
  { id: personId, name }: Person,
  official: Pick<Parameters<typeof addOfficial>[1], 'organisation' | 'roles' | 'until'>,
): Promise<string> {
  return (await addOfficial(context, { name, personId, ...official })).officialId;
}

/** A basket of a crossing for Bruno, as the page sends it. */
function basketOf({ context, bruno }: Country, more: object = {}) {
  return {
    ...{ transactionId: `web-${context.ids.next()}`, terminal: 'pramis-1' },
    ...{ terminalAt: context.clock.now().toISOString(), means: { value: bruno.means } },
    lines: [{ line: '1', item: 'crossing', quantity: 1 }],
    ...more,
  };
}

async function auditOf({ context }: Country, act: string) {
  return await context.adminDb.query<{ content: string }>(
    `select actor_kind as kind, actor_id as by, organisation_id as organisation,
       subject_person_id as subject, content
     from audit.records where act = $1 order by id`,
    [act],
  );
}

test('a cashier opens a terminal of the organisation and sells at it', async () => {
  const land = await country();
  const { anna, bruno, context, fixture, officialId, own } = land;
  const chosen = await anna.ask('/login/v1/profile', { officialId });
  expect(chosen.status).toBe(204);
  const { body } = await anna.ask('/official/v1/terminals');
  const place = { ids: 'Vējaines prāmja kases', pointOfService: { en: 'Vējaine pier' } };
  expect(body.terminals).toMatchObject([
    { terminalId: own, code: 'pramis-1', status: 'active', ...place },
    { code: 'pramis-2', status: 'active', ...place },
  ]);
  const found = await anna.ask('/official/v1/terminals?search=PRAMIS-2');
  expect(found.body.terminals).toMatchObject([{ code: 'pramis-2' }]);
  expect((await land.open()).status).toBe(204);
  expect((await anna.ask('/login/v1/session')).body).toMatchObject({
    ...{ kind: 'terminal', terminal: { id: own, code: 'pramis-1' } },
    cashier: { officialId, name: anna.name },
  });

  expect((await anna.ask('/ids/v1/items')).body.items).toHaveLength(2);
  const { means, terminal, terminalAt } = basketOf(land);
  const offered = await anna.ask('/ids/v1/identify', { means, terminal, terminalAt });
  expect(offered.body.reliefs).toHaveLength(1);
  const basket = basketOf(land);
  const answers = await Promise.all([1, 2].map(() => anna.ask('/ids/v1/transactions', basket)));
  expect(answers[0]?.body).toMatchObject({ state: 'authorised', reliefCents: 150 });
  expect(answers[1]).toEqual(answers[0]);
  const path = `/ids/v1/transactions/${basket.transactionId}`;
  expect((await anna.ask(`${path}/confirm`, { terminalAt })).body.state).toBe('confirmed');
  const refund = { refundId: 'refund-1', terminalAt, lines: [{ line: '1', quantity: 1 }] };
  expect((await anna.ask(`${path}/refund`, refund)).body.state).toBe('refunded');
  const atOnce = basketOf(land);
  expect((await anna.ask('/ids/v1/transactions/one-step', atOnce)).status).toBe(200);
  const dropped = basketOf(land);
  await anna.ask('/ids/v1/transactions', dropped);
  const cancel = `/ids/v1/transactions/${dropped.transactionId}/cancel`;
  expect((await anna.ask(cancel, { terminalAt })).body.state).toBe('cancelled');

  const cashier = { officialId, name: anna.name };
  const { body: details } = await anna.ask(path);
  expect(details).toMatchObject({
    terminal: 'pramis-1',
    acts: [
      { kind: 'authorised', cashier },
      { kind: 'confirmed', cashier },
      { kind: 'refunded', cashier },
    ],
  });
  const { body: other } = await anna.ask(`/ids/v1/transactions/${atOnce.transactionId}`);
  expect(other.acts).toMatchObject([{ cashier }, { cashier }]);
  const who = { kind: 'official', by: officialId, organisation: fixture.providerId };
  for (const act of ['identify', 'authorise', 'confirmed', 'refunded', 'cancelled', 'one-step']) {
    const [record] = await auditOf(land, `transactions.${act}`);
    expect(record, act).toMatchObject({ ...who, subject: bruno.id });
    const content = JSON.parse(record?.content ?? '{}');
    expect(content, act).toMatchObject({ capacity: 'cashier', terminalId: own });
  }
  expect(await auditOf(land, 'transactions.authorise')).toHaveLength(2);
  const [opened] = (await auditOf(land, 'identity.choose-profile')).slice(-1);
  expect(JSON.parse(opened?.content ?? '{}')).toMatchObject({
    ...{ capacity: 'cashier', officialId, terminalId: own },
  });
  const acts = await context.adminDb.query<{ cashier: string | null }>(
    `select distinct content ->> 'cashier' as cashier from transactions.acts`,
  );
  expect(acts).toEqual([{ cashier: officialId }]);
});

test('what the system of the provider does by itself names no cashier', async () => {
  const land = await country();
  const { anna, fixture } = land;
  const basket = basketOf(land);
  const headers = {
    authorization: `Bearer ${fixture.accessKey}`,
    'content-type': 'application/json',
  };
  const send = { method: 'POST', headers, body: JSON.stringify(basket) };
  expect((await fetch(`${anna.baseUrl}/ids/v1/transactions`, send)).status).toBe(200);
  await land.open();
  const { body } = await anna.ask(`/ids/v1/transactions/${basket.transactionId}`);
  expect(body.acts).toHaveLength(1);
  expect(body.acts[0]).not.toHaveProperty('cashier');
  const [record] = await auditOf(land, 'transactions.authorise');
  expect(record).toMatchObject({ kind: 'ids', by: fixture.idsId });
  expect(record?.content).not.toContain('capacity');
});

test("another organisation's terminals are neither seen nor opened, nor is anything done at them", async () => {
  const land = await country();
  const { anna, context, fixture, foreign, organisationId = '', own, officialId } = land;
  const unknown = { status: 404, code: 'sign-in-subject-unknown' };
  expect((await land.open(foreign)).body).toMatchObject(unknown);
  expect((await land.open(context.ids.next())).body).toMatchObject(unknown);
  await anna.ask('/login/v1/profile', { officialId });
  const { body } = await anna.ask('/official/v1/terminals?search=buda');
  expect(body.terminals).toEqual([]);
  await land.open();
  const at = basketOf(land, { terminal: 'buda-1' });
  expect((await anna.ask('/ids/v1/transactions', at)).body.code).toBe('terminal-unknown');
  const neighbour = basketOf(land, { terminal: 'pramis-2' });
  expect((await anna.ask('/ids/v1/transactions', neighbour)).body.code).toBe('terminal-unknown');

  // Even a session that names the terminal, and a statement that asks for another organisation's.
  const take = 'update identity.sessions set terminal_id = $1::uuid where official_id is not null';
  await context.adminDb.query(take, [foreign]);
  expect((await anna.ask('/login/v1/session')).body).toMatchObject({ kind: 'person' });
  expect((await anna.ask('/ids/v1/items')).body.code).toBe('not-allowed');
  const list = (seenBy: string, of: string) =>
    selectOwnTerminals(forOrganisation(context.db, seenBy), { organisationId: of, limit: 10 });
  expect(await list(fixture.providerId, organisationId)).toEqual([]);
  expect(await list(organisationId, organisationId)).toMatchObject([{ terminalId: foreign }]);
  expect(await list(organisationId, fixture.providerId)).toEqual([]);
  const sessions = 'update identity.sessions set terminal_id = $1::uuid returning id';
  expect(await forOrganisation(context.db, fixture.providerId).query(sessions, [own])).toEqual([]);
});

test('without the role no terminal is opened, whatever other roles there are', async () => {
  const land = await country();
  const { context, bruno, cezars, dace, own } = land;
  const open = async (person: Person, officialId: string) =>
    (await person.ask('/login/v1/profile', { officialId, terminalId: own })).body;
  const roles = ['editor', 'reviewer', 'accountant', 'agent', 'administrator', 'auditor'] as const;
  const clerk = await employ(land, bruno, { organisation: FERRY, roles });
  const over = await employ(land, cezars, {
    ...{ organisation: FERRY, roles: ['auditor', 'cashier'] as const },
  });
  await context.adminDb.query(
    `update identity.role_assignments set valid_from = valid_from - 40, valid_to = valid_from - 5
     where official_id = $1::uuid and role = 'cashier'`,
    [over],
  );
  const stranger = await employ(land, dace, { organisation: OTHER, roles: ['cashier'] });
  expect(await open(bruno, clerk)).toMatchObject(ROLE_MISSING);
  expect(await open(cezars, over)).toMatchObject(ROLE_MISSING);
  expect(await open(dace, stranger)).toMatchObject({ code: 'sign-in-subject-unknown' });
  expect(await open(dace, land.officialId)).toMatchObject({ code: 'profile-unknown' });
  for (const [person, officialId] of [[cezars, over] as const, [dace, stranger] as const]) {
    await person.ask('/login/v1/profile', { officialId });
    expect((await person.ask('/ids/v1/items')).body).toMatchObject({ code: 'not-allowed' });
  }
  expect((await cezars.ask('/official/v1/terminals')).body.code).toBe('official-role-missing');
  const { terminals } = (await dace.ask('/official/v1/terminals')).body;
  expect(terminals).toMatchObject([{ code: 'buda-1' }]);
});

const ENDS: [what: string, change: (land: Country) => Promise<unknown>, code: string][] = [
  [
    'the role was taken away',
    async ({ context, officialId }) => {
      const [role] = await context.adminDb.query<{ id: string }>(
        'select id from identity.role_assignments where official_id = $1::uuid',
        [officialId],
      );
      await endRole(context.as({ kind: 'operator' }), role?.id ?? '');
    },
    'profile-ended',
  ],
  [
    'the role was taken away and another is left',
    ({ context, officialId }) =>
      context.adminDb.query(
        `update identity.role_assignments set role = 'auditor' where official_id = $1::uuid`,
        [officialId],
      ),
    'not-allowed',
  ],
  [
    'the official was ended',
    ({ context, officialId }) => endOfficial(context.as({ kind: 'operator' }), officialId),
    'profile-ended',
  ],
  [
    'the terminal was suspended',
    ({ context }) => context.adminDb.query(`update providers.terminals set status = 'suspended'`),
    'not-allowed',
  ],
  [
    'the system of the terminal was suspended',
    ({ context }) => context.adminDb.query(`update providers.ids set status = 'suspended'`),
    'not-allowed',
  ],
  [
    'another profile was chosen',
    ({ anna }) => anna.ask('/login/v1/profile', { personId: anna.id }),
    'not-allowed',
  ],
  [
    'the terminal was closed',
    ({ anna, officialId }) => anna.ask('/login/v1/profile', { officialId }),
    'not-allowed',
  ],
];

test.each(ENDS)('nothing is sold any more at the next call after %s', async (_, change, code) => {
  const land = await country();
  await land.open();
  const ask = () => land.anna.ask('/ids/v1/transactions', basketOf(land));
  expect((await ask()).status).toBe(200);
  await change(land);
  expect((await ask()).body).toMatchObject({ status: 403, code });
  expect(await auditOf(land, 'transactions.authorise')).toHaveLength(1);
});

test('a weak login opens no terminal, and none stays open for it', async () => {
  const land = await country();
  const { anna, context } = land;
  await land.open();
  await context.adminDb.query(`update identity.sessions set level = 'low'`);
  const refused = { status: 403, code: 'stronger-login-needed', level: 'substantial' };
  expect((await anna.ask('/ids/v1/items')).body).toMatchObject(refused);
  expect((await land.open()).body).toMatchObject(refused);
});

test('at a terminal a cashier is nothing else, and does what a cashier does alone', async () => {
  const land = await country();
  const { anna, context, officialId } = land;
  await context.adminDb.query(
    `insert into identity.role_assignments
       (id, official_id, role, valid_from, valid_to, proposed_at, approved_at)
     select gen_random_uuid(), official_id, 'administrator', valid_from, valid_to, proposed_at, approved_at
     from identity.role_assignments where official_id = $1::uuid`,
    [officialId],
  );
  await land.open();
  const totals = { count: 0, priceCents: 0, reliefCents: 0 };
  const day = { day: '2026-03-11', confirmed: totals, refunded: { count: 0, reliefCents: 0 } };
  for (const [path, body] of [
    ['/ids/v1/daily-totals', day],
    ['/ids/v1/terminals', undefined],
    ['/official/v1/officials', undefined],
    ['/official/v1/terminals', undefined],
    ['/recipient/v1/entitlements', undefined],
  ] as const) {
    expect((await anna.ask(path, body)).body, path).toMatchObject({ code: 'not-allowed' });
  }
  const noted = await auditOf(land, 'platform.refuse');
  expect(noted).toHaveLength(5);
  expect(noted).toMatchObject(noted.map(() => ({ kind: 'official', by: officialId })));
  await anna.ask('/login/v1/profile', { officialId });
  expect((await anna.ask('/official/v1/officials')).status).toBe(200);
});

test('the database refuses a terminal for a person who is no official', async () => {
  const { anna, context, own } = await country();
  const take = context.adminDb.query(
    'update identity.sessions set terminal_id = $1::uuid where person_id = $2::uuid',
    [own, anna.id],
  );
  await expect(take).rejects.toThrow('sessions_holder');
});

import { channel } from 'node:diagnostics_channel';
import { afterAll, expect, test } from 'vitest';
import { composeServer } from '../apps/server/compose.ts';
import { buildWebIfStale } from '../apps/server/serve-web.ts';
import { TEST_OPERATOR_KEY } from '../apps/server/testing/test-server.ts';
import { addInformationSystem, createSystemKey } from '../modules/exchange/index.ts';
import { addOfficial } from '../modules/identity/index.ts';
import { signInByHand } from '../modules/identity/testing/browser-by-hand.ts';
import { representFerry } from '../modules/identity/testing/represented-ferry.ts';
import { OFFICIAL_ROLES, type OfficialRole } from '../platform/context.ts';
import type { HttpApp, Permission } from '../platform/http/http-app.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { expiring } from './expiring.ts';
import { vejaine } from './fixture/vejaine.ts';
import { PUBLIC_ROUTES } from './public-routes.ts';

/** Who may call what, over the whole server and with real credentials. */
interface DeclaredRoute {
  method: string | string[];
  url: string;
  config?: {
    permission?: Permission | readonly Permission[];
    act?: string;
    scope?: string;
    roles?: readonly OfficialRole[];
  };
}

const declared: DeclaredRoute[] = [];
channel('fastify.initialization').subscribe((message) => {
  const { fastify } = message as { fastify: HttpApp };
  fastify.addHook('onRoute', (route) => void declared.push(route));
});
await buildWebIfStale();
const context = await testContext();
const fixture = await vejaine(context, { residents: 4 });
const operatorKey = TEST_OPERATOR_KEY;
const app = await composeServer({ context, operatorKey, simulated: true, web: true });
await app.ready();
afterAll(() => app.close());

const routes = declared.flatMap(({ method, url, config }) =>
  [method].flat().map((one) => ({
    name: `${one} ${url}`,
    method: one,
    url,
    permissions: [config?.permission ?? []].flat(),
    act: config?.act,
    scope: config?.scope,
    roles: config?.roles ?? [],
  })),
);
const closed = routes.filter(({ permissions }) => !permissions.includes('public'));

async function signInPerson(personId = ''): Promise<Record<string, string>> {
  return { cookie: await signInByHand(app, personId), 'sec-fetch-site': 'same-origin' };
}

async function signIn(holder: object): Promise<Record<string, string>> {
  const answer = await app.inject({
    method: 'POST',
    url: '/login/v1/simulated',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: holder,
  });
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

async function systemKey(): Promise<string> {
  const system = { institution: 'm-0099000', code: 'vejaine', name: 'Vējaines novads' };
  await addInformationSystem(context, system);
  const key = await createSystemKey(context, { system: system.code, expiresAt: null });
  return key.keyText;
}

interface Caller {
  who: string;
  kind?: Permission;
  role?: OfficialRole;
  /** Acts for another: where the route says for what. */
  isActing?: true;
  headers: Record<string, string>;
}

/** Everybody who may come, with what they show. */
/** As if the person had just logged in by a strong means: some calls demand that. */
async function signInStrongly(personId = ''): Promise<Record<string, string>> {
  const headers = await signInPerson(personId);
  await context.adminDb.query("update identity.sessions set level = 'high'");
  return headers;
}

/** As a person who acts for an organisation that they represent alone. */
async function signInForFerry(personId: string): Promise<Record<string, string>> {
  const organisationId = await representFerry(context, { alone: [{ id: personId }] });
  const headers = await signInStrongly(personId);
  const payload = { organisationId };
  await app.inject({ method: 'POST', url: '/login/v1/profile', headers, payload });
  return headers;
}

/** As a person who, as an official of the provider, sells at one of its terminals. */
async function signInAtTerminal(personId: string): Promise<Record<string, string>> {
  const { officialId } = await addOfficial(context, {
    ...{ name: 'Kasiere', organisation: 'vejaines-pramis', roles: ['cashier'], personId },
  });
  const headers = await signInStrongly(personId);
  const payload = { officialId, terminalId: fixture.terminals['pramis-2'] };
  await app.inject({ method: 'POST', url: '/login/v1/profile', headers, payload });
  return headers;
}

/** As a parent who acts for their child. */
async function signInForChild(personId: string, childId: string): Promise<Record<string, string>> {
  await context.adminDb.query(
    `with child as (
       update persons.persons set birth_date = '2018-01-01' where id = $2::uuid returning id, birth_date
     )
     insert into persons.relations (person_id, related_id, kind, valid_from)
     select $1::uuid, id, 'parent', birth_date from child`,
    [personId, childId],
  );
  const headers = await signInStrongly(personId);
  const payload = { personId: childId };
  const chosen = await app.inject({
    ...{ method: 'POST', url: '/login/v1/profile', headers, payload },
  });
  expect(chosen.statusCode, chosen.body).toBe(204);
  return headers;
}

const ACTORS: Caller[] = [
  { who: 'nobody', headers: {} },
  {
    who: 'an IDS',
    kind: 'ids',
    headers: { authorization: `Bearer ${fixture.accessKey}` },
  },
  {
    who: 'a terminal that signed in',
    kind: 'ids',
    headers: await signIn({ terminalId: fixture.terminals['pramis-1'] }),
  },
  {
    who: 'a cashier at a terminal',
    kind: 'ids',
    role: 'cashier',
    headers: await signInAtTerminal(fixture.outsider.id),
  },
  {
    who: 'a recipient',
    kind: 'recipient',
    headers: await signInStrongly(fixture.residents[0]?.id),
  },
  {
    who: 'who represents an organisation',
    kind: 'representative',
    isActing: true,
    headers: await signInForFerry(fixture.residents[1]?.id ?? ''),
  },
  {
    who: 'a parent who acts for a child',
    kind: 'recipient',
    isActing: true,
    headers: await signInForChild(fixture.residents[2]?.id ?? '', fixture.residents[3]?.id ?? ''),
  },
  ...(await Promise.all(
    OFFICIAL_ROLES.map(async (role) => {
      const { keyText } = await addOfficial(context, {
        ...{ name: role, organisation: 'm-0099000', roles: [role] },
      });
      const headers = { authorization: `Bearer ${keyText}` };
      return { who: `an official with the role ${role}`, kind: 'official' as const, role, headers };
    }),
  )),
  {
    who: 'an information system',
    kind: 'information-system',
    headers: { authorization: `Bearer ${await systemKey()}` },
  },
  {
    who: 'the operator',
    kind: 'operator',
    headers: { authorization: `Bearer ${operatorKey}` },
  },
];

async function ask({ method, url }: { method: string; url: string }, headers: object) {
  const path = url.replace(/:\w+/g, '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55');
  return await app.inject({ method: method as 'GET', url: path, headers: { ...headers } });
}

test('every route declares who may call it; what is public is named here', () => {
  expect(routes.filter(({ permissions }) => permissions.length === 0)).toEqual([]);
  const open = routes
    .filter(({ permissions, method }) => permissions.includes('public') && method !== 'HEAD')
    .map(({ name }) => name);
  expect(open.sort()).toEqual(PUBLIC_ROUTES);
});

test('every route for machines names what a token must be for', () => {
  const isForMachines = (kind: Permission) => kind === 'ids' || kind === 'information-system';
  const unnamed = routes.filter(
    ({ permissions, scope }) => permissions.some(isForMachines) && !scope,
  );
  expect(unnamed).toEqual([]);
});

const OWN_ADDRESSES: [start: string, kind: Permission][] = [
  ['/ids/', 'ids'],
  ['/recipient/', 'recipient'],
  ['/organisation/', 'representative'],
  ['/official/', 'official'],
  ['/exchange/', 'information-system'],
  // Where the present state platform has them.
  ['/current_user_permissions', 'information-system'],
  ['/service_list', 'information-system'],
];

test('the address of a route tells who may call it', () => {
  const named = closed.filter(({ url, permissions }) => {
    const own = OWN_ADDRESSES.find(([start]) => url.startsWith(start))?.[1];
    return permissions.some((kind) => kind !== own && kind !== 'operator');
  });
  expect(named).toEqual([]);
});

/**
 * Whether a route is for who comes: for their kind, of officials for their role, and of who acts for another
 * for what they may do for them.
 */
function isFor(
  { permissions, roles, act }: (typeof routes)[number],
  { kind, role, isActing }: Caller,
): boolean {
  if (kind === undefined || !permissions.includes(kind)) return false;
  return (!role || roles.includes(role)) && (!isActing || act !== undefined);
}

test.each(ACTORS)('$who is refused where it has nothing to do', async (caller) => {
  const { kind, headers } = caller;
  const others = closed.filter((route) => !isFor(route, caller));
  expect(others.length).toBeGreaterThan(10);
  const expected = kind
    ? { status: 403, code: 'not-allowed' }
    : { status: 401, code: 'not-signed-in' };
  for (const route of others) {
    const isOfOthers = kind !== undefined && route.permissions.includes(kind);
    const missing = caller.isActing ? 'mandate-not-for-this' : expected.code;
    const refused = kind === 'official' ? 'official-role-missing' : missing;
    const code = isOfOthers ? refused : expected.code;
    const answer = await ask(route, headers);
    expect(answer.statusCode, route.name).toBe(expected.status);
    expect(answer.headers['content-type'], route.name).toMatch(/^application\/problem\+json/);
    if (route.method !== 'HEAD')
      expect(answer.json(), route.name).toMatchObject({ ...expected, code });
  }
});

test.each(ACTORS.filter(({ kind }) => kind))('$who is let in where it belongs', async (caller) => {
  const { headers } = caller;
  const own = closed.filter((route) => isFor(route, caller));
  expect(own.length).toBeGreaterThan(0);
  for (const route of own) {
    const { statusCode } = await ask(route, headers);
    expect([401, 403, 500], route.name).not.toContain(statusCode);
  }
});

test.each([
  ['an access key that is none', { authorization: 'Bearer kopl_none' }, 'access-key-unknown'],
  ['a key of nobody', { authorization: 'Bearer nobody' }, 'not-signed-in'],
  ['a session that never began', { cookie: `koplieta_session=${'x'.repeat(43)}` }, 'session-ended'],
])('%s opens nothing', async (_name, headers, code) => {
  for (const route of closed.filter(({ method }) => method === 'GET')) {
    const answer = await ask(route, headers);
    expect(answer.statusCode, route.name).toBe(401);
    expect(answer.json().code, route.name).toBe(code);
  }
});

const INACTIVE: [who: string, change: string, status: number, code: string][] = [
  [
    'whose roles are over',
    `update identity.role_assignments set valid_from = valid_from - 400, valid_to = valid_from - 35
     where official_id = $1::uuid`,
    ...([403, 'official-role-missing'] as const),
  ],
  [
    'whose roles were ended',
    `update identity.role_assignments set ended_at = $2::timestamptz
     where official_id = $1::uuid`,
    ...([403, 'official-role-missing'] as const),
  ],
  [
    'whose key has expired',
    `update identity.official_keys
     set created_at = $2::timestamptz - interval '2 days', expires_at = $2::timestamptz - interval '1 day'
     where official_id = $1::uuid`,
    ...([401, 'official-key-expired'] as const),
  ],
  [
    'who has ended',
    'update identity.officials set ended_at = $2::timestamptz where id = $1::uuid',
    ...([403, 'official-ended'] as const),
  ],
];

test.each(INACTIVE)('an official %s is let in nowhere', async (_who, change, status, code) => {
  const { officialId, keyText } = await addOfficial(context, {
    ...{ name: 'Ilze', organisation: 'm-0099000', roles: [...OFFICIAL_ROLES] },
  });
  const headers = { authorization: `Bearer ${keyText}` };
  const before = await ask({ method: 'GET', url: '/official/v1/officials' }, headers);
  expect(before.statusCode).toBe(200);
  const values = change.includes('$2') ? [officialId, context.clock.now()] : [officialId];
  await context.adminDb.query(change, values);
  const own = closed.filter(
    ({ permissions, method }) => permissions.includes('official') && method !== 'HEAD',
  );
  for (const route of own) {
    const answer = await ask(route, headers);
    expect(answer.json(), route.name).toMatchObject({ status, code });
  }
});

test.each(expiring(context, fixture, signInPerson))(
  'what %s shows opens nothing when it has expired',
  async (_who, kind, code, show) => {
    const headers = await show();
    context.clock.advance(2_000);
    const own = closed.filter(
      ({ permissions, method }) => permissions.includes(kind) && method !== 'HEAD',
    );
    expect(own.length).toBeGreaterThan(0);
    for (const route of own) {
      const answer = await ask(route, headers);
      expect(answer.json(), route.name).toMatchObject({ status: 401, code });
    }
  },
);

/** A search is asked in a body, because it may name a person; an alert is the auditor's own to settle. */
const OF_AUDITORS = ['POST /official/v1/audit/alerts/:id/settle', 'POST /official/v1/audit/search'];

test('auditors change nothing but what they decide about alerts', () => {
  const changing = closed.filter(
    ({ method, roles }) => roles.includes('auditor') && !['GET', 'HEAD'].includes(method),
  );
  expect(changing.map(({ name }) => name).sort()).toEqual(OF_AUDITORS);
});

test('administrators are let in to officials, roles and terminals, and to nothing about people', () => {
  const own = closed.filter(({ roles }) => roles.includes('administrator'));
  const starts = ['/official/v1/officials', '/official/v1/roles', '/official/v1/terminals'];
  const others = own.filter(({ url }) => !starts.some((start) => url.startsWith(start)));
  expect(own.length).toBeGreaterThan(0);
  expect(others.map(({ name }) => name)).toEqual([]);
});

test('a session changes nothing when the call comes from another site', async () => {
  for (const { kind, headers } of ACTORS.filter(({ headers }) => 'cookie' in headers)) {
    for (const route of closed.filter(({ method }) => method === 'POST')) {
      if (!kind || !route.permissions.includes(kind)) continue;
      const answer = await ask(route, { ...headers, 'sec-fetch-site': 'cross-site' });
      expect(answer.statusCode, route.name).toBe(403);
      expect(answer.json().code, route.name).toBe('cross-site-request');
    }
  }
});

import { expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import type { Actor, Context, OfficialRole } from '../../platform/context.ts';
import { listOrganisations } from '../persons/index.ts';
import { asOfficial } from '../reliefs/publishing/testing/officials.ts';
import { catchUp } from './following/catch-up.ts';
import { confirmAbsent } from './following/confirm-absent.ts';
import { takeMapping } from './following/take-mapping.ts';
import { describeRegisters } from './freshness/describe-registers.ts';
import { listFaults } from './freshness/list-faults.ts';
import { setUpRegisters } from './index.ts';
import { registersContext, send } from './testing/registers-context.ts';

const context = await registersContext();
const organisations = new Map((await listOrganisations(context)).map(({ code, id }) => [code, id]));
const id = context.ids.next();
const systemOf = (code: string) =>
  context.as({
    ...{ kind: 'information-system', systemId: id },
    organisationId: organisations.get(code) ?? '',
  });
const KEEPER = 'veselibas-un-darbspeju-ekspertizes-arstu-valsts-komisija';
const keeper = systemOf(KEEPER);
const other = systemOf('uznemumu-registrs');

const STRANGERS: Actor[] = [
  { kind: 'public' },
  { kind: 'recipient', personId: id, sessionId: 'session' },
  { kind: 'ids', idsId: id, organisationId: id },
];
const officialWith = (role: OfficialRole) =>
  context.as({ kind: 'official', officialId: id, organisation: null, roles: [role] });
const ALL = { after: null, limit: 10 };

test.each(STRANGERS)('$kind does not see how registers do', async (actor) => {
  await expect(describeRegisters(context.as(actor))).rejects.toMatchObject({ code: 'not-allowed' });
});

test.each([...STRANGERS, officialWith('editor').actor])(
  '$kind sees and changes nothing',
  async (actor) => {
    const stranger = context.as(actor);
    for (const attempt of [
      () => listFaults(stranger, 'disability', ALL),
      () => listFaults(stranger, 'nothing', ALL),
      () => takeMapping(stranger, { file: 'x', text: '' }),
      () => setUpRegisters(stranger),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-allowed' });
    }
  },
);

test('records with faults are for who keeps the register; how it does is for every system', async () => {
  await send(context, 'disability', {
    ...{
      personalCode: '320000-00001',
      decisions: [{ number: '1', group: 'IV', from: '2020-01-01' }],
    },
  });
  await catchUp(context, 'disability');
  await expect(listFaults(other, 'disability', ALL)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(listFaults(keeper, 'nothing', ALL)).rejects.toMatchObject({
    code: 'register-unknown',
  });
  const faults = [{ path: '/decisions/0/group', code: 'code-unknown' }];
  expect(await listFaults(keeper, 'disability', ALL)).toMatchObject([
    { key: { personalCode: '320000-00001' }, position: 1, faults },
  ]);
  expect(await describeRegisters(other)).toHaveLength(12);
  expect(JSON.stringify(await describeRegisters(other))).not.toContain('320000');
  await expect(describeRegisters(officialWith('auditor'))).rejects.toMatchObject({
    code: 'official-role-missing',
  });
  expect(await describeRegisters(officialWith('editor'))).toEqual(await describeRegisters(other));
});

test('that many end is confirmed by a system or a reviewer of who keeps the register, and by the operator', async () => {
  const wait = async () =>
    await context.adminDb.query(
      `update registers.followed set absent = 'ask', absent_count = 4, absent_held = 10,
         absent_since = now() where register = 'disability'`,
    );
  await wait();
  const confirm = (asking: Context, absent = 4) =>
    confirmAbsent(asking, { register: 'disability', absent });
  const officialOf = (code: string | null, roles: OfficialRole[]) =>
    asOfficial(context, { organisation: code, roles });
  const [own, foreign] = [KEEPER, 'uznemumu-registrs'];
  const reviewer = await officialOf(own, ['reviewer']);
  for (const [asking, code] of [
    ...STRANGERS.map((actor) => [context.as(actor), 'not-allowed'] as const),
    [other, 'data-set-not-permitted'],
    [await officialOf(foreign, ['reviewer']), 'data-set-not-permitted'],
    [await officialOf(own, ['editor', 'accountant']), 'official-role-missing'],
    [await officialOf(null, ['editor']), 'official-role-missing'],
  ] as const) {
    await expect(confirm(asking)).rejects.toMatchObject({ code });
  }
  await expect(confirm(reviewer, 3)).rejects.toMatchObject({ code: 'absent-changed' });
  for (const asking of [reviewer, keeper, await officialOf(null, ['reviewer']), context]) {
    await wait();
    await confirm(asking);
    await expect(confirm(asking)).rejects.toMatchObject({ code: 'absent-not-asked' });
  }
  const acts = await context.adminDb.query(
    `select content::jsonb as content from audit.records
     where act = 'registers.confirm-absent' order by recorded_at, id`,
  );
  expect(acts.map(({ content }) => content)).toEqual(
    Array.from({ length: 4 }, () => ({ register: 'disability', mapping: 1, absent: 4, held: 10 })),
  );
});

test('over HTTP: the operator reads how the registers do, others nothing but the schema', async () => {
  const server = await testServer(context);
  const read = (path: string, key?: string) =>
    fetch(`${server.baseUrl}/exchange/v1/${path}`, {
      headers: key ? { authorization: `Bearer ${key}` } : {},
    });
  const key = 'operator_key_of_the_tests';
  const answer = await read('registers', key);
  expect(answer.status).toBe(200);
  const { registers } = (await answer.json()) as { registers: unknown[] };
  expect(registers).toContainEqual(
    expect.objectContaining({ register: 'disability', behind: 0, faults: 1, silentSince: null }),
  );
  const faults = await read('registers/disability/faults?limit=1', key);
  expect(await faults.json()).toMatchObject({ faults: [{ position: 1 }] });
  for (const path of ['registers', 'registers/disability/faults']) {
    expect((await read(path)).status).toBe(401);
  }
  expect((await read('mapping-schema')).status).toBe(200);
  const post = (path: string, body: object) =>
    fetch(`${server.baseUrl}/exchange/v1/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  const inForce = await read('registers/disability/mapping', key);
  expect(inForce.status).toBe(200);
  const { text: mapping, sample: examples } = (await inForce.json()) as Record<string, string>;
  const tested = await post('mappings/test', { mapping, examples });
  expect(await tested.json()).toMatchObject({ problems: [], examples: [{ line: 2 }] });
  const long = { mapping: 'x'.repeat(50_001), examples };
  expect((await post('mappings/test', long)).status).toBe(400);
  const onRecords = await post('mappings/test-records', { mapping, records: 1 });
  expect(await onRecords.json()).toMatchObject({ isCompared: true, counts: { records: 1 } });
  for (const records of [0, 101]) {
    expect((await post('mappings/test-records', { mapping, records })).status).toBe(400);
  }
  const none = await post('registers/disability/absent/confirm', { absent: 4 });
  expect([none.status, await none.json()]).toMatchObject([409, { code: 'absent-not-asked' }]);
  await server.close();
});

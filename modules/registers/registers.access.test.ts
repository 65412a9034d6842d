import { expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import type { Actor, OfficialRole } from '../../platform/context.ts';
import { listOrganisations } from '../persons/index.ts';
import { catchUp } from './following/catch-up.ts';
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
const keeper = systemOf('veselibas-un-darbspeju-ekspertizes-arstu-valsts-komisija');
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
  await server.close();
});

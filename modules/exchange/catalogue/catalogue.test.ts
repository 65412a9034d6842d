import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import type { OfficialRole } from '../../../platform/context.ts';
import { addOfficial } from '../../identity/index.ts';
import { defineDataSet, proposeDataSet, publishDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { licencesWith } from '../testing/licences.ts';
import { newSystem } from '../testing/systems.ts';

const context = await exchangeContext();
const keyOf = async (role: OfficialRole) =>
  (await addOfficial(context, { name: role, organisation: 'vejaines-pramis', roles: [role] }))
    .keyText;
const editor = await keyOf('editor');
const { baseUrl, close } = await testServer(context);
afterAll(close);

async function ask(path: string, key = editor) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${baseUrl}/official/v1/catalogue${path}`, { headers });
  return { status: response.status, json: await response.json() };
}

test('what is published is found by officials of any institution, with how fresh it is', async () => {
  expect((await ask('')).json).toEqual({ dataSets: [], next: null });
  expect((await ask('/vejaine-licences/1')).json).toMatchObject({ code: 'data-set-unknown' });
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
  const { json } = await ask('');
  expect(json).toMatchObject({
    dataSets: [
      {
        ...{
          code: 'vejaine-licences',
          version: 1,
          source: { code: 'm-0099000' },
          updates: 'daily',
        },
        ...{ mostPersonal: 'personal', fieldCount: 8, loadedAt: null, changedAt: null },
      },
    ],
    next: null,
  });
  await acceptRecords(context, LICENCES, { changes: [{ upsert: licence() }], allOrNothing: true });
  const [{ changedAt }] = (await ask('')).json.dataSets;
  expect(changedAt).toBe('2026-03-11T10:00:00.000Z');
});

test('the fields come in their order, what is nested after its list, each with its class', async () => {
  const { fields } = (await ask('/vejaine-licences/1')).json;
  expect(
    fields.map(({ path, class: of, inKey }: Record<string, unknown>) => [path, of, inKey]),
  ).toEqual([
    ['personCode', 'personal', true],
    ['number', 'pseudonymous', true],
    ['revision', 'none', false],
    ['since', 'none', false],
    ['fee', 'none', false],
    ['waters', null, false],
    ['waters.name', 'none', false],
    ['waters.hectares', 'none', false],
    ['companions', null, false],
    ['companions.nickname', 'personal', false],
  ]);
});

test.each([
  ['licences', 1],
  ['MAKŠĶERĒŠANAS', 1],
  ['fishing', 1],
  ['Vējaine Municipality', 1],
  ['%', 0],
  ['nothing like it', 0],
])('a search for %s finds %d', async (search, count) => {
  const { json } = await ask(`?search=${encodeURIComponent(search)}`);
  expect(json.dataSets).toHaveLength(count);
});

test('pages follow one another, and what has come to its end is gone', async () => {
  const text = licencesWith(['version: 1', 'version: 2']);
  await defineDataSet(context, { file: 'licences.yaml', text });
  const second = { ...LICENCES, version: 2 };
  await proposeDataSet(context, second);
  await publishDataSet(context, second);
  const first = (await ask('?limit=1')).json;
  expect(first).toMatchObject({ dataSets: [{ version: 1 }], next: 'vejaine-licences@1' });
  const rest = (await ask(`?limit=2&after=${first.next}`)).json;
  expect(rest).toMatchObject({ dataSets: [{ version: 2 }], next: null });
  await context.adminDb.query(
    `update exchange.versions set ends_on = '2026-03-11' where version = 1`,
  );
  expect((await ask('')).json.dataSets).toMatchObject([{ version: 2 }]);
  expect((await ask('/vejaine-licences/1')).status).toBe(404);
});

test('it is for officials who work on data, and for nobody else', async () => {
  const system = (await newSystem(context, 'vejaines-pramis', 'ferry')).keyText;
  for (const path of ['', '/vejaine-licences/2']) {
    const refused = await ask(path, await keyOf('agent'));
    expect(refused).toMatchObject({ status: 403, json: { code: 'official-role-missing' } });
    expect(await ask(path, system)).toMatchObject({ status: 403, json: { code: 'not-allowed' } });
    expect((await fetch(`${baseUrl}/official/v1/catalogue${path}`)).status).toBe(401);
  }
});

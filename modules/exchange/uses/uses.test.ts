import { expect, test } from 'vitest';
import type { Context } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addPersons } from '../../persons/index.ts';
import { defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { type AskedHow, countEntitiesOf, listEntities } from '../odata/serving/list-entities.ts';
import { getPermission } from '../permissions/change-permission.ts';
import { findRecords } from '../reading/find-records.ts';
import { readChanges } from '../reading/read-changes.ts';
import { streamRecords } from '../reading/stream-records.ts';
import { LICENCES, licence } from '../testing/exchange-context.ts';
import { givePermission, officialOf, systemOf, TERMS } from '../testing/give-permission.ts';
import { LICENCES_TEXT } from '../testing/licences.ts';
import { forgetUses } from './forget-uses.ts';
import { listOwnUses } from './list-own-uses.ts';
import { makeStatement } from './make-statement.ts';

const context = await testContext();
const fixture = await vejaine(context);
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
const [one, other] = fixture.residents;
if (!one || !other) throw new Error('The fixture has too few residents.');
const as = (personId: string) => context.as({ kind: 'recipient', personId, sessionId: 'session' });
const FIRST = { before: null, limit: 100 };
const keyOf = (personCode: string) => ({ personCode, number: 'L-1' });
await acceptRecords(context, LICENCES, {
  changes: [one, other].map(({ personalCode }) => ({
    upsert: licence({ personCode: personalCode }),
  })),
  allOrNothing: true,
});

test('a person reads who looked at records about them, when, why and at what', async () => {
  const { number, reader } = await givePermission(context, { fields: ['since', 'waters.name'] });
  const name = { ...LICENCES, permission: number };
  await findRecords(reader, name, [keyOf(one.personalCode)]);
  context.clock.advance(1_000);
  await findRecords(await systemOf(context, 'm-0099000'), LICENCES, [keyOf(one.personalCode)]);
  const [own, byPermission, ...more] = await listOwnUses(as(one.id), FIRST);
  expect(more).toEqual([]);
  expect(byPermission).toMatchObject({
    at: '2026-03-11T10:00:00.000Z',
    everybody: false,
    source: { code: 'm-0099000' },
    reader: { code: 'vejaines-pramis' },
    dataSet: { code: 'vejaine-licences', version: 1, name: { lv: 'Makšķerēšanas licences' } },
    permission: number,
    purpose: TERMS.purpose,
    legalBasis: TERMS.legalBasis,
  });
  expect(byPermission?.fields.map(({ name }) => name)).toEqual([
    ...['personCode', 'number', 'since', 'waters', 'waters.name'],
  ]);
  expect(own).toMatchObject({
    reader: { code: 'm-0099000' },
    permission: null,
    purpose: { en: 'The institution read its own register.' },
  });
  expect(await listOwnUses(as(other.id), FIRST)).toEqual([]);
});

test('who asked about a person by a former code is told too, and by both codes once', async () => {
  const [former, present] = ['320000-00061', '320000-00062'] as const;
  const stated = { name: 'Ilga Vējiņa', birthDate: '1985-05-02', deathDate: null };
  const changed = { ...stated, personalCode: present, previousPersonalCode: former };
  const {
    ids: [id = ''],
  } = await addPersons(context, [changed]);
  const { number, reader } = await givePermission(context);
  const name = { ...LICENCES, permission: number };
  for (const codes of [[former], [present], [former, present]]) {
    context.clock.advance(1_000);
    await findRecords(reader, name, codes.map(keyOf));
  }
  const uses = await listOwnUses(as(id), FIRST);
  expect(uses).toHaveLength(3);
  const [newest, ...others] = uses;
  const before = { usedAt: newest?.at ?? '', id: newest?.id ?? '' };
  expect(await listOwnUses(as(id), { before, limit: 2 })).toEqual(others);
  await addPersons(context, [{ ...stated, name: 'Rasma Bērziņa', personalCode: former }]);
  expect(await listOwnUses(as(id), FIRST)).toHaveLength(2);
});

test('what was read as a whole is told to everybody, a page to those who are on it', async () => {
  context.clock.advance(60_000);
  const { number, reader } = await givePermission(context);
  const name = { ...LICENCES, permission: number };
  await (await streamRecords(reader, name, 'ndjson')).begin();
  context.clock.advance(1_000);
  await readChanges(reader, name, { after: 1, limit: 10 });
  expect(await listOwnUses(as(fixture.outsider.id), FIRST)).toMatchObject([{ everybody: true }]);
  const uses = await listOwnUses(as(other.id), FIRST);
  expect(uses).toMatchObject([{ everybody: false }, { everybody: true }]);
  // Page by page the same.
  const [newest] = await listOwnUses(as(other.id), { before: null, limit: 1 });
  const before = { usedAt: newest?.at ?? '', id: newest?.id ?? '' };
  expect([newest, ...(await listOwnUses(as(other.id), { before, limit: 1 }))]).toEqual(uses);
});

test('that nothing is found about a person is told to them too', async () => {
  context.clock.advance(60_000);
  const { number, reader } = await givePermission(context, { fields: ['personCode', 'since'] });
  const name = { ...LICENCES, permission: number };
  const { personalCode, id } = fixture.outsider;
  const isTold = async () => (await listOwnUses(as(id), FIRST)).length;
  const before = await isTold();
  await findRecords(reader, name, [keyOf(personalCode.replace('-', ''))]);
  expect(await isTold()).toBe(before + 1);
  const how = { by: 'body', isSlowAllowed: false } as const;
  const filter = `personCode eq '${one?.personalCode}' and since gt 2030-01-01`;
  const of = async () => (await listOwnUses(as(one?.id ?? ''), FIRST)).length;
  const toldOf = await of();
  const texts = { options: new Map([['filter', filter] as const]), aliases: new Map() };
  expect(await countEntitiesOf(reader, name, { texts, how })).toMatchObject({ count: 0 });
  expect(await of()).toBe(toldOf + 1);
});

test('nor is a question about a person hidden, by the whole key or by its part, found or not', async () => {
  context.clock.advance(60_000);
  const { number, reader } = await givePermission(context, {
    fields: ['personCode', 'number', 'since'],
  });
  const name = { ...LICENCES, permission: number };
  const { personalCode, id } = fixture.outsider;
  const told = async () => (await listOwnUses(as(id), FIRST)).length;
  const before = await told();
  const how: AskedHow = {
    ...{ by: 'body', pageSize: undefined, isSlowAllowed: false, tracksChanges: false },
    shown: { exactAsText: false },
  };
  const part = `personCode eq '${personalCode}'`;
  for (const [place, filter] of [part, `${part} and number eq 'L-1'`].entries()) {
    const texts = { options: new Map([['filter', filter] as const]), aliases: new Map() };
    expect(await listEntities(reader, name, { texts, how })).toMatchObject({ value: [] });
    expect(await told()).toBe(before + 2 * place + 1);
    expect(await countEntitiesOf(reader, name, { texts, how })).toMatchObject({ count: 0 });
    expect(await told()).toBe(before + 2 * place + 2);
  }
  const texts = {
    options: new Map([['filter', "personCode eq 'x'"] as const]),
    aliases: new Map(),
  };
  expect(await listEntities(reader, name, { texts, how })).toMatchObject({ value: [] });
});

test('a use that is refused is not told, and the log cannot be changed', async () => {
  const { number, reader } = await givePermission(context, { quota: 1 });
  const name = { ...LICENCES, permission: number };
  const read = () => findRecords(reader, name, [keyOf(other.personalCode)]);
  await read();
  const before = await listOwnUses(as(other.id), FIRST);
  await expect(read()).rejects.toMatchObject({ code: 'permission-used-up' });
  expect(await listOwnUses(as(other.id), FIRST)).toEqual(before);
  for (const statement of [
    'update exchange.uses set records = 0',
    'delete from exchange.uses',
    'delete from exchange.use_persons',
    'update exchange.permission_events set text = null',
  ]) {
    await expect(context.db.query(statement)).rejects.toThrow(/permission denied/);
  }
});

test('statements come to what was used, month by month, and stay as they are', async () => {
  const { number, reader } = await givePermission(context, { priceCents: 5 });
  const name = { ...LICENCES, permission: number };
  const read = () => findRecords(reader, name, [keyOf(one.personalCode)]);
  for (let time = 0; time < 3; time++) await read();
  context.clock.set('2026-03-31T20:59:59Z');
  await read();
  const statement = async (asking: Context, as: 'source' | 'holder', month: string) => {
    const whole = await makeStatement(asking, { month, as, limit: 100 });
    const line = whole.lines.find(({ permission }) => permission === number);
    return { ...whole, line };
  };
  const march = await statement(reader, 'holder', '2026-03');
  expect(march).toMatchObject({ isFinal: false, line: { uses: 4, amountCents: 20 } });
  // In Riga it is April.
  context.clock.set('2026-03-31T21:00:00Z');
  await read();
  const source = await officialOf(context, 'm-0099000');
  const final = await statement(source, 'source', '2026-03');
  expect(final).toMatchObject({ isFinal: true, line: { uses: 4, amountCents: 20 } });
  expect(await statement(source, 'source', '2026-04')).toMatchObject({ line: { uses: 1 } });
  expect(final.uses).toBe(final.lines.reduce((sum, { uses }) => sum + uses, 0));
  expect(final.amountCents).toBe(20);
  expect((await getPermission(context, number)).permission.used).toBe(5);
  const page = await makeStatement(source, { month: '2026-03', as: 'source', limit: 1 });
  expect(page).toMatchObject({ uses: final.uses, next: page.lines[0]?.permission });
  expect(await statement(reader, 'source', '2026-03')).toMatchObject({ uses: 0, lines: [] });
});

test('years are forgotten as a whole, five years after they ended', async () => {
  await forgetUses(context);
  expect((await listOwnUses(as(one.id), FIRST)).length).toBeGreaterThan(0);
  context.clock.set('2032-01-02T01:30:00Z');
  await forgetUses(context);
  expect(await listOwnUses(as(one.id), FIRST)).toEqual([]);
});

test('nobody else reads the uses of a person, or a statement', async () => {
  const refused = { code: 'not-allowed' };
  const stranger = context.as({ kind: 'public' });
  for (const asking of [stranger, await systemOf(context, 'm-0099000')]) {
    await expect(listOwnUses(asking, FIRST)).rejects.toMatchObject(refused);
  }
  const asked = { month: '2026-03', as: 'holder', limit: 1 } as const;
  for (const asking of [stranger, as(one.id)]) {
    await expect(makeStatement(asking, asked)).rejects.toMatchObject(refused);
  }
});

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { addPersons } from '../persons/index.ts';
import {
  blockMeans,
  issueOneTimeCode,
  listMeans,
  loadMeans,
  purgeOneTimeCodes,
  registerMeans,
  reportMeansLost,
  unblockMeans,
} from './index.ts';
import { findMeans } from './testing/find-means.ts';

const context = await testContext();
const fixture = await vejaine(context, { residents: 3 });
const [anna, bruno, carla] = fixture.residents;
if (!anna || !bruno || !carla) throw new Error('The fixture has three residents.');
const asAnna = recipient(anna.id);

function recipient(personId: string): Context {
  return context.as({ kind: 'recipient', personId, sessionId: 'session' });
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'done';
}

async function auditActs(personId: string): Promise<string[]> {
  const rows = await context.db.query<{ act: string }>(
    'select act from audit.records where subject_person_id = $1::uuid order by recorded_at, id',
    [personId],
  );
  return rows.map((row) => row.act);
}

test.each([
  ['a bank card number', 'bank-card', '4111 1111 1111 1111', 'bank-card-number-refused'],
  [
    'the same as a transport card',
    'transport-card',
    '4111111111111111',
    'bank-card-number-refused',
  ],
  ['a kind that nobody has', 'library-card', 'LIB-000001', 'means-kind-unknown'],
  ['a one-time code', 'one-time-code', '0123456789', 'means-kind-unknown'],
  ['too short a value', 'transport-card', 'ABC', 'means-value-wrong'],
  ["somebody else's card", 'transport-card', bruno.means, 'means-held-by-another'],
  ["an acquirer's reference", 'bank-card', 'Q1HJZ28RKA1EBL470G9XYG90R5D3E', 'done'],
])('registering %s: %s %s → %s', async (_what, kind, value, expected) => {
  const before = await count();
  const act = registerMeans(context, [{ personId: anna.id, kind, value }]);
  expect(await codeOf(act)).toBe(expected);
  expect(await count()).toBe(before + (expected === 'done' ? 1 : 0));
});

async function count(): Promise<number> {
  const rows = await context.db.query<{ count: number }>('select count(*) from means.means');
  return rows[0]?.count ?? 0;
}

test('registering again changes nothing and gives the same id', async () => {
  const statement = { personId: anna.id, kind: 'school-card', value: 'SK-0001-0001' };
  const first = await registerMeans(context, [statement]);
  const again = await registerMeans(context, [{ ...statement, value: 'sk00010001' }]);
  expect(again).toEqual({ ids: first.ids, added: 0 });
});

test('a block holds at once and can be taken back; a loss cannot', async () => {
  const person = carla;
  const asPerson = recipient(person.id);
  const status = async () => (await findMeans(context, person.means))?.status;
  await blockMeans(asPerson, person.meansId);
  expect(await status()).toBe('blocked');
  await blockMeans(asPerson, person.meansId);
  await unblockMeans(asPerson, person.meansId);
  expect(await status()).toBe('active');
  await reportMeansLost(asPerson, person.meansId);
  expect(await status()).toBe('lost');
  expect(await codeOf(unblockMeans(asPerson, person.meansId))).toBe('means-lost');
  expect((await listMeans(asPerson)).map((means) => [means.status, means.ending])).toEqual([
    ['lost', '0003'],
  ]);
  expect(await auditActs(person.id)).toEqual(['means.block', 'means.unblock', 'means.report-lost']);
});

test('a means ends by itself', async () => {
  const value = 'ENDS-2026-04';
  const validTo = new Date('2026-04-01T00:00:00Z');
  const { ids } = await registerMeans(context, [
    { personId: bruno.id, kind: 'school-card', value, validTo },
  ]);
  expect((await findMeans(context, value))?.status).toBe('active');
  context.clock.set('2026-04-01T00:00:00Z');
  expect((await findMeans(context, value))?.status).toBe('expired');
  expect(await codeOf(blockMeans(recipient(bruno.id), ids[0] ?? ''))).toBe('means-expired');
  context.clock.set('2026-03-11T10:00:00Z');
});

test('a one-time code lives a minute, and only the newest is valid', async () => {
  const first = await issueOneTimeCode(asAnna);
  const second = await issueOneTimeCode(asAnna);
  expect(second.code).toMatch(/^\d{10}$/);
  expect(await findMeans(context, first.code)).toBeUndefined();
  expect(await findMeans(context, second.code)).toMatchObject({
    personId: anna.id,
    status: 'active',
    singleUse: true,
  });
  context.clock.advance(60_000);
  expect((await findMeans(context, second.code))?.status).toBe('expired');
  expect(await purgeOneTimeCodes(context)).toBe(0);
  context.clock.advance(86_400_001);
  expect(await purgeOneTimeCodes(context)).toBe(1);
  expect(await auditActs(anna.id)).toContain('means.issue-one-time-code');
  context.clock.set('2026-03-11T10:00:00Z');
});

test('twenty codes asked for at once leave one', async () => {
  await Promise.all(Array.from({ length: 20 }, () => issueOneTimeCode(asAnna)));
  const rows = await context.db.query<{ count: number }>(
    'select count(*) from means.means where person_id = $1::uuid and single_use',
    [anna.id],
  );
  expect(rows).toEqual([{ count: 1 }]);
});

test('a file of means is loaded once, and bad records are reported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-means-'));
  mkdirSync(join(folder, 'issuers'));
  const good = {
    personalCode: bruno.personalCode,
    kind: 'transport-card',
    value: 'VJ9900000001',
    issuer: 'vejaines-pramis',
    validFrom: '2024-01-01',
  };
  const records = [
    good,
    { ...good, value: '4111111111111111' },
    { ...good, value: anna.means },
    { ...good, personalCode: '320000-00000', value: 'VJ9900000002' },
    { ...good, issuer: 'nobody', value: 'VJ9900000003' },
    { ...good, colour: 'green' },
  ];
  const lines = records.map((record) => JSON.stringify(record));
  writeFileSync(join(folder, 'issuers', 'means.ndjson'), `${lines.join('\n')}\n{"broken\n`);
  const report = await loadMeans(context, folder);
  expect(report).toMatchObject({ records: 7, added: 1, refused: 6 });
  expect(report.refusals.map(({ line, reason }) => `${line} ${reason}`).sort()).toEqual([
    '2 bank-card-number-refused',
    '3 value: held by another person',
    '4 personalCode: unknown person',
    '5 issuer: unknown organisation',
    '6 record: Unrecognized key: "colour"',
    '7 not JSON',
  ]);
  expect((await loadMeans(context, folder)).added).toBe(0);
  const [stored] = await context.db.query<{ valid_from: Date }>(
    "select valid_from from means.means where ending = '0001' and kind = 'transport-card' and valid_from > '2020-01-01'",
  );
  expect(stored?.valid_from.toISOString()).toBe('2023-12-31T22:00:00.000Z');
});

test('an issuer may go on writing the former code of a holder', async () => {
  const { personalCode, name } = carla;
  const renewed = { personalCode: '320000-00002', previousPersonalCode: personalCode };
  await addPersons(context, [{ ...renewed, name, birthDate: '1990-01-01', deathDate: null }]);
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-means-'));
  mkdirSync(join(folder, 'issuers'));
  const means = { personalCode, kind: 'transport-card', value: 'VJ9900000009' };
  const line = JSON.stringify({ ...means, validFrom: '2024-01-01' });
  writeFileSync(join(folder, 'issuers', 'means.ndjson'), `${line}\n`);
  expect(await loadMeans(context, folder)).toMatchObject({ added: 1, refused: 0 });
});

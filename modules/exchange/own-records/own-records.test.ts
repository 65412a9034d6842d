import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addPersons } from '../../persons/index.ts';
import { defineDataSet, endDataSet, proposeDataSet, publishDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { LICENCES, licence } from '../testing/exchange-context.ts';
import { LICENCES_TEXT, licencesWith } from '../testing/licences.ts';
import { listOwnRecords } from './list-own-records.ts';

const context = await testContext();
const fixture = await vejaine(context);
const [one, other] = fixture.residents;
if (!one || !other) throw new Error('The fixture has too few residents.');
const as = (personId: string) => context.as({ kind: 'recipient', personId, sessionId: 'session' });

async function define(text: string, name = LICENCES) {
  await defineDataSet(context, { file: 'licences.yaml', text });
  await proposeDataSet(context, name);
  await publishDataSet(context, name);
}

async function keep(person: { personalCode: string }, number: string, name = LICENCES) {
  const upsert = licence({ personCode: person.personalCode, number });
  await acceptRecords(context, name, { changes: [{ upsert }], allOrNothing: true });
}

test('what is not published yet is not told', async () => {
  await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
  await keep(one, 'L-1');
  expect(await listOwnRecords(as(one.id))).toEqual([]);
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
});

test('a person reads all their records in whole, the last changed first, and nobody else’s', async () => {
  await keep(other, 'L-2');
  await keep(one, 'L-1');
  context.clock.advance(1_000);
  await keep(one, 'L-3');
  const [found, ...more] = await listOwnRecords(as(one.id));
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    dataSet: { code: 'vejaine-licences', version: 1, name: { en: 'Fishing licences' } },
    source: { code: 'm-0099000' },
    updates: 'daily',
    hasMore: false,
    records: [
      { changedAt: '2026-03-11T10:00:01.000Z', record: { number: 'L-3' } },
      { changedAt: '2026-03-11T10:00:00.000Z', record: { number: 'L-1' } },
    ],
  });
  expect(found?.records[0]?.record).toEqual(
    licence({ personCode: one.personalCode, number: 'L-3' }),
  );
  expect(found?.fields.map(({ path }) => path)).toContain('companions.nickname');
  const numbersOf = async (personId: string) =>
    (await listOwnRecords(as(personId))).flatMap(({ records }) =>
      records.map(({ record }) => record.number),
    );
  expect(await numbersOf(other.id)).toEqual(['L-2']);
  expect(await numbersOf(fixture.outsider.id)).toEqual([]);
});

test('a deleted record is gone, and of many the last hundred are told', async () => {
  const key = { personCode: other.personalCode, number: 'L-2', revision: 2 };
  await acceptRecords(context, LICENCES, { changes: [{ delete: key }], allOrNothing: true });
  expect(await listOwnRecords(as(other.id))).toEqual([]);
  const changes = Array.from({ length: 101 }, (_, place) => ({
    upsert: licence({ personCode: other.personalCode, number: `M-${place}` }),
  }));
  await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
  const [found] = await listOwnRecords(as(other.id));
  expect(found).toMatchObject({ hasMore: true, records: { length: 100 } });
  expect(found?.records[0]?.record).toMatchObject({ number: 'M-100' });
});

test('of two versions the last that has something is told, and none after its end', async () => {
  const second = { ...LICENCES, version: 2 };
  await define(licencesWith(['version: 1', 'version: 2']), second);
  expect(await listOwnRecords(as(one.id))).toMatchObject([{ dataSet: { version: 1 } }]);
  await keep(one, 'L-4', second);
  expect(await listOwnRecords(as(one.id))).toMatchObject([{ dataSet: { version: 2 } }]);
  await endDataSet(context, second, '2026-06-11');
  context.clock.set('2026-06-11T10:00:00Z');
  expect(await listOwnRecords(as(one.id))).toMatchObject([{ dataSet: { version: 1 } }]);
});

test('each reading stands in the audit without the records', async () => {
  const before = await audited();
  await listOwnRecords(as(one.id));
  const rows = await audited();
  expect(rows).toHaveLength(before.length + 1);
  expect(rows.at(-1)).toContain('vejaine-licences@1');
  expect(rows.at(-1)).not.toContain(one.personalCode);
});

test('what is still kept under a former code is the person’s, until the code is another’s', async () => {
  const third = { ...LICENCES, code: 'vejaine-boats' };
  const ofCode = [['code: vejaine-licences', 'code: vejaine-boats']] as [string, string][];
  await define(licencesWith(...ofCode), third);
  const [former, present] = ['320000-00051', '320000-00052'] as const;
  const stated = { name: 'Ilga Vējiņa', birthDate: '1985-05-02', deathDate: null };
  const {
    ids: [id = ''],
  } = await addPersons(context, [{ ...stated, personalCode: former }]);
  await keep({ personalCode: former }, 'B-1', third);
  await keep({ personalCode: former }, 'L-5');
  const changed = { ...stated, personalCode: present, previousPersonalCode: former };
  expect(await addPersons(context, [changed])).toMatchObject({ ids: [id] });
  await keep({ personalCode: present }, 'L-6');
  const shown = async () =>
    (await listOwnRecords(as(id))).map(({ dataSet, records }) => [
      dataSet.code,
      ...records.map(({ record }) => [record.number, record.personCode]),
    ]);
  expect(await shown()).toEqual([
    ['vejaine-boats', ['B-1', former]],
    ['vejaine-licences', ['L-6', present], ['L-5', former]],
  ]);
  const another = { ...stated, name: 'Rasma Bērziņa', personalCode: former };
  await addPersons(context, [another]);
  expect(await shown()).toEqual([['vejaine-licences', ['L-6', present]]]);
});

async function audited(): Promise<string[]> {
  const rows = await context.adminDb.query<{ content: string }>(
    `select content::text as content from audit.records
     where act = 'exchange.list-own-records' order by id`,
  );
  return rows.map(({ content }) => content);
}

import { expect, test } from 'vitest';
import {
  actFor,
  type Country,
  country,
  give,
  MANDATES,
} from '../../identity/testing/mandate-country.ts';
import { recordRelations } from '../../persons/index.ts';
import { defineDataSet, proposeDataSet, publishDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { LICENCES, licence } from '../testing/exchange-context.ts';
import { LICENCES_TEXT } from '../testing/licences.ts';

const RECORDS = '/recipient/v1/records';
/** Who looked at a person is told to that person alone. */
const LOOKED = ['/recipient/v1/record-uses', '/recipient/v1/looks'];

/** Anna has the licence L-A, and Dace, her child of ten years, L-D. */
async function family() {
  const found = await country();
  const { context, anna, dace } = found;
  await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
  const changes = [
    { upsert: licence({ personCode: anna.personalCode, number: 'L-A' }) },
    { upsert: licence({ personCode: dace.personalCode, number: 'L-D' }) },
  ];
  await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
  const born = '2016-01-01';
  await context.adminDb.query('update persons.persons set birth_date = $2::date where id = $1', [
    ...[dace.id, born],
  ]);
  const row = { personId: anna.id, relatedId: dace.id, kind: 'parent' } as const;
  await recordRelations(context, {
    ...{ kinds: ['parent'], side: 'person', personIds: [anna.id] },
    relations: [{ ...row, validFrom: born, validTo: null }],
  });
  return found;
}

async function numbersOf({ ask }: Country['anna']) {
  const { status, body } = await ask(RECORDS);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body.dataSets as { records: { record: { number: string } }[] }[]).flatMap(({ records }) =>
    records.map(({ record }) => record.number),
  );
}

test('a parent reads what registers hold about the child, and the child’s trail says who did', async () => {
  const { context, anna, bruno, dace } = await family();
  expect((await actFor(bruno, dace)).body).toMatchObject({ code: 'profile-unknown' });
  expect(await numbersOf(bruno)).toEqual([]);
  expect(await numbersOf(anna)).toEqual(['L-A']);
  await actFor(anna, dace);
  expect(await numbersOf(anna)).toEqual(['L-D']);
  for (const path of LOOKED) {
    expect((await anna.ask(path)).body, path).toMatchObject({ code: 'mandate-not-for-this' });
  }
  const trail = await context.db.query(
    `select act, actor_id, content::jsonb ->> 'actingFor' as "actingFor" from audit.records
     where subject_person_id = $1::uuid and content::jsonb ? 'actingFor' order by id`,
    [dace.id],
  );
  const by = { actor_id: anna.id, actingFor: dace.id };
  expect(trail).toEqual([
    { act: 'identity.see-records', ...by },
    { act: 'exchange.list-own-records', ...by },
  ]);
});

test('what a data set keeps from parents is read by who has a mandate of the person', async () => {
  const { context, anna, cezars, dace } = await family();
  const text = `${LICENCES_TEXT}closedToRepresentatives: true\n`;
  await defineDataSet(context, { file: 'licences.yaml', text });
  await actFor(anna, dace);
  expect(await numbersOf(anna)).toEqual([]);
  await actFor(anna, anna);
  expect(await numbersOf(anna)).toEqual(['L-A']);
  await give(anna, cezars, { acts: ['see-records'] });
  await actFor(cezars, anna);
  expect(await numbersOf(cezars)).toEqual(['L-A']);
});

test('a child who came of age is asked for no more', async () => {
  const { context, anna, dace } = await family();
  await actFor(anna, dace);
  expect(await numbersOf(anna)).toEqual(['L-D']);
  await context.adminDb.query(
    "update persons.persons set birth_date = '2008-03-11' where id = $1::uuid",
    [dace.id],
  );
  expect((await anna.ask(RECORDS)).body).toMatchObject({ status: 403, code: 'profile-ended' });
});

test('who holds a mandate reads the records only when it is for that, and its giver sees it', async () => {
  const { anna, bruno, cezars } = await family();
  await give(anna, bruno, { acts: ['see-reliefs', 'see-transactions', 'manage-means'] });
  await actFor(bruno, anna);
  expect((await bruno.ask(RECORDS)).body).toMatchObject({
    ...{ status: 403, code: 'mandate-not-for-this' },
  });
  const id = await give(anna, cezars, { acts: ['see-records'] });
  await actFor(cezars, anna);
  expect(await numbersOf(cezars)).toEqual(['L-A']);
  for (const path of [...LOOKED, '/recipient/v1/entitlements']) {
    expect((await cezars.ask(path)).body, path).toMatchObject({ code: 'mandate-not-for-this' });
  }
  const { acts } = (await anna.ask(`${MANDATES}/${id}/acts`)).body;
  const names = acts.map(({ act }: { act: string }) => act);
  expect(names).toEqual(
    expect.arrayContaining(['identity.see-records', 'exchange.list-own-records']),
  );
});

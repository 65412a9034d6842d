import { expect, test } from 'vitest';
import { type TestContext, testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { exportRelief, importReliefs } from '../reliefs/index.ts';
import { followPublications, recomputeDiffering } from './index.ts';

const PARISH = '0099110';
const NOBODY = { persons: 0, added: 0, superseded: 0 };

/** Beside the ferry of the municipality: the reliefs of a collection and of a neighbour. */
const RELIEFS = {
  'VEJAINE-COAST': { who: '{ fact: residence, is: coast }', grantor: '$1' },
  'VEJAINE-NEIGHBOUR': { who: '{ fact: residence, within: grantor }', grantor: 'm-0098000' },
  'VEJAINE-PLACE': {
    who: '{ fact: residence, within: grantor }',
    grantor: '{ municipalityOf: residence }',
  },
};

/** Today is 2026-03-11. Two residents of the parish have the ferry relief since 2019-07-01. */
async function scene({ retroactive = 'keep' } = {}) {
  const context = await testContext();
  await vejaine(context);
  await classify(
    context,
    `insert into classifiers.collections values ('territories', 'coast', 'piekraste', 'coast')`,
    `insert into classifiers.concepts (scheme, code, broader, name_lv, name_en)
     values ('territories', '0098000', null, 'Kaimiņu novads', 'Neighbour Municipality')`,
    `insert into persons.organisations (id, code, name_lv, name_en, kind, roles, territory)
     values (gen_random_uuid(), 'm-0098000', 'Kaimiņu pašvaldība', 'Neighbour', 'municipality',
       array['grantor'], '0098000')`,
  );
  const ferry = await exportRelief(context, 'VEJAINE-FERRY');
  const files = Object.entries(RELIEFS).map(([code, { who, grantor }]) => ({
    file: `${code.toLowerCase()}.yaml`,
    text: ferry
      .replace('VEJAINE-FERRY', code)
      .replace(/^grantor: (.*)$/m, (line) => (grantor === '$1' ? line : `grantor: ${grantor}`))
      .replace(/ {4}who:[^]*? {4}benefits:/, `    who: ${who}\n    benefits:`)
      .replace(/^( {2}- from: \S+)$/m, `$1\n    retroactive: ${retroactive}`),
  }));
  await importReliefs(context, files, await readClassifiers(context));
  await followPublications(context);
  expect(await followPublications(context)).toEqual(NOBODY);
  return { context };
}

async function classify(context: TestContext, ...statements: string[]): Promise<void> {
  await context.db.transaction(async (db) => {
    for (const statement of statements) await db.query(statement);
  });
}

/** Periods of the first resident by some relief, the grantor after those of several. */
async function held({ db }: TestContext, code: string) {
  const rows = await db.query<{ text: string }>(
    `select concat_ws(' ', held.valid_from, '–', held.valid_to, grantor.code) as text
     from entitlements.current_entitlements held
     join reliefs.reliefs relief on relief.id = held.relief_id
     join persons.organisations grantor on grantor.id = held.grantor_id
     where relief.code = $1 and held.person_id = (select person_id from persons.known_facts
       where kind = 'residence' and code = '${PARISH}' order by person_id limit 1)
     order by held.valid_from`,
    [code],
  );
  return rows.map(({ text }) => text);
}

async function untouchedOf({ db }: TestContext, code: string) {
  return await db.query(
    `select held.id, held.superseded_at from entitlements.entitlements held
     join reliefs.reliefs relief on relief.id = held.relief_id where relief.code = $1 order by held.id`,
    [code],
  );
}

const JOINS_COAST = `insert into classifiers.collection_members values ('territories', 'coast', '${PARISH}')`;
const LEAVES_COAST = `delete from classifiers.collection_members where collection = 'coast'`;
const GOES_OVER = `update classifiers.concepts set broader = '0098000' where code = '${PARISH}'`;

test('a concept that joins a collection gives the reliefs that name the collection, and no others', async () => {
  const { context } = await scene();
  const ferries = await untouchedOf(context, 'VEJAINE-FERRY');
  await classify(context, JOINS_COAST);
  expect(await followPublications(context)).toEqual({ persons: 2, added: 2, superseded: 0 });
  expect(await held(context, 'VEJAINE-COAST')).toEqual(['2019-07-01 – m-0099000']);
  expect(await untouchedOf(context, 'VEJAINE-FERRY')).toEqual(ferries);
  expect(await followPublications(context)).toEqual(NOBODY);
  await classify(context, LEAVES_COAST);
  expect(await followPublications(context)).toEqual({ persons: 2, added: 0, superseded: 2 });
  expect(await held(context, 'VEJAINE-COAST')).toEqual([]);
});

test('a name that changes, and a concept that no relief names, recompute nobody', async () => {
  const { context } = await scene();
  await classify(
    context,
    `update classifiers.concepts set name_lv = 'Vējaines pilsēta' where code = '${PARISH}'`,
    `insert into classifiers.concepts (scheme, code, name_lv, name_en)
     values ('study-forms', 'evening', 'vakara', 'evening')`,
  );
  expect(await followPublications(context)).toEqual(NOBODY);
});

test('a territory that goes over to another takes its residents along', async () => {
  const { context } = await scene();
  expect(await held(context, 'VEJAINE-PLACE')).toEqual(['2019-07-01 – m-0099000']);
  await classify(context, GOES_OVER);
  await followPublications(context);
  expect(await held(context, 'VEJAINE-FERRY')).toEqual([]);
  expect(await held(context, 'VEJAINE-NEIGHBOUR')).toEqual(['2019-07-01 – m-0098000']);
  expect(await held(context, 'VEJAINE-PLACE')).toEqual(['2019-07-01 – m-0098000']);
  expect(await recomputeDiffering(context)).toMatchObject({ added: 0, superseded: 0 });
});

test.each([
  ['a concept of a future day', 'valid_from', ['2026-05-01 – m-0099000']],
  ['a concept that ends', 'valid_to', ['2019-07-01 – 2026-05-01 m-0099000']],
] as const)('%s takes effect on its day by itself', async (_, bound, periods) => {
  const { context } = await scene();
  await classify(
    context,
    JOINS_COAST,
    `update classifiers.concepts set ${bound} = '2026-05-01' where code = '${PARISH}'`,
  );
  await followPublications(context);
  expect(await held(context, 'VEJAINE-COAST')).toEqual(periods);
  // On the day itself nothing has to run, and who looks finds nothing else that is due.
  for (const day of ['2026-04-30T12:00:00Z', '2026-05-01T12:00:00Z']) {
    context.clock.advance(Date.parse(day) - context.clock.now().getTime());
    expect(await followPublications(context)).toEqual(NOBODY);
    expect(await recomputeDiffering(context)).toMatchObject({ added: 0, superseded: 0 });
  }
});

test.each([
  ['keep', []],
  ['review', [{ from: '2019-07-01', to: '2026-03-12' }]],
] as const)('past days that a concept took away: %s', async (retroactive, reviews) => {
  const { context } = await scene({ retroactive });
  await classify(context, JOINS_COAST);
  await followPublications(context);
  await classify(context, LEAVES_COAST);
  await followPublications(context);
  const noted = await context.db.query(
    `select distinct review.valid_from as "from", review.valid_to as "to"
     from entitlements.reviews review join reliefs.reliefs relief on relief.id = review.relief_id
     where relief.code = 'VEJAINE-COAST'`,
  );
  expect(noted).toEqual(reviews);
});

test('a grantor that moves gives its reliefs elsewhere, and one that nobody knows gives none', async () => {
  const { context } = await scene();
  const become = async (column: 'territory' | 'code', value: string, code = 'm-0098000') => {
    await context.adminDb.query(`update persons.organisations set ${column} = $1 where code = $2`, [
      value,
      code,
    ]);
    await followPublications(context);
    return await held(context, 'VEJAINE-NEIGHBOUR');
  };
  expect(await held(context, 'VEJAINE-NEIGHBOUR')).toEqual([]);
  expect(await become('territory', PARISH)).toEqual(['2019-07-01 – m-0098000']);
  expect(await become('code', 'm-0098001')).toEqual([]);
  expect(await become('code', 'm-0098000', 'm-0098001')).toEqual(['2019-07-01 – m-0098000']);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { defineDataSet } from '../../exchange/index.ts';
import { systemOf } from '../../exchange/testing/give-permission.ts';
import { findPersonByCode } from '../../persons/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { catchUp } from '../following/catch-up.ts';
import { DEFINITIONS } from '../register-texts.ts';
import { registersContext, send, withdraw } from '../testing/registers-context.ts';
import { tryRecords } from './try-records.ts';

const KEEPER = 'izglitibas-ministrija';
const context = await registersContext();
const official = (organisation: string | null, ...roles: OfficialRole[]) =>
  asOfficial(context, { organisation, roles });
const editor = await official(KEEPER, 'editor');
const read = (file: string) => readFileSync(`${DEFINITIONS}education/${file}.yaml`, 'utf8');
const NEXT = read('mapping').replace('version: 1', 'version: 2');

const [ANNA, BRUNO, CARL, DORA] = [10, 11, 12, 13].map((number) => `320000-000${number}`);

function enrolment(stage: string, grade: number) {
  return {
    ...{ schoolYear: '2025/2026', institution: '98000100001', territory: '0001000' },
    ...{ stage, kind: 'general', grade, from: '2025-09-01', to: '2026-09-01' },
  };
}

await send(context, 'population', {
  ...{ personalCode: ANNA, givenName: 'Anna', surname: 'Vējiņa', birthDate: '2015-09-09' },
});
await catchUp(context, 'population');
for (const [personalCode, stage] of [
  [ANNA, 'basic'],
  [BRUNO, 'flying'],
  [CARL, 'basic'],
  [DORA, 'basic'],
] as const) {
  await send(context, 'education', { personalCode, enrolments: [enrolment(stage, 4)] });
}
await withdraw(context, 'education', DORA ?? '');
await catchUp(context, 'education');

const attempt = (asking: Context, mapping = NEXT, records = 100) =>
  tryRecords(asking, { mapping, records });

async function everything(): Promise<unknown> {
  return await context.adminDb.query(
    `select (select count(*) from registers.mappings) as mappings,
       (select count(*) from persons.facts) as facts,
       (select count(*) from registers.faults) as faults`,
  );
}

const usesOf = async () =>
  await context.adminDb.query<{ organisation: string | null; kind: string; records: number }>(
    `select organisation.code as organisation, use.actor_kind as kind, use.records
     from exchange.uses use
     left join persons.organisations organisation on organisation.id = use.organisation_id
     where use.how = 'trial' order by use.used_at, use.id`,
  );

test('the records that changed last are tried, and compared with what is in force', async () => {
  const before = await everything();
  const mapping = NEXT.replace('      grade: grade\n', '').replace(
    'education-stage: stage',
    'education-stage: { field: stage, codes: { basic: secondary } }',
  );
  expect(mapping).toContain('codes:');
  const tried = await attempt(editor, mapping);
  expect(tried).toMatchObject({ problems: [], refusal: null, isCompared: true });
  expect(tried.counts).toEqual({ records: 3, meaningless: 1, new: 0, other: 2, gone: 2 });
  expect(tried.records.map(({ key }) => key)).toEqual([CARL, BRUNO, ANNA]);
  const [carl, bruno] = tried.records;
  expect(bruno).toMatchObject({
    ...{ means: null, differences: null },
    problems: [{ path: '/enrolments/0/stage', code: 'code-unknown', lv: expect.any(String) }],
  });
  const values = (side: 'new' | 'other' | 'before' | 'gone') =>
    carl?.differences?.[side].facts.map(({ kind, value }) => [kind, value]);
  expect(values('other')).toEqual([['education-stage', 'secondary']]);
  expect(values('before')).toEqual([['education-stage', 'basic']]);
  expect([values('gone'), values('new')]).toEqual([[['grade', 4]], []]);
  expect(await everything()).toEqual(before);
});

test('what meant nothing so far is new, and as many records as are asked for are tried', async () => {
  const mapping = NEXT.replace(
    'education-stage: stage',
    'education-stage: { field: stage, codes: { basic: basic, flying: basic } }',
  );
  const tried = await attempt(editor, mapping, 2);
  expect(tried.records.map(({ key }) => key)).toEqual([CARL, BRUNO]);
  const [carl, bruno] = tried.records;
  expect(carl?.differences).toMatchObject({ new: { facts: [] }, gone: { facts: [] } });
  expect(bruno?.differences?.new).toEqual({ ...bruno?.means });
  expect(tried.counts).toMatchObject({ meaningless: 0, other: 0, gone: 0 });
  expect(tried.counts.new).toBe(bruno?.means?.facts.length);
});

test('also where the log tells too little, as after years of rest', async () => {
  await context.adminDb.query(
    `delete from exchange.changes where version_id in (
       select id from exchange.versions where data_set_id in (
         select id from exchange.data_sets where code = 'viis-education'))`,
  );
  const { records } = await attempt(editor);
  expect(records.map(({ key }) => key)).toEqual([CARL, BRUNO, ANNA]);
});

test('a text with problems reads no record; a data set of nobody’s register is compared with nothing', async () => {
  const uses = (await usesOf()).length;
  const wrong = await attempt(editor, NEXT.replace('from: from', 'from: form'));
  expect(wrong).toMatchObject({ mapping: null, problems: [{ line: 8 }], records: [] });
  expect(await usesOf()).toHaveLength(uses);
  const text = read('data-set').replace(/^code: \S+/m, 'code: viis-anew');
  await defineDataSet(context, { file: 'anew.yaml', text });
  await send(context, 'viis-anew', { personalCode: ANNA, enrolments: [enrolment('basic', 4)] });
  const anew = await attempt(editor, NEXT.replace('viis-education@1', 'viis-anew@1'));
  expect(anew).toMatchObject({ isCompared: false, records: [{ key: ANNA, differences: null }] });
  expect(anew.records[0]?.means?.facts.length).toBeGreaterThan(0);
});

test('whom the records name is told who read them, and officials are supervised by it', async () => {
  const count = (await usesOf()).length;
  await attempt(editor);
  await attempt(await systemOf(context, KEEPER));
  await attempt(context.as({ kind: 'operator' }));
  expect((await usesOf()).slice(count)).toEqual([
    { organisation: KEEPER, kind: 'official', records: 3 },
    { organisation: KEEPER, kind: 'information-system', records: 3 },
    { organisation: null, kind: 'operator', records: 3 },
  ]);
  const [told] = await context.adminDb.query(
    `select count(*)::integer as persons from exchange.use_persons
     where use_id = (select id from exchange.uses where how = 'trial' order by used_at desc, id desc
       limit 1)`,
  );
  expect(told).toEqual({ persons: 3 });
  const looks = await context.adminDb.query(
    `select distinct subject_person_id as id, actor_kind as kind, content::jsonb ->> 'why' as why
     from audit.records where act = 'registers.try-records'`,
  );
  const id = await findPersonByCode(context, ANNA ?? '');
  expect(looks).toEqual([{ id, kind: 'official', why: 'try-mapping' }]);
});

test('others read nothing, nor do officials of the operator', async () => {
  const uses = await usesOf();
  for (const [asking, code] of [
    [await official(null, 'editor', 'reviewer'), 'data-set-not-permitted'],
    [await official('uznemumu-registrs', 'editor'), 'data-set-not-permitted'],
    [await systemOf(context, 'uznemumu-registrs'), 'data-set-not-permitted'],
    [await official(KEEPER, 'auditor'), 'official-role-missing'],
    [context.as({ kind: 'public' }), 'not-allowed'],
    [context.as({ kind: 'ids', idsId: 'x', organisationId: 'y' }), 'not-allowed'],
    [context.as({ kind: 'recipient', personId: 'x', sessionId: 'y' }), 'not-allowed'],
  ] as const) {
    await expect(attempt(asking), code).rejects.toMatchObject({ code });
  }
  expect(await usesOf()).toEqual(uses);
});

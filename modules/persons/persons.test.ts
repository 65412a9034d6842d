import { expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { loadClassifiers } from '../classifiers/index.ts';
import {
  addOrganisations,
  addPersons,
  findPersonByCode,
  findPersonsByCode,
  findPersonsNamed,
  listOrganisations,
  listPersonalCodeHashes,
  listPersonalCodes,
  listPersonIds,
  type PersonStatement,
  readPersonFacts,
  readPersonNames,
  recordFacts,
  recordHouseholds,
  recordRelations,
} from './index.ts';
import type { FactStatement } from './record-facts.ts';

const context = await testContext();
await loadClassifiers(context);

const mother: PersonStatement = {
  personalCode: '320000-00001',
  name: 'Zane Vējiņa',
  birthDate: '1985-05-02',
  deathDate: null,
};
const child: PersonStatement = {
  personalCode: '320000-00002',
  name: 'Oto Vējiņš',
  birthDate: '2015-09-09',
  deathDate: null,
};
const {
  ids: [motherId = '', childId = ''],
} = await addPersons(context, [mother, child]);

test('a person is found by the code, and nothing readable is stored', async () => {
  expect(await findPersonByCode(context, '32000000001')).toBe(motherId);
  expect(await findPersonByCode(context, '320000-00003')).toBeUndefined();
  expect((await findPersonsByCode(context, [child.personalCode, 'x'])).size).toBe(1);
  expect((await readPersonNames(context, [childId])).get(childId)).toBe('Oto Vējiņš');
  const [row] = await context.db.query<{ stored: string }>(
    'select string_agg(person::text, $1) as stored from persons.persons person',
    [' '],
  );
  expect(row?.stored).not.toMatch(/320000|Vējiņ/);
});

test('stating a person again changes nothing, a correction changes one', async () => {
  expect(await addPersons(context, [mother, child])).toMatchObject({
    ids: [motherId, childId],
    added: 0,
    changed: 0,
  });
  const renamed = { ...mother, name: 'Zane Kalniņa' };
  expect(await addPersons(context, [renamed, child])).toMatchObject({ added: 0, changed: 1 });
  expect((await readPersonNames(context, [motherId])).get(motherId)).toBe('Zane Kalniņa');
});

test('a person whose code was changed stays the same person', async () => {
  const before = { ...mother, personalCode: '161175-19997', birthDate: '1975-11-16' };
  const { ids } = await addPersons(context, [before]);
  const after = { ...before, personalCode: '320000-00009', previousPersonalCode: '161175-19997' };
  expect(await addPersons(context, [after])).toMatchObject({ ids, added: 0, changed: 1 });
  expect(await addPersons(context, [after])).toMatchObject({ ids, added: 0, changed: 0 });
  expect(await findPersonByCode(context, '320000-00009')).toBe(ids[0]);
  expect(await findPersonByCode(context, '161175-19997')).toBeUndefined();
});

function renamed(from: string, to: string, name: string): PersonStatement {
  return { ...mother, name, personalCode: to, previousPersonalCode: from };
}

test('a person has all their codes, and nothing readable of the former ones is stored', async () => {
  const [a, b, c] = ['320000-00011', '320000-00012', '320000-00013'] as const;
  const {
    ids: [id = ''],
  } = await addPersons(context, [renamed(a, b, 'Ilga')]);
  await addPersons(context, [renamed(b, c, 'Ilga')]);
  expect((await listPersonalCodes(context, id)).sort()).toEqual([a, b, c]);
  expect(await listPersonalCodeHashes(context, id)).toHaveLength(3);
  const stored = await context.db.query('select former::text from persons.former_codes former');
  expect(JSON.stringify(stored)).not.toContain('320000');
  const unknown = listPersonalCodes(context, context.ids.next());
  await expect(unknown).rejects.toMatchObject({ code: 'person-unknown' });
});

test('a former code is not followed while it is the present code of somebody', async () => {
  const [a, b, c] = ['320000-00021', '320000-00022', '320000-00023'] as const;
  const {
    ids: [first = ''],
  } = await addPersons(context, [renamed(a, b, 'Rasma')]);
  const {
    ids: [second = ''],
  } = await addPersons(context, [{ ...mother, name: 'Velta', personalCode: a }]);
  expect(await listPersonalCodes(context, first)).toEqual([b]);
  expect(await listPersonalCodeHashes(context, first)).toHaveLength(1);
  // Nor when the other has left it too: it was two persons', and names neither.
  expect(await addPersons(context, [renamed(a, c, 'Velta')])).toMatchObject({ ids: [second] });
  expect(await listPersonalCodes(context, first)).toEqual([b]);
  expect(await listPersonalCodes(context, second)).toEqual([c]);
  expect(await findPersonsNamed(context, [a])).toEqual(new Map());
  // Said again, it stays nobody's.
  await addPersons(context, [renamed(a, b, 'Rasma')]);
  expect(await listPersonalCodes(context, first)).toEqual([b]);
});

test('a former code that two persons are stated to have had at once names neither', async () => {
  const [a, b, c] = ['320000-00031', '320000-00032', '320000-00033'] as const;
  const { ids } = await addPersons(context, [renamed(a, b, 'Anna'), renamed(a, c, 'Berta')]);
  expect(await listPersonalCodes(context, ids[0] ?? '')).toEqual([b]);
  expect(await listPersonalCodes(context, ids[1] ?? '')).toEqual([c]);
});

test('a former code that was kept as a hash alone is read once it is stated again', async () => {
  const [a, b] = ['320000-00041', '320000-00042'] as const;
  const statement = renamed(a, b, 'Skaidrīte');
  const {
    ids: [id = ''],
  } = await addPersons(context, [statement]);
  await context.adminDb.query(
    'update persons.former_codes set code_encrypted = null where person_id = $1::uuid',
    [id],
  );
  expect(await listPersonalCodes(context, id)).toEqual([b]);
  expect(await listPersonalCodeHashes(context, id)).toHaveLength(2);
  expect(await addPersons(context, [statement])).toMatchObject({ added: 0, changed: 0 });
  expect((await listPersonalCodes(context, id)).sort()).toEqual([a, b]);
});

function residence(value: string, validFrom: string, validTo: string | null): FactStatement {
  return { personId: childId, kind: 'residence', value, validFrom, validTo };
}

async function record(facts: FactStatement[]) {
  return await recordFacts(context, { register: 'population', personIds: [childId], facts });
}

test('a correction supersedes: the same adds nothing, the older row stays readable', async () => {
  const first = residence('0001000', '2015-09-09', null);
  expect(await record([first])).toMatchObject({ added: 1, superseded: 0 });
  expect(await record([first])).toMatchObject({ added: 0, superseded: 0 });
  context.clock.advance(86_400_000);
  const moved = [
    residence('0001000', '2015-09-09', '2024-01-01'),
    residence('0002000', '2024-01-01', null),
  ];
  expect(await record(moved)).toMatchObject({ added: 2, superseded: 1 });
  const history = await context.db.query(
    `select code, valid_from, valid_to, recorded_at < superseded_at as corrected
     from persons.facts where person_id = $1::uuid order by recorded_at, valid_from`,
    [childId],
  );
  expect(history).toEqual([
    { code: '0001000', valid_from: '2015-09-09', valid_to: null, corrected: true },
    { code: '0001000', valid_from: '2015-09-09', valid_to: '2024-01-01', corrected: null },
    { code: '0002000', valid_from: '2024-01-01', valid_to: null, corrected: null },
  ]);
});

test('one register says nothing about the facts of another', async () => {
  const pension: FactStatement = {
    personId: childId,
    kind: 'pension',
    value: 'survivor',
    validFrom: '2024-01-01',
    validTo: null,
  };
  const insured = { register: 'social-insurance', personIds: [childId] };
  expect(await recordFacts(context, { ...insured, facts: [pension] })).toMatchObject({ added: 1 });
  expect(await recordFacts(context, { ...insured, facts: [] })).toMatchObject({
    added: 0,
    superseded: 1,
  });
});

const refusedFacts: [string, Partial<FactStatement>, string][] = [
  ['of another register', { kind: 'pension', value: 'old-age' }, 'fact-kind-unknown'],
  ['of no register', { kind: 'shoe-size', value: 44 }, 'fact-kind-unknown'],
  ['with a number for a code', { value: 5 }, 'fact-value-mismatch'],
];
test.each(refusedFacts)('refused: a fact %s', async (_words, change, code) => {
  const fact = { ...residence('0001000', '2020-01-01', null), ...change };
  await expect(record([fact])).rejects.toMatchObject({ code });
});

test('what conditions read: relations from both sides and the household, with periods', async () => {
  const household = context.ids.next();
  const parent = {
    personId: motherId,
    relatedId: childId,
    kind: 'parent' as const,
    validFrom: '2015-09-09',
    validTo: null,
  };
  const stated = {
    kinds: ['parent', 'guardian'] as const,
    side: 'related' as const,
    personIds: [childId],
    relations: [parent],
  };
  expect(await recordRelations(context, stated)).toHaveLength(1);
  expect(await recordRelations(context, stated)).toHaveLength(0);
  const members = {
    personIds: [motherId, childId],
    memberships: [
      { personId: motherId, householdId: household, validFrom: '2010-01-01', validTo: null },
      { personId: childId, householdId: household, validFrom: '2015-09-09', validTo: null },
    ],
  };
  expect(await recordHouseholds(context, members)).toHaveLength(2);
  expect(await recordHouseholds(context, members)).toHaveLength(0);

  const [facts] = await readPersonFacts(context, [motherId]);
  expect(facts?.householdId).toBe(household);
  expect(facts?.related.map((one) => [one.relation, one.period.from, one.person.personId])).toEqual(
    [
      ['child', '2015-09-09', childId],
      ['household', '2015-09-09', childId],
    ],
  );
  expect(facts?.related[0]?.person.facts.map((fact) => fact.value)).toEqual(['0001000', '0002000']);
  expect(facts?.related[0]?.person.related).toEqual([]);
  const [ofChild] = await readPersonFacts(context, [childId]);
  expect(ofChild?.related.map((one) => one.relation)).toEqual(['parent', 'household']);

  expect(await recordRelations(context, { ...stated, relations: [] })).toHaveLength(1);
});

test('everybody is listed once, page by page', async () => {
  const seen: string[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (let page = 0; page < 10; page++) {
    const ids = await listPersonIds(context, { after, limit: 2 });
    expect(ids.length).toBeLessThanOrEqual(2);
    seen.push(...ids);
    after = ids.at(-1) ?? after;
  }
  expect(seen).toEqual([...new Set(seen)].sort());
  expect(seen).toContain(childId);
});

test('groups of a person are read through their view', async () => {
  expect(await readPersonFacts(context, [childId])).toMatchObject([{ groups: [] }]);
});

test('organisations are known by their code', async () => {
  const organisation = {
    code: 'm-0099000',
    registrationNumber: null,
    name: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
    kind: 'municipality' as const,
    roles: ['grantor' as const],
    territory: '0099000',
  };
  expect(await addOrganisations(context, [organisation])).toEqual({ written: 1 });
  expect(await addOrganisations(context, [organisation])).toEqual({ written: 0 });
  expect(await listOrganisations(context, ['m-0099000', 'nobody'])).toMatchObject([organisation]);
});

import { expect, test } from 'vitest';
import { findPersonByCode, listPersonalCodes } from '../../persons/index.ts';
import {
  factsOf,
  registersContext,
  send,
  shownFacts,
  withdraw,
} from '../testing/registers-context.ts';
import { catchUp } from './catch-up.ts';
import type { FactsOfPersonChanged } from './change-book.ts';

const MOTHER = '161175-19997';
const CHILD = '320000-00001';

function resident(personalCode: string, more: Record<string, unknown> = {}) {
  return {
    personalCode,
    ...{ givenName: 'Ilze', surname: 'Vējiņa', birthDate: '1975-11-16' },
    residences: [{ territory: '0001000', from: '1975-11-16' }],
    households: [{ number: 'M1', from: '2015-01-01' }],
    ...more,
  };
}
const child = resident(CHILD, {
  ...{ givenName: 'Oto', birthDate: '2015-09-09' },
  parents: [{ personalCode: MOTHER }],
});

function enrolment(year: number, grade: number) {
  return {
    ...{ schoolYear: `${year}/${year + 1}`, institution: '98000100001', territory: '0001000' },
    ...{ stage: 'basic', kind: 'general', grade, studyForm: 'full-time' },
    ...{ from: `${year}-09-01`, to: `${year + 1}-09-01` },
  };
}

test('records become facts, corrections replace them, a deletion ends them, and it is told once', async () => {
  const context = await registersContext();
  const told: FactsOfPersonChanged[] = [];
  const onFactsChanged = async (_: unknown, changes: readonly FactsOfPersonChanged[]) =>
    void told.push(...changes);
  await send(context, 'population', child, resident(MOTHER));
  const first = await catchUp(context, 'population', { onFactsChanged });
  expect(first).toMatchObject({ records: 2, faulty: 0, facts: { added: 2 }, waiting: 0 });
  const id = (await findPersonByCode(context, CHILD)) ?? '';
  expect(told.find(({ personId }) => personId === id)?.kinds.sort()).toEqual([
    ...['household', 'person', 'relation', 'residence'],
  ]);
  expect((await factsOf(context, CHILD)).related.map(({ relation }) => relation)).toEqual([
    ...['parent', 'household'],
  ]);

  told.length = 0;
  await send(context, 'education', {
    ...{ personalCode: CHILD, enrolments: [enrolment(2024, 3), enrolment(2025, 4)] },
  });
  await catchUp(context, 'education', { onFactsChanged });
  expect(told).toEqual([{ personId: id, kinds: expect.arrayContaining(['grade']) }]);
  expect(await shownFacts(context, CHILD)).toContainEqual([
    ...['grade', 4, '2025-09-01', '2026-09-01'],
  ]);
  expect(await catchUp(context, 'education', { onFactsChanged })).toMatchObject({ records: 0 });

  told.length = 0;
  await send(context, 'education', { personalCode: CHILD, enrolments: [enrolment(2024, 3)] });
  await send(context, 'education', { personalCode: CHILD, enrolments: [enrolment(2024, 2)] });
  await catchUp(context, 'education', { onFactsChanged });
  expect((await shownFacts(context, CHILD)).filter(([kind]) => kind === 'grade')).toEqual([
    ['grade', 2, '2024-09-01', '2025-09-01'],
  ]);
  // Both changes were one step: what held in between was never known.
  const [row] = await context.db.query(
    `select count(*) filter (where kind = 'grade') as grades, min(position) as first,
       max(position) as last, count(distinct mapping_id) as mappings
     from persons.facts where register = 'education'`,
  );
  expect(row).toEqual({ grades: 3, first: 1, last: 3, mappings: 1 });

  await withdraw(context, 'education', CHILD);
  const gone = await catchUp(context, 'education');
  expect(gone.facts).toEqual({ added: 0, superseded: 5 });
  expect((await shownFacts(context, CHILD)).map(([kind]) => kind)).toEqual(['residence']);
});

test('a record waits for whom the population register does not know yet', async () => {
  const context = await registersContext();
  await send(context, 'education', { personalCode: CHILD, enrolments: [enrolment(2025, 4)] });
  await send(context, 'social-insurance', {
    ...{ personalCode: MOTHER, insuredFrom: '2010-01-01' },
    careBenefits: [{ caredFor: CHILD, from: '2016-01-01' }],
  });
  expect(await catchUp(context, 'education')).toMatchObject({ waiting: 1, facts: { added: 0 } });
  await send(context, 'population', resident(MOTHER));
  await catchUp(context, 'population');
  expect(await catchUp(context, 'social-insurance')).toMatchObject({ waiting: 1 });
  expect((await factsOf(context, MOTHER)).related).toEqual([]);

  await send(context, 'population', child);
  await catchUp(context, 'population');
  expect((await shownFacts(context, CHILD)).map(([kind]) => kind)).toContain('grade');
  expect((await factsOf(context, CHILD)).related.map(({ relation }) => relation).sort()).toEqual([
    ...['carer', 'household', 'parent'],
  ]);
  expect(await context.db.query('select from registers.waiting')).toEqual([]);
});

test('a child that stands before its parent waits for it', async () => {
  const context = await registersContext();
  await send(context, 'population', child);
  expect(await catchUp(context, 'population')).toMatchObject({ waiting: 1 });
  await send(context, 'population', resident(MOTHER));
  await catchUp(context, 'population');
  expect((await factsOf(context, CHILD)).related.map(({ relation }) => relation)).toContain(
    'parent',
  );
});

test('a record that means nothing leaves what was known, and is kept with its faults until mended', async () => {
  const context = await registersContext();
  await send(context, 'population', child, resident(MOTHER));
  await catchUp(context, 'population');
  const decision = (group: string) => ({
    ...{ personalCode: CHILD, decisions: [{ number: '1', group, from: '2020-01-01' }] },
  });
  await send(context, 'disability', decision('child'));
  await catchUp(context, 'disability');
  await send(context, 'disability', decision('IV'));
  expect(await catchUp(context, 'disability')).toMatchObject({ records: 1, faulty: 1 });
  expect(await shownFacts(context, CHILD)).toContainEqual([
    ...['disability', 'child', '2020-01-01', null],
  ]);
  expect(await context.db.query('select register, problems from registers.faults')).toEqual([
    { register: 'disability', problems: [{ path: '/decisions/0/group', code: 'code-unknown' }] },
  ]);
  await send(context, 'disability', decision('II'));
  await catchUp(context, 'disability');
  expect(await context.db.query('select from registers.faults')).toEqual([]);
  expect(await shownFacts(context, CHILD)).toContainEqual([
    ...['disability', 'group-2', '2020-01-01', null],
  ]);
});

test('a record that the database refuses is left out alone', async () => {
  const context = await registersContext();
  const merchant = (number: string, shortName: string) => ({
    ...{ registrationNumber: number, shortName, name: shortName, nameEn: shortName },
    ...{ territory: '0001000', form: 'SIA' },
  });
  await send(
    context,
    'commercial',
    merchant('97000000001', 'one'),
    merchant('97000000002', 'two'),
    // Two numbers, one short name.
    merchant('97000000003', 'two'),
    merchant('97000000004', 'four'),
  );
  expect(await catchUp(context, 'commercial')).toMatchObject({ records: 4 });
  // Another register gives the number of the first to somebody else.
  await send(context, 'associations', {
    ...{ registrationNumber: '97000000001', shortName: 'other', name: 'other', nameEn: 'other' },
    territory: '0001000',
  });
  const left = await catchUp(context, 'associations', { stepsMax: 1 });
  expect(left).toMatchObject({ records: 1, faulty: 1 });
  expect(await context.db.query('select register, problems from registers.faults')).toEqual([
    { register: 'associations', problems: [{ path: '', code: 'contradicts-known' }] },
  ]);
  const rows = await context.db.query(
    `select code from persons.organisations where kind = 'merchant' order by code`,
  );
  expect(rows.map(({ code }) => code)).toEqual(['four', 'one', 'two']);
});

test('a register may go on writing the former code of a person', async () => {
  const context = await registersContext();
  const former = '161175-19997';
  await send(context, 'population', resident(former));
  await send(context, 'education', { personalCode: former, enrolments: [enrolment(2024, 3)] });
  for (const register of ['population', 'education']) await catchUp(context, register);
  await send(context, 'population', resident(CHILD, { previousPersonalCode: former }));
  await withdraw(context, 'population', former);
  await catchUp(context, 'population');
  await send(context, 'education', { personalCode: former, enrolments: [enrolment(2025, 4)] });
  expect(await catchUp(context, 'education')).toMatchObject({ waiting: 0 });
  const grades = async () =>
    (await shownFacts(context, CHILD))
      .filter(([kind]) => kind === 'grade')
      .map(([, grade]) => grade);
  expect(await grades()).toEqual([4]);
  await send(context, 'education', { personalCode: CHILD, enrolments: [enrolment(2025, 5)] });
  await withdraw(context, 'education', former);
  await catchUp(context, 'education');
  expect(await grades()).toEqual([5]);
  expect(await findPersonByCode(context, former)).toBeUndefined();
  const personId = (await findPersonByCode(context, CHILD)) ?? '';
  expect((await listPersonalCodes(context, personId)).sort()).toEqual([former, CHILD].sort());
});

test('several followers at once give each fact once', async () => {
  const context = await registersContext();
  await send(context, 'population', child, resident(MOTHER));
  await send(context, 'education', { personalCode: CHILD, enrolments: [enrolment(2025, 4)] });
  const registers = ['population', 'education', 'education', 'population', 'education'];
  await Promise.all(registers.map((register) => catchUp(context, register)));
  for (const register of registers) await catchUp(context, register);
  expect((await shownFacts(context, CHILD)).filter(([kind]) => kind === 'grade')).toHaveLength(1);
});

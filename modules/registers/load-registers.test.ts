import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { classifiersFromFiles, loadClassifiers } from '../classifiers/index.ts';
import { findPersonByCode, readPersonFacts } from '../persons/index.ts';
import { loadRegisters } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-registers-'));
mkdirSync(join(folder, 'registers'));
afterAll(() => rmSync(folder, { recursive: true }));

const context = await testContext();
await loadClassifiers(context);

const MOTHER = '161175-19997';
const CHILD = '320000-00001';

function write(register: string, records: readonly unknown[]): void {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  writeFileSync(join(folder, 'registers', `${register}.ndjson`), text);
}

function resident(personalCode: string, change: Record<string, unknown> = {}) {
  return {
    personalCode,
    givenName: 'Ilze',
    surname: 'Vējiņa',
    birthDate: '1975-11-16',
    deathDate: null,
    residences: [{ territory: '0001000', address: 'Jūras iela 1', from: '1975-11-16', to: null }],
    households: [{ number: 'M1', from: '2015-01-01', to: null }],
    parents: [],
    guardians: [],
    ...change,
  };
}

const child = resident(CHILD, { givenName: 'Oto', birthDate: '2015-09-09', parents: [MOTHER] });

async function load(register: string) {
  const reports = await loadRegisters(context, folder);
  const report = reports.find((one) => one.register === register);
  if (!report) throw new Error(`There is no report of ${register}.`);
  return report;
}

test('a child may stand before its parent, and loading again writes nothing', async () => {
  write('population', [child, resident(MOTHER)]);
  expect(await load('population')).toMatchObject({
    records: 2,
    refused: 0,
    persons: { added: 2, changed: 0 },
    facts: { added: 2, superseded: 0 },
    otherRows: 3,
  });
  expect(await load('population')).toMatchObject({
    persons: { added: 0, changed: 0 },
    facts: { added: 0, superseded: 0 },
    otherRows: 0,
  });
  const id = (await findPersonByCode(context, CHILD)) ?? '';
  const [person] = await readPersonFacts(context, [id]);
  expect(person?.related.map((one) => one.relation)).toEqual(['parent', 'household']);
});

test('a bad record is reported with its line and without its values; the others are stored', async () => {
  write('population', [
    child,
    resident('161175-19998'),
    resident(MOTHER, { shoeSize: 44 }),
    resident(MOTHER, { birthDate: '1975-02-30' }),
    resident(MOTHER, {
      residences: [{ territory: 'nowhere', address: 'x', from: '2020-01-01', to: null }],
    }),
    resident(MOTHER, { households: [{ number: 'M1', from: '2020-01-01', to: '2020-01-01' }] }),
    resident(MOTHER, { surname: 'Kalniņa' }),
    resident(MOTHER),
  ]);
  appendFileSync(
    join(folder, 'registers', 'population.ndjson'),
    Buffer.concat([
      Buffer.from('{"personalCode":\n'),
      Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
      Buffer.from(`${'x'.repeat(300 * 1024)}\n`),
    ]),
  );
  const report = await load('population');
  expect(report).toMatchObject({ records: 11, refused: 9, persons: { added: 0, changed: 1 } });
  expect(report.refusals.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 8, 9, 10, 11]);
  const reasons = report.refusals.map(({ reason }) => reason);
  expect(reasons).toEqual([
    'personalCode: personal-code-check-digit',
    'record: Unrecognized key: "shoeSize"',
    'birthDate: a day as YYYY-MM-DD',
    'residence: unknown code',
    'households.0: the period ends before it begins',
    'stands twice: the first record counts',
    'not JSON',
    'not UTF-8',
    'line too long',
  ]);
  expect(JSON.stringify(reasons)).not.toMatch(/161175|1975-02-30|nowhere/);
});

test('schools: each school year has its grade, what stays the same is one fact', async () => {
  const enrolment = (year: number, grade: number) => ({
    schoolYear: `${year}/${year + 1}`,
    institution: { registrationNumber: '98000100001', territory: '0001000' },
    stage: 'basic',
    kind: 'general',
    grade,
    studyForm: 'full-time',
    from: `${year}-09-01`,
    to: `${year + 1}-09-01`,
  });
  write('education', [
    { personalCode: CHILD, enrolments: [enrolment(2024, 3), enrolment(2025, 4)] },
    { personalCode: '320000-00077', enrolments: [] },
  ]);
  const report = await load('education');
  expect(report.facts).toEqual({ added: 6, superseded: 0 });
  expect(report.refusals).toEqual([
    { line: 2, reason: 'the population register does not know the person' },
  ]);
  write('education', [{ personalCode: CHILD, enrolments: [enrolment(2024, 3)] }]);
  expect((await load('education')).facts).toEqual({ added: 4, superseded: 5 });
});

test('insurance: between employments somebody is known not to be employed', async () => {
  write('social-insurance', [
    {
      personalCode: MOTHER,
      insuredFrom: '2010-01-01',
      pensions: [],
      employments: [
        { employer: '97000000001', from: '2010-06-01', to: '2015-01-01' },
        { employer: '97000000002', from: '2014-01-01', to: '2016-01-01' },
        { employer: '97000000002', from: '2020-01-01', to: null },
      ],
      careBenefits: [{ caredFor: CHILD, from: '2016-01-01', to: null }],
    },
  ]);
  expect(await load('social-insurance')).toMatchObject({ otherRows: 1, unknownRelated: 0 });
  const id = (await findPersonByCode(context, MOTHER)) ?? '';
  const [person] = await readPersonFacts(context, [id]);
  const employed = person?.facts.filter((fact) => fact.kind === 'employed') ?? [];
  expect(employed.map((fact) => [fact.value, fact.period.from, fact.period.to])).toEqual([
    [0, '2010-01-01', '2010-06-01'],
    [1, '2010-06-01', '2016-01-01'],
    [0, '2016-01-01', '2020-01-01'],
    [1, '2020-01-01', null],
  ]);
  expect(person?.related.map((one) => one.relation).sort()).toEqual([
    'cared-for',
    'child',
    'household',
  ]);
});

test('a register without a file is reported as missing, and changes nothing', async () => {
  rmSync(join(folder, 'registers', 'education.ndjson'));
  expect(await load('education')).toMatchObject({ missing: true, records: 0 });
});

test('two loads at once give each fact once', async () => {
  write('disability', [
    {
      personalCode: CHILD,
      decisions: [{ number: '1', group: 'child', from: '2020-01-01', to: null }],
    },
  ]);
  const reports = await Promise.all([load('disability'), load('disability')]);
  expect(reports.map((report) => report.facts.added).sort()).toEqual([0, 1]);
});

test('a register of a vocabulary states facts of persons and households, and companions', async () => {
  const kind = { register: 'aid', of: 'person', absent: 'unknown', lv: 'x', en: 'x' } as const;
  const { factKinds, ...content } = classifiersFromFiles();
  await loadClassifiers(context, {
    ...content,
    factKinds: [
      ...factKinds,
      { ...kind, code: 'aid-rate', type: 'money' },
      { ...kind, code: 'aid-review', type: 'date' },
      { ...kind, code: 'home-income', type: 'money', of: 'household' },
    ],
  });
  const fact = { from: '2024-01-01', to: null };
  write('population', [child, resident(MOTHER)]);
  write('aid', [
    {
      personalCode: CHILD,
      facts: [
        { kind: 'aid-rate', value: 1250, ...fact },
        { kind: 'aid-review', value: '2026-05-01', ...fact },
      ],
      companions: [{ personalCode: MOTHER, ...fact }],
    },
    { personalCode: MOTHER, facts: [{ kind: 'aid-rate', value: -1, ...fact }] },
    { personalCode: MOTHER, facts: [{ kind: 'home-income', value: 1, ...fact }] },
    { personalCode: MOTHER, facts: [{ kind: 'pension', value: 'old-age', ...fact }] },
  ]);
  write('aid-households', [
    {
      household: 'M1',
      facts: [{ kind: 'home-income', value: 90_000, from: '2010-01-01', to: null }],
    },
    { household: 'M2', facts: [{ kind: 'home-income', value: 'much', ...fact }] },
  ]);
  expect(await load('aid')).toMatchObject({
    records: 4,
    refused: 3,
    refusals: [
      { line: 2, reason: 'aid-rate: the value does not fit the kind' },
      { line: 3, reason: 'home-income: unknown kind' },
      { line: 4, reason: 'pension: unknown kind' },
    ],
    facts: { added: 2 },
    otherRows: 1,
  });
  const again = await load('aid-households');
  expect(again).toMatchObject({ records: 2, refused: 1, facts: { added: 0, superseded: 0 } });
  const [oto] = await readPersonFacts(context, [(await findPersonByCode(context, CHILD)) ?? '']);
  expect(oto?.facts.filter(({ register }) => register === 'aid')).toMatchObject([
    // The household has had it for longer than the child has lived there.
    { kind: 'home-income', value: 90_000, period: { from: '2015-01-01' }, since: '2010-01-01' },
    { kind: 'aid-rate', value: 1250, period: { from: '2024-01-01' } },
    { kind: 'aid-review', value: '2026-05-01' },
  ]);
  const companions = oto?.related.filter(({ relation }) => relation === 'companion');
  expect(companions).toMatchObject([{ period: { from: '2024-01-01', to: null } }]);
  write('aid', [{ personalCode: CHILD, facts: [] }]);
  expect(await load('aid')).toMatchObject({ facts: { added: 0, superseded: 2 }, otherRows: 0 });
});

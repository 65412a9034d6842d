import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { defineDataSet } from '../../exchange/index.ts';
import { systemOf } from '../../exchange/testing/give-permission.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { DEFINITIONS } from '../register-texts.ts';
import { registersContext } from '../testing/registers-context.ts';
import { getMapping } from './get-mapping.ts';
import { tryMapping } from './try-mapping.ts';

const KEEPER = 'izglitibas-ministrija';
const context = await registersContext();
const official = (organisation: string | null, ...roles: OfficialRole[]) =>
  asOfficial(context, { organisation, roles });
const editor = await official(KEEPER, 'editor');
const read = (file: string) => readFileSync(`${DEFINITIONS}education/${file}.yaml`, 'utf8');
const [MAPPING, EXAMPLES] = [read('mapping'), read('examples')];
const NEXT = MAPPING.replace('version: 1', 'version: 2');

const attempt = (asking: Context, mapping = NEXT, examples = EXAMPLES) =>
  tryMapping(asking, { mapping, examples });

/** One record of a school year. */
function example(row: string, more = ''): string {
  return [
    'examples:',
    '  - name: Āris',
    '    record:',
    '      personalCode: 320000-00001',
    '      changedAt: 2026-03-10T12:00:00Z',
    '      holdsSince: 2025-09-01',
    '      enrolments:',
    `        - { schoolYear: 2025/2026, institution: "98000100001", ${row} }`,
    more,
  ].join('\n');
}

const YEAR = 'territory: "0001000", kind: general, from: 2025-09-01, to: 2026-09-01';

test('an official of who keeps the register sees what examples mean, by names', async () => {
  const tested = await attempt(editor, NEXT, example(`stage: basic, grade: 4, ${YEAR}`));
  expect(tested).toMatchObject({
    mapping: { register: 'education', version: 2, dataSet: 'viis-education@1' },
    ...{ problems: [], refusal: null, exampleProblems: [] },
  });
  const [one, ...more] = tested.examples;
  expect(more).toEqual([]);
  expect(one).toMatchObject({ name: 'Āris', line: 2, problems: [], isAsExpected: null });
  expect(one?.means?.facts.find(({ kind }) => kind === 'grade')).toEqual({
    ...{ kind: 'grade', name: { lv: 'klase', en: 'grade' }, type: 'integer', value: 4 },
    ...{ valueName: null, from: '2025-09-01', to: '2026-09-01' },
  });
  expect(one?.means?.facts.find(({ kind }) => kind === 'education-stage')).toMatchObject({
    valueName: { lv: expect.any(String), en: expect.any(String) },
  });
});

test('the examples that come along mean what they say, and nothing is kept', async () => {
  const before = await everything();
  const { examples } = await attempt(editor);
  expect(examples.map(({ isAsExpected }) => isAsExpected)).toEqual([true, null, true]);
  const wrong = EXAMPLES.replace('[grade, 3,', '[grade, 5,');
  expect((await attempt(editor, NEXT, wrong)).examples[0]?.isAsExpected).toBe(false);
  expect(await everything()).toEqual(before);
});

async function everything(): Promise<unknown> {
  return await context.adminDb.query(
    `select (select count(*) from registers.mappings) as mappings,
       (select count(*) from persons.facts) as facts, (select count(*) from audit.records) as acts`,
  );
}

test.each([
  ['a kind that the register does not state', NEXT.replace('grade: grade', 'grad: grade'), 14],
  ['a field that is not there', NEXT.replace('from: from', 'from: form'), 8],
  ['no YAML', `${NEXT}\n  x: [`, 16],
  ['a data set that is not there', NEXT.replace('viis-education@1', 'viis-education@7'), 3],
])('%s is told with its line, in both languages', async (_, mapping, line) => {
  const tested = await attempt(editor, mapping, 'examples: 1');
  expect(tested).toMatchObject({ mapping: null, examples: [] });
  const [problem] = tested.problems;
  expect(problem).toMatchObject({ line, lv: expect.stringMatching(/./), en: expect.any(String) });
  // What is wrong with the examples is told too.
  expect(tested.exampleProblems).toMatchObject([{ line: 1, code: 'value-wrong-type' }]);
});

test('what is wrong with a record has its line among the examples', async () => {
  const unknown = await attempt(editor, NEXT, example(`stage: flying, ${YEAR}`));
  const path = '/enrolments/0/stage';
  expect(unknown.examples[0]).toMatchObject({
    ...{ means: null, isAsExpected: null },
    problems: [{ path, code: 'code-unknown', line: 8 }],
  });
  const unfit = await attempt(editor, NEXT, example(`stage: basic, ${YEAR}`, '      height: 2'));
  expect(unfit.examples[0]?.problems).toMatchObject([{ path: '/height', code: 'unknown-field' }]);
  expect(unfit.examples[0]?.problems[0]?.line).toBe(9);
});

test('it is told why a mapping could not be put into force', async () => {
  const other = MAPPING.replace('      grade: grade\n', '');
  expect(await attempt(editor, other)).toMatchObject({ refusal: { code: 'mapping-version-held' } });
  expect(await attempt(editor, MAPPING)).toMatchObject({ refusal: null });
  const twice = `${NEXT}relations:\n  - { each: enrolments, kind: parent, by: institution, from: from }\n`;
  expect((await attempt(editor, twice)).problems).toMatchObject([{ code: 'mapping-field-unfit' }]);
});

test('more rows than are tried together are refused before they are read', async () => {
  const rules = Array.from(
    { length: 25 },
    () => '  - { each: enrolments, from: from, states: { grade: grade } }',
  );
  const mapping = NEXT.replace(/facts:[^]*/, `facts:\n${rules.join('\n')}\n`);
  const rows = Array.from({ length: 900 }, () => '        - {}').join('\n');
  const examples = example(`stage: basic, ${YEAR}`, rows);
  await expect(attempt(editor, mapping, examples)).rejects.toMatchObject({
    code: 'examples-too-many',
  });
});

test('a data set that is only tried out is enough, and its mapping is its keeper’s alone', async () => {
  const dataSet = read('data-set').replace(/^code: \S+/m, 'code: viis-anew');
  await defineDataSet(context, { file: 'anew.yaml', text: dataSet });
  const anew = NEXT.replace('viis-education@1', 'viis-anew@1');
  expect((await attempt(editor, anew)).examples).toHaveLength(3);
  expect((await attempt(await systemOf(context, KEEPER), anew)).examples).toHaveLength(3);
  expect((await attempt(await official(null, 'editor'), anew)).examples).toHaveLength(3);
});

test('the mapping in force is shown with a record to begin with, which can be tried', async () => {
  const shown = await getMapping(editor, 'education');
  expect(shown).toMatchObject({ text: MAPPING, version: 1, dataSet: 'viis-education@1' });
  const { exampleProblems, examples } = await attempt(editor, shown.text, shown.sample);
  expect(exampleProblems).toEqual([]);
  const codes = examples.flatMap(({ problems }) => problems.map(({ code }) => code));
  expect(new Set(codes)).toEqual(new Set(['code-unknown']));
});

test('others try and see nothing', async () => {
  const recipient = context.as({ kind: 'recipient', personId: 'x', sessionId: 'y' });
  for (const [asking, code] of [
    [await official('uznemumu-registrs', 'editor'), 'data-set-not-permitted'],
    [await systemOf(context, 'uznemumu-registrs'), 'data-set-not-permitted'],
    [await official(KEEPER, 'auditor'), 'official-role-missing'],
    [context.as({ kind: 'public' }), 'not-allowed'],
    [context.as({ kind: 'ids', idsId: 'x', organisationId: 'y' }), 'not-allowed'],
    [recipient, 'not-allowed'],
  ] as const) {
    await expect(attempt(asking), code).rejects.toMatchObject({ code });
    await expect(getMapping(asking, 'education'), code).rejects.toMatchObject({ code });
  }
  await expect(getMapping(recipient, 'none')).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(getMapping(editor, 'none')).rejects.toMatchObject({ code: 'register-unknown' });
});

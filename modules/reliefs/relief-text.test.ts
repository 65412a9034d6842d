import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../classifiers/index.ts';
import { RELIEF_TEXT_ERRORS } from './errors.ts';
import { type ReliefFile, readRelief, readReliefs } from './relief-text.ts';
import { changed, FERRY_TEXT as GOOD, problemsOf } from './testing/ferry-text.ts';
import { problemText } from './text/relief-problem.ts';

const codes = classifiersFromFiles();

const NESTED = '2:7 yaml-malformed Nested mappings are not allowed in compact mappings';
const COUNT = '{ count: child, where: { age: { below: 18 } }, from: 3 }';

test('a good relief is read, with euros as cents', () => {
  const reading = readRelief({ file: 'x.yaml', text: GOOD }, codes);
  expect(problemsOf(GOOD)).toEqual([]);
  if (!reading.ok) return;
  expect(reading.read.relief.versions[0]?.benefits[0]?.give).toEqual({ percent: 5000, upTo: 215 });
});

describe('what is wrong is named with line, column and what was meant', () => {
  const table: [what: string, from: string, to: string, expected: string[]][] = [
    [
      'unknown fact',
      'fact: residence',
      'fact: residense',
      ['14:19 fact-unknown residense → residence'],
    ],
    [
      'unknown code',
      'in: [group-1, group-2]',
      'in: [group-1, grup-2]',
      ['15:45 code-unknown grup-2 → group-2'],
    ],
    [
      'unknown class',
      'on: [ferry-crossing]',
      'on: [fery-crossing]',
      ['19:14 code-unknown fery-crossing → ferry-crossing'],
    ],
    [
      'unknown kind of means',
      '[transport-card]',
      '[transport-crad]',
      ['17:13 code-unknown transport-crad → transport-card'],
    ],
    ['unknown category', '[residents]', '[resident]', ['6:14 code-unknown resident → residents']],
    ['unknown field', 'quotas:', 'qoutas:', ['22:5 field-unknown qoutas → quotas']],
    [
      'unknown field of a leaf',
      'within: grantor',
      'witin: grantor',
      ['14:30 field-unknown witin → within'],
    ],
    [
      'unknown form',
      '{ age: { below: 18 } }',
      '{ aeg: { below: 18 } }',
      ['16:34 form-unknown aeg → age'],
    ],
    [
      'unknown form of benefit',
      'give: { percent: 50, upTo: 2.15 }',
      'give: { prcent: 50 }',
      ['21:15 form-unknown prcent → percent'],
    ],
    ['missing field', 'act: Rules\n', '', ['2:1 field-missing act']],
    [
      'missing field of a version',
      '    who:\n      all:',
      '    whom:\n      all:',
      ['11:5 field-missing who', '12:5 field-unknown whom → who'],
    ],
    [
      'a code of digits without quotes',
      'grantor: m-0099000\nact',
      'grantor: 0099000\nact',
      ['7:10 value-wrong-type 99000'],
    ],
    ['not a day', 'from: 2024-01-01', 'from: 2024-02-30', ['11:11 value-malformed 2024-02-30']],
    ['not a time', "to: '14:00'", "to: '14.00'", ['20:56 value-malformed 14.00']],
    ['no such weekday', '[monday]', '[munday]', ['20:28 value-unknown munday → monday']],
    [
      'no such kind of relief',
      'kind: discount',
      'kind: discuont',
      ['3:7 value-unknown discuont → discount'],
    ],
    ['a third of a cent', 'upTo: 2.15', 'upTo: 2.155', ['21:36 value-malformed 2.155']],
    ['more than all', 'percent: 50', 'percent: 150', ['21:26 value-too-large 150']],
    [
      'a quota of both kinds',
      'units: 2',
      'units: 2, amount: 3',
      ['22:14 form-unknown per, in, units, amount'],
    ],
    [
      'end before start',
      'from: 2024-01-01',
      'from: 2024-01-01\n    to: 2024-01-01',
      ['12:9 version-end-not-after-start 2024-01-01'],
    ],
    ['a fact compared with nothing', ', within: grantor', '', ['14:19 comparison-missing ']],
    ['a code in bounds', 'within: grantor', 'from: 3', ['14:30 comparison-unfit from']],
    [
      'a truth value as a code',
      'fact: residence, within: grantor',
      "fact: employed, is: 'no'",
      ['14:29 comparison-unfit is'],
    ],
    [
      'a number as a code',
      'fact: residence, within: grantor',
      'fact: grade, in: [a]',
      ['14:26 comparison-unfit in'],
    ],
    [
      'within of what is no territory',
      'fact: residence, within',
      'fact: disability, within',
      ['14:39 fact-not-a-territory disability'],
    ],
    [
      'a grantor by what is no territory',
      'grantor: m-0099000\nact',
      'grantor: { municipalityOf: grade }\nact',
      ['7:28 fact-not-a-territory grade'],
    ],
    ['an age without bounds', '{ below: 18 }', '{}', ['16:41 comparison-missing ']],
    ['a count without bounds', ', from: 3 }', ' }', ['16:20 count-without-bound ']],
    [
      'bounds with nothing between',
      '{ below: 18 }',
      '{ from: 18, below: 18 }',
      ['16:60 condition-never-holds 18'],
    ],
    [
      'a sum of what is no number',
      COUNT,
      '{ sum: disability, over: child, from: 3 }',
      ['16:18 fact-not-a-number disability'],
    ],
    ['a sum without bounds', COUNT, '{ sum: grade, over: child }', ['16:18 count-without-bound ']],
    [
      'a sum of a misspelt fact',
      COUNT,
      '{ sum: gradee, over: child, from: 3 }',
      ['16:18 fact-unknown gradee → grade'],
    ],
    [
      'a sum over persons related to related persons',
      COUNT,
      '{ sum: grade, over: child, where: { count: child, where: { group: a }, from: 1 }, from: 3 }',
      ['16:45 relation-too-far '],
    ],
    [
      'steps of weights out of order',
      COUNT,
      '{ sum: grade, over: child, perUnit: { steps: [{ below: 14, weight: 1 }, { below: 14, weight: 2 }], otherwise: 1 }, from: 3 }',
      ['16:92 condition-never-holds 14'],
    ],
    [
      'a weight with three decimals',
      COUNT,
      '{ sum: grade, over: child, perUnit: { otherwise: 0.305 }, from: 3 }',
      ['16:60 value-malformed 0.305'],
    ],
    [
      'a part of a cent',
      COUNT,
      '{ sum: grade, over: child, to: 0.305 }',
      ['16:42 value-malformed 0.305'],
    ],
    [
      'a number finer than hundredths',
      COUNT,
      '{ fact: grade, to: 2.005 }',
      ['16:30 value-malformed 2.005'],
    ],
    [
      'more than anybody has',
      COUNT,
      '{ fact: grade, to: 1e20 }',
      ['16:30 value-too-large 100000000000000000000'],
    ],
    [
      'more years than there are',
      COUNT,
      '{ age: { below: 100001 } }',
      ['16:27 value-too-large 100001'],
    ],
    [
      'held for longer than the window',
      COUNT,
      '{ held: { group: a }, atLeast: { months: 13 }, inLast: { years: 1 } }',
      ['16:66 window-too-short '],
    ],
    [
      'held for longer than a window of days',
      COUNT,
      '{ held: { group: a }, atLeast: { months: 1 }, inLast: { days: 30 } }',
      ['16:65 window-too-short '],
    ],
    [
      'held of an unknown code',
      COUNT,
      '{ held: { fact: disability, is: group-9 }, atLeast: { days: 1 }, inLast: { days: 30 } }',
      ['16:43 code-unknown group-9 → group-1'],
    ],
    [
      'all of a set, asked of one code',
      COUNT,
      '{ fact: disability, hasAll: [group-1] }',
      ['16:31 comparison-unfit hasAll'],
    ],
    [
      'a day asked of a number',
      COUNT,
      '{ fact: grade, from: 2024-01-01 }',
      ['16:26 comparison-unfit from'],
    ],
    [
      'an age at no such day',
      COUNT,
      '{ age: { from: 18, on: school-year-begin } }',
      ['16:34 value-unknown school-year-begin → school-year-end'],
    ],
    [
      'a birth before it begins',
      COUNT,
      '{ born: { from: 2020-01-01, below: 2019-01-01 } }',
      ['16:46 condition-never-holds 2019-01-01'],
    ],
    [
      'a birth on no day of the calendar',
      COUNT,
      '{ born: { from: 2023-02-29 } }',
      ['16:27 value-malformed 2023-02-29'],
    ],
    [
      'time elapsed since what is no date',
      COUNT,
      '{ fact: grade, elapsed: { in: years, from: 1 } }',
      ['16:26 comparison-unfit elapsed'],
    ],
    [
      'a fact that must be new and nothing else',
      COUNT,
      '{ fact: grade, notOlderThan: { years: 1 } }',
      ['16:19 comparison-missing '],
    ],
    [
      'a relation that does not exist',
      COUNT,
      '{ related: compagnion, where: { group: a } }',
      ['16:22 value-unknown compagnion → companion'],
    ],
    [
      'relations of relations',
      '{ age: { below: 18 } }',
      '{ related: child, where: { age: { below: 18 } } }',
      ['16:34 relation-too-far '],
    ],
    [
      'everything excepted',
      'on: [ferry-crossing]',
      'on: [ferry-crossing]\n        except: [transport]',
      ['20:17 benefit-without-effect '],
    ],
    ['nothing given', 'percent: 50, upTo: 2.15', 'percent: 0', ['21:26 benefit-without-effect 0']],
    [
      'a point for nothing',
      'percent: 50, upTo: 2.15',
      'pointForEvery: 0',
      ['21:32 benefit-without-effect 0'],
    ],
    [
      'no such time',
      "from: '08:00', to: '14:00'",
      "from: '14:00', to: '14:00'",
      ['20:56 benefit-without-effect 14:00'],
    ],
    [
      'a working day on Sunday',
      'weekdays: [monday]',
      'day: working-day, weekdays: [sunday]',
      ['20:45 benefit-without-effect sunday'],
    ],
    ['no such date', 'weekdays: [monday]', "dates: ['02-30']", ['20:25 value-malformed 02-30']],
    [
      'no share with the rest',
      'rest: true',
      'amount: 1',
      ['23:13 shares-without-one-rest rest × 0'],
    ],
    ['a quota of nothing', 'units: 2', 'amount: 0', ['22:46 quota-without-effect 0']],
    ['an empty list', '[monday]', '[]', ['20:27 value-too-small []']],
    ['nothing left for the rest', 'amount: 1.07', 'amount: 2.15', ['23:80 share-without-effect ']],
    ['not YAML, told once', 'kind: discount', ' kind: discount', [NESTED]],
  ];
  test.each(table)('%s', (_, from, to, expected) => {
    expect(changed(from, to)).toEqual(expected);
  });
});

test('versions must follow each other', () => {
  const second = (from: string) =>
    `${GOOD}${GOOD.slice(GOOD.indexOf('  - from:')).replace('2024-01-01', from)}`;
  expect(problemsOf(second('2025-01-01'))).toEqual(['24:11 versions-overlap 2025-01-01']);
  expect(problemsOf(second('2023-01-01'))).toEqual(['24:11 versions-out-of-order 2023-01-01']);
  const ended = second('2025-01-01').replace('who:', 'to: 2025-01-01\n    who:');
  expect(problemsOf(ended)).toEqual([]);
});

test('all problems come at once, in the order of the text', () => {
  const text = GOOD.replace('residence', 'residense')
    .replace('[transport-card]', '[card]')
    .replace('[residents]', '[x]');
  expect(problemsOf(text).map((problem) => problem.split(' ')[0])).toEqual([
    '6:14',
    '14:19',
    '17:13',
  ]);
});

test('a code stands in one file only', () => {
  const files: ReliefFile[] = ['a.yaml', 'b.yaml'].map((file) => ({ file, text: GOOD }));
  const { reliefs, problems } = readReliefs(files, codes);
  expect(reliefs).toHaveLength(1);
  expect(problems.map((problem) => problemText(problem, 'en'))).toEqual([
    'b.yaml:2:7 relief-code-twice "TEST-FERRY (a.yaml)": Another file has a relief with this code. Keep one of them.',
  ]);
});

test('a problem is one line that says what to do', () => {
  const reading = readRelief(
    { file: 'x.yaml', text: GOOD.replace('residence', 'residense') },
    codes,
  );
  expect(reading.ok ? [] : reading.problems.map((problem) => problemText(problem, 'lv'))).toEqual([
    'x.yaml:14:19 fact-unknown "residense": Neviens reģistrs šādu faktu nesniedz. Izmantojiet kādu no zināmajiem faktiem. Varbūt domāts "residence"?',
  ]);
});

test('texts that are no relief at all are problems, not failures', () => {
  for (const text of [
    '',
    '[]',
    'null',
    '42',
    'code',
    '&a [*a]',
    'a: *b',
    '- - -',
    '\t',
    '['.repeat(50_000),
    '- '.repeat(50_000),
  ]) {
    expect(problemsOf(text).length, text).toBeGreaterThan(0);
  }
});

test('the real reliefs have no problem', () => {
  const folder = new URL('../../reliefs/', import.meta.url);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));
  const { problems } = readReliefs(files, codes);
  expect(problems.map((problem) => problemText(problem, 'en'))).toEqual([]);
});

test('every code of a problem is tried by a test', () => {
  const files = [
    'relief-text.test.ts',
    'text/check-benefit.test.ts',
    'definitions/definitions.test.ts',
  ];
  const text = files
    .map((file) => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'))
    .join('');
  expect(Object.keys(RELIEF_TEXT_ERRORS).filter((code) => !text.includes(code))).toEqual([]);
});

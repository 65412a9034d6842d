import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { easterSunday, publicHolidays } from './calendar.ts';
import { classifiersFromFiles, readSchemeFiles } from './read-classifier-files.ts';

const classifiers = classifiersFromFiles();

describe('what a code stands for', () => {
  const cases: [string, string, string, boolean][] = [
    ['goods-and-services', 'transport', 'train-single', true],
    ['goods-and-services', 'city-transport', 'train-single', false],
    ['goods-and-services', 'train-single', 'transport', false],
    ['goods-and-services', 'bread', 'bread', true],
    ['territories', 'rural', '0020110', true],
    ['territories', 'rural', '0020010', false],
    ['territories', 'urban', '0001000', true],
    ['territories', 'urban', '0020010', true],
    ['territories', '0020000', '0020110', true],
    ['territories', '0020000', '0021110', false],
    ['territories', '0020000', 'nowhere', false],
    ['nothing', 'a', 'b', false],
  ];
  test.each(cases)('%s: %s includes %s: %s', (scheme, code, candidate, expected) => {
    expect(classifiers.includes(scheme, code, candidate)).toBe(expected);
  });
});

test('the municipality of a place is its widest territory', () => {
  expect(classifiers.municipalityOf('0020110')).toBe('0020000');
  expect(classifiers.municipalityOf('0001000')).toBe('0001000');
  expect(classifiers.municipalityOf('9999999')).toBeUndefined();
  expect(classifiers.municipalityOf('0038520')).toBe('0038000');
});

test('42 municipalities, and Varakļānu novads until July 2025', () => {
  const top = classifiers.schemes
    .find((scheme) => scheme.code === 'territories')
    ?.concepts.filter((concept) => concept.broader === null);
  expect(top?.length).toBe(43);
  expect(top?.filter((concept) => concept.validTo !== null).map((one) => one.lv)).toEqual([
    'Varakļānu novads',
  ]);
});

test('every broader concept and every member exists, no code stands twice', () => {
  for (const scheme of readSchemeFiles()) {
    const codes = scheme.concepts.map((concept) => concept.code);
    expect(new Set(codes).size, scheme.code).toBe(codes.length);
    const named = [
      ...scheme.concepts.flatMap((concept) => concept.broader ?? []),
      ...scheme.collections.flatMap((one) => one.members),
    ];
    expect(named.filter((code) => !codes.includes(code))).toEqual([]);
  }
});

test('without the simulated country there are no invented places', () => {
  const real = classifiersFromFiles({ simulated: false });
  expect(real.has('territories', '0020110')).toBe(false);
  expect(real.has('territories', 'invented')).toBe(false);
});

describe('calendar', () => {
  test('Easter', () => {
    expect([2020, 2024, 2025, 2026, 2035].map(easterSunday)).toEqual([
      '2020-04-12',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2035-03-25',
    ]);
  });

  test('a holiday on a weekend moves only when the law says so', () => {
    expect(publicHolidays(2025).has('2025-05-05')).toBe(true);
    expect(publicHolidays(2024).has('2024-05-06')).toBe(true);
    expect(publicHolidays(2023).has('2023-11-20')).toBe(true);
    expect(publicHolidays(2023).has('2023-01-02')).toBe(false);
    expect(publicHolidays(2026).has('2026-05-05')).toBe(false);
  });

  const days: [string, boolean, boolean, string][] = [
    ['2026-03-11', true, true, 'an ordinary Wednesday'],
    ['2026-03-10', true, true, 'the week before the spring holidays'],
    ['2026-03-15', false, false, 'a Sunday'],
    ['2026-04-03', false, false, 'Good Friday'],
    ['2026-07-01', true, false, 'summer'],
    ['2025-10-21', true, false, 'the autumn holidays'],
    ['2026-06-01', true, false, 'the day after the school year'],
    ['2025-09-01', true, true, 'the first school day'],
  ];
  test.each(days)('%s working day %s, school day %s: %s', (day, working, school) => {
    expect(classifiers.isWorkingDay(day)).toBe(working);
    expect(classifiers.isSchoolDay(day)).toBe(school);
  });
});

describe('a vocabulary that cannot be meant is refused, by name', () => {
  const kind = (more: string) =>
    `factKinds: [{ code: x, register: y, type: code, absent: unknown, lv: x, en: x, ${more} }]`;
  const scheme = (concepts: string, members: string) =>
    `{ code: x, name: { lv: x, en: x }, source: x, concepts: [${concepts}],
       collections: [{ code: c, lv: c, en: c, members: [${members}] }] }`;
  const one = '{ code: a, lv: a, en: a }';
  test.each([
    ['no YAML', 'fact-kinds.yaml', ': : [', /fact-kinds\.yaml: /],
    ['no such field', 'fact-kinds.yaml', kind('of: nobody'), /fact-kinds\.yaml: .*\n.*\.of$/],
    ['no such scheme', 'fact-kinds.yaml', kind('scheme: lost'), /"x" has no scheme "lost"/],
    ['a code twice', 'x.yaml', scheme(`${one}, ${one}`, 'a'), /"x" has the concept "a" twice/],
    ['no such member', 'x.yaml', scheme(one, 'lost'), /"x" names "lost"/],
    ['nothing broader', 'x.yaml', scheme(one.replace('lv', 'broader: lost, lv'), 'a'), /"lost"/],
  ])('%s', (_, file, text, message) => {
    const vocabulary = mkdtempSync(join(tmpdir(), 'koplieta-vocabulary-'));
    writeFileSync(join(vocabulary, file), text);
    expect(() => classifiersFromFiles({ vocabulary })).toThrow(message);
    rmSync(vocabulary, { recursive: true });
    expect(() => classifiersFromFiles({ vocabulary })).toThrow(
      `There is no folder "${vocabulary}"`,
    );
  });
});

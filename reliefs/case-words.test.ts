import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../modules/classifiers/index.ts';
import { readCaseBasket, readCaseDay } from './case-basket.ts';
import { readCasePerson } from './case-person.ts';
import { readCaseTable } from './case-table.ts';

const classifiers = classifiersFromFiles();

describe('a word that is not of the vocabulary is refused, never passed over', () => {
  test.each([
    ['no birth', 'grade 5'],
    ['unknown fact', 'born 2015-01-01; recidence 0001000'],
    ['unknown code', 'born 2015-01-01; residence 0001001'],
    ['fact without a value', 'born 2015-01-01; grade'],
    ['unknown means', 'born 2015-01-01; means bus-pass'],
    ['unknown relation', 'born 1980-01-01; cousin born 2015-01-01'],
    ['unknown word about a child', 'born 1980-01-01; child born 2015-01-01 (clever yes)'],
  ])('%s', (_, text) => {
    expect(() => readCasePerson(text, classifiers)).toThrow();
  });

  test.each([
    ['unknown class', '1 × bus à 1.50'],
    ['price without cents', '1 × city-single à 1.5'],
    ['coupon in small letters', 'coupon spring; 1 × city-single à 1.50'],
    ['letter x', '1 x city-single à 1.50'],
  ])('%s', (_, text) => {
    expect(() => readCaseBasket(text, classifiers)).toThrow();
  });

  test('a wrong weekday', () => {
    expect(() => readCaseDay('Monday 2026-03-10')).toThrow();
    expect(readCaseDay('Tuesday 2026-03-10 08:30')).toMatchObject({ time: '08:30' });
  });

  test('another table', () => {
    expect(() => readCaseTable('x.md', '| person | day |\n| --- | --- |\n')).toThrow('columns');
  });
});

test('a last day is included, and six children are six', () => {
  const { facts } = readCasePerson(
    'born 1980-01-01; employed through 2026-03-31; 6 × child born 2015-01-01 (grade 4) from 2020-01-01',
    classifiers,
  );
  expect(facts.facts[0]?.period).toEqual({ from: '1900-01-01', to: '2026-04-01' });
  expect(facts.related).toHaveLength(6);
  expect(facts.related[5]?.person.facts[0]).toMatchObject({ kind: 'grade', value: 4 });
  expect(facts.related[5]?.period.from).toBe('2020-01-01');
});

import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { readRelief } from '../relief-text.ts';
import { FERRY_TEXT } from '../testing/ferry-text.ts';
import { writtenRelief } from './written-relief.ts';

const codes = classifiersFromFiles();

const TEXT = FERRY_TEXT.replace('give: { percent: 50, upTo: 2.15 }', 'give: GIVE')
  .replace(/ {4}quotas:.*\n/, '        units: { from: 2, to: 9 }\n')
  .replace(/ {4}shares:.*\n/, '');

test.each([
  'percent: 50, part: { above: 1.5, below: 20, of: unit }',
  'percent: 12.5, part: { above: 40, of: basket }',
  'amount: 5.05, forEvery: 50.5',
  'perUnit: 0.7',
  'freeOfEvery: 2, of: class, which: dearest, percent: 33.33',
  'bundle: [{ on: [ferry-crossing], units: 2 }], pays: 9.9',
  'bundle: [{ on: [ferry-crossing], units: 2 }], percent: 12.5',
  'bundle: [{ on: [ferry-crossing], units: 2 }], amount: 0.35',
])('{ %s } is written as it was read', (give) => {
  const terms = `
    stack: full-price
    atMost: { unit: 1.1, line: 2.2, transaction: 3.3 }
    leaves: { unit: 0.1, transaction: 0.05 }
    priority: { law: 3, grantor: 4 }
    exclusion: { group: fare, per: transaction, by: priority }
    shares: [{ grantor: m-0099000, percent: 33.33 }, { grantor: m-0001000, rest: true }]
`;
  const text = TEXT.replace('GIVE', `{ ${give} }`).concat(terms.slice(1));
  expect(text).toContain(`{ ${give} }\n        units: { from: 2, to: 9 }\n    stack`);
  const read = (of: string) => {
    const reading = readRelief({ file: 'x.yaml', text: of }, codes);
    expect(reading.ok ? [] : reading.problems).toEqual([]);
    return reading.ok ? reading.read.relief : undefined;
  };
  const relief = read(text);
  expect(relief && read(stringify(writtenRelief(relief)))).toEqual(relief);
});

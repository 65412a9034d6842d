import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { makeDefinitions } from '../definitions/resolve-definitions.ts';
import type { Instruction } from '../instruction.ts';
import { readRelief } from '../relief-text.ts';
import { compareDefinitions, compareVersions } from './compare-versions.ts';
import { comparisonText } from './comparison-text.ts';
import { meaningOfConditions } from './meaning.ts';

const codes = classifiersFromFiles();
const tools = {
  names: { name: codes.name, factKind: codes.factKind },
  terms: { concepts: codes, definitions: makeDefinitions([]) },
};

const TERMS = {
  who: '{ age: { from: 18 } }',
  benefits: '[{ on: [ferry-crossing], give: { percent: 50 } }]',
  rest: '',
  from: '2024-01-01',
  grantor: 'm-0099000',
};

function versionOf(terms: Partial<typeof TERMS>) {
  const { who, benefits, rest, from, grantor } = { ...TERMS, ...terms };
  const text = `code: TEST-FERRY
kind: discount
name: { lv: Prāmis, en: Ferry }
label: { lv: Prāmis, en: Ferry }
categories: [residents]
grantor: ${grantor}
act: Rules
source: Invented
versions:
  - from: ${from}
    who: ${who}
    benefits: ${benefits}
${rest === '' ? '' : `    ${rest}\n`}`;
  const reading = readRelief({ file: 'x.yaml', text }, codes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { relief } = reading.read;
  const [instruction] = relief.versions;
  if (!instruction) throw new Error('There is no version.');
  return { relief, instruction };
}

type Terms = Partial<typeof TERMS>;

function told(before: Terms, after: Terms, language: 'lv' | 'en' = 'en'): string {
  const pair = { before: versionOf(before), after: versionOf(after) };
  return comparisonText(compareVersions(pair, tools), language);
}

const CASES = parse(readFileSync(new URL('compare-cases.yaml', import.meta.url), 'utf8')) as {
  conditions: { what: string; before: string; after: string; said: string }[];
  versions: { what: string; before: Terms; after: Terms; said: string }[];
};

test.each(CASES.conditions)('a condition: $what', ({ before, after, said }) => {
  expect(told({ who: before }, { who: after })).toBe(said);
});

test.each(CASES.versions)('a version: $what', ({ before, after, said }) => {
  expect(told(before, after)).toBe(said);
});

describe('no change of a version is silent', () => {
  const two = `[${TERMS.benefits.slice(1, -1)}, { on: [museum-entrance], give: { percent: 10 } }]`;
  const quota = 'quotas: [{ per: person, in: day, units: 2 }]';
  const changes: Record<keyof typeof Instruction.shape, [before: Terms, after: Terms]> = {
    from: [{}, { from: '2025-01-01' }],
    to: [{}, { rest: 'to: 2030-01-01' }],
    act: [{}, { rest: 'act: Other rules' }],
    who: [{}, { who: '{ group: choir }' }],
    unknown: [{}, { rest: 'unknown: provisional' }],
    means: [{}, { rest: 'means: [transport-card]' }],
    benefits: [{}, { benefits: two }],
    choose: [{ benefits: two }, { benefits: two, rest: 'choose: all' }],
    quotas: [{}, { rest: quota }],
    budget: [{}, { rest: 'budget: { amount: 5, in: year }' }],
    refund: [{ rest: quota }, { rest: `${quota}\n    refund: keep-used` }],
    retroactive: [{}, { rest: 'retroactive: review' }],
    shares: [
      {},
      { rest: 'shares: [{ grantor: m-0099000, amount: 1 }, { grantor: m-0001000, rest: true }]' },
    ],
    paid: [{}, { rest: 'paid: afterwards' }],
    onProof: [{ rest: 'paid: afterwards' }, { rest: 'paid: afterwards\n    onProof: true' }],
    priority: [{}, { rest: 'priority: 7' }],
    exclusionGroup: [{ rest: 'exclusionGroup: fare' }, { rest: 'exclusionGroup: food' }],
    exclusion: [
      { rest: 'exclusion: { group: fare }' },
      { rest: 'exclusion: { group: fare, per: transaction }' },
    ],
    stack: [{}, { rest: 'stack: full-price' }],
    atMost: [{}, { rest: 'atMost: { line: 5 }' }],
    leaves: [{}, { rest: 'leaves: { unit: 1 }' }],
  };
  test.each(Object.entries(changes))('%s', (_, [before, after]) => {
    for (const language of ['lv', 'en'] as const) {
      expect(told(before, before, language)).toMatch(
        /^(Redakcijas ir vienādas|The versions are the same)\.\n$/,
      );
      expect(told(before, after, language)).toMatch(/^(- |  )/m);
    }
  });
});

test('the order of parts changes nothing', () => {
  const [one, other] = ['{ group: choir }', '{ age: { from: 18 } }'];
  expect(told({ who: `{ any: [${one}, ${other}] }` }, { who: `{ any: [${other}, ${one}] }` })).toBe(
    'The versions are the same.\n',
  );
});

test('with another grantor nothing is said of the same words', () => {
  const who = '{ any: [{ fact: residence, within: grantor }, { group: choir }] }';
  const lines = told(
    { who: '{ fact: residence, within: grantor }' },
    { who, grantor: 'm-0098000' },
  );
  expect(lines).not.toContain('What it means');
});

test('in Latvian', () => {
  const who = '{ any: [{ age: { from: 18 } }, { group: choir }] }';
  expect(told({}, { who }, 'lv').split('\n')).toEqual([
    'Nosacījums',
    '- pievienots (viena no iespējām): dalība grupā “choir”',
    'Ko tas nozīmē',
    '- Nosacījuma maiņas dēļ atvieglojumu nezaudē neviens; kāds to var iegūt.',
    '',
  ]);
});

test('definitions are compared by their conditions, and known by what they say', () => {
  const version = (from: number) => ({ from: '2024-01-01', condition: { age: { from } } });
  const { differences, meaning } = compareDefinitions(
    { before: version(18), after: version(16) },
    tools,
  );
  expect(differences.map(({ section, after }) => [section, after?.en])).toEqual([
    ['condition', 'age: at least 16 years'],
  ]);
  expect(meaning[0]?.en).toMatch(/^Nobody loses/);

  const grown = {
    code: 'grown',
    name: { lv: 'x', en: 'y' },
    act: 'x',
    source: 'x',
    assumptions: [],
  };
  const definitions = makeDefinitions([{ ...grown, versions: [version(18)] }]);
  const named = meaningOfConditions(
    { before: { definition: 'grown' }, after: { age: { from: 16 } } },
    { from: '2024-01-01', to: null },
    { ...tools.terms, definitions },
  );
  expect(named[0]?.en).toMatch(/^Nobody loses/);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { readReliefFiles } from '../text/read-relief-files.ts';
import { findingText, lintFiles } from './lint-files.ts';
import { LINT_RULES, type LintCode } from './lint-rules.ts';

const codes = classifiersFromFiles();
const SUPPLY = {
  registers: new Set(['population', 'education', 'disability', 'social-insurance']),
  relations: new Set(['child', 'household']),
};

const BASIS = { codes, supply: SUPPLY };

const HEAD = `kind: discount
name: { lv: Prāmis, en: Ferry }
label: { lv: Prāmis, en: Ferry }
categories: [residents]
grantor: m-0099000
act: Rules
source: Invented
`;
const RESIDENT = '{ fact: residence, within: grantor }';
const GIVES = 'benefits: [{ on: [ferry-crossing], give: { percent: 50 } }]';

const CASES = parse(readFileSync(new URL('lint-cases.yaml', import.meta.url), 'utf8')) as {
  conditions: { what: string; who: string; finds: string[] }[];
  versions: { what: string; versions: string[]; finds: string[] }[];
};

function fileOf(versions: string, code = 'TEST-FERRY') {
  return {
    file: `${code.toLowerCase()}.yaml`,
    text: `code: ${code}\n${HEAD}versions:\n${versions}`,
  };
}

/**
 * Lints versions in which ▶ marks the places of findings, in their order, and ▷ what they go with.
 * Returns the codes, and fails when a place is another.
 */
function lint(...versions: string[]): string[] {
  const written = versions.map((one) => `  - ${one}\n`).join('');
  const marked = fileOf(written.replaceAll('RESIDENT', RESIDENT).replaceAll('GIVES', GIVES));
  const places: Record<string, string[]> = { '▶': [], '▷': [] };
  const lines = marked.text.split('\n').map((line, index) => {
    let column = 0;
    return [...line]
      .filter((letter) => {
        if (letter !== '▶' && letter !== '▷') column += 1;
        else places[letter]?.push(`${index + 1}:${column + 1}`);
        return letter !== '▶' && letter !== '▷';
      })
      .join('');
  });
  const { problems, findings } = lintFiles([{ ...marked, text: lines.join('\n') }], BASIS);
  expect(problems).toEqual([]);
  expect(findings.map(({ line, column }) => `${line}:${column}`)).toEqual(places['▶']);
  const others = findings.flatMap(({ other }) => (other ? [`${other.line}:${other.column}`] : []));
  expect([...new Set(others)]).toEqual(places['▷']);
  return findings.map(({ finding }) => finding.code);
}

test('nothing is found in the reliefs of the repository', () => {
  const { problems, findings } = lintFiles(readReliefFiles(), { codes });
  expect(problems).toEqual([]);
  expect(findings.map((finding) => findingText(finding, 'en'))).toEqual([]);
});

test.each(CASES.conditions)('a condition: $what', ({ who, finds }) => {
  expect(lint(`{ from: 2024-01-01, who: ${who}, GIVES }`)).toEqual(finds);
});

test.each(CASES.versions)('a version: $what', ({ versions, finds }) => {
  expect(lint(...versions)).toEqual(finds);
});

test('every finding has a case', () => {
  const found = [...CASES.conditions, ...CASES.versions].flatMap(({ finds }) => finds);
  const missing = Object.keys(LINT_RULES).filter((code) => !found.includes(code));
  // Found among several reliefs: below.
  expect(missing).toEqual([
    'shared-limit-differs',
    'priority-open',
    'priority-contrary',
    'exclusion-disagrees',
  ]);
});

describe('reliefs of one group', () => {
  const one = {
    who: RESIDENT,
    on: 'ferry-crossing',
    terms: 'exclusion: { group: fare, by: priority }, priority: 10',
  };
  const table: [what: string, other: Partial<typeof one>, expected: LintCode[]][] = [
    ['the same priority', {}, ['priority-open']],
    [
      'the same priority in another form',
      { terms: 'exclusion: { group: fare }, priority: { law: 10, grantor: 100 }' },
      ['priority-open'],
    ],
    ['another priority', { terms: 'exclusion: { group: fare }, priority: 11' }, []],
    ['another group', { terms: 'exclusion: { group: food, by: priority }, priority: 10' }, []],
    ['on other goods', { on: 'museum-entrance' }, []],
    ['for other persons', { who: `{ all: [${RESIDENT}, { group: choir }] }` }, ['priority-open']],
    ['for nobody who has both', { who: `{ not: ${RESIDENT} }` }, []],
    [
      'by something else',
      { terms: 'exclusion: { group: fare, by: best }, priority: 11' },
      ['exclusion-disagrees'],
    ],
  ];
  test.each(table)('%s', (_, other, expected) => {
    const version = ({ who, on, terms }: typeof one) =>
      `  - { from: 2024-01-01, who: ${who}, benefits: [{ on: [${on}], give: { percent: 50 } }], ${terms} }\n`;
    const files = [fileOf(version(one)), fileOf(version({ ...one, ...other }), 'TEST-OTHER')];
    const { problems, findings } = lintFiles(files, BASIS);
    expect(problems).toEqual([]);
    expect(findings.map(({ file, finding }) => `${file} ${finding.code}`)).toEqual(
      expected.map((code) => `test-other.yaml ${code}`),
    );
  });

  test('a grantor against the law', () => {
    const version = (law: number, grantor: number) => {
      const terms = `exclusionGroup: fare, priority: { law: ${law}, grantor: ${grantor} }`;
      return `  - { from: 2024-01-01, who: ${RESIDENT}, ${GIVES}, ${terms} }\n`;
    };
    const codesOf = (law: number, grantor: number) => {
      const files = [fileOf(version(1, 2)), fileOf(version(law, grantor), 'TEST-OTHER')];
      return lintFiles(files, BASIS).findings.map(({ finding }) => finding.code);
    };
    expect(codesOf(2, 1)).toEqual(['priority-contrary']);
    expect(codesOf(2, 3)).toEqual([]);
  });
});

describe('limits that reliefs share', () => {
  const quota = (terms: string) => `quotas: [{ per: person, in: month, ${terms}, shared: RIDES }]`;
  const budget = (terms: string) => `budget: { in: year, ${terms}, shared: RIDES }`;
  test.each<[what: string, terms: string, expected: LintCode[]]>([
    ['the same', quota('units: 10'), []],
    ['another size', quota('units: 12'), ['shared-limit-differs']],
    ['another measure', quota('uses: 10'), ['shared-limit-differs']],
    ['a budget of the same code', budget('amount: 1000'), []],
    ['another code', quota('units: 12').replace('RIDES', 'TRIPS'), []],
  ])('%s', (_, terms, expected) => {
    const version = (one: string, from: string) =>
      `  - { from: ${from}, who: ${RESIDENT}, ${GIVES}, ${one} }\n`;
    const files = [
      fileOf(version(quota('units: 10'), '2024-01-01')),
      fileOf(version(terms, '2026-01-01'), 'TEST-OTHER'),
    ];
    const { problems, findings } = lintFiles(files, BASIS);
    expect(problems).toEqual([]);
    expect(findings.map(({ finding }) => finding.code)).toEqual(expected);
  });
});

describe('definitions', () => {
  const definition = (
    condition: string,
    versions = `  - from: 2020-01-01\n    condition: ${condition}`,
  ) => ({
    file: 'grown.yaml',
    text: `code: grown
name: { lv: Pieaugis, en: Grown }
act: Rules
source: Invented
versions:
${versions}
`,
  });
  const found = (...files: { file: string; text: string }[]) => {
    const { problems, findings } = lintFiles(files, BASIS);
    expect(problems).toEqual([]);
    return findings.map(({ file, line, finding }) => `${file}:${line} ${finding.code}`);
  };

  test('are linted as conditions are', () => {
    expect(found(definition('{ any: [{ age: { below: 7 } }, { age: { from: 8 } }] }'))).toEqual([
      'grown.yaml:7 age-gap',
    ]);
    const always = definition('{ age: { from: 0, in: days } }');
    expect(found(always)).toEqual(['grown.yaml:7 always-holds']);
    const gap = definition(
      '',
      '  - { from: 2020-01-01, to: 2021-01-01, condition: { group: choir } }\n  - { from: 2021-01-02, condition: { group: club } }',
    );
    expect(found(gap)).toEqual(['grown.yaml:7 versions-gap']);
  });

  test('say what they mean where they are named', () => {
    const grown = definition('{ age: { from: 18 } }');
    const named = (who: string) =>
      fileOf(`  - { from: 2024-01-01, who: { all: [{ definition: grown }, ${who}] }, ${GIVES} }\n`);
    expect(found(grown, named('{ age: { below: 18 } }'))).toEqual([
      'test-ferry.yaml:10 never-holds',
    ]);
    expect(found(grown, named('{ age: { from: 16 } }'))).toEqual([
      'test-ferry.yaml:10 part-without-effect',
    ]);
    expect(found(grown, named('{ age: { below: 19 } }'))).toEqual([]);
    const or = (who: string) =>
      fileOf(`  - { from: 2024-01-01, who: { any: [{ definition: grown }, ${who}] }, ${GIVES} }\n`);
    expect(found(grown, or('{ age: { below: 17 } }'))).toEqual(['test-ferry.yaml:10 age-gap']);
    expect(found(grown, or('{ age: { below: 4 } }'))).toEqual([]);
    const young = '{ any: [{ age: { below: 7 } }, { age: { from: 8, below: 10 } }] }';
    expect(found(definition('{ age: { from: 5, below: 9 } }'), or(young))).toEqual([]);
  });
});

test('a finding is a line for a terminal, in two languages', () => {
  const file = fileOf(
    `  - { from: 2024-01-01, who: { any: [{ age: { below: 7 } }, { age: { from: 8 } }] }, ${GIVES} }\n`,
  );
  const [finding] = lintFiles([file], { codes }).findings;
  if (!finding) throw new Error('Nothing was found.');
  expect(findingText(finding, 'en')).toMatch(
    /^test-ferry\.yaml:10:\d+ warning age-gap "\d{4}-06-15: \d{4}-06-15 – \d{4}-06-15": Between .+\. See 10:\d+\.$/,
  );
  expect(findingText(finding, 'lv')).toMatch(/ Starp .+\. Skat\. 10:\d+\.$/);
});

test('what validate refuses is a problem, and nothing more is said of the file', () => {
  const { problems, findings } = lintFiles([fileOf('  - { from: 2024-01-01 }\n')], { codes });
  expect(problems.map(({ code }) => code)).toEqual(['field-missing', 'field-missing']);
  expect(findings).toEqual([]);
});

test('every finding has a severity, a sentence in each language, and says when', () => {
  for (const [code, rule] of Object.entries(LINT_RULES)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.when, code).toMatch(/^When .+\.$/);
    expect(rule.lv, code).toMatch(/^\p{Lu}.+\.$/u);
    expect(rule.en, code).toMatch(/^\p{Lu}.+\.$/u);
  }
});

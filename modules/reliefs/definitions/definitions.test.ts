import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { explainCondition } from '../explain-condition.ts';
import { readReliefs } from '../relief-text.ts';
import { someFact, somePerson, tinyConcepts } from '../testing/tiny-concepts.ts';
import { problemText } from '../text/relief-problem.ts';
import { readDefinitions } from './read-definitions.ts';
import { makeDefinitions, withoutVersions } from './resolve-definitions.ts';

const codes = classifiersFromFiles();

function definition(code: string, condition: string, versions?: string) {
  const text = `code: ${code}
name: { lv: Nosaukums, en: Name }
act: Rules
source: Invented
versions:
${versions ?? `  - from: 2020-01-01\n    condition: ${condition}`}
`;
  return { file: `${code}.yaml`, text };
}

function relief(who: string) {
  const text = `code: TEST-CITY
kind: discount
name: { lv: Pilsēta, en: City }
label: { lv: Pilsēta, en: City }
categories: [residents]
grantor: m-0001000
act: Rules
source: Invented
versions:
  - from: 2024-01-01
    who: ${who}
    benefits:
      - { on: [city-transport], give: { percent: 50 } }
`;
  return { file: 'test-city.yaml', text };
}

const ADULT = definition('adult', '{ age: { from: 18 } }');
const PARENT = definition('parent', '{ related: child, where: { definition: minor } }');
const MINOR = definition('minor', '{ not: { definition: adult } }');

describe('what is wrong is told with its place', () => {
  test.each<[string, { file: string; text: string }[], string[]]>([
    ['nothing', [ADULT, PARENT, MINOR, relief('{ definition: parent }')], []],
    [
      'a code with a mistake, in a relief',
      [ADULT, relief('{ all: [{ not: { definition: adlut } }] }')],
      [
        'test-city.yaml:11:39 definition-unknown "adlut": There is no such definition. Check its code, or publish the definition first. Did you mean "adult"?',
      ],
    ],
    [
      'a code that is like no other, in a definition',
      [ADULT, definition('other', '{ definition: pensioner }')],
      [
        'other.yaml:7:30 definition-unknown "pensioner": There is no such definition. Check its code, or publish the definition first. What fits: adult, other.',
      ],
    ],
    [
      'a circle of three',
      [
        definition('one', '{ definition: two }'),
        definition('two', '{ any: [{ definition: three }] }'),
        definition('three', '{ not: { definition: one } }'),
      ],
      [
        'one.yaml:7:30 definition-circle "two": The definition leads back to itself. Write one of the two without the other.',
        'two.yaml:7:38 definition-circle "three": The definition leads back to itself. Write one of the two without the other.',
        'three.yaml:7:37 definition-circle "one": The definition leads back to itself. Write one of the two without the other.',
      ],
    ],
    [
      'a definition on itself',
      [definition('self', '{ definition: self }')],
      [
        'self.yaml:7:30 definition-circle "self": The definition leads back to itself. Write one of the two without the other.',
      ],
    ],
    [
      'a step too far, through two definitions',
      [
        ADULT,
        MINOR,
        PARENT,
        definition('elder', '{ definition: parent }'),
        relief('{ related: child, where: { definition: elder } }'),
      ],
      [
        'test-city.yaml:11:49 relation-too-far "elder": Persons related to a related person are not known. Ask only about the related person.',
      ],
    ],
    [
      'the same code twice',
      [ADULT, { ...ADULT, file: 'again.yaml' }],
      [
        'again.yaml:1:7 definition-code-twice "adult (adult.yaml)": Another file has a definition with this code. Keep one of them.',
      ],
    ],
    [
      'a field with a mistake',
      [{ ...ADULT, text: ADULT.text.replace('condition:', 'conditoin:') }],
      [
        'adult.yaml:6:5 field-missing "condition": A required field is missing. Add it.',
        'adult.yaml:7:5 field-unknown "conditoin": There is no such field here. Correct its name or remove it. Did you mean "condition"?',
      ],
    ],
    [
      'a fact with a mistake',
      [definition('at-home', '{ fact: residense, is: rural }')],
      [
        'at-home.yaml:7:24 fact-unknown "residense": No register states such a fact. Use one of the known facts. Did you mean "residence"?',
      ],
    ],
    [
      'versions that overlap',
      [
        definition(
          'adult',
          '',
          `  - { from: 2020-01-01, condition: { age: { from: 18 } } }
  - { from: 2022-01-01, condition: { age: { from: 21 } } }`,
        ),
      ],
      [
        'adult.yaml:7:13 versions-overlap "2022-01-01": Versions overlap. Give the version above a `to` that is not after this day.',
      ],
    ],
  ])('%s', (_, files, expected) => {
    const { problems } = readReliefs(files, codes);
    const told = problems.map((problem) => problemText(problem, 'en'));
    expect(told).toEqual(expected);
  });

  test('a published definition may be named, and gives way to one of the files', () => {
    const { definitions: known } = readDefinitions([ADULT, MINOR], codes);
    expect(readReliefs([relief('{ definition: minor }')], codes, known).problems).toEqual([]);
    const circle = definition('adult', '{ not: { definition: minor } }');
    const { problems } = readReliefs([circle], codes, known);
    expect(problems.map(({ code }) => code)).toEqual(['definition-circle']);
  });
});

describe('what a definition says is put in', () => {
  const versions = `  - { from: 2020-01-01, to: 2022-01-01, condition: { age: { from: 18 } } }
  - { from: 2023-01-01, condition: { all: [{ definition: rural }, { age: { from: 21 } }] } }`;
  const files = [
    definition('adult', '', versions),
    definition('rural', '{ fact: residence, is: rural }'),
    relief('{ any: [{ definition: adult }, { group: choir }] }'),
  ];
  const { reliefs, definitions } = readReliefs(files, codes);
  const stated = reliefs[0]?.relief.versions[0];
  if (!stated) throw new Error('The relief of this test is read.');
  const instruction = makeDefinitions(definitions).resolve(stated);

  test.each<[string, string, string | undefined, string]>([
    ['before its first version', '2019-12-31', undefined, 'unknown'],
    ['in its first version', '2020-01-01', undefined, 'yes'],
    ['on the last day of it', '2021-12-31', undefined, 'yes'],
    ['between two versions', '2022-06-01', '0099110', 'unknown'],
    ['in the second, by a further definition', '2023-01-01', '0099110', 'yes'],
    ['in the second, elsewhere', '2023-01-01', '0001000', 'no'],
  ])('%s', (_, day, residence, verdict) => {
    const facts = residence === undefined ? [] : [someFact('residence', residence)];
    const person = somePerson({ birthDate: '1995-05-05', facts });
    const subject = { person, day, concepts: tinyConcepts };
    expect(explainCondition(instruction.who, subject).verdict).toBe(verdict);
  });

  test('the text of the relief stays what it was', () => {
    expect(withoutVersions(instruction)).toEqual(stated);
  });

  test('what several name is one object; what names none is not copied', () => {
    const twice = readReliefs(
      [...files.slice(0, 2), relief('{ all: [{ definition: rural }, { definition: rural }] }')],
      codes,
    );
    const who = twice.reliefs[0]?.relief.versions[0]?.who;
    if (!who) throw new Error('The relief of this test is read.');
    const { resolveCondition } = makeDefinitions(twice.definitions);
    const { all } = resolveCondition(who) as { all: { versions: unknown }[] };
    expect(all[0]?.versions).toBe(all[1]?.versions);
    const plain = { age: { from: 18 } };
    expect(resolveCondition(plain)).toBe(plain);
  });
});

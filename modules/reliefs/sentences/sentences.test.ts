import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import type { Condition } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import { Instruction } from '../instruction.ts';
import { anyCondition, someDay } from '../testing/condition-arbitraries.ts';
import { anyPerson } from '../testing/person-arbitraries.ts';
import { someFact, somePerson } from '../testing/tiny-concepts.ts';
import { conditionSentence } from './condition-sentence.ts';
import { explanationSentence } from './explanation-sentence.ts';
import { grantorText, instructionSentences } from './relief-sentence.ts';
import { inlineText, listText } from './words.ts';

const classifiers = classifiersFromFiles();
const SYSTEM = 'Disability Information System';
const names = {
  name: classifiers.name,
  factKind: classifiers.factKind,
  organisation: (code: string) => ({ lv: `iestāde ${code}`, en: `institution ${code}` }),
};

describe('conditions', () => {
  const table: [Condition, lv: string, en: string][] = [
    [
      { fact: 'disability', in: ['group-1', 'group-2'] },
      'invaliditāte: I invaliditātes grupa vai II invaliditātes grupa',
      'disability: disability group I or disability group II',
    ],
    [{ fact: 'employed', is: false }, 'nodarbinātība: nē', 'employment: no'],
    [{ fact: 'grade', from: 1, to: 4 }, 'klase: no 1 līdz 4', 'grade: from 1 to 4'],
    [{ fact: 'grade', from: 0 }, 'klase: vismaz 0', 'grade: at least 0'],
    [
      { fact: 'residence', within: 'grantor' },
      'deklarētā dzīvesvieta ir atvieglojuma devēja teritorijā',
      'declared residence is in the territory of the grantor',
    ],
    [{ age: { from: 21 } }, 'vecums: vismaz 21 gads', 'age: at least 21 years'],
    [
      { age: { from: 18, below: 25 } },
      'vecums: vismaz 18 gadi, bet mazāk par 25 gadiem',
      'age: at least 18 but less than 25 years',
    ],
    [
      { count: 'child', where: { age: { below: 18 } }, from: 3 },
      'vismaz 3 bērni, kuri atbilst nosacījumam: vecums: mazāk par 18 gadiem',
      'at least 3 children who meet the condition: age: less than 18 years',
    ],
    [
      { related: 'cared-for', where: { fact: 'disability', is: 'group-1' } },
      'ir aprūpējamā persona, kura atbilst nosacījumam: invaliditāte: I invaliditātes grupa',
      'cares for a person who meets the condition: disability: disability group I',
    ],
    [
      {
        all: [
          { age: { from: 60 } },
          { any: [{ group: 'choir' }, { not: { fact: 'grade', from: 1 } }] },
        ],
      },
      'vecums: vismaz 60 gadi, un (dalība grupā “choir”, vai neizpildās: klase: vismaz 1)',
      'age: at least 60 years, and (member of the group “choir”, or this does not hold: grade: at least 1)',
    ],
  ];
  test.each(table)('%j', (condition, lv, en) => {
    expect(inlineText(conditionSentence(condition, names, 'lv'), 'lv')).toBe(lv);
    expect(inlineText(conditionSentence(condition, names, 'en'), 'en')).toBe(en);
  });
});

test('an explanation says verdict, fact, value, period and register', () => {
  const facts = [
    {
      ...someFact('disability', 'group-1', { from: '2019-05-01', to: '2027-05-01' }),
      register: 'disability',
    },
  ];
  const person = somePerson({ birthDate: '2000-02-29', facts });
  const condition: Condition = {
    any: [
      { fact: 'disability', is: 'group-1' },
      { fact: 'employed', is: true },
      { age: { from: 18 } },
      { fact: 'pension', is: 'old-age' },
      { related: 'child', where: { age: { below: 18 } } },
    ],
  };
  const explanation = explainCondition(condition, {
    person,
    day: '2026-03-11',
    concepts: classifiers,
  });
  expect(listText(explanationSentence(explanation, names, 'en'))).toBe(
    `- yes: at least one of these holds:
  - yes: disability: disability group I – disability group I since 2019-05-01 until 2027-04-30, ${SYSTEM}
  - unknown: employment: yes – nothing is known
  - yes: age: at least 18 years – the age is 26 years (since 2018-03-01)
  - no: pension: old-age pension – the register states nothing
  - no: has a child who meets the condition:
    - age: less than 18 years
    - there is no such person
`,
  );
  expect(listText(explanationSentence(explanation, names, 'lv'))).toContain(
    '- jā: invaliditāte: I invaliditātes grupa – I invaliditātes grupa kopš 01.05.2019. līdz 30.04.2027., Invaliditātes informatīvā sistēma',
  );
});

test('a whole instruction in sentences', () => {
  const instruction = Instruction.parse({
    from: '2024-01-01',
    who: { age: { from: 60 } },
    means: ['transport-card', 'eid-card'],
    benefits: [
      {
        on: ['train-single'],
        give: { percent: 37.5, upTo: 1234.5 },
        when: { lastOfMonth: 'sunday', from: '08:00' },
      },
      {
        on: ['grocery'],
        except: ['tobacco', 'alcohol'],
        whose: 'companion',
        give: { amount: 5 },
        when: { dates: ['05-04'], weekdays: ['monday', 'friday'] },
        unitsPerTransaction: 1,
      },
    ],
    quotas: [
      { per: 'household', in: 'school-year', units: 21 },
      { per: 'person', in: 'life', amount: 3 },
    ],
    budget: { amount: 12000, in: 'year' },
    shares: [
      { grantor: 'a', amount: 1.07 },
      { grantor: { municipalityOf: 'residence' }, rest: true },
    ],
    exclusionGroup: 'fare',
  });
  const { who: _, ...lv } = instructionSentences(instruction, names, 'lv');
  expect(lv).toEqual({
    benefits: [
      '37,5 % no cenas sedz atvieglojuma devējs, ne vairāk kā 1\u00a0234,50 EUR par vienību – ' +
        'vienreizējā vilciena biļete, mēneša pēdējā svētdienā, no plkst. 08:00',
      'pavadonim: atvieglojuma devējs sedz 5,00 EUR par visu grozu – pārtika un mājsaimniecības preces, izņemot: tabakas izstrādājumi un alkoholiskie dzērieni, pirmdienās un piektdienās, 4. maijā, vienā darījumā ne vairāk kā 1 vienība',
    ],
    quotas: [
      'vienai mājsaimniecībai mācību gadā ne vairāk kā 21 vienība',
      'vienai personai mūžā ne vairāk kā 3,00 EUR',
    ],
    budget: 'visiem saņēmējiem kopā gadā ne vairāk kā 12 000,00 EUR'.replace(
      '12 000',
      '12\u00a0000',
    ),
    shares: [
      'iestāde a maksā ne vairāk kā 1,07 EUR par vienību',
      'personas pašvaldība (deklarētā dzīvesvieta) maksā atlikumu',
    ],
    terms: [
      'Jāuzrāda: sabiedriskā transporta karte (e-talons) vai personas apliecība (eID).',
      'Ja der vairāki, piemēro saņēmējam izdevīgāko.',
      'No atvieglojumiem, kas viens otru izslēdz, vienai rindai piemēro tikai vienu – saņēmējam izdevīgāko.',
    ],
  });
  expect(grantorText({ municipalityOf: 'residence' }, names, 'en')).toBe(
    "the person's municipality (declared residence)",
  );
});

test('every condition and every explanation has words in both languages', () => {
  fc.assert(
    fc.property(anyCondition, anyPerson, someDay, (condition, person, day) => {
      const explanation = explainCondition(condition, { person, day, concepts: classifiers });
      for (const language of ['lv', 'en'] as const) {
        for (const tree of [
          conditionSentence(condition, names, language),
          explanationSentence(explanation, names, language),
        ]) {
          const text = listText(tree) + inlineText(tree, language);
          expect(text).not.toMatch(/undefined|null|\[object|NaN|: *$/);
        }
      }
    }),
    { numRuns: 500, verbose: 1 },
  );
});

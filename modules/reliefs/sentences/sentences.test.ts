import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import type { Condition } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import type { Quota } from '../instruction/quota.ts';
import { Benefit, Instruction } from '../instruction.ts';
import { anyCondition, someDay } from '../testing/condition-arbitraries.ts';
import { anyPerson } from '../testing/person-arbitraries.ts';
import { someFact, somePerson } from '../testing/tiny-concepts.ts';
import { benefitSentence } from './benefit-sentence.ts';
import { conditionSentence } from './condition-sentence.ts';
import { explanationSentence } from './explanation-sentence.ts';
import { grantorText, instructionSentences, quotaSentence } from './relief-sentence.ts';
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
      { count: 'household', self: true, where: { age: { below: 18 } }, from: 3 },
      'ieskaitot pašu personu, vismaz 3 mājsaimniecības personas, kuras atbilst nosacījumam: vecums: mazāk par 18 gadiem',
      'counting the person too, at least 3 persons of the household who meet the condition: age: less than 18 years',
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
  - unknown: employment: yes – nothing is known (State Social Insurance Agency)
  - yes: age: at least 18 years – the age is 26 years (since 2018-03-01)
  - no: pension: old-age pension – the register states nothing (State Social Insurance Agency)
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

test.each([
  [{ pointsPerUnit: 2 }, '2 punkti par katru vienību', '2 points for each unit'],
  [
    { percent: 50, part: { above: 10, below: 20, of: 'unit' } },
    'atvieglojuma devējs sedz 50 % no vienības cenas daļas, kas ir virs 10,00 EUR un nepārsniedz 20,00 EUR',
    'the grantor pays 50 % of the part of the price of a unit above 10.00 EUR and up to 20.00 EUR',
  ],
  [
    { percent: 100, part: { above: 40, of: 'basket' } },
    'atvieglojuma devējs sedz 100 % no groza cenas daļas, kas pārsniedz 40,00 EUR',
    'the grantor pays 100 % of the part of the price of the basket above 40.00 EUR',
  ],
  [
    { amount: 5, forEvery: 50 },
    'atvieglojuma devējs sedz 5,00 EUR par katriem pilniem 50,00 EUR, ko maksā šīs preces un pakalpojumi',
    'the grantor pays 5.00 EUR for every full 50.00 EUR that these goods and services cost',
  ],
  [
    { perUnit: 0.7 },
    'atvieglojuma devējs sedz 0,70 EUR par vienību',
    'the grantor pays 0.70 EUR for one unit',
  ],
  [
    { freeOfEvery: 2, of: 'class', which: 'dearest', percent: 50 },
    'no katrām 2 šo preču vienībām dārgākā ir par 50 % lētāka',
    'of every 2 units of these goods the dearest costs 50 % less',
  ],
  [
    { freeOfEvery: 3 },
    'no katrām 3 vienas preces vienībām lētākā ir bez maksas',
    'of every 3 units of the same item the cheapest is free',
  ],
  [
    { spendPoints: 1, worth: 0.1 },
    '1 punkts, ja saņēmējs to lūdz, ir 0,10 EUR',
    '1 point, when the recipient asks for it, is worth 0.10 EUR',
  ],
  [
    {
      bundle: [
        { on: ['bread'], units: 2 },
        { on: ['pool-visit'], units: 1 },
      ],
      pays: 9,
    },
    'par katru pilnu komplektu (2 × maize un 1 × peldbaseina apmeklējums) saņēmējs maksā 9,00 EUR, pārējo sedz devējs',
    'for every full bundle (2 × bread and 1 × swimming pool visit) the recipient pays 9.00 EUR and the grantor the rest',
  ],
] as const)('%j in words', (give, lv, en) => {
  const benefit = Benefit.parse({ on: ['bread', 'pool-visit'], give, units: { to: 1 } });
  const sentence = (language: 'lv' | 'en') =>
    benefitSentence(benefit, { names, paid: 'at-once' }, language);
  expect(sentence('lv')).toBe(
    `${lv} – maize vai peldbaseina apmeklējums, tikai 1 dārgākajai vienībai`,
  );
  expect(sentence('en')).toBe(`${en} – bread or swimming pool visit, only the 1 dearest unit`);
});

test('how reliefs stand to each other, and what bounds them, in words', () => {
  const instruction = Instruction.parse({
    from: '2024-01-01',
    who: { age: { from: 60 } },
    benefits: [{ on: ['bread'], give: { percent: 50 }, units: { from: 2, to: 4 } }],
    exclusion: { group: 'fare', per: 'transaction', by: 'priority' },
    stack: 'full-price',
    atMost: { unit: 1, transaction: 5.5 },
    leaves: { line: 0.01 },
    shares: [
      { grantor: 'a', percent: 33.33 },
      { grantor: 'b', rest: true },
    ],
  });
  const { terms, shares } = instructionSentences(instruction, names, 'lv');
  expect(terms).toEqual([
    'No atvieglojumiem, kas viens otru izslēdz, vienā darījumā piemēro tikai vienu – to, kuram ir augstāka prioritāte.',
    'Aprēķina no pilnas cenas, bet ne vairāk, kā vēl jāmaksā.',
    'Atvieglojums kopā ir ne vairāk kā 1,00 EUR par vienību un 5,50 EUR darījumā.',
    'Saņēmējam jāmaksā vismaz 0,01 EUR par rindu.',
  ]);
  expect(shares[0]).toBe('iestāde a maksā 33,33 % no atvieglojuma summas');
  expect(instructionSentences(instruction, names, 'en').terms).toEqual([
    'Of the reliefs that exclude each other only one applies to a transaction: the one that comes first by priority.',
    'It is calculated on the full price, but is never more than what is left to pay.',
    'The relief as a whole is at most 1.00 EUR for one unit and 5.50 EUR for one transaction.',
    'The recipient pays at least 0.01 EUR for one line.',
  ]);
  expect(instructionSentences(instruction, names, 'en').benefits[0]).toContain(
    ', only unit 2 to unit 4, the dearest counted first',
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

test.each<[Quota, string, string]>([
  [
    { per: 'child', in: 'year', units: 1 },
    'par katru personas bērnu līdz 18 gadu vecumam gadā ne vairāk kā 1 vienība',
    'for each child of the person under 18: at most 1 unit a year',
  ],
  [
    { per: 'child', in: 'year', uses: 2, children: { from: 3, below: 25 } },
    'par katru personas bērnu no 3 gadu vecuma līdz 25 gadu vecumam gadā ne vairāk kā 2 reizes',
    'for each child of the person aged 3 or more and under 25: at most 2 uses a year',
  ],
  [
    { per: 'child', in: 'year', uses: 2, children: { from: 3 } },
    'par katru personas bērnu no 3 gadu vecuma gadā ne vairāk kā 2 reizes',
    'for each child of the person aged 3 or more: at most 2 uses a year',
  ],
  [
    { per: 'person', in: 'month', amount: 2_000_000_000_00, of: ['a', 'b'] },
    'vienai personai mēnesī ne vairāk kā 2\u00a0000\u00a0000\u00a0000,00 EUR; skaita tikai 1. un 3. atbalstu',
    'one person: at most 2,000,000,000.00 EUR a month; only benefit 1 and 3 counts',
  ],
])('a quota: %j', (quota, lv, en) => {
  const benefits = ['a', 'x', 'b'].map((name) => ({
    name,
    on: ['bread'],
    whose: 'recipient' as const,
    give: { percent: 1 },
  }));
  expect(quotaSentence(quota, benefits, 'lv')).toBe(lv);
  expect(quotaSentence(quota, benefits, 'en')).toBe(en);
});

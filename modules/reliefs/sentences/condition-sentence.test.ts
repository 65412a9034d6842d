import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import type { Condition } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import { someFact, somePerson, tinyConcepts } from '../testing/tiny-concepts.ts';
import { conditionSentence } from './condition-sentence.ts';
import { explanationSentence } from './explanation-sentence.ts';
import { type CodeNames, inlineText } from './words.ts';

const KINDS = {
  income: { lv: 'ienākumi', en: 'income' },
  'moved-in': { lv: 'dzīvo kopš', en: 'lives there since' },
  skills: { lv: 'prasmes', en: 'skills' },
  points: { lv: 'punkti', en: 'points' },
};
const SKILLS = {
  sports: { lv: 'sports', en: 'sports' },
  music: { lv: 'mūzika', en: 'music' },
};
const files = classifiersFromFiles();
const names: CodeNames = {
  name: (scheme, code) =>
    scheme === 'skills'
      ? (SKILLS[code as keyof typeof SKILLS] ?? { lv: code, en: code })
      : files.name(scheme, code),
  factKind: (code) => {
    const kind = tinyConcepts.factKind(code);
    return kind && { ...kind, ...KINDS[code as keyof typeof KINDS] };
  },
  definition: (code) =>
    code === 'large-family' ? { lv: 'daudzbērnu ģimene', en: 'large family' } : undefined,
};
const minor: Condition = { age: { below: 18 } };
const version = (number: number, from: string, to: string | null, condition: Condition) => ({
  version: number,
  from,
  to,
  condition,
});

describe('conditions', () => {
  const table: [Condition, lv: string, en: string][] = [
    [
      { fact: 'skills', hasAll: ['sports', 'music'] },
      'prasmes: visi no šiem: sports un mūzika',
      'skills: all of sports and music',
    ],
    [
      { fact: 'moved-in', from: '2020-01-01', below: '2024-01-01' },
      'dzīvo kopš: ne agrāk kā 01.01.2020., bet pirms 01.01.2024.',
      'lives there since: on or after 2020-01-01 but before 2024-01-01',
    ],
    [
      { fact: 'moved-in', to: '2020-01-01' },
      'dzīvo kopš: ne vēlāk kā 01.01.2020.',
      'lives there since: on or before 2020-01-01',
    ],
    [
      { fact: 'moved-in', elapsed: { in: 'months', from: 6, below: 21 } },
      'dzīvo kopš: kopš šīs dienas pagājis: vismaz 6 mēneši, bet mazāk nekā 21 mēnesis',
      'lives there since: elapsed since then: at least 6 months but less than 21 months',
    ],
    [
      { fact: 'income', below: 500, notOlderThan: { months: 12 } },
      'ienākumi: mazāk nekā 500,00 EUR, ziņas nav vecākas par 12 mēnešiem',
      'income: less than 500.00 EUR, stated no longer than 12 months ago',
    ],
    [
      { fact: 'income', from: 100.5, to: 500, notOlderThan: { years: 1 } },
      'ienākumi: no 100,50 EUR līdz 500,00 EUR, ziņas nav vecākas par 1 gadu',
      'income: from 100.50 EUR to 500.00 EUR, stated no longer than 1 year ago',
    ],
    [
      { age: { from: 18, below: 36, in: 'months' } },
      'vecums: vismaz 18 mēneši, bet mazāk par 36 mēnešiem',
      'age: at least 18 but less than 36 months',
    ],
    [
      { age: { below: 19, on: 'school-year-start' } },
      'vecums mācību gada sākumā (1. septembrī): mazāk par 19 gadiem',
      'age at the start of the school year (1 September): less than 19 years',
    ],
    [
      { age: { from: 65, on: 'year-end' } },
      'vecums kalendārā gada beigās: vismaz 65 gadi',
      'age at the end of the calendar year: at least 65 years',
    ],
    [
      { born: { from: '1990-01-01', below: '2000-01-01' } },
      'dzimšanas diena: ne agrāk kā 01.01.1990., bet pirms 01.01.2000.',
      'born: on or after 1990-01-01 but before 2000-01-01',
    ],
    [
      { related: 'companion', where: { age: { from: 18 } } },
      'ir reģistrēts pavadonis, kurš atbilst nosacījumam: vecums: vismaz 18 gadi',
      'has a registered companion who meets the condition: age: at least 18 years',
    ],
    [
      { count: 'household', self: true, where: minor, from: 3 },
      'ieskaitot pašu personu, vismaz 3 mājsaimniecības personas, kuras atbilst nosacījumam: vecums: mazāk par 18 gadiem',
      'counting the person too, at least 3 persons of the household who meet the condition: age: less than 18 years',
    ],
    [
      { sum: 'income', over: 'household', self: true, below: 1200 },
      'ienākumi, kopā pašai personai un pārējām mājsaimniecības personām: mazāk nekā 1 200,00 EUR',
      'income, summed over the person and the other persons of the household: less than 1,200.00 EUR',
    ],
    [
      { sum: 'points', over: 'child', where: minor, from: 1.5, to: 9 },
      'punkti, kopā bērniem: no 1,5 līdz 9; skaita tos, kuri atbilst nosacījumam: vecums: mazāk par 18 gadiem',
      'points, summed over the children: from 1.5 to 9; those are counted who meet the condition: age: less than 18 years',
    ],
    [
      {
        sum: 'income',
        over: 'household',
        self: true,
        perUnit: { first: 1, steps: [{ below: 14, weight: 0.3 }], otherwise: 0.5 },
        below: 500,
      },
      'ienākumi, kopā pašai personai un pārējām mājsaimniecības personām, uz vienu vienību (vecākā persona – 1; jaunāki par 14 gadiem – 0,3; pārējie – 0,5): mazāk nekā 500,00 EUR',
      'income, summed over the person and the other persons of the household, for each unit (the eldest: 1; younger than 14: 0.3; the others: 0.5): less than 500.00 EUR',
    ],
    [
      {
        held: { fact: 'residence', within: 'grantor' },
        atLeast: { months: 12 },
        inLast: { months: 24 },
      },
      'pēdējos 24 mēnešos kopā vismaz 12 mēnešus izpildījies: deklarētā dzīvesvieta ir atvieglojuma devēja teritorijā',
      'in the last 24 months, for at least 12 months in all: declared residence is in the territory of the grantor',
    ],
    [
      { held: { group: 'choir' }, atLeast: { days: 21 }, inLast: { years: 1 } },
      'pēdējā gadā kopā vismaz 21 dienu izpildījies: dalība grupā “choir”',
      'in the last year, for at least 21 days in all: member of the group “choir”',
    ],
    [
      { definition: 'large-family', versions: [version(1, '2020-01-01', null, minor)] },
      'atbilst definīcijai “daudzbērnu ģimene”: vecums: mazāk par 18 gadiem',
      'meets the definition “large family”: age: less than 18 years',
    ],
    [
      {
        definition: 'large-family',
        versions: [
          version(1, '2020-01-01', '2024-01-01', minor),
          version(2, '2024-01-01', null, { age: { below: 24 } }),
        ],
      },
      'atbilst definīcijai “daudzbērnu ģimene”: (spēkā no 01.01.2020.: vecums: mazāk par 18 gadiem; spēkā no 01.01.2024.: vecums: mazāk par 24 gadiem)',
      'meets the definition “large family”: (in force from 2020-01-01: age: less than 18 years; in force from 2024-01-01: age: less than 24 years)',
    ],
  ];
  test.each(table)('%j', (condition, lv, en) => {
    expect(inlineText(conditionSentence(condition, names, 'lv'), 'lv')).toBe(lv);
    expect(inlineText(conditionSentence(condition, names, 'en'), 'en')).toBe(en);
  });
});

describe('explanations', () => {
  const income = (euros: number, from: string) => someFact('income', euros * 100, { from });
  const wife = {
    relation: 'household' as const,
    period: { from: '2000-01-01', to: null },
    person: somePerson({ personId: 'wife' }),
  };
  const person = somePerson({
    birthDate: '2000-05-05',
    facts: [
      income(400, '2024-01-01'),
      someFact('residence', '0099110', { from: '2025-09-01' }),
      someFact('residence', '0098110', { from: '2020-01-01', to: '2025-09-01' }),
    ],
    related: [wife],
  });
  const table: [Condition, lv: string, en: string][] = [
    [
      { fact: 'income', below: 500, notOlderThan: { months: 12 } },
      'nav zināms: ienākumi: mazāk nekā 500,00 EUR, ziņas nav vecākas par 12 mēnešiem – ziņas ir novecojušas: 400,00 EUR kopš 01.01.2024., Fizisko personu reģistrs',
      'unknown: income: less than 500.00 EUR, stated no longer than 12 months ago – what is stated is too old: 400.00 EUR since 2024-01-01, Register of Natural Persons',
    ],
    [
      { age: { from: 300, in: 'months' } },
      'jā: vecums: vismaz 300 mēneši – vecums ir 310 mēneši (kopš 05.05.2025.)',
      'yes: age: at least 300 months – the age is 310 months (since 2025-05-05)',
    ],
    [
      { born: { below: '2000-01-01' } },
      'nē: dzimšanas diena: pirms 01.01.2000. – dzimšanas diena ir 05.05.2000.',
      'no: born: before 2000-01-01 – born on 2000-05-05',
    ],
    [
      { sum: 'income', over: 'household', self: true, below: 1200 },
      'nav zināms: ienākumi, kopā pašai personai un pārējām mājsaimniecības personām: mazāk nekā 1 200,00 EUR – kopā vismaz 400,00 EUR, jo par kādu personu ziņu nav: 400,00 EUR kopš 01.01.2024., Fizisko personu reģistrs',
      'unknown: income, summed over the person and the other persons of the household: less than 1,200.00 EUR – in all at least 400.00 EUR: of somebody nothing is known: 400.00 EUR since 2024-01-01, Register of Natural Persons',
    ],
    [
      { sum: 'aid', over: 'household', self: true, to: 0 },
      'jā: aid, kopā pašai personai un pārējām mājsaimniecības personām: ne vairāk kā 0,00 EUR – kopā 0,00 EUR',
      'yes: aid, summed over the person and the other persons of the household: at most 0.00 EUR – in all 0.00 EUR',
    ],
    [
      {
        held: { fact: 'residence', within: 'grantor' },
        atLeast: { months: 12 },
        inLast: { months: 24 },
      },
      'nē: pēdējos 24 mēnešos kopā vismaz 12 mēnešus izpildījies: (deklarētā dzīvesvieta ir atvieglojuma devēja teritorijā; izpildījies 192 dienas, nepieciešams: 365 dienas; 0098110 kopš 01.01.2020. līdz 31.08.2025., Fizisko personu reģistrs; 0099110 kopš 01.09.2025., Fizisko personu reģistrs)',
      'no: in the last 24 months, for at least 12 months in all: (declared residence is in the territory of the grantor; held on 192 days, needed are 365 days; 0098110 since 2020-01-01 until 2025-08-31, Register of Natural Persons; 0099110 since 2025-09-01, Register of Natural Persons)',
    ],
    [
      { definition: 'large-family', versions: [version(1, '2020-01-01', null, minor)] },
      'nē: atbilst definīcijai “daudzbērnu ģimene”: nē: vecums: mazāk par 18 gadiem – vecums ir 25 gadi',
      'no: meets the definition “large family”: no: age: less than 18 years – the age is 25 years',
    ],
    [
      { definition: 'large-family', versions: [] },
      'nav zināms: atbilst definīcijai “daudzbērnu ģimene”: šajā dienā neviena definīcijas redakcija nav spēkā',
      'unknown: meets the definition “large family”: no version of the definition is in force on this day',
    ],
  ];
  test.each(table)('%j', (condition, lv, en) => {
    const subject = {
      person,
      day: '2026-03-11',
      concepts: tinyConcepts,
      grantorTerritory: '0099000',
    };
    const explanation = explainCondition(condition, subject);
    expect(inlineText(explanationSentence(explanation, names, 'lv'), 'lv')).toBe(lv);
    expect(inlineText(explanationSentence(explanation, names, 'en'), 'en')).toBe(en);
  });
});

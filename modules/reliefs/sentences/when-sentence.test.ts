import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { When } from '../instruction/when.ts';
import { Instruction } from '../instruction.ts';
import { instructionSentences } from './relief-sentence.ts';
import { whenSentence } from './when-sentence.ts';

const names = classifiersFromFiles();

test.each<[Parameters<typeof When.parse>[0], lv: string, en: string]>([
  [{ day: 'school-holiday' }, 'skolēnu brīvlaikā', 'in school holidays'],
  [
    { season: { from: '06-01', to: '09-01' } },
    'katru gadu šajā laikā: 01.06. – 31.08. (abas dienas ieskaitot)',
    'every year from 1 June to 31 August, both included',
  ],
  [
    { season: { from: '11-01', to: '03-01' } },
    'katru gadu šajā laikā: 01.11. – 29.02. (abas dienas ieskaitot)',
    'every year from 1 November to 29 February, both included',
  ],
  [{ places: ['0001000', 'pier'] }, 'tikai šeit: Rīga vai pier', 'only here: Riga or pier'],
  [
    { companions: { from: 1, below: 3 } },
    'ja pavadoņu skaits ir vismaz 1 un mazāk nekā 3',
    'if the number of companions is at least 1 and less than 3',
  ],
  [{ coupon: ['A', 'B-1'] }, 'ar kuponu A vai B-1', 'with the coupon A or B-1'],
  [
    { basket: { price: { from: 20 } }, unitPrice: { to: 1.5 } },
    'ja vienības cena ir ne vairāk kā 1,50 EUR, ja šīs preces un pakalpojumi kopā maksā vismaz 20,00 EUR',
    'if the price of a unit is at most 1.50 EUR, if these goods and services together cost at least 20.00 EUR',
  ],
  [
    { any: [{ weekdays: ['saturday'] }, { not: { firstUse: 'day' } }] },
    '(sestdienās; vai izņemot gadījumus: dienas pirmajā lietošanas reizē)',
    '(on Saturdays; or except: on the first use of the day)',
  ],
])('%j', (when, lv, en) => {
  const parsed = When.parse(when);
  expect(whenSentence(parsed, names, 'lv')).toBe(lv);
  expect(whenSentence(parsed, names, 'en')).toBe(en);
});

test('quotas and budgets of every kind in words', () => {
  const instruction = Instruction.parse({
    from: '2026-01-01',
    who: { age: { from: 18 } },
    benefits: [{ on: ['grocery'], give: { percent: 50 } }],
    quotas: [
      { per: 'means', in: { rollingDays: 30 }, uses: 21 },
      { per: 'child', in: 'month', amount: 60, carryOver: { atMost: 30 } },
      { per: 'companion', in: 'day', units: 1, carryOver: true, shared: 'TRIPS' },
    ],
    budget: { amount: 5000, in: 'quarter', per: 'territory', shared: 'TOWN', warnAt: [80, 95] },
    refund: 'keep-used',
    retroactive: 'review',
    paid: 'afterwards',
    onProof: true,
  });
  const lv = instructionSentences(instruction, names, 'lv');
  const en = instructionSentences(instruction, names, 'en');
  expect(en.quotas).toEqual([
    'with one means of identification: at most 21 uses in any 30 days on end',
    'for each child of the person under 18: at most 60.00 EUR a month; what is left is carried over to the next period, at most 30.00 EUR',
    'the companions of one person: at most 1 unit a day; what is left is carried over to the next period; together for all reliefs of the grantor with the shared quota TRIPS',
  ]);
  expect(lv.quotas[0]).toBe(
    'ar vienu identifikācijas līdzekli jebkurās 30 dienās pēc kārtas ne vairāk kā 21 reize',
  );
  expect(en.budget).toBe(
    'all recipients together: at most 5,000.00 EUR a quarter; in each municipality by itself; together for all reliefs of the grantor with the shared budget TOWN; the grantor is warned when 80 % and 95 % are spent',
  );
  expect(lv.budget).toContain('devēju brīdina, kad iztērēti 80 % un 95 %');
  expect(en.terms.join()).toContain('an official of the grantor reviews its use.');
  expect(lv.terms.join()).toContain('izmantošanu pārskata devēja amatpersona.');
  expect(en.terms).toContain('Compensated only when the provider has sent a proof of purchase.');
  expect(lv.terms).toContain(
    'Ja pirkumu atmaksā, izmantotais limits un finansējums netiek atjaunots.',
  );
});

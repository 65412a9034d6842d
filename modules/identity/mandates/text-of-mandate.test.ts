import { expect, test } from 'vitest';
import { MANDATE_ACTS, ORGANISATION_ACTS } from './mandate.ts';
import { textOfMandate } from './text-of-mandate.ts';

const LONG = 'Ļ'.repeat(120);
const wanted = {
  holder: { personalCode: '320000-00009', name: LONG },
  ...{ validFrom: '2026-03-11', validTo: '2027-03-11', mayPassOn: true, passedFromId: null },
};

test.each([
  ['a person', { acts: MANDATE_ACTS, passedFromId: 'x' }, undefined],
  ['an organisation', { acts: ORGANISATION_ACTS }, LONG],
] as const)('the longest mandate of %s is shown whole by a telephone', (_, more, organisation) => {
  for (const language of ['lv', 'en'] as const) {
    for (const validTo of [null, wanted.validTo]) {
      const asked = { ...wanted, ...more, validTo };
      const text = textOfMandate(asked, { name: LONG, organisation, language });
      expect(text.length, text).toBeLessThanOrEqual(200);
    }
  }
});

test('a mandate of an organisation says in whose name it is given', () => {
  const asked = { ...wanted, acts: ORGANISATION_ACTS };
  const named = { name: 'Bruno Vējiņš', organisation: 'SIA “Vējaines prāmis”' };
  expect(textOfMandate(asked, { ...named, language: 'lv' })).toBe(
    'SIA “Vējaines prāmis” vārdā. Pilnvarot: Bruno Vējiņš (…00009): redzēt pilnvarojumus, lietot e-pakalpojumus; no 2026-03-11, pirms 2027-03-11, var nodot tālāk.',
  );
});

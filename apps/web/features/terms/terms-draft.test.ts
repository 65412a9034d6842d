import { expect, test } from 'vitest';
import { Terms } from '../../../../modules/exchange/permissions/terms.ts';
import { draftOf, emptyDraft, NO_VALUES, type TermsDraft, termsOf } from './terms-draft.ts';

const TODAY = '2026-03-11';
const AROUND = { key: ['number'], today: TODAY };
const TYPED: TermsDraft = {
  ...emptyDraft(TODAY),
  ...{ purposeLv: ' Pārbaude ', purposeEn: 'Checking', legalBasisLv: '7. pants' },
  ...{ legalBasisEn: 'Section 7', fields: ['waters.name'], quota: '100', rate: '' },
  rows: [
    { id: 0, field: 'status', by: 'values', values: { values: ['A', 'B; C'], typed: ' D ' } },
    { id: 1, field: 'territory', by: 'territory', values: { values: [], typed: 'left over' } },
  ],
};

test('what is typed becomes terms, and terms what was typed', () => {
  const made = termsOf(TYPED, AROUND);
  if (!('terms' in made)) throw new Error('Nothing was wrong with it.');
  expect(made.terms).toEqual({
    purpose: { lv: 'Pārbaude', en: 'Checking' },
    legalBasis: { lv: '7. pants', en: 'Section 7' },
    fields: ['number', 'waters.name'],
    rows: [
      { field: 'status', values: ['A', 'B; C', 'D'] },
      { field: 'territory', profile: 'territory' },
    ],
    ...{ quota: 100, quotaPeriod: 'all', ratePerMinute: null, priceCents: 0 },
    ...{ validFrom: TODAY, validUntil: '2027-03-10' },
  });
  expect(termsOf(draftOf(Terms.parse(made.terms)), AROUND)).toEqual(made);
});

test.each<[Partial<TermsDraft>, string[]]>([
  [{ purposeEn: ' ', legalBasisLv: '' }, ['purposeEn', 'legalBasisLv']],
  [{ fields: [] }, ['fields']],
  [{ fields: [], allFields: true }, []],
  [{ rows: [{ id: 0, field: '', by: 'institution', values: NO_VALUES }] }, ['rows']],
  [
    { rows: [{ id: 0, field: 'status', by: 'values', values: { values: [], typed: '  ' } }] },
    ['rows'],
  ],
  [{ quota: '0' }, ['quota']],
  [{ quota: '1.5' }, ['quota']],
  [{ rate: '1000001' }, ['rate']],
  [{ validFrom: '' }, ['validFrom']],
  [{ validUntil: '2026-03-10', validFrom: '2026-01-01' }, ['validUntil']],
  [{ validUntil: '2026-04-01', validFrom: '2026-04-02' }, ['validUntil']],
])('of %o is told what to type otherwise', (typed, mistakes) => {
  const made = termsOf({ ...TYPED, ...typed }, AROUND);
  expect('mistakes' in made ? [...made.mistakes] : []).toEqual(mistakes);
});

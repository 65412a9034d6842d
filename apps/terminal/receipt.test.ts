import { expect, test } from 'vitest';
import type { TransactionAnswer } from '../../sdk/index.ts';
import { euros, receipt } from './receipt.ts';

test('euros are written with the separator of the language', () => {
  expect(euros(150, 'lv')).toBe('1,50');
  expect(euros(5, 'en')).toBe('0.05');
  expect(euros(-1234, 'en')).toBe('-12.34');
});

test('a receipt shows what was bought, what was relieved and what is to pay', () => {
  const answer: TransactionAnswer = {
    transactionId: 'receipt-0001',
    state: 'authorised',
    day: '2026-03-11',
    terminal: 'pramis-1',
    terminalAt: '2026-03-11T10:00:00Z',
    serverAt: '2026-03-11T10:00:00Z',
    expiresAt: '2026-03-11T10:15:00Z',
    priceCents: 600,
    reliefCents: 300,
    recipientPaysCents: 300,
    compensationCents: 0,
    pointsSpent: 0,
    pointsEarned: 0,
    lines: [
      {
        line: '1',
        item: 'crossing',
        whose: 'recipient',
        quantity: 2,
        unitPriceCents: 300,
        priceCents: 600,
        reliefCents: 300,
        recipientPaysCents: 300,
        applied: [
          {
            relief: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55',
            version: 1,
            label: { lv: 'Prāmja biļetes atvieglojums', en: 'Ferry ticket relief' },
            paid: 'at-once',
            units: 2,
            amountCents: 300,
            grantors: [{ name: { lv: 'Vējaines novads', en: 'Vējaine' }, amountCents: 300 }],
          },
        ],
      },
    ],
    notApplied: [],
  };
  const names = new Map([['crossing', { lv: 'Pārcelšanās', en: 'Crossing' }]]);
  expect(receipt(answer, { language: 'lv', names })).toBe(
    [
      '2 × Pārcelšanās                           6,00',
      '  Prāmja biļetes atvieglojums            -3,00',
      '    Vējaines novads',
      '──────────────────────────────────────────────',
      'Kopā                                      6,00',
      'Atvieglojums                             -3,00',
      'JĀMAKSĀ                                   3,00',
    ].join('\n'),
  );
});

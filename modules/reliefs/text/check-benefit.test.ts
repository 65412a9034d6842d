import { expect, test } from 'vitest';
import { changed } from '../testing/ferry-text.ts';

test.each([
  [
    'a refund with nothing to keep',
    'quotas: [{ per: person, in: day, units: 2 }]',
    'refund: keep-used',
    ['22:13 field-without-effect keep-used'],
  ],
  [
    'a proof for what is paid at once',
    'quotas: [{ per: person, in: day, units: 2 }]',
    'onProof: true',
    ['22:14 field-without-effect true'],
  ],
  [
    'a quota of companions, to whom nothing is given',
    'per: person, in: day',
    'per: companion, in: day',
    ['22:21 field-without-effect companion'],
  ],
  [
    'a quota of a benefit that there is not',
    'per: person, in: day',
    'of: [ferry], per: person, in: day',
    ['22:21 benefit-name-unknown ferry'],
  ],
  [
    'a name that no quota asks for',
    '- on: [ferry-crossing]',
    '- name: ferry\n        on: [ferry-crossing]',
    ['19:15 field-without-effect ferry'],
  ],
  [
    'a quota of units of some benefits where all apply',
    `        give: { percent: 50, upTo: 2.15 }
    quotas: [{ per:`,
    `        name: ferry
        give: { percent: 50, upTo: 2.15 }
    choose: all
    quotas: [{ of: [ferry], per:`,
    ['24:20 quota-of-units-of-all '],
  ],
  [
    'ages of children of whom the quota is not',
    'per: person, in: day',
    'per: person, children: { below: 3 }, in: day',
    ['22:39 field-without-effect '],
  ],
  [
    'ages that no child has',
    'per: person, in: day',
    'per: child, children: { from: 7, below: 7 }, in: day',
    ['22:56 quota-without-effect 7'],
  ],
  [
    'a quota of money with three decimals',
    'units: 2',
    'amount: 123456789.123',
    ['22:46 value-malformed 123456789.123'],
  ],
  [
    'shares of more than the whole',
    'amount: 1.07 }, {',
    'percent: 60 }, { grantor: m-0099000, percent: 50 }, {',
    ['23:13 shares-over-whole 110 %'],
  ],
  [
    'shares that leave nothing for the rest',
    'amount: 1.07 }',
    'percent: 100 }',
    ['23:80 share-without-effect '],
  ],
  [
    'a bundle whose parts are not told apart',
    'percent: 50, upTo: 2.15',
    'bundle: [{ on: [ferry-crossing], units: 1 }, { on: [ferry-crossing], units: 2 }], pays: 3',
    ['21:68 bundle-parts-overlap '],
  ],
  [
    'a bundle of what the benefit is not on',
    'percent: 50, upTo: 2.15',
    'bundle: [{ on: [bread], units: 1 }], pays: 3',
    ['21:32 benefit-without-effect '],
  ],
  [
    'a bundle of an unknown class',
    'percent: 50, upTo: 2.15',
    'bundle: [{ on: [ferry-crosing], units: 1 }], amount: 3',
    ['21:32 benefit-without-effect ', '21:33 code-unknown ferry-crosing → ferry-crossing'],
  ],
  [
    'a part of a price without a bound',
    'upTo: 2.15',
    'part: { of: unit }',
    ['21:36 bounds-missing '],
  ],
  [
    'a part of a price with nothing between',
    'upTo: 2.15',
    'part: { above: 5, below: 5, of: unit }',
    ['21:55 benefit-without-effect 5'],
  ],
  [
    'fewer units than one set',
    'percent: 50, upTo: 2.15 }',
    'freeOfEvery: 3 }\n        units: { to: 2 }',
    ['22:22 benefit-without-effect 2'],
  ],
  [
    'which units, but none said',
    'percent: 50, upTo: 2.15 }',
    'perUnit: 1 }\n        units: {}',
    ['22:16 bounds-missing '],
  ],
  [
    'an amount for every nothing',
    'percent: 50, upTo: 2.15',
    'amount: 1, forEvery: 0',
    ['21:38 benefit-without-effect 0'],
  ],
  [
    'a group stated twice',
    'means: [transport-card]',
    'exclusionGroup: fare\n    exclusion: { group: fare }',
    ['17:21 exclusion-twice '],
  ],
  [
    'a relief of at most nothing',
    'means: [transport-card]',
    'atMost: { line: 0 }',
    ['17:21 benefit-without-effect 0'],
  ],
  ['a minimum to pay of what', 'means: [transport-card]', 'leaves: {}', ['17:13 bounds-missing ']],
] as [what: string, from: string, to: string, expected: string[]][])(
  '%s',
  (_, from, to, expected) => {
    expect(changed(from, to)).toEqual(expected);
  },
);

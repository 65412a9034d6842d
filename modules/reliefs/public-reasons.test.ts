import { describe, expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { inputOf, line, relief, WEDNESDAY } from './calculation/testing.ts';
import type { ReasonCode } from './calculation.ts';
import { PUBLIC_REASONS, publicReasonOf, reasonOfBasket } from './public-reasons.ts';
import { REASONS } from './reasons.ts';

const pupilsMondaysOthersAlways = relief('A', {
  means: ['transport-card'],
  benefits: [
    { on: ['season'], when: { weekdays: ['monday'] }, give: { percent: 90 } },
    { on: ['single'], give: { percent: 50 } },
  ],
});

describe('what the basket alone says', () => {
  const { instruction } = pupilsMondaysOthersAlways;
  const reasonFor = (itemClass: string, meansKind = 'transport-card') =>
    reasonOfBasket(instruction, {
      ...inputOf([line('1', 1, 100, { class: itemClass })], []),
      occasion: { ...WEDNESDAY, meansKind },
    });

  test.each([
    ['bread is not transport', 'bread', 'transport-card', 'not-on-this-item'],
    ['a season ticket on a Wednesday', 'season', 'transport-card', 'not-at-this-time'],
    ['shown with an eID card', 'single', 'eid-card', 'means-not-accepted'],
    ['a single ticket could have it', 'single', 'transport-card', undefined],
  ])('%s', (_, itemClass, meansKind, reason) => {
    expect(reasonFor(itemClass, meansKind)).toBe(reason);
  });
});

test('who has only another benefit of the relief looks like who has none', () => {
  // A pupil, whose benefit is for Mondays only, buys what the other benefit is for.
  const pupil = { ...pupilsMondaysOthersAlways, benefits: [0] };
  const codes = calculate(inputOf([line('1', 1, 100)], [pupil])).reasons.map(({ code }) => code);
  expect(codes).toEqual(['no-item-of-its-classes']);
  expect(publicReasonOf(codes)).toBe(publicReasonOf([]));
});

test('of several lines the strongest reason is told', () => {
  expect(publicReasonOf(['no-item-of-its-classes', 'quota-used'])).toBe('quota-used');
  expect(publicReasonOf(['another-is-better', 'applied'])).toBe('applied');
});

test('every reason has sentences in both languages, and a public reason', () => {
  const sentences = [...Object.values(REASONS), ...Object.values(PUBLIC_REASONS)];
  for (const { lv, en } of sentences) {
    expect(lv).toMatch(/^\p{Lu}.*\.$/u);
    expect(en).toMatch(/^\p{Lu}.*\.$/u);
  }
  for (const code of Object.keys(REASONS)) {
    expect(Object.keys(PUBLIC_REASONS)).toContain(publicReasonOf([code as ReasonCode]));
  }
});

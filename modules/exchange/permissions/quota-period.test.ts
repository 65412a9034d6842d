import { expect, test } from 'vitest';
import { periodAt, renewalAfter } from './quota-period.ts';

// instant, period: the first day of it, when the next begins
const CASES = [
  ['2026-03-11T10:00:00Z', 'all', null, null],
  ['2026-03-11T21:59:59.999Z', 'day', '2026-03-11', '2026-03-11T22:00:00Z'],
  ['2026-03-11T22:00:00Z', 'day', '2026-03-12', '2026-03-12T22:00:00Z'],
  // A day of 23 hours, and one of 25.
  ['2026-03-28T22:00:00Z', 'day', '2026-03-29', '2026-03-29T21:00:00Z'],
  ['2026-03-29T20:59:59Z', 'day', '2026-03-29', '2026-03-29T21:00:00Z'],
  ['2026-10-24T21:00:00Z', 'day', '2026-10-25', '2026-10-25T22:00:00Z'],
  ['2026-10-25T21:30:00Z', 'day', '2026-10-25', '2026-10-25T22:00:00Z'],
  ['2026-03-31T20:59:59Z', 'month', '2026-03-01', '2026-03-31T21:00:00Z'],
  ['2026-03-31T21:00:00Z', 'month', '2026-04-01', '2026-04-30T21:00:00Z'],
  ['2026-10-31T22:00:00Z', 'month', '2026-11-01', '2026-11-30T22:00:00Z'],
  ['2026-12-30T22:00:00Z', 'day', '2026-12-31', null],
  ['2026-12-01T00:00:00Z', 'month', '2026-12-01', null],
] as const;

test.each(CASES)('at %s a quota of %s is that of %s, and anew at %s', (at, period, first, next) => {
  const instant = new Date(at);
  const renewing = { quotaPeriod: period, validUntil: '2026-12-31' };
  expect(periodAt(period, instant)).toBe(first);
  expect(renewalAfter(renewing, instant)).toEqual(next === null ? null : new Date(next));
});

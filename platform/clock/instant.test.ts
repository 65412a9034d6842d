import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toUtc } from './instant.ts';

test.each([
  ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z'],
  ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
  ['2026-03-01T10:00Z', '2026-03-01T10:00:00.000Z'],
  ['2026-03-01T01:59:59+02:00', '2026-02-28T23:59:59.000Z'],
  ['2026-12-31T23:00:00-01:30', '2027-01-01T00:30:00.000Z'],
  ['2026-03-01T10:00:00.123456789+02:00', '2026-03-01T08:00:00.123Z'],
  ['2026-03-01T10:00:00-00:30', '2026-03-01T10:30:00.000Z'],
  ['2026-03-01T24:00:00Z', '2026-03-02T00:00:00.000Z'],
])('%s is %s', (given, utc) => {
  expect(toUtc(given)).toBe(utc);
});

test.each([
  ...['2026-02-30T10:00:00Z', '2026-03-01T10:00:60Z', '2026-03-01T25:00:00Z'],
  ...['2026-03-01T10:60:00Z', '2026-03-01T10:00:00', '2026-03-01 10:00:00Z'],
  ...['2026-03-01T10:00:00+24:00', '2026-03-01T10:00:00+02:60', '2026-03-01', ''],
])('%j is no instant', (given) => {
  expect(toUtc(given)).toBeUndefined();
});

test('it is what a Date makes of it, at any time of day and offset', () => {
  const two = (max: number) =>
    fc.integer({ min: 0, max }).map((one) => String(one).padStart(2, '0'));
  const texts = fc
    .tuple(two(25), two(61), two(61), fc.constantFrom('+', '-'), two(25), two(61))
    .map(([h, m, s, sign, oh, om]) => `2028-02-29T${h}:${m}:${s}${sign}${oh}:${om}`);
  fc.assert(
    fc.property(texts, (text) => {
      const instant = Date.parse(text);
      expect(toUtc(text)).toBe(Number.isNaN(instant) ? undefined : new Date(instant).toISOString());
    }),
    { numRuns: 2_000 },
  );
});

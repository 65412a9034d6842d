import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameJson } from './same-json.ts';

test('what JSON writes and reads is the same, in any order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = JSON.parse(JSON.stringify(value), (_, part) =>
        part && typeof part === 'object' && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).toReversed())
          : part,
      );

      expect(isSameJson(value, read)).toBe(true);
      expect(isSameJson(read, value)).toBe(true);
    }),
  );
});

test('two values are the same exactly when one reads as the other', () => {
  const small = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(0, 1, '', 'a', null, true),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { noNullPrototype: true }),
    ),
  })).value;
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
          .sort()
          .map(([key, part]) => [key, sorted(part), 'named'])
      : Array.isArray(value)
        ? { list: value.map(sorted) }
        : value;
  fc.assert(
    fc.property(small, small, (one, other) => {
      const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
      expect(isSameJson(one, other)).toBe(same);
    }),
    { numRuns: 1_000 },
  );
});

test('a key without a value is no key', () => {
  expect(isSameJson({ a: undefined }, {})).toBe(true);
  expect(isSameJson({ a: undefined }, { b: 1 })).toBe(false);
  expect(isSameJson({ a: undefined }, { a: null })).toBe(false);
});

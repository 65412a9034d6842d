import { expect, test } from 'vitest';
import { negotiate } from './negotiate.ts';

test.each([
  ['b', 'b'],
  ['a;q=0.1, B;q=0.5', 'b'],
  ['b, a', 'a'],
  ['a;q=0, b;q=0.001', 'b'],
  ['a;q=2', undefined],
  ['a;q=x', undefined],
  ['a; version=1', 'a'],
  ['*/*', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s prefers %s', (header, preferred) => {
  expect(negotiate(header, ['a', 'b'])).toBe(preferred);
});

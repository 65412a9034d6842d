import { expect, test } from 'vitest';
import { inNetworks } from './networks.ts';

const CASES: [address: string, isIn: boolean][] = [
  ['10.1.2.3', true],
  ['11.1.2.3', false],
  ['::ffff:10.1.2.3', true],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['2001:db8::1', true],
  ['2001:db9::1', false],
  ['::1', true],
  ['', false],
];

test.each(CASES)('%s is of these networks: %s', (address, isIn) => {
  expect(inNetworks(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1'])(address)).toBe(isIn);
});

import { expect, test } from 'vitest';
import { endingOf, isBankCardNumber, isMeansValue, normaliseMeansValue } from './means.ts';

test.each([
  ['4111 1111 1111 1111', true, 'a card number with spaces'],
  ['4111-1111-1111-1111', true, 'with hyphens'],
  ['4111.1111.1111.1111', true, 'with dots'],
  ['４１１１１１１１１１１１１１１１', true, 'wide digits'],
  ['4111111111111112', false, 'a wrong check digit'],
  ['00000000000', false, 'eleven digits'],
  ['VJ4111111111111111', false, 'letters in it'],
  ['0004012345', false, 'the number of a transport card'],
])('%s: a bank card number is %s (%s)', (value, expected) => {
  expect(isBankCardNumber(value)).toBe(expected);
});

test('a value has one form however it is typed', () => {
  expect(normaliseMeansValue(' 04:a1-b2 c3\t')).toBe('04:A1B2C3');
  expect(isMeansValue('04:A1B2C3')).toBe(true);
  expect(isMeansValue('ABC')).toBe(false);
  expect(isMeansValue('A\u0000BCDEFG')).toBe(false);
});

test('a short value shows no ending', () => {
  expect(endingOf('VJ0000000001')).toBe('0001');
  expect(endingOf('VJ00001')).toBeNull();
});

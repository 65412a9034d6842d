import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../platform/errors/refusal.ts';
import { checkDigit, parsePersonalCode } from './personal-code.ts';

const read: [string, string, string, string | null][] = [
  ['the older form', '161175-19997', '161175-19997', '1975-11-16'],
  ['without the hyphen', '16117519997', '161175-19997', '1975-11-16'],
  ['with spaces around', ' 161175-19997 ', '161175-19997', '1975-11-16'],
  ['the newer form', '320000-00001', '320000-00001', null],
  ['the newer form without the hyphen', '32123456789', '321234-56789', null],
];
test.each(read)('%s', (_words, text, code, birthDate) => {
  expect(parsePersonalCode(text)).toEqual({ code, birthDate });
});

const refused: [string, string, string][] = [
  ['empty', '', 'personal-code-malformed'],
  ['letters', '16117A-19997', 'personal-code-malformed'],
  ['too short', '161175-1999', 'personal-code-malformed'],
  ['two hyphens', '1611-75-19997', 'personal-code-malformed'],
  ['no such day', '310275-19990', 'personal-code-date'],
  ['no such century', '161175-39997', 'personal-code-date'],
  ['29 February of a common year', '290275-19990', 'personal-code-date'],
  ['another check digit', '161175-19998', 'personal-code-check-digit'],
  ['two digits exchanged', '161157-19997', 'personal-code-check-digit'],
];
test.each(refused)('refused: %s', (_words, text, code) => {
  expect(() => parsePersonalCode(text)).toThrow(new Refusal(code));
});

test('the date and the century are read for any day, and one wrong digit is found', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2017-06-30'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 0, max: 9 }),
      (date, serial, wrong) => {
        const day = date.toISOString().slice(0, 10);
        const first = day.slice(8) + day.slice(5, 7) + day.slice(2, 4);
        const century = day.startsWith('19') ? '1' : '2';
        const ten = `${first}${century}${String(serial).padStart(3, '0')}`;
        const last = checkDigit(ten);
        expect(parsePersonalCode(ten + last).birthDate).toBe(day);
        if (String(wrong) !== last) expect(() => parsePersonalCode(ten + wrong)).toThrow();
      },
    ),
  );
});

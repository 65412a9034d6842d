import { expect, test } from 'vitest';
import { howWritten, mediaTypeOf } from './media-type.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))),
  );

test.each([
  ['a comma', bytes('personalCode,from\n1,'), 'utf-8', ','],
  ['a semicolon', bytes('personas kods;no;līdz\n1;;'), 'utf-8', ';'],
  ['an older system', bytes('personas kods;no;l', 0xee, 'dz\n1;;'), 'windows-1257', ';'],
  ['a tab', bytes('personalCode\tfrom'), 'utf-8', '\t'],
  ['one column', bytes('personalCode\n1'), 'utf-8', ','],
  ['commas below the heading alone', bytes('personalCode;from\n1,1,1,1;'), 'utf-8', ';'],
  ['a sample that ends within a letter', bytes('personalCode\n', 0xc4), 'utf-8', ','],
  ['nothing', bytes(), 'utf-8', ','],
])('a file with %s is known by itself', (_, sample, encoding, delimiter) => {
  expect(howWritten(sample)).toEqual({ encoding, delimiter });
});

test('a workbook is known by its name', async () => {
  expect(await mediaTypeOf(new File(['x'], 'draugi.XLSX'))).toContain('spreadsheetml');
  expect(await mediaTypeOf(new File(['a;b'], 'draugi.csv'))).toBe(
    'text/csv; charset=utf-8; delimiter=semicolon',
  );
});

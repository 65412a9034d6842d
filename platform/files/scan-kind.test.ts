import { expect, test } from 'vitest';
import { scanKindOf } from './scan-kind.ts';

const PNG = '89504e470d0a1a0a0000000d49484452';
const bytes = (hex: string, text = '') =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(text)]);

test.each([
  ['a PDF', Buffer.from('%PDF-1.7\nx\n%%EOF\n'), 'pdf'],
  ['a JPEG', bytes('ffd8ffe000104a464946ffd9'), 'jpeg'],
  ['a PNG', bytes(PNG, 'xxxxIEND\xaeB`\x82'), 'png'],
  ['a PDF that is cut off', Buffer.from('%PDF-1.7\nx'), undefined],
  ['a PDF with much after its end', Buffer.from(`%PDF-1.7\n%%EOF${' '.repeat(2_000)}`), undefined],
  ['a page that calls itself one', Buffer.from('<html>%PDF-1.7 %%EOF'), undefined],
  ['a JPEG of its marks alone', bytes('ffd8ff'), undefined],
  ['a GIF', bytes('', 'GIF89a;'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s is known by its bytes', (_, file, kind) => {
  expect(scanKindOf(file)).toBe(kind);
});

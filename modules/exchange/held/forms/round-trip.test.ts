import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBroken } from '../../../../platform/files/decode-text.ts';
import type { FileForm } from '../../../../platform/files/file-form.ts';
import type { Definition } from '../../definition.ts';
import { readFile } from '../../intake/files/read-file.ts';
import { wholeView } from '../../permissions/view.ts';
import { readExample } from '../../records/read-example.ts';
import { readDefinition } from '../../text/read-definition.ts';
import { BULK_FORMS, type BulkFormName } from './bulk-form.ts';

const TEXT = `
code: vejaine-all
name: { lv: Visi tipi, en: All types }
institution: m-0099000
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: words, class: none }
  - { name: amount, type: decimal, class: none }
  - { name: open, type: boolean, class: none }
  - { name: since, type: day, class: none }
  - { name: at, type: instant, class: none }
  - { name: depths, list: [{ name: metres, type: decimal, class: none }, { name: word, class: none }] }
`;
const RECORDS = 1_000;

const digits = (from: number, to: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: from, maxLength: to })
    .map((all) => all.join(''));
const decimal = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.constantFrom('0', '7', '12', '900000000000000001'),
    digits(0, 9),
  )
  .map(([sign, whole, rest]) => `${sign}${whole}${rest === '' ? '' : `.${rest}`}`);
// An empty text is an empty cell, which says nothing; controls are refused in tables of any form.
const words = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc
      .array(
        fc.constantFrom(
          "'",
          '=',
          '-',
          '@',
          '\t',
          '\r',
          '\n',
          ' ',
          '"',
          ',',
          ';',
          '1',
          '.',
          '_x000D_',
          'ā',
          '\u2028',
          '\ufeff',
        ),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .map((all) => all.join('')),
  )
  .filter((text) => !isBroken(text) && text.isWellFormed());
const time = fc.date({
  min: new Date('1000-01-01'),
  max: new Date('9999-12-31'),
  noInvalidDate: true,
});
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const record = fc.record({
  words: maybe(words),
  amount: maybe(decimal),
  open: maybe(fc.boolean()),
  since: maybe(time.map((at) => at.toISOString().slice(0, 10))),
  at: maybe(time.map((at) => at.toISOString())),
  depths: maybe(
    fc.array(fc.record({ metres: maybe(decimal), word: maybe(words) }), { maxLength: 3 }),
  ),
  number: fc.constant(0),
});

function definition(): Definition {
  const reading = readDefinition({ file: 'all.yaml', text: TEXT });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.definition;
}

const FORMS: [BulkFormName, FileForm][] = [
  ['xlsx', { kind: 'workbook' }],
  ['csv', { kind: 'csv', encoding: 'utf-8', delimiter: ',' }],
];

test.each(FORMS)('what is written as %s is read back as it was', async (name, form) => {
  const whole = definition();
  const records = fc.sample(record, { numRuns: RECORDS, seed: 7 }).map((one, number) => {
    const reading = readExample(whole, { ...one, number });
    if ('problems' in reading) throw new Error(JSON.stringify([one, reading.problems]));
    return reading.record;
  });
  const page = records.map((one) => JSON.stringify(one));
  const written = BULK_FORMS[name].write(wholeView(whole), one(page));
  const reading = { form, gzip: false, mode: 'snapshot' as const, definition: whole };
  const back: unknown[] = [];
  const asked = { ...reading, batchLines: RECORDS };
  for await (const lines of readFile(asBytes(written), asked)) {
    for (const { text, fault } of lines) back.push(fault ?? readExample(whole, JSON.parse(text)));
  }
  expect(back).toEqual(records.map((one) => ({ record: one })));
});

async function* one<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

async function* asBytes(parts: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  for await (const part of parts) yield Buffer.from(part as string);
}
